"""Practicals in the terminal: the starting files, the verdict, and what cannot be watched."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundup.engine.inside.benches.making import Repository
from tests.cli.conftest import Run, read_json

ID = "practical-history"
CONTENT = Path(__file__).resolve().parents[2] / "content"


@pytest.fixture
def taught(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GROUNDUP_CONTENT", str(CONTENT))
    return workspace


def test_a_first_check_puts_the_files_there_and_says_what_is_missing(run: Run, taught: Path) -> None:
    result = run("check", ID)
    assert result.exit_code == 3
    assert "work there, with your own tools" in result.stderr
    assert (taught / "practice" / "history" / "summary.py").is_file()
    assert "git init" in result.stdout


def test_another_folder_is_checked_as_json(run: Run, taught: Path, home: Path) -> None:
    made = Repository()
    files = made.files({"trunk": made.commit("Begin with one file", {"README.md": "x\n"})}, head="trunk")
    for path, content in files.items():
        (home / "mine" / path).parent.mkdir(parents=True, exist_ok=True)
        (home / "mine" / path).write_bytes(content)
    result = run("check", ID, "--file", "mine", "--json")
    assert result.exit_code == 3
    said = read_json(result)
    assert said["lab"] == ID and said["run"]["status"] == "ok"
    assert "called `trunk`" in said["checks"][0]["sentence"]


def test_a_folder_is_not_watched(run: Run, taught: Path) -> None:
    result = run("watch", ID)
    assert result.exit_code == 2
    assert f"groundup check {ID}" in result.stderr


def test_a_concept_names_its_practical(run: Run, taught: Path) -> None:
    assert f"groundup check {ID}" in run("map", "git-github").stdout
