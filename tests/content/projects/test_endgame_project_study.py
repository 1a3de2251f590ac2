"""The study's audit proves where the sources are from, resolves the notes, and never runs what is studied."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from groundup.audit import Draft, NotThere, Step, load_criteria, run_audit
from groundup.catalog.projects import load_project_source, read_drafts, read_faults, read_files
from tests.audit.rooms import inspect, local_room

FOLDER = Path(__file__).parents[3] / "content" / "projects" / "endgame-project-study"
SOURCE = load_project_source(FOLDER / "audit.py")
CRITERIA = load_criteria(SOURCE)
DRAFTS = read_drafts(FOLDER)
FAULTS = read_faults(FOLDER)


def test_every_line_of_the_rubric_has_its_criterion() -> None:
    rubric = tomllib.loads((FOLDER / "project.toml").read_text())["rubric"]
    assert {one.id for one in CRITERIA} == {one["id"] for one in rubric}


@pytest.mark.parametrize("name", DRAFTS)
def test_good_studies_pass(name: str) -> None:
    found = list(run_audit(inspect(DRAFTS[name], FOLDER), CRITERIA))
    assert [(one.criterion, one.seen) for one in found if one.passed is False] == []
    unseen = [one.criterion for one in found if one.passed is None]
    assert unseen == ([] if name == "exemplar" else ["revisit"])


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_named(fault) -> None:
    wanted = [one for one in CRITERIA if one.id == fault.criterion]
    (found,) = run_audit(inspect(fault.plant(DRAFTS["exemplar"]), FOLDER), wanted)
    assert found.passed is False, found.seen
    assert found.todo


def test_the_starter_begins_with_a_failing_test_and_every_criterion_says_what_to_do() -> None:
    files = read_files(FOLDER / "starter")
    with local_room(files) as room:
        ran = room.run("python -m pytest -q -p no:randomly tests")
        assert ran.exit == 1 and "run take.py" in ran.stdout
    begun = Draft((Step("Begin", DRAFTS["exemplar"].steps[0].at, files),))
    for found in run_audit(inspect(begun, FOLDER), CRITERIA):
        assert not found.passed
        assert found.todo or found.passed is None


def git(folder: Path, *words: str) -> str:
    identity = (
        "-c",
        "user.name=A learner",
        "-c",
        "user.email=learner@example.org",
        "-c",
        "commit.gpgsign=false",
    )
    done = subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_what_take_py_takes_from_a_real_clone_resolves(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    for path, content in {
        "LICENSE": (FOLDER / "starter" / "LICENSE").read_text(),
        "a.b/z.py": "x = 1\n" * 600,
        "a.b-c": "sorts between a.b and a.b/",
        "a/__init__.py": "",
        "ä ö/ü.txt": "name in UTF-8",
        "run.sh": "echo",
    }.items():
        place = clone / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content)
    (clone / "run.sh").chmod(0o755)
    (clone / "link.py").symlink_to("a/__init__.py")
    git(clone, "init", "-q")
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "-m", "One")
    commit = git(clone, "rev-parse", "HEAD")
    with local_room(read_files(FOLDER / "starter")) as room:
        assert room.run(f"python take.py {clone}").ok
        notes = f"Repository: https://x.org/a.git\nCommit: {commit}\n".encode()
        files = {path: room.read(path) or b"" for path in room.paths()} | {"endgame.md": notes}

    draft = Draft((Step("One", DRAFTS["exemplar"].steps[0].at, files),))
    found = SOURCE["real_repo"].look(inspect(draft, FOLDER))
    assert found.passed, found.seen
    assert found.numbers == {"commit": commit, "licence": "MIT"}


def fan_in(files: dict[str, str]) -> dict[str, int]:
    return {name: count for name, count in SOURCE["fan_in"](files).items() if count}


def test_the_import_graph_is_read_as_python_reads_it() -> None:
    files = {
        "src/lib/__init__.py": "from .core import run",
        "src/lib/core.py": "import os, lib.low.bits as bits\nfrom lib.low import words",
        "src/lib/low/__init__.py": "",
        "src/lib/low/bits.py": "def f():\n    from .. import core",
        "src/lib/low/words.py": "from . import bits\nfrom .bits import x",
        "src/lib/broken.py": "def (:",
        "tests/test_core.py": "import lib.core",
        "docs/conf.py": "import lib.core",
    }
    assert fan_in(files) == {"lib.core": 2, "lib.low.bits": 2, "lib.low.words": 1}


def test_scripts_beside_each_other_are_modules() -> None:
    assert fan_in({"main.py": "import tools", "tools.py": "", "more.py": "from tools import x"}) == {
        "tools": 2
    }


def test_hostile_sources_are_no_crash() -> None:
    deep = "(" * 100_000
    assert fan_in({"a.py": deep, "b.py": "import a\0", "c.py": "import a"}) == {"a": 1}


@pytest.mark.parametrize("tree", ["nonsense", "100644 blob abc\tx", "\x00"])
def test_a_tree_that_git_did_not_write_is_said(tree: str) -> None:
    with pytest.raises(NotThere, match="line 1"):
        SOURCE["read_tree"](tree)
