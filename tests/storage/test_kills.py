"""kill -9 at any system call, a full disk at any write, a disk that fails: nothing acknowledged is lost.

After each kill the database is opened as at any next start, and checked by its own invariants; that SQLite
calls the file sound is not enough. GROUNDUP_DEEP=1 takes every system call instead of some.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pysqlite3
import pytest

from groundup.records import GroundupError
from groundup.storage import Store, open_store
from groundup.storage.schema import SCHEMA, Schema
from tests.storage.deeds import chosen, facts_of, question
from tests.storage.growing import NEXT, grown
from tests.storage.test_opening import used_database
from tests.storage.victims import Victims

DEEP = bool(os.environ.get("GROUNDUP_DEEP"))
KILLS = 10_000 if DEEP else 20  # for each flow

pytestmark = pytest.mark.skipif(
    shutil.which("strace") is None,
    reason="strace is missing, which kills at a given system call (Debian: apt install strace)",
)


@pytest.fixture(scope="module")
def victims() -> Iterator[Victims]:
    with Victims() as started:
        yield started


def points(calls: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The system calls to kill at: all, or KILLS of them spread evenly, the first and last included."""
    assert len(calls) > 5, "the flow was not traced"
    n = min(KILLS, len(calls))
    return [calls[round(i * (len(calls) - 1) / (n - 1))] for i in range(n)]


