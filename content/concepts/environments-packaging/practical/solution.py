"""The package: metadata, two modules below src, and a command."""

PROJECT = """[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "wordcount"
version = "0.1.0"
description = "Counts the words of a file"
readme = "README.md"
requires-python = ">=3.11"
dependencies = []

[project.scripts]
wordcount = "wordcount.cli:main"
"""
INIT = '''"""Counts the words of a file."""

from importlib.metadata import version

from wordcount.counting import count_words, most_common

__all__ = ["count_words", "most_common"]
__version__ = version("wordcount")
'''
COUNTING = '''"""Counting words."""

import re
from collections import Counter


def count_words(text):
    """How often each word occurs, in small letters: a Counter."""
    return Counter(re.findall(r"[^\\W\\d_]+", text.lower()))


def most_common(text, n):
    """The n most frequent words with their counts; words of equal count in alphabetical order."""
    counts = count_words(text)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n]
'''
CLI = '''"""The command `wordcount`."""

import argparse
import sys
from pathlib import Path

from wordcount.counting import most_common


def main():
    parser = argparse.ArgumentParser(prog="wordcount", description="Print the most frequent words of a file.")
    parser.add_argument("file", type=Path)
    parser.add_argument("-n", type=int, default=3, help="how many")
    arguments = parser.parse_args()
    try:
        text = arguments.file.read_text(encoding="utf-8")
    except FileNotFoundError:
        print(f"There is no file {arguments.file}.", file=sys.stderr)
        return 1
    for word, count in most_common(text, arguments.n):
        print(word, count)
    return 0
'''
FILES = {
    "pyproject.toml": PROJECT,
    "README.md": "# wordcount\n\nCounts the words of a file: `wordcount FILE`.\n",
    "src/wordcount/__init__.py": INIT,
    "src/wordcount/counting.py": COUNTING,
    "src/wordcount/cli.py": CLI,
}
