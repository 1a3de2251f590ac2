"""`groundup content quality`: a table, the survivors as entries to copy, and an exit status."""

from __future__ import annotations

import shutil
from math import inf
from pathlib import Path

import pytest

from groundup.catalog.quality import measures
from tests.cli.conftest import PACK, Run, read_json


@pytest.fixture
def pack(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy to break; times are those of the machine, so they fail nothing here."""
    monkeypatch.setenv("GROUNDUP_CONTENT", str(home / "pack"))
    monkeypatch.setattr(measures, "FIGURE_P95_MS", inf)
    monkeypatch.setattr(measures, "CELL_MS", inf)
    return Path(shutil.copytree(PACK, home / "pack"))


def weaken(pack: Path) -> None:
    path = pack / "concepts/doubling/lab/checks.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('raises(TypeError, lab.double, "ab")', "lab.double(1)"), encoding="utf-8")


def test_a_sound_concept_is_measured_and_the_table_written(run: Run, pack: Path, home: Path) -> None:
    folder = str(pack / "concepts/doubling")
    result = run("content", "quality", folder, "--seeds", "2", "--write", "table.md", "--json")
    assert result.exit_code == 0
    measured = read_json(result)
    assert measured["problems"] == []
    (row,) = measured["rows"]
    assert (row["concept"], row["certified"], row["lab"]["mutants"]) == ("doubling", 1, 5)
    assert row["lab"]["survivors"] == []
    table = (home / "table.md").read_text(encoding="utf-8")
    assert table.startswith("# Quality of content, measured\n")
    assert "\n| doubling | 1 / 1 | 5 / 5 | 100.0% | 0 | 3 | 3 |" in table


def test_a_weak_lab_exits_3_with_the_survivor_as_an_entry_to_copy(run: Run, pack: Path) -> None:
    weaken(pack)
    result = run("content", "quality", str(pack / "concepts/doubling"), "--seeds", "2")
    assert result.exit_code == 3
    assert "| doubling | 1 / 1 | 4 / 5 | 80.0% |" in result.stdout
    assert f"{pack}/concepts/doubling/lab/solution.py:7: Every check passes with seed 0." in result.stdout
    assert '[[equivalent]]\nfunction = "double"\n' in result.stdout
    assert 'edit = "dropped"\nreason = ""' in result.stdout
    assert "1 problem" in result.stdout


def test_a_weak_lab_is_told_in_json_with_the_name_of_the_mutant(run: Run, pack: Path) -> None:
    weaken(pack)
    measured = read_json(run("content", "quality", str(pack / "concepts/doubling"), "--seeds", "2", "--json"))
    (survivor,) = measured["rows"][0]["lab"]["survivors"]
    assert survivor["name"] == {
        "function": "double",
        "line": 'raise TypeError("a number is needed")',
        "edit": "dropped",
    }
    (problem,) = measured["problems"]
    assert set(problem) == {"path", "rule", "remedy"}


def test_a_folder_to_measure_that_is_not_there_is_said(run: Run, home: Path) -> None:
    assert run("content", "quality", "nowhere").exit_code == 1