def sweep(
    victims: Victims,
    tmp_path: Path,
    flow: str,
    prepare: Callable[[Path], object],
    check: Callable[[Path, list[dict[str, Any]]], None],
    *arguments: str,
) -> None:
    def fresh(name: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        prepare(folder / "groundup.db")
        return folder / "groundup.db"

    whole = fresh("whole")
    calls = victims.fork(flow, whole, *arguments).attach().released().calls()
    killed = 0
    for syscall, number in points(calls):
        path = fresh(f"{syscall} {number}")
        inject = f"{syscall}:signal=SIGKILL:when={number}"
        victim = victims.fork(flow, path, *arguments).attach(inject=inject).released()
        killed += victim.wait() == -9
        check(path, victim.told_so_far())
    assert killed > 0.8 * len(points(calls)), "the sweep killed too little to say anything"


def check_whole(store: Store) -> None:
    """The invariants of any history, however it ended."""
    plain = pysqlite3.connect(str(store.path))
    assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
    answered = plain.execute("SELECT count(*) FROM instances WHERE evidence IS NOT NULL").fetchone()[0]
    half = "SELECT count(*) FROM instances WHERE (closed IS NULL) != (evidence IS NULL)"
    assert plain.execute(half).fetchone() == (0,)
    learned = plain.execute("SELECT count(*) FROM learners").fetchone()
    plain.close()
    assert learned == (1,)
    assert answered <= store.count(store.learner())
    ids = [piece.id for piece in facts_of(store)]
    assert len(ids) == len(set(ids))
    rows = store.export_rows()
    assert json.loads(json.dumps(rows)) == rows


# --- every kind of write -----------------------------------------------------------------------


def check_writes(path: Path, told: list[dict[str, Any]]) -> None:
    with open_store(path) as store:
        check_whole(store)
        ids = {piece.id for piece in facts_of(store)}
        for note in told:
            assert {note["added"]} <= ids if "added" in note else True, note
            assert set(note.get("imported", ())) <= ids, note
            if "asked" in note:
                assert store.instance(note["asked"])[0].question
            if "closed" in note:
                assert store.instance(note["closed"])[1] is True
        imported = {id for id in ids if id.startswith("imported ")}
        assert not imported or {id.removeprefix("imported ") for id in imported} == ids - imported
        hours = [note["hours"] for note in told if "hours" in note]
        found = store.settings(store.learner())
        later = {3.0: (3.0, 5.0), 5.0: (5.0,)}
        assert not hours or (found is not None and found.hours_per_week in later[hours[-1]])
        assert found in (None, chosen(3.0), chosen(5.0))
        store.save_instance(store.learner(), question(77))


def test_a_kill_at_any_write_loses_nothing_acknowledged(victims: Victims, tmp_path: Path) -> None:
    sweep(victims, tmp_path, "write everything", lambda path: open_store(path).close(), check_writes)


def test_each_record_waits_for_the_disk_before_it_is_acknowledged(victims: Victims, tmp_path: Path) -> None:
    """A kill does not show this: what the kernel was given survives it. A power cut would."""
    path = tmp_path / "groundup.db"
    open_store(path).close()
    calls = victims.fork("keep trying", path, 9).attach().released().calls()
    assert sum(name in ("fsync", "fdatasync") for name, _ in calls) >= 9


# --- making and upgrading ----------------------------------------------------------------------


def test_a_kill_while_it_is_made_leaves_none_or_all(victims: Victims, tmp_path: Path) -> None:
    def check(path: Path, told: list[dict[str, Any]]) -> None:
        was_there = path.exists()
        assert was_there or told == []
        with open_store(path) as store:
            check_whole(store)
            assert not told or told == [{"opened": store.learner()}]
        assert {p.name for p in path.parent.iterdir()} == {path.name, f"{path.name}.lock"}

    sweep(victims, tmp_path, "open", lambda path: None, check)


def columns(path: Path) -> tuple[str, set[str], set[str]]:
    """Version, tables and columns of learners, as they are in the file."""
    plain = pysqlite3.connect(str(path))
    version = plain.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    tables = {row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    names = {row[1] for row in plain.execute("PRAGMA table_info(learners)")}
    plain.close()
    return version, tables, names


def test_a_kill_while_it_is_upgraded_leaves_the_old_or_the_new(victims: Victims, tmp_path: Path) -> None:
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    newer = grown(scripts)
    before = used_database(tmp_path / "before.db", 12)
    with open_store(before) as store:
        facts = facts_of(store)

    def check(path: Path, told: list[dict[str, Any]]) -> None:
        version, tables, names = columns(path)
        assert version in (SCHEMA.head, NEXT)
        assert (version == NEXT) == ("drafts" in tables) == ("name" in names)
        assert version == NEXT or not told
        for backup in path.parent.glob("backups/*.db"):
            assert columns(backup)[0] == SCHEMA.head
            with open_store(backup) as old:
                assert facts_of(old) == facts
        with open_store(path, schema=newer) as store:
            assert facts_of(store) == facts
            check_whole(store)
        assert columns(path)[0] == NEXT

    def prepare(path: Path) -> None:
        shutil.copyfile(before, path)

    sweep(victims, tmp_path, "open", prepare, check, str(scripts))


def test_before_an_upgrade_a_backup_is_made_that_the_old_one_opens(tmp_path: Path) -> None:
    path = used_database(tmp_path / "groundup.db", 5)
    with open_store(path) as store:
        facts = facts_of(store)
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    with open_store(path, schema=grown(scripts)) as store:
        assert facts_of(store) == facts
    with pytest.raises(GroundupError, match="is newer than this one"):
        open_store(path)
    (backup,) = (tmp_path / "backups").iterdir()
    with open_store(backup) as old:
        assert facts_of(old) == facts


def test_an_upgrade_that_fails_leaves_the_old(tmp_path: Path) -> None:
    path = used_database(tmp_path / "groundup.db", 5)
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    schema: Schema = grown(scripts)
    script = next(scripts.glob("*.py"))
    script.write_text(script.read_text() + "    op.execute('INSERT INTO nowhere VALUES (1)')\n")
    with pytest.raises(Exception, match="nowhere"):
        open_store(path, schema=schema)
    assert columns(path)[0] == SCHEMA.head and "drafts" not in columns(path)[1]
    with open_store(path) as store:
        assert store.count(store.learner()) == 5


# --- a disk that is full, or fails -------------------------------------------------------------


@pytest.mark.parametrize("first", [1, 2, 5, 9] if not DEEP else range(1, 60))
def test_a_full_disk_is_said_and_what_was_acknowledged_stays(
    victims: Victims, tmp_path: Path, first: int
) -> None:
    path = tmp_path / "groundup.db"
    open_store(path).close()
    inject = f"pwrite64:error=ENOSPC:when={first}..{first + 6}"
    told = victims.fork("keep trying", path, 12).attach(inject=inject).released().told()
    refused = [note for note in told if "refused" in note]
    added = [note["added"] for note in told if "added" in note]
    assert refused and all(note["code"] == "storage" for note in refused)
    assert all("is full" in note["message"] for note in refused)
    assert "added" in told[-2], "with space again, it goes on"
    assert told[-1] == {"readable": len(added)}
    with open_store(path) as store:
        assert [piece.id for piece in facts_of(store)] == added
        check_whole(store)


def test_without_space_to_make_it_nothing_is_left_that_stands_in_the_way(
    victims: Victims, tmp_path: Path
) -> None:
    for number, first in enumerate((1, 2, 4, 8, 16, 24)):
        path = tmp_path / str(number) / "groundup.db"
        path.parent.mkdir()
        inject = f"pwrite64:error=ENOSPC:when={first}+"
        (note,) = victims.fork("try to open", path).attach(inject=inject).released().told()
        assert note["code"] == "storage" and "is full" in note["message"], (first, note)
        with open_store(path) as store:
            check_whole(store)


@pytest.mark.parametrize("syscall", ["fsync,fdatasync", "pwrite64"])
@pytest.mark.parametrize("when", [1, 3, 5])  # the second fsync is of the folder; SQLite ignores how it ends
def test_after_the_disk_failed_nothing_more_is_written(
    victims: Victims, tmp_path: Path, syscall: str, when: int
) -> None:
    """The disk fails once and then claims to be well: what it claims is not believed."""
    path = tmp_path / "groundup.db"
    open_store(path).close()
    inject = f"{syscall}:error=EIO:when={when}"
    told = victims.fork("keep trying", path, 8).attach(inject=inject).released().told()
    failed = [index for index, note in enumerate(told) if "refused" in note]
    added = [note["added"] for note in told if "added" in note]
    assert failed == list(range(failed[0], 8)), "writing went on after the disk had failed"
    assert all(told[i]["code"] == "storage" and "failed" in told[i]["message"] for i in failed)
    assert "readable" in told[-1]
    with open_store(path) as store:
        stored = [piece.id for piece in facts_of(store)]
        assert stored[: len(added)] == added
        assert set(stored) <= {*added, told[failed[0]]["refused"]}
        check_whole(store)


def test_a_backup_without_space_is_said_and_leaves_nothing(victims: Victims, tmp_path: Path) -> None:
    path = used_database(tmp_path / "groundup.db", 30)
    (tmp_path / "safe").mkdir()
    target = tmp_path / "safe" / "copy.db"
    victim = victims.fork("back up", path, str(target))
    (note,) = victim.attach(inject="pwrite64:error=ENOSPC:when=2+").released().told()
    assert note["code"] == "storage" and str(target) in note["message"] and "is full" in note["message"]
    assert list(target.parent.iterdir()) == []
