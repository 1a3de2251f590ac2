"""What HEAD, its branch and the tags name, read from the files of a `.git` folder as bytes.

Promises: no link is followed, nothing is read of a configuration, and however many references there are, what
is kept of them is bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from groundup.engine.inside.working_copy import TooLarge, WorkingCopy
from groundup.records import GroundupError

SMALL, LARGEST_PACKED = 4096, 128 * 2**20
MOST_TAGS = 500
ID = re.compile(rb"[0-9a-f]{40}")
POINTS_TO = re.compile(rb"ref: (refs/heads/[^\x00-\x20\x7f~^:?*\[\\]{1,200})")
TAG = re.compile(rb"^([0-9a-f]{40}) refs/tags/([^\x00-\x20\x7f~^:?*\[\\]{1,200})$", re.MULTILINE)


@dataclass(frozen=True)
class References:
    """`head`: the commit that HEAD names; `tags`: name to the object it names, a commit or a tag;
    `shallow`: commits whose parents were never fetched."""

    head: str
    tags: dict[str, str]
    shallow: frozenset[str]


def references(git: WorkingCopy, where: str) -> References:
    """Raises GroundupError("invalid") where there is no commit, or what is there cannot be read."""
    packed = _read(git, "packed-refs", LARGEST_PACKED, where)
    head = _head(git, packed, where)
    shallow = frozenset(word.decode() for word in ID.findall(_read(git, "shallow", 2**20, where)))
    return References(head, _tags(git, packed, where), shallow)


def _head(git: WorkingCopy, packed: bytes, where: str) -> str:
    text = _read(git, "HEAD", SMALL, where).strip()
    _refuse_long(text, where)
    if ID.fullmatch(text):
        return text.decode()
    branch = POINTS_TO.fullmatch(text)
    if not branch:
        raise GroundupError("invalid", f"The HEAD of the repository {where} cannot be read.")
    found = _loose(git, branch[1], where) or _packed(packed, branch[1])
    if not found:
        name = branch[1].decode(errors="replace").removeprefix("refs/heads/")
        raise GroundupError("invalid", f"The branch {name} of {where} has no commit yet: commit your work.")
    return found


def _loose(git: WorkingCopy, name: bytes, where: str) -> str:
    try:
        text = _read(git, name.decode(), SMALL, where).strip()
    except (UnicodeDecodeError, ValueError):
        return ""
    _refuse_long(text, where)
    return text.decode() if ID.fullmatch(text) else ""


def _refuse_long(text: bytes, where: str) -> None:
    if re.fullmatch(rb"[0-9a-f]{64}", text):
        raise GroundupError("invalid", f"The repository {where} uses SHA-256 ids, which are not read yet.")


def _packed(packed: bytes, name: bytes) -> str:
    at = packed.find(b" " + name + b"\n")
    found = packed[at - 40 : at] if at >= 40 else b""
    return found.decode() if ID.fullmatch(found) else ""


def _tags(git: WorkingCopy, packed: bytes, where: str) -> dict[str, str]:
    """The first ones by name. A loose one is newer than a packed one of the same name."""
    found: dict[str, str] = {}
    for count, match in enumerate(TAG.finditer(packed)):
        if count >= MOST_TAGS:
            break
        found[match[2].decode(errors="replace")] = match[1].decode()
    for path in git.paths("refs/tags/")[:MOST_TAGS]:
        id = _loose(git, path.encode(), where)
        if id:
            found[path.removeprefix("refs/tags/")] = id
    return found


def _read(git: WorkingCopy, path: str, most: int, where: str) -> bytes:
    try:
        return git.read(path, most) or b""
    except TooLarge:
        raise GroundupError("invalid", f"{path} in the repository {where} is too large to be read.") from None
