"""python data/get_spamassassin.py: real mail of the SpamAssassin public corpus as data/real.csv.

Needs a network. The publisher names no checksums: the first download writes data/checksums.txt, commit it,
and
every later one has to agree with it. Nothing of an archive is unpacked to disk: members are read in memory.
"""

import csv
import hashlib
import sys
import tarfile
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = "https://spamassassin.apache.org/old/publiccorpus/"
ARCHIVES = {
    "20030228_easy_ham.tar.bz2": "ham",
    "20030228_hard_ham.tar.bz2": "ham",
    "20030228_spam.tar.bz2": "spam",
}
CHECKSUMS = HERE / "checksums.txt"  # lines of: sha256, two spaces, name


def fetch(name):
    place = HERE / name
    if not place.exists():
        with urllib.request.urlopen(SOURCE + name, timeout=60) as reply:
            place.write_bytes(reply.read())
    return place


def check(place):
    """Compare with the recorded checksum; record it where there is none yet."""
    found = hashlib.sha256(place.read_bytes()).hexdigest()
    lines = CHECKSUMS.read_text(encoding="utf-8").splitlines() if CHECKSUMS.exists() else []
    known = dict(reversed(line.split("  ", 1)) for line in lines if line.strip())
    if known.setdefault(place.name, found) != found:
        sys.exit(
            f"{place} has sha256 {found}, and {CHECKSUMS} says {known[place.name]}. Remove it and look why."
        )
    CHECKSUMS.write_text("".join(f"{sum}  {name}\n" for name, sum in sorted(known.items())), encoding="utf-8")


def messages(place):
    with tarfile.open(place) as archive:
        for member in archive:
            if member.isfile() and not member.name.endswith("cmds"):
                yield Path(member.name).name, archive.extractfile(member).read().decode("latin-1")


def main():
    with open(HERE / "real.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "label", "text"])
        for name, label in ARCHIVES.items():
            place = fetch(name)
            check(place)
            writer.writerows([id, label, text.replace("\0", "")] for id, text in messages(place))


if __name__ == "__main__":
    main()
