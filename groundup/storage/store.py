"""The store: evidence, questions as they were asked, and settings, in one file of the learner's own.

Promises: what a method has acknowledged is on the disk and there after a kill, once; evidence is never
changed or removed; several processes may have the store open; a failure of file or disk is a GroundupError
with the way out. Thread-safe. It does not cross a fork: SQLite's locks do not, so a child that needs the
database must be a fresh process (or be forked before the store is opened).

Not here: what evidence means, and any state derived from it.
"""

from __future__ import annotations

import contextlib
import os
import threading
import weakref
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, func, insert, select, update

from groundup.grading import Instance
from groundup.records import Agenda, Evidence, Settings
from groundup.storage import agendas, questions, sqlite, transfer
from groundup.storage.failures import backups_folder, damaged, told
from groundup.storage.opening import back_up, located, prepare, stamp
from groundup.storage.rows import (
    evidence_from,
    evidence_row,
    instance_from,
    instance_row,
    settings_from,
    settings_text,
)
from groundup.storage.schema import SCHEMA, Schema
from groundup.storage.statements import add, know, local_learner, move
from groundup.storage.tables import evidence as facts
from groundup.storage.tables import revision
from groundup.storage.tables import settings as chosen_ones
from groundup.storage.writer import Writer

T = TypeVar("T")
Clock = Callable[[], datetime]

FORKED = "This process was forked while the store was open; use the store from a fresh process instead."


def utc_now() -> datetime:
    return datetime.now(UTC)


def open_store(path: Path | str, *, clock: Clock = utc_now, schema: Schema = SCHEMA) -> Store:
    """Open the database at `path`, making or upgrading it first where that is needed.

    Raises GroundupError: "storage" for a file that cannot be used, "environment" for an unsound SQLite,
    "busy" where another process is upgrading it.
    """
    sqlite.require_sound_library()
    real = located(Path(path))
    if any(store.path == real for store in _abandoned):
        raise RuntimeError(FORKED)
    with _opening:
        prepare(real, schema, open_here=any(store.path == real for store in _open))
        return Store(real, clock)


