"""Commits and trees, from the bytes of Git's objects: what a history says, within bounds.

Promises: every object that is used has the hash that it is asked for by; names that are no plain path below
the project are left out, and so are links, other repositories and folders that are nested too deep; trees
that repeat themselves without end are counted before they are spelled out. Nothing here runs or touches a
disk.
"""

from __future__ import annotations

import hashlib
import heapq
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from groundup.engine.references import References
from groundup.records import Commit, GroundupError

MOST_COMMITS, MOST_FILES, MOST_TREES = 2000, 20_000, 50_000
MOST_ENTRIES = 1_000_000  # paths of all commits together
DEEPEST = 40
LONGEST_NAME, LONGEST_MESSAGE = 255, 65_536
FOLDER, PLAIN = b"40000", (b"100644", b"100755", b"100664")
PERSON = re.compile(r"(.*?) ?<[^<>]*> (-?\d{1,12}) ([+-])(\d\d)(\d\d)")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
Object = tuple[str, bytes]  # kind, content
Reads = Callable[[list[str]], Mapping[str, Object]]  # those that exist, by id


def checked(id: str, kind: str, content: bytes) -> Object:
    """Raises GroundupError("invalid") unless the object has its hash."""
    if hashlib.sha1(f"{kind} {len(content)}\0".encode() + content).hexdigest() != id:
        raise damaged(id)
    return kind, content


def damaged(id: str) -> GroundupError:
    return GroundupError("invalid", f"The object {id[:7]} of the repository is damaged: try `git fsck`.")


@dataclass(frozen=True)
class _Header:
    id: str
    tree: str
    parents: tuple[str, ...]
    author: str
    at: datetime
    message: str


def commits_of(known: References, reads: Reads) -> tuple[Commit, ...]:
    """The history of the head, newest first and each before its parents; cut where it grows too long."""
    headers = _reached(known, reads)
    trees = Trees(reads)
    ordered = _in_order(headers, known.head)
    trees.fetch([one.tree for one in ordered])
    found: list[Commit] = []
    entries = 0
    for one in ordered:
        files = trees.files(one.tree)
        entries += len(files)
        if entries > MOST_ENTRIES and found:
            break
        found.append(Commit(one.id, one.parents, one.author, one.at, one.message, files))
    return tuple(found)


def peeled(tags: Mapping[str, str], reads: Reads) -> dict[str, str]:
    """Tag name to the commit that it names, also through an annotated tag; others are left out."""
    found = dict(tags)
    for _ in range(3):
        objects = reads(sorted(set(found.values())))
        for name, id in tags.items():
            kind, content = objects.get(found.get(name, id), ("", b""))
            if kind == "tag" and content.startswith(b"object "):
                found[name] = content[7:47].decode(errors="replace")
    kinds = reads(sorted({id for id in found.values() if re.fullmatch(r"[0-9a-f]{40}", id)}))
    return {name: id for name, id in found.items() if kinds.get(id, ("",))[0] == "commit"}


# --- commits --------------------------------------------------------------------------------------


def _reached(known: References, reads: Reads) -> dict[str, _Header]:
    found: dict[str, _Header] = {}
    waiting = [known.head]
    while waiting and len(found) < MOST_COMMITS:
        objects = reads(waiting)
        following: dict[str, None] = {}
        for id in waiting:
            if id not in objects:
                if found and known.shallow:
                    continue  # the rest was never fetched
                raise GroundupError(
                    "invalid", f"The commit {id[:7]} is missing from the repository: try `git fsck`."
                )
            found[id] = _header(id, *objects[id])
            if id not in known.shallow:
                following |= dict.fromkeys(found[id].parents)
        waiting = [id for id in following if id not in found]
    return found


def _header(id: str, kind: str, content: bytes) -> _Header:
    if kind != "commit":
        raise GroundupError("invalid", f"The object {id[:7]} should be a commit and is a {kind}.")
    head, _, message = content.decode("utf-8", errors="replace").partition("\n\n")
    fields: dict[str, list[str]] = {}
    for line in head.split("\n")[:1000]:
        key, _, value = line.partition(" ")
        fields.setdefault(key, []).append(value)
    person = PERSON.fullmatch(fields.get("author", [""])[0])
    return _Header(
        id,
        fields.get("tree", [""])[0],
        tuple(parent for parent in fields.get("parent", [])[:64] if re.fullmatch(r"[0-9a-f]{40}", parent)),
        CONTROL.sub(" ", person[1])[:200] if person else "",
        _at(person) if person else datetime.fromtimestamp(0, UTC),
        message.rstrip("\n")[:LONGEST_MESSAGE],
    )


