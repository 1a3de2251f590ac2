"""flit, tests beside src, a main that takes its arguments, and sys.exit with a message for a missing file."""

FILES = {
    "pyproject.toml": """[build-system]
requires = ["flit_core >=3.11,<4"]
build-backend = "flit_core.buildapi"

[project]
name = "wordcount"
version = "2.0"
description = "Frequent words of a text"
readme = "README.md"
requires-python = ">3.10"
dependencies = []
authors = [{name = "Ada Example"}]

[project.scripts]
wordcount = "wordcount.cli:main"
words = "wordcount.cli:main"
""",
    "README.md": "# wordcount\n",
    ".gitignore": ".venv/\n",
    "tests/test_counting.py": "from wordcount import count_words\n\n\ndef test_it():\n"
    "    assert count_words('a A')['a'] == 2\n",
    "src/wordcount/__init__.py": "import importlib.metadata\n\nfrom .counting import *\n\n"
    "__version__ = importlib.metadata.version(__name__)\n",
    "src/wordcount/counting.py": """import re

__all__ = ["count_words", "most_common"]


def count_words(text):
    counts = {}
    for word in re.findall("[^\\\\W0-9_]+", text):
        counts[word.lower()] = counts.get(word.lower(), 0) + 1
    return counts


def most_common(text, n):
    counts = count_words(text)
    return [(word, counts[word]) for word in sorted(counts, key=lambda word: (-counts[word], word))[:n]]
""",
    "src/wordcount/__main__.py": "from wordcount.cli import main\n\nmain()\n",
    "src/wordcount/cli.py": """import argparse
import pathlib
import sys

from wordcount import most_common


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    parser.add_argument("-n", "--number", type=int, default=3)
    options = parser.parse_args(argv)
    path = pathlib.Path(options.path)
    if not path.is_file():
        print("no such file:", path, file=sys.stderr)
        sys.exit(1)
    found = most_common(path.read_text("utf-8"), options.number)
    print(*(f"{word} {count}" for word, count in found), sep="\\n")
    sys.exit(0)


if __name__ == "__main__":
    main()
""",
}
