"""From a message to tokens: undo the disguises, then words, pairs of words and runs of characters.

Each step looks at one message alone; what is learned from many (vocabulary, idf) is in mylib.text.tfidf.
"""

import itertools
import re

from spamfilter.mail import parse

LOOKALIKES = str.maketrans("аеорсух€$@", "aeopcyxesa")  # noqa: RUF001 - Cyrillic letters on purpose
IN_WORDS = str.maketrans("4310|5!", "aeiolsi")
SPACED = re.compile(r"(?<!\w)\w(?:[.*\-_ ]\w){2,}(?!\w)")  # f.r.e.e, f r e e
URL = re.compile(r"https?://\S+")
WORD = re.compile(r"\d[\d.,]*(?![\w|!€$@])|[\w|!€$@]+")
CODE = re.compile(r"[a-z]?\d+[a-z]?|.*@.*\..*")  # b204 and 12 are what they are
LONGEST = 20_000  # characters that are read: enough to judge, and no message is slow


def plain(text):
    """(lower-case text without disguises, how many words were disguised)."""
    text = text[:LONGEST].lower()
    hidden = 0

    def joined(found):
        nonlocal hidden
        hidden += 1
        return re.sub(r"[.*\-_ ]", "", found[0])

    def folded(found):
        nonlocal hidden
        word = found[0].rstrip("!")
        clear = word.translate(LOOKALIKES).translate(IN_WORDS)
        if (word.isascii() and word.isalpha()) or CODE.fullmatch(word) or not clear.isalpha():
            return word
        hidden += clear != word
        return clear

    return WORD.sub(folded, SPACED.sub(joined, URL.sub(" weblink ", text))), hidden


def tokens(raw, words=True, pairs=True, characters=True):
    """The tokens of one message. A word is w:, a pair p:, a run of 3 to 5 characters inside a word c:"""
    message = parse(raw)
    text, hidden = plain(message.subject + "\n" + message.body)
    found = ["#number" if word[0].isdigit() else word for word in WORD.findall(text)]
    out = [f"w:{word}" for word in found] if words else []
    if pairs:
        out += [f"p:{a} {b}" for a, b in itertools.pairwise(found)]
    if characters:
        for word in found:
            padded = f" {word} "
            out += [f"c:{padded[i : i + n]}" for n in (3, 4, 5) for i in range(len(padded) - n + 1)]
    return out + ["#disguised"] * min(hidden, 3)
