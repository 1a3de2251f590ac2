"""uv_build, a type marker and a folder of helpers in the package, and SystemExit with a message."""

FILES = {
    "pyproject.toml": """[build-system]
requires = ["uv_build>=0.9,<0.20"]
build-backend = "uv_build"

[project]
name = "wordcount"
version = "0.1.0.post1"
description = "Counts words, and nothing else"
readme = "README.md"
requires-python = "~=3.11"
dependencies = []

[project.scripts]
wordcount = "wordcount.cli:main"
""",
    "README.md": "Counts words.\n",
    "src/wordcount/__init__.py": "from wordcount.counting import most_common, count_words\n"
    "from wordcount.tools.about import __version__\n",
    "src/wordcount/py.typed": "",
    "src/wordcount/tools/__init__.py": "",
    "src/wordcount/tools/about.py": "from importlib import metadata\n\n"
    "__version__ = metadata.metadata('wordcount')['Version']\n",
    "src/wordcount/counting.py": """import itertools
from collections import Counter


def count_words(text):
    groups = itertools.groupby(text.lower(), str.isalpha)
    return Counter("".join(letters) for is_word, letters in groups if is_word)


def most_common(text, n):
    ranked = sorted((-count, word) for word, count in count_words(text).items())
    return [(word, -count) for count, word in ranked][:n]
""",
    "src/wordcount/cli.py": """import argparse

from wordcount.counting import most_common


def main():
    parser = argparse.ArgumentParser("wordcount")
    parser.add_argument("file")
    parser.add_argument("-n", type=int, default=3)
    given = parser.parse_args()
    try:
        with open(given.file, encoding="utf-8") as file:
            found = most_common(file.read(), given.n)
    except FileNotFoundError:
        raise SystemExit(f"cannot find {given.file}") from None
    for word, count in found:
        print(f"{word} {count}")
""",
}
