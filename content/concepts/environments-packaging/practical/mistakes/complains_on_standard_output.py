"""The complaint goes to standard output, and the exit code says success. In a pipeline the next program
takes the complaint for words, and `&&` goes on as if nothing had happened.

Ask yourself: what does `wordcount missing.txt > result.txt && echo done` leave in the file, and on the
screen?
"""

LOUD = CLI.replace(", file=sys.stderr", "").replace("return 1", "return 0")
FILES = {**FILES, "src/wordcount/cli.py": LOUD}