def _at(person: re.Match[str]) -> datetime:
    """A time that no clock could show becomes the first one there is."""
    ahead = timedelta(hours=int(person[4]), minutes=int(person[5])) * (-1 if person[3] == "-" else 1)
    try:
        return datetime.fromtimestamp(int(person[2]), timezone(ahead))
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def _in_order(headers: Mapping[str, _Header], head: str) -> list[_Header]:
    """Each before its parents; of those that could come next, the newest."""
    children = dict.fromkeys(headers, 0)
    for one in headers.values():
        for parent in one.parents:
            if parent in children:
                children[parent] += 1
    ready = [(-one.at.timestamp(), id) for id, one in headers.items() if children[id] == 0]
    heapq.heapify(ready)
    order = []
    while ready:
        one = headers[heapq.heappop(ready)[1]]
        order.append(one)
        for parent in one.parents:
            if parent in children:
                children[parent] -= 1
                if children[parent] == 0:
                    heapq.heappush(ready, (-headers[parent].at.timestamp(), parent))
    return order


# --- trees ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Tree:
    files: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)


class Trees:
    """Trees by their id, each read once; a tree that several commits share is spelled out once."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._known: dict[str, _Tree] = {}
        self._spelled: dict[str, Mapping[str, str]] = {}
        self._counts: dict[tuple[str, int], int] = {}

    def fetch(self, ids: Iterable[str]) -> None:
        """Read these trees and all below them, as deep as is looked."""
        waiting = list(dict.fromkeys(ids))
        for _ in range(DEEPEST):
            waiting = [id for id in dict.fromkeys(waiting) if id not in self._known]
            if not waiting:
                return
            if len(self._known) + len(waiting) > MOST_TREES:
                raise GroundupError("invalid", f"The history holds more than {MOST_TREES} different folders.")
            objects = self._reads(waiting)
            for id in waiting:
                self._known[id] = _tree(id, objects)
            waiting = [inner for id in waiting for inner in self._known[id].folders.values()]

    def files(self, id: str) -> Mapping[str, str]:
        """Path to id of every plain file below a tree."""
        if id not in self._spelled:
            if self._count(id, 0) > MOST_FILES:
                raise GroundupError(
                    "invalid",
                    f"A commit holds more than {MOST_FILES} files: is an environment or a data set in it?",
                )
            found: dict[str, str] = {}
            self._spell(id, "", found, 0)
            self._spelled[id] = found
        return self._spelled[id]

    def _count(self, id: str, depth: int) -> int:
        """Files and folders below, each as often as it occurs; counted once for each tree and depth."""
        if depth >= DEEPEST or id not in self._known:
            return 0
        key = (id, depth)
        if key not in self._counts:
            tree = self._known[id]
            inner = sum(1 + self._count(folder, depth + 1) for folder in tree.folders.values())
            self._counts[key] = len(tree.files) + inner
        return self._counts[key]

    def _spell(self, id: str, above: str, found: dict[str, str], depth: int) -> None:
        if depth >= DEEPEST or id not in self._known:
            return
        tree = self._known[id]
        for name, blob in tree.files.items():
            found[above + name] = blob
        for name, folder in tree.folders.items():
            self._spell(folder, f"{above}{name}/", found, depth + 1)


def _tree(id: str, objects: Mapping[str, Object]) -> _Tree:
    kind, content = objects.get(id, ("", b""))
    if kind != "tree":
        raise GroundupError("invalid", f"The folder {id[:7]} is missing from the repository: try `git fsck`.")
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    at = 0
    while at < len(content):
        end = content.find(b"\0", at)
        if end < 0 or end + 21 > len(content):
            raise damaged(id)
        mode, _, raw = content[at:end].partition(b" ")
        inner, at = content[end + 1 : end + 21].hex(), end + 21
        name = _name(raw)
        if name is None or name in files or name in folders:
            continue
        if mode == FOLDER:
            folders[name] = inner
        elif mode in PLAIN:
            files[name] = inner
    return _Tree(files, folders)


def _name(raw: bytes) -> str | None:
    """None for one that no honest tree has, or that is no text."""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    is_odd = name in ("", ".", "..") or "/" in name or len(raw) > LONGEST_NAME or CONTROL.search(name)
    return None if is_odd or name.lower() == ".git" else name
