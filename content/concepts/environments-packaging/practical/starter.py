"""What lies in the folder at the beginning: two functions in a loose module, and a README."""

FILES = {
    "README.md": """# wordcount

Counts the words of a file.
""",
    "words.py": '''"""Counting words. To be moved into a package."""

import re
from collections import Counter


def count_words(text):
    """How often each word occurs, in small letters: a Counter."""
    return Counter(re.findall(r"[^\\W\\d_]+", text.lower()))


def most_common(text, n):
    """The n most frequent words with their counts; words of equal count in alphabetical order."""
    counts = count_words(text)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n]
''',
}
