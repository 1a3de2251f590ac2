"""What SQLite and the file system report, said to the person: what happened, what is safe, the way out.

A statement that our own code got wrong is not translated: that is a bug, and flies.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import DBAPIError, NoResultFound

from groundup.records import GroundupError
from groundup.storage import sqlite

UNREADABLE = (UnicodeDecodeError, NoResultFound)  # text, or a row, that we wrote and that is not there now
LITTLE_SPACE = 1024**2
PROBE_BYTES = 64 * 1024


@contextlib.contextmanager
def told(path: Path, *, filling: Path | None = None) -> Iterator[None]:
    """Run the body; what fails because of the file or the disk is raised as GroundupError.

    `filling`: where the body writes, if not to `path`; that is what a full disk is said of.
    """
    grows = filling or path
    try:
        yield
    except DBAPIError as error:
        raise _said(error.orig or error, path, grows) or error from error
    except sqlite.DRIVER_ERROR as error:
        raise _said(error, path, grows) or error from error
    except UNREADABLE as error:
        raise damaged(path, str(error)) from error
    except OSError as error:
        raise from_system(error, grows) from error


def _said(error: BaseException, path: Path, grows: Path) -> GroundupError | None:
    if sqlite.is_undecodable(error):
        return damaged(path, str(error))
    code = sqlite.error_code(error)
    if code is None:
        return None
    match code & 0xFF:
        case sqlite.BUSY | sqlite.LOCKED:
            return busy(path)
        case sqlite.CORRUPT | sqlite.NOTADB:
            return damaged(path, str(error))
        case sqlite.FULL:
            return full(grows)
        case sqlite.IOERR:
            return full(grows) if _lacks_space(grows) else failing(path, str(error))
        case sqlite.READONLY | sqlite.CANTOPEN | sqlite.PERM | sqlite.AUTH:
            return unwritable(path)
    return None


def disk_failed(error: BaseException, path: Path) -> bool:
    """Whether the disk did not take what it was given, for another reason than being full."""
    code = sqlite.error_code(getattr(error, "orig", None) or error)
    return code is not None and code & 0xFF == sqlite.IOERR and not _lacks_space(path)


def _lacks_space(path: Path) -> bool:
    """SQLite reports some writes without space as mere I/O errors, so a small one of our own is tried."""
    try:
        if shutil.disk_usage(path.parent).free < LITTLE_SPACE:
            return True
        with tempfile.TemporaryFile(dir=path.parent) as file:  # has no name: nothing is left of it
            os.pwrite(file.fileno(), bytes(PROBE_BYTES), 0)
            os.fsync(file.fileno())
    except OSError as error:
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return False


def from_system(error: OSError, path: Path) -> GroundupError:
    """An error of the operating system on a file that belongs to the database."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return full(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return unwritable(path)
    return GroundupError("storage", f"Cannot use {path}: {error.strerror or error}.")


def busy(path: Path) -> GroundupError:
    return GroundupError(
        "busy",
        f"Another program has been writing to {path} for many seconds; nothing was recorded. "
        "Try again when it is done.",
    )


def full(path: Path) -> GroundupError:
    return GroundupError(
        "storage",
        f"The disk that holds {path} is full: this was not recorded, and everything before it is safe. "
        "Free some space and do it again.",
    )


def failing(path: Path, reason: str) -> GroundupError:
    return GroundupError(
        "storage",
        f"The disk that holds {path} failed ({reason}): this was not recorded, and nothing more is written "
        "until groundup is started again. Copy the workspace to another disk before you do.",
    )


def unwritable(path: Path) -> GroundupError:
    return GroundupError(
        "storage",
        f"{path} or its folder may not be written to. Make them yours: "
        f"sudo chown -R $USER '{path.parent}' && chmod -R u+rwX '{path.parent}'",
    )


def damaged(path: Path, reason: str) -> GroundupError:
    return GroundupError(
        "storage", f"{path} is damaged ({reason}). It was left exactly as it is. {way_back(path)}"
    )


def way_back(path: Path) -> str:
    """How to go on from the newest backup; a leftover -wal must go too, for it belongs to the old file."""
    backup = newest_backup(path)
    aside = f"mkdir '{path}.aside' && mv '{path}' '{path}-wal' '{path}-shm' '{path}.aside'"
    if backup is None:
        return f"There is no backup. Set it aside and start anew or import an archive: {aside}"
    return f"The newest backup is {backup}. Restore it: {aside}; cp '{backup}' '{path}'"


def backups_folder(path: Path) -> Path:
    return path.parent / "backups"


def newest_backup(path: Path) -> Path | None:
    with contextlib.suppress(OSError):
        found = sorted(backups_folder(path).glob("*.db"), key=lambda p: p.stat().st_mtime)
        return found[-1] if found else None
    return None
