"""A child's folder where it has no mounts of its own: how much lies in it, and how it is taken away.

Promises: no link that the code left is followed, nothing outside the folder is touched, no depth and no
mode of its folders keeps them from being counted or taken away. Not counted: what was deleted and is still
held open; that is bounded by the limits on open files and their size, and gone with the process.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import uuid

BLOCK = 4096  # what an entry takes at least, a folder as well
UNIT = 512  # of st_blocks


def exceeds(place: str, most: int) -> bool:
    """Whether more than `most` bytes lie below the folder; what cannot be looked into counts as too much."""
    if not os.path.lexists(place):
        return False
    total, waiting = 0, [(place, os.lstat(place))]
    while waiting and total <= most:
        path, found = waiting.pop()
        try:
            folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except (FileNotFoundError, NotADirectoryError):
            continue  # taken away or exchanged meanwhile
        except OSError as error:  # closed to us, or deeper than a path can say
            if error.errno == errno.ELOOP:  # a link by now
                continue
            return True
        try:
            if os.path.samestat(os.fstat(folder), found):  # or a link has led elsewhere on the way
                size, inner = _looked_into(folder, most - total)
                total += size
                waiting += [(os.path.join(path, name), status) for name, status in inner]
        finally:
            os.close(folder)
    return total > most


def _looked_into(folder: int, enough: int) -> tuple[int, list[tuple[str, os.stat_result]]]:
    """The size of an open folder's entries, counted until it is more than enough, and its folders."""
    total, inner = 0, []
    with os.scandir(folder) as entries:
        for entry in entries:
            if total > enough:
                break
            with contextlib.suppress(FileNotFoundError):  # gone meanwhile
                found = entry.stat(follow_symlinks=False)
                total += max(BLOCK, found.st_blocks * UNIT)
                inner += [(entry.name, found)] if stat.S_ISDIR(found.st_mode) else []
    return total, inner


def remove(place: str) -> None:
    """Take the folder away with all that is in it. What ran there has ended before."""
    try:
        top = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return
    try:
        while names := os.listdir(top):  # each round brings what lay one level deeper to the top
            if sum(_lift(name, top) for name in names) == 0:
                break
    finally:
        os.close(top)
    with contextlib.suppress(OSError):
        os.rmdir(place)


def _lift(name: str, top: int) -> bool:
    """Delete an entry of the top folder, after bringing to the top what it holds: no path grows long.

    False if the system does not let us.
    """
    try:
        if not stat.S_ISDIR(os.lstat(name, dir_fd=top).st_mode):
            os.unlink(name, dir_fd=top)
            return True
        _open_up(name, top)
        folder = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=top)
        try:
            for inner in os.listdir(folder):
                if stat.S_ISDIR(os.lstat(inner, dir_fd=folder).st_mode):
                    _open_up(inner, folder)
                os.rename(inner, uuid.uuid4().hex, src_dir_fd=folder, dst_dir_fd=top)
        finally:
            os.close(folder)
        os.rmdir(name, dir_fd=top)
        return True
    except OSError:
        return False


def _open_up(name: str, parent: int) -> None:
    """Give us the right to change a folder; never what a link points to."""
    if not hasattr(os, "O_PATH"):  # macOS
        os.chmod(name, 0o700, dir_fd=parent, follow_symlinks=False)
        return
    folder = os.open(name, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=parent)
    try:
        os.chmod(f"/proc/self/fd/{folder}", 0o700)
    finally:
        os.close(folder)
