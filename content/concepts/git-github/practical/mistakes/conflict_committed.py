"""A conflict was committed as Git had written it, with its marks: the file holds both versions and three
lines that are no Python. It cannot be imported.

Git stops at a conflict because it needs a decision. `git add` is the way to say that it was made, and Git
takes your word for it.

Ask yourself: what does `git diff --check` (or a search for `<<<<<<<`) say before you commit?
"""

EVEN = "\n\n<<<<<<< HEAD\n=======\n" + EVEN + ">>>>>>> median\n"
FILES = build()
