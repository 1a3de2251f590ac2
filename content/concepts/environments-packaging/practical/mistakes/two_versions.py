"""The version stands in two places, and they differ. What `pip list` shows and what the program says of
itself are two things, and a report about a bug names the wrong one.

Ask yourself: when you raise the version for a release, how many files do you have to remember?
"""

STALE = INIT.replace('version("wordcount")', '"0.0.9"').replace(
    "from importlib.metadata import version\n\n", ""
)
FILES = {**FILES, "src/wordcount/__init__.py": STALE}
