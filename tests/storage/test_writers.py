"""Many writers, in threads and in processes: what they were told is what is there (D07, D20)."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, insert
from sqlalchemy.exc import IntegrityError

from groundup.records import GroundupError
from groundup.storage import Store, open_store, sqlite, writer
from groundup.storage.tables import learners
from tests.storage.deeds import fact, facts_of
from tests.storage.victims import Victims

PROCESSES = 2 + 2 * bool(os.environ.get("GROUNDUP_DEEP"))


def test_two_processes_at_once_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    path = tmp_path / "groundup.db"
    with open_store(path) as watched, Victims() as victims:
        running = [victims.fork("hammer", path, 120) for _ in range(PROCESSES)]
        for victim in running:
            victim.release()
        seen = [watched.revision()]
        while any(victim.is_running() for victim in running):
            seen.append(watched.revision())
        told = [victim.told() for victim in running]
        stored = {piece.id: seq for seq, piece in watched.evidence(watched.learner())}
    assert seen == sorted(seen)
    acknowledged = [(piece["id"], piece["seq"]) for one in told for piece in one]
    assert len(acknowledged) == 120 * PROCESSES
    assert sorted(acknowledged) == sorted(stored.items())
    ranges = [[piece["seq"] for piece in one] for one in told]
    assert max(min(seqs) for seqs in ranges) < min(max(seqs) for seqs in ranges), "they did not overlap"
    assert all(seqs == sorted(seqs) for seqs in ranges)


def test_threads_share_commits(store: Store) -> None:
    """More records than commits: the price of the disk is paid once for a group."""
    commits = 0

    @event.listens_for(store._writer._connection.engine, "commit")
    def count(_: Connection) -> None:
        nonlocal commits
        commits += 1

    learner = store.learner()
    with ThreadPoolExecutor(16) as threads:
        seqs = list(threads.map(lambda _: store.add(fact(learner)), range(320)))
    assert len(set(seqs)) == 320 == store.count(learner)
    assert commits < 320 / 2


def test_work_that_fails_leaves_its_neighbours_in_peace(store: Store) -> None:
    """All in one group: the writer is kept busy until the jobs wait behind it."""
    entered, gate = threading.Event(), threading.Event()
    learner = store.learner()

    def wait(_: Connection) -> None:
        entered.set()
        gate.wait(10)

    def half_done(connection: Connection) -> None:
        connection.execute(insert(learners).values(id="half", created="now"))
        connection.execute(insert(learners).values(id=learner, created="now"))

    with ThreadPoolExecutor(8) as threads:
        first = threads.submit(store._writer.write, wait)
        entered.wait(10)
        good = [threads.submit(store.add, fact(learner)) for _ in range(3)]
        bad = threads.submit(store._writer.write, half_done)
        more = [threads.submit(store.add, fact(learner)) for _ in range(2)]
        while store._writer._jobs.qsize() < 6:
            time.sleep(0.001)
        gate.set()
        first.result()
        assert sorted(g.result() for g in good + more) == [1, 2, 3, 4, 5]
        with pytest.raises(IntegrityError):
            bad.result()
    with store._readers.connect() as connection:
        assert [row.id for row in connection.execute(learners.select())] == [learner]


def test_while_another_process_holds_the_lock_it_waits_then_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "PATIENCE_S", 0.0)
    engine = sqlite.engine(store.path, writes=True)
    store._writer._connection.exec_driver_sql("PRAGMA busy_timeout = 20")
    store._writer._connection.rollback()
    with engine.begin():
        with pytest.raises(GroundupError) as refused:
            store.add(fact(store.learner()))
        assert refused.value.code == "busy"
    store.add(fact(store.learner()))
    assert store.count(store.learner()) == 1


def test_readers_are_not_held_up_by_a_writer(store: Store) -> None:
    store.add(fact(store.learner()))
    with sqlite.engine(store.path, writes=True).begin() as connection:
        connection.execute(insert(learners).values(id="x", created="now"))
        assert store.count(store.learner()) == 1


def test_a_forked_child_is_refused_and_the_parent_goes_on(store: Store) -> None:
    learner = store.learner()
    with Victims() as victims:
        told = victims.fork("fork while open", store.path).released().told()
    assert told == [{"used": "RuntimeError"}, {"opened": "RuntimeError"}, {"parent": "fine"}]
    assert store.count(learner) == 2


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    store.close()
    store.close()
    with pytest.raises(RuntimeError, match="is closed"):
        store.revision()
    with pytest.raises(RuntimeError, match="is closed"):
        store.add(fact("x"))


def test_who_writes_while_it_is_closed_is_answered_either_way(tmp_path: Path) -> None:
    for number in range(10):
        store = open_store(tmp_path / "a.db")
        learner, before = store.learner(), store.count(store.learner())

        def attempt(_: int, store: Store = store, learner: str = learner) -> bool:
            try:
                return store.add(fact(learner)) > 0
            except RuntimeError:
                return False

        with ThreadPoolExecutor(4) as threads:
            ends = threads.map(attempt, range(20))
            time.sleep(0.001 * number)
            store.close()
            acknowledged = sum(ends)
        with open_store(tmp_path / "a.db") as again:
            assert again.count(learner) == before + acknowledged


def test_closing_finishes_what_waits(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    learner = store.learner()
    entered, gate = threading.Event(), threading.Event()

    def wait(_: Connection) -> None:
        entered.set()
        gate.wait(10)

    with ThreadPoolExecutor(4) as threads:
        threads.submit(store._writer.write, wait)
        entered.wait(10)
        waiting = [threads.submit(store.add, fact(learner)) for _ in range(2)]
        while store._writer._jobs.qsize() < 2:
            time.sleep(0.001)
        closing = threads.submit(store.close)
        gate.set()
        closing.result()
        assert sorted(one.result() for one in waiting) == [1, 2]
    with open_store(tmp_path / "a.db") as again:
        assert len(facts_of(again)) == 2


def test_two_stores_in_one_process_are_fine_together(store: Store) -> None:
    with open_store(store.path) as other:
        other.add(fact(other.learner()))
        store.add(fact(store.learner()))
        assert facts_of(other) == facts_of(store)
    store.add(fact(store.learner()))
    assert store.count(store.learner()) == 3
