"""setuptools, arguments read by hand, words found letter by letter, the version written in two places."""

FILES = {
    "pyproject.toml": """[build-system]
requires = ["setuptools>=77", "wheel"]
build-backend = "setuptools.build_meta"

[project]
name = "wordcount"
version = "1.2.dev3"
description = "Which words are frequent?"
readme = "README.md"
requires-python = ">=3.10"

[project.scripts]
wordcount = "wordcount.cli:main"

[tool.setuptools.packages.find]
where = ["src"]
""",
    "README.md": "words\n",
    "LICENSE": "Do what you like.\n",
    "src/wordcount/__init__.py": "from .counting import count_words, most_common\n\n"
    "__version__ = '1.2.dev3'\n",
    "src/wordcount/counting.py": """import collections


def count_words(text):
    words, word = collections.Counter(), ""
    for letter in text.lower() + " ":
        if letter.isalpha():
            word += letter
        elif word:
            words[word] += 1
            word = ""
    return words


def most_common(text, n):
    alphabetical = sorted(count_words(text).items())
    return sorted(alphabetical, key=lambda pair: pair[1], reverse=True)[:n]
""",
    "src/wordcount/cli.py": """import sys

from .counting import most_common


def main():
    words = sys.argv[1:]
    n = 3
    if "-n" in words:
        at = words.index("-n")
        n = int(words[at + 1])
        del words[at : at + 2]
    (name,) = words
    try:
        with open(name, encoding="utf-8") as file:
            text = file.read()
    except OSError as error:
        sys.stderr.write(f"wordcount: {name}: {error.strerror}\\n")
        return 1
    sys.stdout.writelines(f"{word} {count}\\n" for word, count in most_common(text, n))
""",
}
