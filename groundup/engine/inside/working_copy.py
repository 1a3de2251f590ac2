"""The files of a room, read and written while what runs there may change them.

Promises: every step of a path is opened below the one before it without following a link, so no name leads
out of the folder, whatever stands there by now; only plain files are read, never more of one than is asked
for; what is written takes the place of a link instead of going through it. Not seen: names that are no UTF-8.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
PLAIN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
FRESH = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
MOST_PATHS, DEEPEST = 50_000, 64
LONGEST_LISTING = 2**25  # characters of all paths together


class TooLarge(Exception):
    """There is more in the file than may be read; its size in bytes."""


class WorkingCopy:
    def __init__(self, top: str, may_be_linked: bool) -> None:
        """`may_be_linked`: the folder is a file system of its own, so hard links lead nowhere else."""
        self.top = os.open(top, FOLDER)
        self.may_be_linked = may_be_linked

    def write(self, path: str, content: bytes) -> None:
        """Raises OSError where a file stands in the way of a folder, or there is no room."""
        *above, name = parts_of(path)
        if not above and not name:
            raise OSError(f"{path!r} names no file")
        with self._folder(above, make=True) as folder:
            between = f".{os.urandom(12).hex()}"
            mode = 0o755 if content.startswith(b"#!") else 0o644
            fd = os.open(between, FRESH, mode, dir_fd=folder)
            try:
                with open(fd, "wb") as file:
                    file.write(content)
                os.rename(between, name, src_dir_fd=folder, dst_dir_fd=folder)
            except OSError:
                with contextlib.suppress(OSError):
                    os.unlink(between, dir_fd=folder)
                raise

    def read(self, path: str, most: int) -> bytes | None:
        """None where no plain file is. Raises TooLarge."""
        *above, name = parts_of(path)
        try:
            with self._folder(above) as folder:
                fd = os.open(name, PLAIN, dir_fd=folder)
        except OSError:  # not there, a link, a folder closed to us
            return None
        try:
            found = os.fstat(fd)
            if not stat.S_ISREG(found.st_mode) or not (self.may_be_linked or found.st_nlink == 1):
                return None
            if found.st_size > most:
                raise TooLarge(str(found.st_size))
            with open(fd, "rb", closefd=False) as file:
                return file.read(most)
        finally:
            os.close(fd)

    def remove(self, path: str) -> None:
        """A file or a link; anything else stays."""
        *above, name = parts_of(path)
        with contextlib.suppress(OSError), self._folder(above) as folder:
            os.unlink(name, dir_fd=folder)

    def paths(self, below: str = "") -> list[str]:
        """Every plain file below a folder ("a/b/"), sorted, without any .git; cut at `MOST_PATHS`."""
        found: list[str] = []
        waiting, room = [below], LONGEST_LISTING
        while waiting and len(found) < MOST_PATHS and room > 0:
            above = waiting.pop()
            with contextlib.suppress(OSError), self._folder(above.split("/")[:-1]) as folder:
                for entry in _entries(folder):
                    if len(found) >= MOST_PATHS or room <= 0:
                        break
                    path = above + entry.name
                    room -= len(path)
                    if not entry.is_dir(follow_symlinks=False):
                        found += [path] if entry.is_file(follow_symlinks=False) else []
                    elif entry.name != ".git" and path.count("/") < DEEPEST:
                        waiting.append(f"{path}/")
        return sorted(found)[:MOST_PATHS]

    @contextlib.contextmanager
    def _folder(self, above: list[str], make: bool = False) -> Iterator[int]:
        held = os.dup(self.top)
        try:
            for name in above:
                if make:
                    with contextlib.suppress(FileExistsError):
                        os.mkdir(name, 0o755, dir_fd=held)
                inner = os.open(name, FOLDER, dir_fd=held)
                os.close(held)
                held = inner
            yield held
        finally:
            os.close(held)


def parts_of(path: str) -> list[str]:
    """The names on the way; the last is empty where it names no file. ValueError on one that leads out."""
    parts = path.split("/")
    last = parts.pop()
    if path.startswith("/") or "\0" in path or ".." in (*parts, last):
        raise ValueError(f"{path!r} leads out of the room.")
    return [*(part for part in parts if part not in ("", ".")), "" if last == "." else last]


def _entries(folder: int) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            try:
                entry.name.encode()
            except UnicodeEncodeError:
                continue
            yield entry