class Store:
    """Made by `open_store`, ended by `close` or a with statement."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self._clock = clock
        self._pid = os.getpid()
        self._readers = sqlite.engine(path, writes=False)
        self._writer = Writer(sqlite.engine(path, writes=True), path)
        _open.add(self)

    # --- evidence ------------------------------------------------------------------------------

    def add(self, evidence: Evidence) -> int:
        """Record it and return its seq. The same id again is the same record: told, not added.

        Raises GroundupError: "conflict" if the id is recorded with other content, "invalid" if it cannot be
        recorded at all.
        """
        row = evidence_row(evidence)
        return self._write(lambda connection: add(connection, row))

    def evidence(
        self,
        learner: str,
        after: int = 0,
        *,
        concept: str | None = None,
        name: str | None = None,
        newest: int | None = None,
    ) -> list[tuple[int, Evidence]]:
        """(seq, evidence) in the order in which it was recorded, from seq `after` on, that one not included.

        `newest` keeps the last so many of them, still oldest first.
        """
        wanted = select(facts).where(facts.c.learner == learner, facts.c.seq > after)
        if concept is not None:
            wanted = wanted.where(facts.c.concept == concept)
        if name is not None:
            wanted = wanted.where(facts.c.name == name)
        wanted = wanted.order_by(facts.c.seq if newest is None else facts.c.seq.desc()).limit(newest)
        with self._read() as connection:
            found = [(row.seq, evidence_from(row)) for row in connection.execute(wanted)]
        return found if newest is None else found[::-1]

    def count(self, learner: str) -> int:
        wanted = select(func.count()).select_from(facts).where(facts.c.learner == learner)
        with self._read() as connection:
            return int(connection.execute(wanted).scalar_one())

    def revision(self) -> int:
        """Moves whenever any process records evidence or saves settings; a question that is merely asked
        changes nothing that is known, and does not move it."""
        with self._read() as connection:
            return int(connection.execute(select(revision.c.value)).scalar_one())

    # --- questions -----------------------------------------------------------------------------

    def save_instance(self, learner: str, instance: Instance) -> None:
        """Keep a question as it was asked; saving it again changes nothing, even once it is closed."""
        row = instance_row(learner, instance, self._now())
        self._write(lambda connection: questions.save(connection, row))

    def instance(self, id: str, learner: str | None = None) -> tuple[Instance, bool]:
        """The question as it was asked (of the local learner), and whether it is closed.

        Raises GroundupError("not-found").
        """
        with self._read() as connection:
            row = questions.find(connection, learner or local_learner(connection), id)
            return instance_from(row), row.closed is not None

    def answer(self, id: str, evidence: Evidence) -> int:
        """Close the question and record the evidence of it, both or neither; returns the seq.

        Raises GroundupError: "conflict" if it was answered already, so that a double click counts once.
        """
        row = evidence_row(evidence)
        return self._write(lambda connection: questions.close_with(connection, id, row))

    def close_instance(self, id: str, learner: str | None = None) -> None:
        """Close a question that nobody answers; closing it again changes nothing."""
        at = self._now()

        def work(connection: Connection) -> None:
            whose = learner or local_learner(connection)
            questions.find(connection, whose, id)
            questions.close(connection, whose, id, at)

        self._write(work)

    # --- the learner ---------------------------------------------------------------------------

    def learner(self) -> str:
        """The id of the local learner, given when the database was made."""
        with self._read() as connection:
            return local_learner(connection)

    def settings(self, learner: str) -> Settings | None:
        wanted = select(chosen_ones.c.value).where(chosen_ones.c.learner == learner)
        with self._read() as connection:
            text = connection.execute(wanted).scalar_one_or_none()
            return None if text is None else settings_from(text)

    def save_settings(self, learner: str, chosen: Settings) -> None:
        values = {"value": settings_text(chosen), "saved": self._now()}

        def work(connection: Connection) -> None:
            move(connection)
            know(connection, learner)
            whose = chosen_ones.c.learner == learner
            if connection.execute(update(chosen_ones).where(whose).values(values)).rowcount == 0:
                connection.execute(insert(chosen_ones).values(learner=learner, **values))

        self._write(work)

    def agenda(self, learner: str) -> Agenda:
        """What the learner fixed in the calendar; empty before the first time."""
        with self._read() as connection:
            return agendas.find(connection, learner)

    def save_agenda(self, learner: str, agenda: Agenda, *, moves: bool = True) -> None:
        """`moves=False` for what changes no plan: what was told to other calendars, how a forecast looked."""
        values = {"value": agendas.agenda_text(agenda), "saved": self._now()}
        self._write(lambda connection: agendas.save(connection, learner, values, moves=moves))

    # --- taking it away and bringing it back ---------------------------------------------------

    def export_rows(self) -> dict[str, Any]:
        """Everything of the local learner as plain JSON: learner, settings, evidence, questions."""
        with self._read() as connection:
            return transfer.export_rows(connection)

    def import_rows(self, rows: dict[str, Any]) -> int:
        """Merge an export, all of it or nothing; returns how many records were new.

        Raises GroundupError: "invalid" for what is no export, "conflict" where evidence differs from ours.
        """
        archive = transfer.parse(rows)
        return self._write(lambda connection: transfer.merge(connection, archive))

    def backup(self, to: Path | None = None) -> Path:
        """A checked copy, made while others write: at `to`, or with a name of its own in the folder `to`
        (the one beside the database if none is given). Never overwrites."""
        self._require_own_process()
        target = backups_folder(self.path) if to is None else to.expanduser()
        with told(self.path, filling=target):
            if to is None:
                target.mkdir(exist_ok=True)
            if target.is_dir():
                target = target / f"{self.path.stem}-{stamp(self._clock())}.db"
        back_up(self.path, target)
        return target

    # --- opened and closed ---------------------------------------------------------------------

    def library_version(self) -> str:
        """The version of the SQLite library in use."""
        return sqlite.library_version()

    def close(self) -> None:
        """Finish the writes that wait, and let go of the file. Idempotent; a no-op in a forked child."""
        if self._pid != os.getpid():
            return
        with _opening:
            _open.discard(self)
            self._readers.dispose()
            self._writer.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="microseconds")

    def _write(self, work: Callable[[Connection], T]) -> T:
        self._require_own_process()
        return self._writer.write(work)

    @contextlib.contextmanager
    def _read(self) -> Iterator[Connection]:
        """A snapshot; a row that cannot be understood any more is damage, like a page that cannot."""
        self._require_own_process()
        with told(self.path), self._readers.connect() as connection:
            try:
                yield connection
            except (ValueError, TypeError, KeyError) as error:
                raise damaged(self.path, f"a row cannot be read: {error}") from error

    def _require_own_process(self) -> None:
        if self._pid != os.getpid():
            raise RuntimeError(FORKED)
        if self not in _open:
            raise RuntimeError(f"The store on {self.path} is closed.")


_opening = threading.RLock()
_open: weakref.WeakSet[Store] = weakref.WeakSet()
_abandoned: list[Store] = []


def _abandon() -> None:
    """In a forked child: keep the parent's connections from being closed, which would touch its file."""
    global _opening
    _opening = threading.RLock()  # a thread that is not here any more may have held it
    _abandoned.extend(_open)


os.register_at_fork(after_in_child=_abandon)
