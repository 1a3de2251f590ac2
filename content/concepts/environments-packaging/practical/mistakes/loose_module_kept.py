"""The functions were copied, and the loose module is still there. From now on there are two of them; a
bug is mended in one, and a script that is started in this folder imports the other.

Ask yourself: which of the two does `import words` find, and which does `import wordcount.counting`?
"""

FILES = {**FILES, "words.py": COUNTING}
