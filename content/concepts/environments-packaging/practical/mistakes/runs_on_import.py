"""The command is also run when its module is imported: there is a call of `main()` at the end of the
file. A test or a tool that only imports the module starts the program, with whatever arguments happen to
be there.

The installed command calls the function itself. A file that is run directly can ask whether that is so.

Ask yourself: what is `__name__` when a module is imported, and what when it is run?
"""

GUARD = "\n\ntry:\n    main()\nexcept SystemExit:\n    print('usage: wordcount FILE')\n"
FILES = {**FILES, "src/wordcount/cli.py": CLI + GUARD}
