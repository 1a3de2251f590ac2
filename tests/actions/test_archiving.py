"""Taking everything away and bringing it back; and what a hostile archive gets."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from groundup import actions
from groundup.actions import archiving
from groundup.records import GroundupError
from groundup.workspace import STATE_FOLDER, Workspace
from tests.actions.conftest import PACK, Open, evidence, refusal, right_answer

DOUBLING = (PACK / "concepts/doubling/lab/solution.py").read_text()


@pytest.fixture
def worked(road: Workspace) -> Workspace:
    """Somebody has read, answered, built and claimed, and has a question open."""
    actions.read(road, "counting", 60)
    asked = actions.ask(road, "next-number", 1)
    actions.answer(road, asked.id, right_answer(asked), 9)
    actions.save_lab(road, "doubling", DOUBLING)
    actions.check_lab(road, "doubling")
    actions.claim(road, ["halving"])
    actions.ask(road, "double-it", 2)
    (road.root / "notes/first.md").write_text("∂")
    return road


def git(root: Path, *words: str) -> str:
    named = ("-c", "user.name=Me", "-c", "user.email=me@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", "-C", str(root), *named, *words], capture_output=True, text=True, check=True
    )
    return done.stdout


def files(w: Workspace) -> dict[str, bytes]:
    found = (path for path in w.root.rglob("*") if path.is_file())
    inside = ((path.relative_to(w.root), path) for path in found)
    return {
        str(name): path.read_bytes() for name, path in inside if name.parts[0] not in (STATE_FOLDER, ".git")
    }


def test_export_and_import_elsewhere_gives_the_same_standing(
    worked: Workspace, open_at: Open, tmp_path: Path
) -> None:
    archive = actions.export(worked, tmp_path / "all.zip")
    other = open_at("other")
    done = actions.import_archive(other, archive)
    assert done.records > 0 and done.left == ()
    assert evidence(other) == evidence(worked)
    assert actions.standing(other).mastery == actions.standing(worked).mastery
    assert actions.standing(other).plan == actions.standing(worked).plan
    assert actions.current_settings(other) == actions.current_settings(worked)
    assert files(other) == files(worked)
    assert actions.lab(other, "halving").uses == (("lab-doubling", "own"),)
    still_open = actions.ask(worked, "double-it", 2)
    assert not actions.reopen(other, still_open.id).closed


def test_importing_twice_is_importing_once(worked: Workspace, open_at: Open, tmp_path: Path) -> None:
    archive = actions.export(worked, tmp_path / "all.zip")
    other = open_at("other")
    actions.import_archive(other, archive)
    again = actions.import_archive(other, archive)
    assert (again.records, again.written, again.left) == (0, (), ())
    assert len(evidence(other)) == len(evidence(worked))


def test_the_same_records_give_the_same_bytes(worked: Workspace, open_at: Open, tmp_path: Path) -> None:
    first = actions.export(worked, tmp_path / "first.zip").read_bytes()
    assert actions.export(worked, tmp_path / "second.zip").read_bytes() == first
    other = open_at("other")
    actions.import_archive(other, tmp_path / "first.zip")
    assert actions.export(other, tmp_path / "third.zip").read_bytes() == first


def test_import_merges_and_files_that_differ_are_left_and_named(
    worked: Workspace, open_at: Open, tmp_path: Path
) -> None:
    archive = actions.export(worked, tmp_path / "all.zip")
    other = open_at("other")
    actions.read(other, "doubling")
    (other.root / "notes/first.md").write_text("mine")
    (other.root / "mylib/numbers").write_text("a file where a folder should be")
    done = actions.import_archive(other, archive)
    assert done.left == ("mylib/numbers/doubling.py", "notes/first.md")
    assert (other.root / "notes/first.md").read_text() == "mine"
    assert len(evidence(other)) == len(evidence(worked)) + 1
    (other.root / "mylib/numbers").unlink()
    assert actions.import_archive(other, archive).written == ("mylib/numbers/doubling.py",)


def test_the_history_comes_along(worked: Workspace, open_at: Open, tmp_path: Path) -> None:
    git(worked.root, "add", ".")
    git(worked.root, "commit", "-qm", "Double a number")
    archive = actions.export(worked, tmp_path / "all.zip")
    other = open_at("other")
    actions.import_archive(other, archive)
    assert git(other.root, "log", "--format=%s").strip() == "Double a number"
    assert git(other.root, "status", "--porcelain") == ""


def test_the_history_of_a_repository_around_the_workspace_is_not_touched(
    worked: Workspace, open_at: Open, tmp_path: Path
) -> None:
    git(worked.root, "add", ".")
    git(worked.root, "commit", "-qm", "Double a number")
    archive = actions.export(worked, tmp_path / "all.zip")
    around = tmp_path / "around"
    around.mkdir()
    git(around, "init", "-qb", "main")
    inner = open_at("around/other")
    actions.import_archive(inner, archive)
    assert git(around, "branch", "--all") == ""


def test_what_git_ignores_and_our_own_folder_stay_behind(worked: Workspace, tmp_path: Path) -> None:
    (worked.root / ".gitignore").write_text("big.bin\n")  # our own folder is no longer named
    (worked.root / "big.bin").write_bytes(b"0")
    (worked.root / "notes/linked.md").symlink_to("/etc/hostname")
    clone = worked.root / "projects/clone"
    clone.mkdir()
    git(clone, "init", "-q")
    (clone / "kept.py").write_text("1")
    with zipfile.ZipFile(actions.export(worked, worked.root / "all.zip")) as archive:
        names = archive.namelist()
    assert "workspace/projects/clone/kept.py" in names
    for unwanted in (".groundup", ".git/", "big.bin", "linked.md", "all.zip"):
        assert not any(unwanted in name for name in names), unwanted


def test_without_git_everything_but_our_own_folder_goes_along(
    worked: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with zipfile.ZipFile(actions.export(worked, tmp_path / "all.zip")) as archive:
        names = archive.namelist()
    assert "workspace/mylib/numbers/doubling.py" in names
    assert not any(".git/" in name or STATE_FOLDER in name for name in names)


def test_an_export_that_cannot_be_written_leaves_nothing(worked: Workspace, tmp_path: Path) -> None:
    refusal("environment", lambda: actions.export(worked, tmp_path / "nowhere/all.zip"))
    (tmp_path / "folder.zip").mkdir()
    refusal("environment", lambda: actions.export(worked, tmp_path / "folder.zip"))
    assert not list(tmp_path.glob("*.writing"))


def test_what_an_import_would_refuse_is_not_exported(
    worked: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archiving, "LARGEST_MEMBER", 100)
    (worked.root / "notes/long.md").write_text("a" * 101)
    assert ".gitignore" in refusal("invalid", lambda: actions.export(worked, tmp_path / "all.zip"))
    assert not list(tmp_path.glob("all.zip*"))


# --- archives that were made to do harm


def poisoned(source: Path, target: Path, members: dict[str, bytes], *, kind: int = 0) -> Path:
    """The archive with these members added, and a manifest in which everything is right."""
    with zipfile.ZipFile(source) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(content.pop("manifest.json"))
    manifest["sha256"] |= {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
        for name, data in members.items():
            info = zipfile.ZipInfo()
            info.filename = name
            info.external_attr = kind << 16
            archive.writestr(info, data)
        archive.writestr("manifest.json", json.dumps(manifest))
    return target


@pytest.fixture
def victim(open_at: Open) -> Workspace:
    return open_at("victim")


def assert_nothing_came_in(victim: Workspace, before: dict[str, bytes], beside: set[Path]) -> None:
    assert files(victim) == before
    assert evidence(victim) == [] and actions.current_settings(victim) is None
    assert set(victim.root.parent.iterdir()) == beside


@pytest.mark.parametrize(
    "name",
    [
        "../evil.py",
        "workspace/../../evil.py",
        "workspace/../evil.py",
        "/tmp/evil.py",
        "workspace//tmp/evil.py",
        "workspace/./evil.py",
        "workspace/..\\evil.py",
        "C:\\evil.py",
        "workspace/.git/hooks/pre-commit",
        "workspace/notes/.git/config",
        "workspace/.GIT/hooks/pre-commit",
        "workspace/.groundup/groundup.db",
        "workspace/notes/",
        "workspace/linked/evil.py",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused_and_nothing_is_written(
    worked: Workspace, victim: Workspace, tmp_path: Path, name: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (victim.root / "linked").symlink_to(outside)
    archive = poisoned(actions.export(worked, tmp_path / "all.zip"), tmp_path / "evil.zip", {name: b"evil"})
    before, beside = files(victim), set(tmp_path.iterdir())
    assert "refused" in refusal("invalid", lambda: actions.import_archive(victim, archive))
    assert_nothing_came_in(victim, before, beside)
    assert not list(outside.iterdir())


def test_a_link_is_refused(worked: Workspace, victim: Workspace, tmp_path: Path) -> None:
    whole, evil = actions.export(worked, tmp_path / "all.zip"), tmp_path / "evil.zip"
    poisoned(whole, evil, {"workspace/notes/passwd": b"/etc/passwd"}, kind=stat.S_IFLNK | 0o777)
    before, beside = files(victim), set(tmp_path.iterdir())
    assert "refused" in refusal("invalid", lambda: actions.import_archive(victim, evil))
    assert_nothing_came_in(victim, before, beside)


@pytest.mark.parametrize(
    ("limit", "value"), [("LARGEST_MEMBER", 999), ("LARGEST_ARCHIVE", 999), ("MOST_MEMBERS", 3)]
)
def test_what_is_too_large_is_refused(
    worked: Workspace,
    victim: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    value: int,
) -> None:
    archive = actions.export(worked, tmp_path / "all.zip")
    poisoned(archive, tmp_path / "evil.zip", {"workspace/notes/zeros": b"0" * 1000})
    monkeypatch.setattr(archiving, limit, value)
    before, beside = files(victim), set(tmp_path.iterdir())
    assert "larger" in refusal("invalid", lambda: actions.import_archive(victim, tmp_path / "evil.zip"))
    assert_nothing_came_in(victim, before, beside)


def rewritten(source: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(source) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    change(content)
    with zipfile.ZipFile(source, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return source


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.update({"workspace/notes/first.md": b"other"}),  # a wrong hash
        lambda content: content.update({"workspace/more.md": b"not listed"}),
        lambda content: content.pop("workspace/notes/first.md"),
        lambda content: content.pop("manifest.json"),
        lambda content: content.update({"manifest.json": b"[]"}),
        lambda content: content.update({"manifest.json": b'{"format": 1, "sha256": 3}'}),
        lambda content: content.update({"manifest.json": b'{"format": 99}'}),
        lambda content: content.update({"manifest.json": b"[" * 100_000}),
    ],
)
def test_a_damaged_archive_is_refused_and_nothing_is_written(
    worked: Workspace, victim: Workspace, tmp_path: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    archive = rewritten(actions.export(worked, tmp_path / "all.zip"), change)
    before, beside = files(victim), set(tmp_path.iterdir())
    refusal("invalid", lambda: actions.import_archive(victim, archive))
    assert_nothing_came_in(victim, before, beside)


def test_flipped_bytes_anywhere_are_refused_or_make_no_difference(
    worked: Workspace, open_at: Open, tmp_path: Path
) -> None:
    whole = actions.export(worked, tmp_path / "all.zip").read_bytes()
    victim, refused = open_at("victim"), 0
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        (tmp_path / "bad.zip").write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            actions.import_archive(victim, tmp_path / "bad.zip")
        except GroundupError as error:
            assert error.code == "invalid", (at, error.message)
            refused += 1
    assert refused > 20
    assert evidence(victim) in ([], evidence(worked))


def test_what_is_no_archive_is_said(victim: Workspace, tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("not a zip")
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    assert "groundup export" in refusal(
        "invalid", lambda: actions.import_archive(victim, tmp_path / "text.zip")
    )
    assert "groundup export" in refusal(
        "invalid", lambda: actions.import_archive(victim, tmp_path / "empty.zip")
    )
    refusal("not-found", lambda: actions.import_archive(victim, tmp_path / "none.zip"))
    refusal("environment", lambda: actions.import_archive(victim, tmp_path))
