"""The command imports a module by the name it had when all lay in one folder. Started from the folder of
the sources that works, since Python looks there first; once installed, nobody finds it.

Ask yourself: from where is `counting` imported, on a machine that has only the installed package?
"""

FILES = {**FILES, "src/wordcount/cli.py": CLI.replace("from wordcount.counting", "from counting")}
