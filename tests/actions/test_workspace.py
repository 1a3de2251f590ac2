"""The workspace: made, found and opened; and what the doctor says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundup import actions
from groundup.workspace import STATE_FOLDER, find_workspace, init_workspace, open_workspace
from tests.actions.conftest import PACK, refusal


def test_making_a_workspace_again_changes_no_file(tmp_path: Path) -> None:
    root = init_workspace(tmp_path / "ml")
    (root / "README.md").write_text("mine")
    (root / "mylib/__init__.py").unlink()
    init_workspace(root)
    assert (root / "README.md").read_text() == "mine"
    assert (root / "mylib/__init__.py").is_file() and (root / ".git").is_dir()


def test_a_workspace_inside_a_repository_does_not_nest_one(tmp_path: Path) -> None:
    outer = init_workspace(tmp_path / "outer")
    assert not (init_workspace(outer / "inner") / ".git").exists()


def test_the_nearest_workspace_upwards_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = init_workspace(tmp_path / "ml")
    monkeypatch.setenv("GROUNDUP_HOME", str(tmp_path / "other"))
    monkeypatch.chdir(root / "notes")
    assert find_workspace() == root
    monkeypatch.chdir(tmp_path)
    assert find_workspace() == tmp_path / "other"
    assert find_workspace(Path("given")) == tmp_path / "given"


def test_what_is_no_workspace_says_how_to_make_one(tmp_path: Path) -> None:
    assert f"groundup init {tmp_path}" in refusal("not-found", lambda: open_workspace(tmp_path))


def test_a_workspace_opens_and_closes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDUP_CONTENT", str(PACK))
    root = init_workspace(tmp_path / "ml")
    with open_workspace(root) as w:
        assert actions.current(w).workspace == str(root)
    with pytest.raises(RuntimeError, match="closed"):
        w.store.learner()


def test_the_doctor_names_what_is_there_and_the_way_to_what_is_not(tmp_path: Path) -> None:
    root = init_workspace(tmp_path / "ml")
    found = {finding.name: finding for finding in actions.doctor(root)}
    assert found["Python"].well and found["Workspace"].well and found["Disk"].well
    assert any(name.startswith("Wall: ") for name in found) and found["Walls"].sentence.startswith("Tier ")
    assert all(finding.well or finding.remedy or not finding.needed for finding in found.values())


def test_the_doctor_says_a_broken_database_and_a_missing_workspace(tmp_path: Path) -> None:
    root = init_workspace(tmp_path / "ml")
    (root / STATE_FOLDER / "groundup.db").write_bytes(b"this is no database" * 1000)
    for place, said in ((root, "cannot be opened"), (tmp_path / "none", "There is no workspace")):
        (finding,) = (finding for finding in actions.doctor(place) if finding.name == "Workspace")
        assert not finding.well and said in finding.sentence
