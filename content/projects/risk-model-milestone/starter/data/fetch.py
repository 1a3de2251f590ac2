"""Data: python data/fetch.py check | credit | own FILE --target COLUMN [--protected COLUMN]

check   compares the two tables that came with this repository with their checksums
credit  downloads the credit table, checks it, packs it to data/credit-default.csv.gz
own     packs a CSV of your own to the same place

Offline, `check` and `own` work; use the tables that are here. The last two print the lines that groundup.toml
needs, with the checksum of the packed file: the audit refuses a file that has changed since.
"""

import argparse
import csv
import gzip
import hashlib
import io
import sys
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
CAME_WITH = {
    "card-fraud.csv.gz": "c3062ba94652a3efcaed131a76784d347f81e975698537953bedc512581e4f21",
    "churn.csv.gz": "098a75e5c956f017140925253bbb6b674d002d8f2eb92614f2de1eb8a050c374",
}
CREDIT_URL = "https://raw.githubusercontent.com/intro-stat-learning/ISLP/main/ISLP/data/Default.csv"
CREDIT_SHA256 = "d113590204485565bdd692b2d8430e7c2fcc72ec323df92314a745c99a0eefe9"
PACKED = "credit-default.csv.gz"
YES = {"yes": "1", "no": "0", "1": "1", "0": "0", "1.0": "1", "0.0": "0"}


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def check():
    for name, wanted in CAME_WITH.items():
        if sha256((HERE / name).read_bytes()) != wanted:
            sys.exit(f"data/{name} is not what it was. Put it back: git checkout -- data/{name}")
        print(f"data/{name} is as it came.")


def download():
    with urllib.request.urlopen(CREDIT_URL, timeout=30) as answer:
        content = answer.read()
    if sha256(content) != CREDIT_SHA256:
        sys.exit(
            f"{CREDIT_URL} gave another file than expected (SHA-256 {sha256(content)}). Nothing was kept."
        )
    return content


def pack(content, target, protected):
    """Write the table with the target as 0 and 1, and print what groundup.toml needs."""
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    missing = [name for name in (target, protected) if name and name not in rows[0]]
    if missing:
        sys.exit(f"There is no column {missing[0]!r}; there are {', '.join(rows[0])}.")
    for number, row in enumerate(rows, 2):
        if row[target].strip().lower() not in YES:
            sys.exit(
                f"Line {number}: the target {target!r} is {row[target]!r}. It has to be 0 or 1, or No or Yes."
            )
        row[target] = YES[row[target].strip().lower()]
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    packed = gzip.compress(text.getvalue().encode(), mtime=0)
    (HERE / PACKED).write_bytes(packed)
    print('dataset = "credit-default"\n\n[data]')
    print(
        f'file = "data/{PACKED}"\ntarget = "{target}"\nprotected = "{protected}"\nsha256 = "{sha256(packed)}"'
    )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["check", "credit", "own"])
    parser.add_argument("file", nargs="?")
    parser.add_argument("--target", default="")
    parser.add_argument("--protected", default="")
    given = parser.parse_args()
    if given.what == "check":
        check()
    elif given.what == "credit":
        pack(download(), "default", "student")
    elif given.file and given.target:
        pack(Path(given.file).read_bytes(), given.target, given.protected)
    else:
        parser.error("own needs FILE and --target COLUMN")


if __name__ == "__main__":
    main()
