"""A learner's repository is read and nothing of it runs: poisoned repositories, each with a canary."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from groundup.engine import Engine
from groundup.engine.histories import MOST_FILES
from groundup.records import GroundupError, Repository
from tests.engine import audited
from tests.engine.poisons import POISONS, Made, Poison

COMMIT = "git -c user.name=a -c user.email=b commit -q --allow-empty -m x"
BITING = [name for name, poison in POISONS.items() if poison.proof]
REFUSED = {
    "missing and promised": "data.csv is missing",
    "alternates": "borrows objects from another repository",
    "objects by a link": "is no Git repository",
    "git folder by a link": "is no Git repository",
    "head by a link": "is no Git repository",
    "worktree": "is a worktree",
    "branch that is a path": "has no commit yet",
    "odd tree": "Git cannot lay out the newest commit",
    "exploding trees": f"more than {MOST_FILES} files",
    "lying object": "is damaged",
    "damaged pack": "damaged|cannot be unpacked|missing",
}


@pytest.fixture(autouse=True)
def needs_git() -> None:
    if shutil.which("git") is None:
        pytest.skip("Git is not installed")


@pytest.fixture(scope="module")
def engine():
    with Engine(()) as engine:
        yield engine


def nothing(made: Made) -> None:
    """No poison."""


def test_poisons_are_many() -> None:
    assert len(POISONS) >= 30 and len(BITING) >= 10


@pytest.mark.parametrize("name", BITING)
def test_the_poison_bites_where_nothing_protects(name, tmp_path, monkeypatch) -> None:
    """Or a canary that lives would say nothing."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    if name == "files that run by themselves" and shutil.which("make") is None:
        pytest.skip("make is not installed")
    assert audited.bites(name)


@pytest.mark.parametrize("name", POISONS)
def test_c07_no_poison_gets_out(room, name) -> None:
    """The clone is data, or a sentence says why there is none."""
    got_out, found = room.ask(audited.cloned, name)
    assert not got_out
    if name in REFUSED:
        assert isinstance(found, str)
        assert any(part in found for part in REFUSED[name].split("|"))
    else:
        assert isinstance(found, Repository)
        assert len(found.commits) >= 1
        assert not any(path.startswith(("/", ".git/", "../")) or "/../" in path for path in found.files)


def test_c08_names_that_look_like_options_are_names(room) -> None:
    _, found = room.ask(audited.cloned, "branch that is an option")
    assert set(found.files) == {"README.md", "data.csv"} and len(found.tags) == 1


def test_links_and_other_repositories_are_left_out(room) -> None:
    _, found = room.ask(audited.cloned, "links")
    assert set(found.files) == {"README.md", "data.csv"}
    _, found = room.ask(audited.cloned, "submodule")
    assert set(found.files) == {".gitmodules"}


def test_what_is_too_large_is_named_with_its_size(room) -> None:
    _, found = room.ask(audited.cloned, "bursting object")
    assert found.large == {"burst": 300_000_000} and found.files == {}
    (blob,) = found.blobs.values()
    assert (blob[0], len(blob[1])) == (300_000_000, 2**20)


def test_many_references_are_cut(room) -> None:
    _, found = room.ask(audited.cloned, "many references")
    assert len(found.tags) == 500 and len(found.commits) == 1


# --- what a clone says -------------------------------------------------------------------------------


def test_a_clone_agrees_with_git(engine, tmp_path) -> None:
    made = Poison(nothing).made(tmp_path)
    for number in range(3):
        made.write(f"src/part{number}.py", f"x = {number}\n" * 400)
        made.write("README.md", f"# Version {number}\n")
        made.commit(f"Part {number}\n\nWith a body.")
    made.git("tag", "light")
    made.git("tag", "-a", "heavy", "-m", "annotated", "HEAD~1")
    made.git("checkout", "-q", "-b", "side", "HEAD~2")
    made.write("side.txt", "side\n")
    made.commit("Side")
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "--no-ff", "side", "-m", "Merge")
    made.git("gc", "-q")

    found = engine.clone(made.repository)

    assert found.head == made.git("rev-parse", "HEAD")
    assert {one.id for one in found.commits} == set(made.git("rev-list", "HEAD").splitlines())
    assert is_ordered(found)
    listed = (line.split("\t") for line in made.git("ls-tree", "-r", "HEAD").splitlines())
    assert found.commits[0].files == {path: line.split()[2] for line, path in listed}
    assert found.files == {path: (made.repository / path).read_bytes() for path in found.commits[0].files}
    assert found.tags == {name: made.git("rev-parse", f"{name}^{{commit}}") for name in ("light", "heavy")}
    assert (found.commits[0].message, found.commits[0].author) == ("Merge", "A learner")
    assert len(found.commits[0].parents) == 2
    assert all(found.blobs[id][1] for one in found.commits for id in one.files.values())
    assert found.dirty == ()


