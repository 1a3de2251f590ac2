"""From a path to a database that may be used, or a message with the way out.

Before anything can write, the file is looked at through a connection that cannot: a file that is damaged, is
none of ours, or was made by a newer groundup is refused and left byte for byte as it is. A new database is
made under another name and moved into place when it is whole: a kill leaves either none or all of it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from groundup.records import GroundupError, uuid7
from groundup.storage import sqlite
from groundup.storage.failures import (
    backups_folder,
    damaged,
    from_system,
    newest_backup,
    told,
    unwritable,
    way_back,
)
from groundup.storage.schema import Schema, upgrade
from groundup.storage.tables import about, learners, metadata

SMALL_BYTES = 8 * 1024**2  # checked at every start; a larger one after a crash and before a migration
PATIENCE_S = 60.0
SQLITE_MAGIC = b"SQLite format 3\0"
SHARED_LOCKS = (0x40000002, 510)  # where every process that has the database open holds a lock


def prepare(path: Path, schema: Schema, *, open_here: bool) -> None:
    """Make, check or upgrade the database at `path`. `open_here`: this process has it open already."""
    with told(path), _one_at_a_time(path):
        if not path.exists():
            _make(path, schema)
        elif not open_here:
            _upgrade(path, schema, _look(path, schema))


def located(path: Path) -> Path:
    """The real path: one file under two names would get two -wal files. Raises GroundupError("storage")."""
    try:
        real = path.expanduser().resolve()
        found = real.stat() if real.exists() else None
        folder_is_there = real.parent.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        raise GroundupError("storage", f"{path} cannot be a database: {error}.") from error
    if not folder_is_there:
        raise GroundupError(
            "storage", f"There is no folder {real.parent}. Make a workspace first: groundup init PATH"
        )
    if found is not None and not stat.S_ISREG(found.st_mode):
        kind = "a folder" if stat.S_ISDIR(found.st_mode) else "not a file"
        raise GroundupError("storage", f"{real} is {kind}; a database was expected there. Move it away.")
    _require_writable(real, exists=found is not None)
    return real


def _require_writable(path: Path, *, exists: bool) -> None:
    if not os.access(path.parent, os.W_OK | os.X_OK) or (exists and not os.access(path, os.R_OK | os.W_OK)):
        raise unwritable(path)


@contextlib.contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """One process at a time makes or migrates. The lock is the kernel's: a kill frees it."""
    with path.with_name(path.name + ".lock").open("a") as file:
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise GroundupError(
                        "busy", f"Another groundup has been opening {path} for a minute. Try again later."
                    ) from None
            time.sleep(0.02)
        yield


# --- a new one ---------------------------------------------------------------------------------


def _make(path: Path, schema: Schema) -> None:
    leftover = path.with_name(path.name + "-wal")
    if leftover.exists() and leftover.stat().st_size:
        raise GroundupError(
            "storage",
            f"{path} is gone but {leftover} is still there. Put back the database that belongs to it, "
            f"or remove it to start anew: rm '{leftover}'",
        )
    draft = path.with_name(path.name + ".new")
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{draft}{suffix}").unlink(missing_ok=True)
    sqlite.create_file(draft)
    _migrate(draft, schema)
    _add_local_learner(draft)
    sqlite.sync(draft)
    draft.rename(path)
    sqlite.sync(path.parent)


def _migrate(path: Path, schema: Schema) -> None:
    engine = sqlite.engine(path, writes=True)
    with engine.connect() as connection:
        upgrade(connection, schema)


def _add_local_learner(path: Path) -> None:
    learner = uuid7()
    with sqlite.engine(path, writes=True).begin() as connection:
        connection.execute(
            insert(learners).values(id=learner, created=datetime.now(UTC).isoformat(timespec="seconds"))
        )
        connection.execute(insert(about).values(key="learner", value=learner))


# --- one that is there -------------------------------------------------------------------------


