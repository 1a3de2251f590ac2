"""All that is particular to SQLite: the library, how a connection is set up, backups, and its error codes.

The library is pysqlite3's, not Python's own: the latter is often one with the WAL-reset fault (3.7.0 to
3.51.2), which corrupts a database that has two writers. Both must never be used on one file.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pysqlite3
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

from groundup.records import GroundupError

DRIVER_ERROR: type[Exception] = pysqlite3.Error
OLDEST_SOUND = (3, 51, 3)
BUSY_TIMEOUT_MS = 5_000
LARGEST_WAL_BYTES = 64 * 1024**2

BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, CONSTRAINT, NOTADB = 5, 6, 8, 10, 11, 13, 14, 19, 26
GENERIC, PERM, AUTH = 1, 3, 23

SETUP = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",  # macOS: fsync alone leaves it in the drive; elsewhere this changes nothing
    "PRAGMA mmap_size = 0",
    "PRAGMA cell_size_check = ON",
    "PRAGMA recursive_triggers = ON",  # so that REPLACE cannot pass the triggers of evidence
    "PRAGMA trusted_schema = OFF",
    f"PRAGMA journal_size_limit = {LARGEST_WAL_BYTES}",
)


def library_version() -> str:
    return str(pysqlite3.sqlite_version)


def require_sound_library() -> None:
    """Raises GroundupError("environment") for a library that can corrupt what it writes."""
    if pysqlite3.sqlite_version_info < OLDEST_SOUND:
        raise GroundupError(
            "environment",
            f"SQLite {library_version()} can corrupt a database that two programs write to. "
            "Install a newer one: pip install --upgrade 'pysqlite3>=0.6.1'",
        )


def engine(path: Path, *, writes: bool) -> Engine:
    """A pool of readers, or an engine whose every transaction holds the write lock from its beginning.

    The driver's own transaction handling is off: it commits before DDL, and then a migration that is killed
    half-way stays half-way.
    """
    made = create_engine(
        "sqlite://",
        module=pysqlite3,
        creator=lambda: _connect(path, writes=writes),
        **({"poolclass": NullPool} if writes else _READER_POOL),
    )

    @event.listens_for(made, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return made


_READER_POOL: dict[str, Any] = {"poolclass": QueuePool, "pool_size": 8, "max_overflow": 56}


def _connect(path: Path, *, writes: bool) -> Any:
    connection = pysqlite3.connect(
        _uri(path, "rw"),
        uri=True,
        timeout=BUSY_TIMEOUT_MS / 1000,
        isolation_level=None,
        check_same_thread=False,  # a pooled connection serves one thread at a time, but not always the same
    )
    try:
        for statement in SETUP:
            connection.execute(statement)
        _require_wal(connection, path)
        if not writes:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _require_wal(connection: Any, path: Path) -> None:
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise GroundupError(
            "storage",
            f"{path.parent} is on a file system that cannot share memory between programs (a network or "
            "synchronised folder?). Move the workspace to a local disk.",
        )


def _uri(path: Path, mode: str) -> str:
    return f"{path.as_uri()}?mode={mode}"


def create_file(path: Path) -> None:
    """An empty database in WAL mode; SQLite makes the file itself, with its own permissions."""
    connection = pysqlite3.connect(_uri(path, "rwc"), uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


@contextlib.contextmanager
def read_only(path: Path) -> Iterator[Any]:
    """A plain connection that cannot change the file, not even by a checkpoint when it is closed."""
    connection = pysqlite3.connect(
        _uri(path, "ro"), uri=True, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None
    )
    try:
        connection.text_factory = lambda raw: raw.decode(errors="replace")  # it may be damaged
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA mmap_size = 0")
        connection.execute("PRAGMA trusted_schema = OFF")
        yield connection
    finally:
        connection.close()


def faults(connection: Any, *, deep: bool) -> list[str]:
    """What SQLite's own check finds, nothing if the file is sound. `deep` reads every index as well."""
    check = "integrity_check" if deep else "quick_check"
    found = [str(row[0]) for row in connection.execute(f"PRAGMA {check}(3)")]
    if found == ["ok"] and deep:
        found = [
            f"a row of {row[0]} points nowhere" for row in connection.execute("PRAGMA foreign_key_check")
        ]
    return [] if found == ["ok"] else found


def copy_whole(source: Path, target: Path) -> None:
    """A consistent copy while others write, on disk when this returns. `target` must not exist."""
    connection = pysqlite3.connect(
        _uri(source, "rw"), uri=True, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None
    )
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()
    sync(target)  # VACUUM INTO leaves that to us


def sync(path: Path) -> None:
    """Have the kernel write a file, or the entries of a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def error_code(error: BaseException) -> int | None:
    """SQLite's result code, where the driver gives one; this driver leaves out what extends it."""
    code = getattr(error, "sqlite_errorcode", None)
    return code if isinstance(code, int) else None


def is_nonsense(error: BaseException) -> bool:
    """A statement that is right was taken for wrong: the schema inside the file is not what it was."""
    code = error_code(error)
    return isinstance(error, pysqlite3.Error) and (code is None or code & 0xFF == GENERIC)


def is_undecodable(error: BaseException) -> bool:
    """Text that is not UTF-8: the file was changed from outside. The driver gives no code for it."""
    return isinstance(error, pysqlite3.OperationalError) and "Could not decode" in str(error)