def is_ordered(found: Repository) -> bool:
    """Each before its parents."""
    places = {one.id: place for place, one in enumerate(found.commits)}
    return all(places[one.id] < places[parent] for one in found.commits for parent in one.parents)


def test_what_differs_from_the_head_is_named(engine, tmp_path) -> None:
    made = Poison(nothing).made(tmp_path)
    made.write(".gitignore", "kept-out/\n")
    made.commit()
    made.write("kept-out/large.bin", "ignored")
    made.write("README.md", "# Changed\n")
    made.write("new.py", "x = 1\n")
    (made.repository / "data.csv").unlink()
    assert engine.clone(made.repository).dirty == ("README.md", "data.csv", "new.py")


def test_a_shallow_clone_is_read_as_far_as_it_goes(engine, tmp_path) -> None:
    made = Poison(nothing).made(tmp_path / "whole")
    made.commit("Second")
    made.commit("Third")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "2", f"file://{made.repository}", tmp_path / "shallow"], check=True
    )
    assert [one.message for one in engine.clone(tmp_path / "shallow").commits] == ["Third", "Second"]


def test_a_bare_repository_is_read(engine, tmp_path) -> None:
    made = Poison(nothing).made(tmp_path / "whole")
    subprocess.run(["git", "clone", "-q", "--bare", made.repository, tmp_path / "bare"], check=True)
    found = engine.clone(tmp_path / "bare")
    assert (set(found.files), found.dirty) == ({"README.md", "data.csv"}, ())


def test_nothing_of_the_repository_is_changed(engine, tmp_path) -> None:
    made = Poison(nothing).made(tmp_path)

    def state() -> dict[str, tuple[int, int]]:
        return {
            str(path): (path.stat().st_mtime_ns, path.stat().st_size)
            for path in sorted(made.repository.rglob("*"))
        }

    before = state()
    engine.clone(made.repository)
    assert state() == before


@pytest.mark.parametrize(
    ("setting", "code", "sentence"),
    [
        ("rmdir x", "not-found", "There is no folder"),
        ("true", "invalid", "is no Git repository: begin with `git init`"),
        ("cd x && git init -q", "invalid", "has no commit yet"),
        (f"cd x && git init -q --object-format=sha256 && {COMMIT}", "invalid", "SHA-256"),
    ],
    ids=["nothing", "a folder", "no commit", "SHA-256"],
)
def test_what_is_no_repository_is_said(engine, tmp_path, setting, code, sentence) -> None:
    (tmp_path / "x").mkdir()
    subprocess.run(setting, shell=True, cwd=tmp_path, check=True, capture_output=True)
    with pytest.raises(GroundupError, match=sentence) as found:
        engine.clone(tmp_path / "x")
    assert found.value.code == code


def test_without_git_it_says_so(tmp_path, monkeypatch) -> None:
    made = Poison(nothing).made(tmp_path)
    monkeypatch.setattr("groundup.engine.rooms.PATH", "/nonexistent")
    with pytest.raises(GroundupError, match="Git is missing") as found, Engine(()) as engine:
        engine.clone(made.repository)
    assert found.value.code == "environment"


def test_a_name_with_odd_characters_is_a_name(engine, tmp_path) -> None:
    made = Poison(nothing).made(tmp_path / "a folder; touch x")
    made.write("über uns.md", "text")
    made.commit()
    assert "über uns.md" in engine.clone(made.repository).files
    assert os.listdir(tmp_path) == ["a folder; touch x"]
