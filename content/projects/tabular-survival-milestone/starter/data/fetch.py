"""Look after the data: check what came with this repository, take in your own file, or get the original.

python data/fetch.py                      check the two files here against their checksums
python data/fetch.py titanic train.csv    take in the Titanic file that you downloaded from Kaggle
python data/fetch.py heart-disease        download the original from the UCI repository (needs a network)

Nothing of this is needed to work: data/heart-disease.csv (real) and data/titanic.csv (synthetic) are here.
"""

from __future__ import annotations

import csv
import hashlib
import sys
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
CHECKSUMS = {
    "heart-disease.csv": "2fc84c61dfd305b63033ba36657f333553a2d5a747ea103cca23f8b1be9cfc73",
    "titanic.csv": "da3e590ef89570e308a4454f17266f1eedaf2fd226d6a337cb237ece79eae1ad",
}
UCI = "https://archive.ics.uci.edu/static/public/45/heart+disease.zip"
KAGGLE = "https://www.kaggle.com/competitions/titanic/data"
# Of the 891 labelled rows: their cells but for the names, numbers as numbers, in the order of PassengerId.
TITANIC_ROWS = "7d5889915bd5804aa020b0619f979fe3a5161c8039b1b637cf6525398a08581d"
TITANIC_CELLS = (
    "PassengerId", "Survived", "Pclass", "Sex", "Age", "SibSp", "Parch", "Ticket", "Fare", "Embarked",
)  # fmt: skip


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check() -> bool:
    """Say for each file whether it is the one that came with this repository."""
    good = True
    for name, expected in CHECKSUMS.items():
        path = HERE / name
        found = sha256(path) if path.exists() else "no file"
        same = found == expected
        good = good and same
        hint = "as it came" if same else f"changed ({found[:12]}...): git checkout data/{name} brings it back"
        print(f"{name}: {hint}")
    return good


def plain(cell: str) -> str:
    """ "22" and "22.0" are one number; line ends and quotes of the CSV do not matter."""
    try:
        return repr(float(cell))
    except ValueError:
        return cell.strip()


def rows_checksum(path: Path) -> str:
    """Raises KeyError where a column is missing."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["PassengerId"]))
    lines = ("\t".join(plain(row[name]) for name in TITANIC_CELLS) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def take_in_titanic(path: Path) -> None:
    """Put the competition's train.csv in place of the synthetic file, if its cells are the right ones."""
    found = rows_checksum(path)
    if found != TITANIC_ROWS:
        raise SystemExit(
            f"{path} does not hold the 891 rows of the competition (checksum {found[:12]}..., expected "
            f"{TITANIC_ROWS[:12]}...). Download train.csv again from {KAGGLE}."
        )
    (HERE / "titanic.csv").write_bytes(path.read_bytes())
    print("data/titanic.csv is now the real one. Kaggle's rules apply to it: do not commit it.")


def download_heart() -> None:
    """The original zip, beside the CSV. Its checksum is written down the first time and compared later."""
    place, note = HERE / "heart-disease-original.zip", HERE / "heart-disease-original.sha256"
    with urllib.request.urlopen(UCI, timeout=60) as answer:
        place.write_bytes(answer.read())
    found = sha256(place)
    if note.exists() and note.read_text().strip() != found:
        raise SystemExit(f"{UCI} is not what it was: {found}, before {note.read_text().strip()}.")
    note.write_text(found + "\n")
    print(f"{place}: sha256 {found}. Four clinics in four files; column names in heart-disease.names.")


if __name__ == "__main__":
    words = sys.argv[1:]
    if not words:
        sys.exit(0 if check() else 1)
    if words[0] == "titanic" and len(words) == 2:
        take_in_titanic(Path(words[1]))
    elif words == ["heart-disease"]:
        download_heart()
    else:
        sys.exit(__doc__)
