"""There is no `[project.scripts]`, so that installing the package makes no command. The function is
there, and nobody can call it from a terminal.

Ask yourself: where does the program `wordcount` come from that somebody types after installing?
"""

FILES = {**FILES, "pyproject.toml": PROJECT.partition("[project.scripts]")[0]}
