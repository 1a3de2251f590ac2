"""A raw message as the filter sees it: its subject and its body, nothing else of the header.

To, Date and the rest say how this mail was collected, not what it is: see the README, Data.
"""

import csv
from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    subject: str
    body: str


def parse(raw):
    """Reads any text: one without a header is all body."""
    raw = raw.replace("\r\n", "\n")
    head, gap, body = raw.partition("\n\n")
    fields = [line.partition(":") for line in head.split("\n")]
    if not gap or not fields[0][1] or " " in fields[0][0]:
        return Message("", raw)
    subject = next((value.strip() for name, _, value in fields if name.lower() == "subject"), "")
    return Message(subject, body)


def read_table(path):
    """(ids, labels, texts) of a CSV with the columns id, label (may be missing) and text."""
    csv.field_size_limit(2**30)  # a message may be longer than the 128 kB of the default
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    labels = [int(row["label"] == "spam") for row in rows if "label" in row]
    return [row["id"] for row in rows], labels, [row["text"] for row in rows]
