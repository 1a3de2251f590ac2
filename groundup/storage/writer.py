"""The one writer of a process: a thread that commits what waits as one group.

Promises: `write` returns only when its transaction is on the disk; work that fails leaves nothing behind and
does not disturb its neighbours in the group; other processes may write at the same time; after the disk
failed to take a write, nothing more is written, for what the kernel then claims to have cannot be trusted.
"""

from __future__ import annotations

import contextlib
import queue
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import DBAPIError, IntegrityError

from groundup.records import GroundupError
from groundup.storage import sqlite
from groundup.storage.failures import UNREADABLE, disk_failed, failing, told

T = TypeVar("T")

LARGEST_GROUP = 256
PATIENCE_S = 30.0  # with another process that does not let go of the write lock


@dataclass
class _Job:
    work: Callable[[Connection], Any]
    done: Future[Any] = field(default_factory=Future)


class Writer:
    def __init__(self, engine: Engine, path: Path) -> None:
        self._path = path
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._stopped: GroundupError | None = None
        self._door = threading.Lock()  # nothing is put behind the job that ends the thread
        self._closed = False
        with told(path):
            self._connection = engine.connect()
        self._thread = threading.Thread(target=self._run, name="groundup-writer", daemon=True)
        self._thread.start()

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction. Raises what it raises, or GroundupError; then nothing was written."""
        job = _Job(work)
        with self._door:
            if self._closed:
                raise RuntimeError(f"The store on {self._path} is closed.")
            self._jobs.put(job)
        result: T = job.done.result()
        return result

    def close(self) -> None:
        """Finish what waits, then end. Idempotent."""
        with self._door:
            if not self._closed:
                self._jobs.put(None)
            self._closed = True
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        open_ = True
        while open_:
            group, open_ = self._next_group()
            if group:
                self._settle(group)

    def _next_group(self) -> tuple[list[_Job], bool]:
        group: list[_Job] = []
        job = self._jobs.get()
        while job is not None:
            group.append(job)
            if len(group) == LARGEST_GROUP or self._jobs.empty():
                return group, True
            job = self._jobs.get()
        return group, False

    def _settle(self, group: list[_Job]) -> None:
        """Tell each job of the group its end; that it went well, only after the commit."""
        try:
            if self._stopped is not None:
                raise self._stopped
            with told(self._path):
                ends = self._commit(group)
        except BaseException as error:  # whoever waits raises it
            for job in group:
                job.done.set_exception(_own_copy(error))
            return
        for job, (result, refusal) in zip(group, ends, strict=True):
            if refusal is None:
                job.done.set_result(result)
            else:
                job.done.set_exception(refusal)

    def _commit(self, group: list[_Job]) -> list[tuple[Any, Exception | None]]:
        transaction = self._begin()
        try:
            ends = [self._attempt(job.work) for job in group]
            transaction.commit()
        except BaseException as error:
            if disk_failed(error, self._path):
                self._stopped = failing(self._path, str(getattr(error, "orig", error)))
            with contextlib.suppress(DBAPIError):  # SQLite may have rolled back by itself
                transaction.rollback()
            raise
        return ends

    def _begin(self) -> RootTransaction:
        """Take the write lock; another process holds it for milliseconds, unless it imports an archive."""
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                return self._connection.begin()
            except DBAPIError as error:
                code = sqlite.error_code(error.orig) if error.orig else None
                if code is None or code & 0xFF != sqlite.BUSY or time.monotonic() > until:
                    raise
            time.sleep(random.uniform(0.001, 0.05))  # so that two who wait do not meet again

    def _attempt(self, work: Callable[[Connection], Any]) -> tuple[Any, Exception | None]:
        """The result, or why this one was refused; a failure of the database ends the whole group."""
        savepoint = self._connection.begin_nested()
        try:
            result = work(self._connection)
            savepoint.commit()
        except Exception as error:
            if isinstance(error, (DBAPIError, *UNREADABLE)) and not isinstance(error, IntegrityError):
                raise
            savepoint.rollback()
            return None, error
        return result, None


def _own_copy(error: BaseException) -> BaseException:
    """Several threads raise it: each its own, or their tracebacks would grow into one another."""
    return GroundupError(error.code, error.message) if isinstance(error, GroundupError) else error
