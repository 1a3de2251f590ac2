"""A folder of the workspace, read as bytes under limits, and as the source that hands it in.

Promises: no link is followed, in any part of a path below the folder; nothing but regular files is opened,
and nothing is executed; what is too large is named and left out, and too much altogether is refused. What
the files say is not looked at here: a bench does that, inside the walls.
"""

from __future__ import annotations

import base64
import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from groundup.records import GroundupError

LARGEST_FILE = 2**20
MOST_BYTES = 5 * 2**19  # of all files; they travel as text, a third longer, in a frame of 4 MiB
MOST_FILES = 4000
DEEPEST = 24
CANNOT_FOLLOW = (errno.ELOOP, errno.ENOTDIR, errno.EMLINK)
MADE_AGAIN = {".git", ".venv", "venv", "env", "dist", "build", "node_modules", "__pycache__"}
Wanted = Callable[[str, bool], bool]  # (path below the folder, whether it is a folder) -> to be read


@dataclass
class Folder:
    """What was read: content by path, and the size of each file that was too large."""

    files: dict[str, bytes] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    size: int = 0


def of_package(path: str, is_folder: bool) -> bool:
    """What its author wrote: neither environments nor what tools made."""
    name = path.rpartition("/")[2]
    made = name in MADE_AGAIN or name.endswith((".egg-info", "_cache", ".pyc"))
    return not (made and (is_folder or name.endswith(".pyc")))


def of_repository(path: str, is_folder: bool) -> bool:
    """Names and objects; neither configuration, hooks, index nor the work tree."""
    git, _, inner = path.partition("/")
    if git != ".git" or inner in ("", "HEAD", "packed-refs"):
        return git == ".git"
    first = inner.partition("/")[0]
    if first == "objects":
        return inner != "objects/info" and not inner.endswith((".idx", ".rev", ".bitmap"))
    return first == "refs"


WANTED: Mapping[str, Wanted] = {"package": of_package, "repository": of_repository}


def read_folder(top: Path, wanted: Wanted) -> Folder:
    """Raises GroundupError for what cannot be read, or is more than a piece of practice holds."""
    found = Folder()
    try:
        descriptor = os.open(top, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        if error.errno in CANNOT_FOLLOW:
            raise GroundupError("invalid", f"{top} is a link, or no folder: it is not followed.") from error
        raise GroundupError("environment", f"Cannot read {top}: {error.strerror}.") from error
    try:
        _read_into(found, descriptor, "", wanted, top)
    except OSError as error:
        raise GroundupError("environment", f"Cannot read all of {top}: {error.strerror}.") from error
    finally:
        os.close(descriptor)
    if ".git" in found.files:
        raise GroundupError(
            "invalid", f"{top / '.git'} only points to a repository elsewhere: make one here, with git init."
        )
    return found


def _read_into(found: Folder, folder: int, above: str, wanted: Wanted, top: Path) -> None:
    for name, is_folder in _entries(folder):
        path = above + name
        if not wanted(path, is_folder):
            continue
        inner = _opened(name, folder, is_folder)
        if inner is None:
            continue
        try:
            if not is_folder:
                _take(found, path, inner, top)
            elif path.count("/") < DEEPEST:
                _read_into(found, inner, path + "/", wanted, top)
        finally:
            os.close(inner)


def _entries(folder: int) -> Iterator[tuple[str, bool]]:
    """(name, whether it is a folder), in order; links are neither files nor folders."""
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        if (is_folder or entry.is_file(follow_symlinks=False)) and entry.name.isprintable():
            yield entry.name, is_folder


def _opened(name: str, folder: int, is_folder: bool) -> int | None:
    """The descriptor of what was listed; None where a link, a FIFO or nothing has taken its place."""
    kind = os.O_DIRECTORY if is_folder else os.O_NONBLOCK
    try:
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | kind, dir_fd=folder)
    except OSError as error:
        if error.errno in (*CANNOT_FOLLOW, errno.ENOENT, errno.ENXIO):
            return None
        raise


def _take(found: Folder, path: str, descriptor: int, top: Path) -> None:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        return
    if len(found.files) + len(found.left_out) >= MOST_FILES:
        raise GroundupError(
            "invalid", f"{top} holds more than {MOST_FILES} files: too many for this practical."
        )
    content = b""
    if status.st_size <= LARGEST_FILE:
        with os.fdopen(os.dup(descriptor), "rb") as file:
            content = file.read(LARGEST_FILE + 1)
    if status.st_size > LARGEST_FILE or len(content) > LARGEST_FILE:
        found.left_out[path] = max(status.st_size, len(content))
        return
    found.files[path] = content
    found.size += len(content)
    if found.size > MOST_BYTES:
        raise GroundupError(
            "invalid", f"{top} holds more than {MOST_BYTES / 2**20:g} MiB: too much for this practical."
        )


def handed_in(folder: Folder) -> str:
    """The source of a module that holds these files; the same files give the same text."""
    lines = ["from base64 import b64decode as b64", "FILES = {"]
    lines += [f"    {path!r}: {_literal(content)}," for path, content in sorted(folder.files.items())]
    return "\n".join([*lines, "}", f"LEFT_OUT = {dict(sorted(folder.left_out.items()))!r}", ""])


def _literal(content: bytes) -> str:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return f'b64("{base64.b64encode(content).decode()}")'
    return repr(text) if "\0" not in text else f'b64("{base64.b64encode(content).decode()}")'
