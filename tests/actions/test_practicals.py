"""Practicals: a folder of the workspace is checked like a lab, and nothing in it is run or changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from groundup import actions
from groundup.catalog import Catalog, content_roots, load
from groundup.records import Verdict
from groundup.workspace import Workspace
from tests.actions.conftest import Open, evidence, refusal

ID = "practical-history"
SHELL = f"""#!{sys.executable}
from pathlib import Path
Path({{mark!r}}).write_text("ran")
"""


@pytest.fixture(scope="module")
def taught() -> Catalog:
    return load(content_roots())


@pytest.fixture
def here(open_at: Open, taught: Catalog) -> Workspace:
    return open_at("taught", taught)


def verdict(w: Workspace) -> Verdict:
    return actions.check_lab(w, ID).verdict


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "core.hooksPath=/dev/null"]
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(folder.parent)}
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout


def commit(folder: Path, subject: str, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("_py", ".py")).write_text(text)
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", subject)


@pytest.fixture
def done(here: Workspace) -> Path:
    """The practical, done with Git as its brief asks."""
    folder = actions.start_lab(here, ID)
    git(folder, "init", "-q", "-b", "main")
    (folder / ".gitignore").write_text(".env\nreadings.csv\n")
    commit(folder, "Begin with a README and the mean")
    mean = (folder / "summary.py").read_text()
    git(folder, "switch", "-q", "-c", "median")
    odd = mean + "\n\ndef median(values):\n    return sorted(values)[len(values) // 2]\n"
    commit(folder, "Compute the median of readings", summary_py=odd)
    commit(folder, "Say what the median needs", summary_py=odd + "# one value or more\n")
    git(folder, "switch", "-q", "main")
    commit(folder, "Say how to call it", how="mean([1, 2])\n")
    git(folder, "merge", "-q", "--no-ff", "median", "-m", "Merge branch 'median'")
    commit(
        folder, "Divide by two", summary_py=(folder / "summary.py").read_text().replace("len(v", "2 + len(v")
    )
    git(folder, "revert", "--no-edit", "HEAD")
    return folder


def test_the_starting_files_are_put_there_and_nothing_is_written_over(here: Workspace) -> None:
    folder = here.root / "practice" / "history"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text("mine")
    assert actions.start_lab(here, ID) == folder
    assert (folder / "README.md").read_text() == "mine"
    assert sorted(path.name for path in folder.iterdir()) == [
        ".env",
        "README.md",
        "make_readings.py",
        "summary.py",
    ]
    view = actions.lab(here, ID)
    assert view.is_folder and view.saved and set(view.files) >= {"README.md", ".env"}


def test_a_practical_not_begun_is_said_and_is_no_attempt(here: Workspace) -> None:
    for begun in (False, True):
        if begun:
            actions.start_lab(here, ID)
        found = verdict(here)
        assert not found.passed and "begin with `git init`" in found.sentence
    assert evidence(here) == []


def test_a_history_made_with_git_passes_and_is_evidence(here: Workspace, done: Path) -> None:
    found = verdict(here)
    assert found.passed, found.sentence
    (fact,) = evidence(here)
    assert (fact.activity.name, fact.outcome.result) == (ID, "passed")
    verdict(here)
    assert len(evidence(here)) == 1
    git(done, "gc", "-q", "--prune=now")
    assert verdict(here).passed


def test_a_leaked_secret_is_found_in_a_branch_that_was_never_merged(here: Workspace, done: Path) -> None:
    git(done, "switch", "-q", "-c", "secret", "main")
    git(done, "add", "-f", ".env")
    git(done, "commit", "-q", "-m", "Add the key")
    git(done, "switch", "-q", "main")
    found = verdict(here)
    failed = [check.name for check in found.checks if not check.passed]
    assert failed == ["No commit, on any branch, holds the secret"]
    assert "('Add the key') holds the secret, in .env" in found.sentence


def test_a_large_file_is_found_in_an_old_commit(here: Workspace, done: Path) -> None:
    (done / "data.bin").write_bytes(bytes(1_500_000))
    git(done, "add", "data.bin")
    git(done, "commit", "-q", "-m", "Add the data")
    git(done, "rm", "-q", "data.bin")
    git(done, "commit", "-q", "-m", "Remove the data")
    found = verdict(here)
    assert "holds data.bin, 1.5 MB" in found.sentence
    assert found.diagnosis is not None and found.diagnosis.mistake == "data_committed"


def test_nothing_of_a_poisoned_repository_is_run_or_changed(
    here: Workspace, done: Path, tmp_path: Path
) -> None:
    mark = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(SHELL.format(mark=str(mark)))
    program.chmod(0o755)
    hooks = done / ".git" / "hooks"
    shutil.rmtree(hooks, ignore_errors=True)
    hooks.mkdir()
    for name in ("post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"):
        shutil.copy(program, hooks / name)
    with (done / ".git" / "config").open("a") as file:
        file.write(f"[core]\n\tfsmonitor = {program}\n\tpager = {program}\n\tsshCommand = {program}\n")
        file.write(
            f'[filter "x"]\n\tclean = {program}\n\tsmudge = {program}\n[include]\n\tpath = {program}\n'
        )
    (done / ".git" / "objects" / "info").mkdir(exist_ok=True)
    (done / ".git" / "objects" / "info" / "alternates").write_text("/\n")
    before = {path: path.stat().st_mtime_ns for path in done.rglob("*")}
    assert verdict(here).passed
    assert not mark.exists()
    assert {path: path.stat().st_mtime_ns for path in done.rglob("*")} == before


def test_another_folder_can_be_checked(here: Workspace, done: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.move(done, moved)
    assert not verdict(here).passed
    assert actions.check_lab(here, ID, file=moved).verdict.passed


def test_a_folder_is_not_written_over(here: Workspace) -> None:
    assert "is a folder" in refusal("invalid", lambda: actions.save_lab(here, ID, "x = 1\n"))
