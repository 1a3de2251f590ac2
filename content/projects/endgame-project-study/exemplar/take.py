"""Take what is studied from a local clone into study/, so that the notes can be checked without a network.

    git clone URL ../studied
    python take.py ../studied [COMMIT]

study/commit   the commit object, whose SHA-1 is the commit's hash
study/tree     every file and folder of that commit with its hash
study/source/  the Python files, the licence, README and packaging files

Hash by hash, these three prove to anybody that the sources are those of the commit. Nothing of them is run.
Look at the licence first: it has to let you keep a copy.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

STUDY = Path(__file__).parent / "study"
TAKEN = re.compile(r".*\.py|(.*/)?(LICEN[SC]E|COPYING|README)[^/]*|pyproject\.toml|setup\.cfg", re.IGNORECASE)


def git(clone: str, *words: str) -> bytes:
    return subprocess.run(["git", "-C", clone, *words], check=True, stdout=subprocess.PIPE).stdout


def main(clone: str, commit: str = "HEAD") -> None:
    commit = git(clone, "rev-parse", "--verify", f"{commit}^{{commit}}").decode().strip()
    tree = git(clone, "ls-tree", "-r", "-t", "-z", "--full-tree", commit).decode()
    entries = [entry for entry in tree.split("\0") if entry]
    if any("\n" in entry for entry in entries):
        sys.exit("A file's name holds a line break; choose another repository.")
    shutil.rmtree(STUDY, ignore_errors=True)
    write("commit", git(clone, "cat-file", "commit", commit))
    write("tree", "".join(f"{entry}\n" for entry in entries).encode())
    taken = 0
    for entry in entries:
        about, path = entry.split("\t", 1)
        mode, kind, blob = about.split()
        if kind == "blob" and mode != "120000" and TAKEN.fullmatch(path):
            write(f"source/{path}", git(clone, "cat-file", "blob", blob))
            taken += 1
    print(f"Took {taken} of {len(entries)} entries at commit {commit}. Write it into endgame.md.")


def write(path: str, content: bytes) -> None:
    place = STUDY / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
