"""Mail in, clean text out; and which mails are copies of each other."""

import csv
import itertools
import re
import sys
import unicodedata

csv.field_size_limit(sys.maxsize)
TABLE = {ord(a): b for a, b in zip("аеорсух€$@431!0|5", "aeopcyxesaaeiiols", strict=True)}  # noqa: RUF001 - Cyrillic on purpose


def load(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def clean(raw, longest=6000):
    """Subject and body, disguises undone. Other headers tell where the mail was collected: not read."""
    head, sep, body = raw.partition("\n\n")
    if not sep:
        head, body = "", raw
    subject = re.search(r"^subject:(.*)$", head, re.IGNORECASE | re.MULTILINE)
    text = unicodedata.normalize("NFKC", f"{subject[1] if subject else ''}\n{body}"[:longest]).lower()
    text = re.sub(r"https?://\S+", "urlurl", text)
    text = re.sub(r"\b(\w)[.*\- ](?=\w\b)", r"\1", text)  # f.r.e.e
    words = []
    for word in re.split(r"[\s,;:?()>]+", text):
        word = word.strip(".!\"'")
        if re.fullmatch(r"[\d.,%]+", word):
            words.append("0num")
            continue
        folded = word.translate(TABLE)
        if folded != word and folded.isalpha():
            words.append("0disguised")
        words.append(folded if folded.isalpha() else word)
    return " ".join(words)


def families(texts, alike=0.25):
    """A number for each text; texts that share a quarter of their word pairs get the same one."""
    pairs = []
    for text in texts:
        words = [w for w in text.split()[2:] if w != "0num"]
        pairs.append(set(itertools.pairwise(words)))
    where = {}
    for i, s in enumerate(pairs):
        for pair in s:
            where.setdefault(pair, []).append(i)
    number = list(range(len(texts)))

    def top(i):
        while number[i] != i:
            i = number[i]
        return i

    for i, s in enumerate(pairs):
        shared = {}
        for pair in s:
            for j in where[pair]:
                if j < i:
                    shared[j] = shared.get(j, 0) + 1
        for j, common in shared.items():
            if common / (len(s) + len(pairs[j]) - common) >= alike:
                a, b = sorted((top(i), top(j)))
                number[b] = a  # the first mail names the family, whatever the order of the sets
    return [top(i) for i in range(len(texts))]
