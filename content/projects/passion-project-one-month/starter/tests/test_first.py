"""The first step: a loader that writes every row with an id and an outcome of 0 or 1."""

import csv
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path


def test_the_loader_writes_rows_with_an_id_and_an_outcome(tmp_path):
    top = Path(__file__).parents[1]
    said = tomllib.loads((top / "groundup.toml").read_text(encoding="utf-8"))
    command = said["commands"]["load"].replace("{out}", str(tmp_path / "rows.csv"))
    words = [sys.executable, *shlex.split(command)[1:]]
    subprocess.run(words, cwd=top, check=True)
    with open(tmp_path / "rows.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ids = [row[said["table"]["id"]] for row in rows]
    assert len(rows) >= 200 and len(set(ids)) == len(ids)
    assert {row[said["table"]["target"]] for row in rows} == {"0", "1"}
