"""The first test: it fails until the notes name a commit and its sources lie in study/."""

import re
from pathlib import Path

HERE = Path(__file__).parents[1]


def test_the_notes_name_the_commit_that_was_taken():
    notes = (HERE / "endgame.md").read_text()
    named = re.search(r"Commit:\s*`?([0-9a-f]{40})", notes)
    assert named, "Choose a repository, run take.py, and write the commit's hash into endgame.md."
    assert (HERE / "study" / "commit").exists(), "Run take.py: there is no study/commit yet."