def _look(path: Path, schema: Schema) -> str:
    """The revision of the database, once it is found sound and known."""
    alone = _require_database(path)
    is_after_crash = alone and _size(path, "-wal") > 0
    with sqlite.read_only(path) as connection:
        try:
            if is_after_crash or _size(path) <= SMALL_BYTES:
                _require_sound(path, connection, deep=is_after_crash)
            return _revision(path, connection, schema)
        except sqlite.DRIVER_ERROR as error:
            if sqlite.is_nonsense(error):
                raise damaged(path, str(error)) from error
            raise


def _require_sound(path: Path, connection: Any, *, deep: bool) -> None:
    found = sqlite.faults(connection, deep=deep)
    if found:
        raise damaged(path, found[0])


def _revision(path: Path, connection: Any, schema: Schema) -> str:
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"alembic_version", "about"} <= tables:
        raise GroundupError(
            "storage", f"{path} is a database, but not one of groundup's. Move it away, or name another."
        )
    revisions = [str(row[0]) for row in connection.execute("SELECT version_num FROM alembic_version")]
    if len(revisions) != 1:
        raise damaged(path, "it has no version")
    if revisions[0] not in schema.revisions:
        made_by = dict(connection.execute("SELECT key, value FROM about")).get("made_by", "?")
        raise _newer(path, made_by)
    if revisions[0] == schema.head:
        _require_tables(path, connection)
    return revisions[0]


def _require_database(path: Path) -> bool:
    """Whether no other process has it open; refuses what is no SQLite file. Never called on one open here:
    closing any descriptor of the file would drop the locks of this process's own connections."""
    with path.open("r+b") as file:
        head = file.read(len(SQLITE_MAGIC))
        if not head:
            raise damaged(path, "it is empty")
        if head != SQLITE_MAGIC:
            raise damaged(path, "it is not an SQLite database")
        try:
            start, length = SHARED_LOCKS
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, length, start)
        except (BlockingIOError, PermissionError):
            return False
        return True


def _size(path: Path, suffix: str = "") -> int:
    try:
        return Path(f"{path}{suffix}").stat().st_size
    except FileNotFoundError:
        return 0


def _require_tables(path: Path, connection: Any) -> None:
    for table in metadata.sorted_tables:
        names = {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")}
        if not set(table.columns.keys()) <= names:
            raise damaged(path, f"its table {table.name} is not as it was made")


def _newer(path: Path, made_by: str) -> GroundupError:
    backup = newest_backup(path)
    other = f", or restore the backup from before: {way_back(path)}" if backup else ""
    return GroundupError(
        "storage",
        f"{path} was made by groundup {made_by}, which is newer than this one; it was left as it is. "
        f"Install groundup {made_by} or newer{other}",
    )


def _upgrade(path: Path, schema: Schema, revision: str) -> None:
    if revision == schema.head:
        return
    folder = backups_folder(path)
    folder.mkdir(exist_ok=True)
    back_up(path, folder / f"{path.stem}-before-{schema.head}-{stamp(datetime.now(UTC))}.db")
    _migrate(path, schema)


# --- backups -----------------------------------------------------------------------------------


def stamp(at: datetime) -> str:
    """For the name of a file; to the microsecond, since a start that was killed is soon tried again."""
    return at.astimezone(UTC).strftime("%Y%m%d-%H%M%S-%f")


def back_up(path: Path, target: Path) -> None:
    """Copy the database while it is in use, check the copy, and only then give it its name."""
    if target.exists():
        raise GroundupError("conflict", f"{target} is there already; a backup never overwrites a file.")
    draft = target.with_name(target.name + ".writing")
    try:
        draft.unlink(missing_ok=True)
        with told(path, filling=target):
            sqlite.copy_whole(path, draft)
        with told(draft), sqlite.read_only(draft) as connection:
            found = sqlite.faults(connection, deep=True)
        if found:
            raise damaged(path, found[0])
        draft.rename(target)
        sqlite.sync(target.parent)
    except OSError as error:
        raise from_system(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
