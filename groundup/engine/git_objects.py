"""Git behind walls: it finds and unpacks objects there, and nothing else of it is used.

Promises: Git runs in a room without network whose only view of this machine is the project's folder,
read-only; it works from a `.git` folder of our own, so neither configuration nor hooks, attributes' programs,
index or references of the project are looked at. What it answers is checked by whoever asks.
"""

from __future__ import annotations

import contextlib
import os
import select
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from groundup.engine.histories import Object, checked, damaged
from groundup.engine.rooms import Room, Talk
from groundup.records import GroundupError

AT_ONCE = 500  # ids in one question: less than a pipe holds
LONGEST_LINE = 1000
LARGEST_OBJECT = 32 * 2**20
ALL_STRUCTURE = 256 * 2**20  # commits and trees together
CONFIGURATION = b"""[core]
repositoryformatversion = 0
bare = false
bigFileThreshold = 1m
fileMode = false
fsmonitor = false
hooksPath = /dev/null
preloadIndex = false
commitGraph = false
multiPackIndex = false
untrackedCache = false
"""
OWN = {"git/config": CONFIGURATION, "git/HEAD": b"ref: refs/heads/none\n", "git/refs/heads/.keep": b""}
VARIABLES = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_CEILING_DIRECTORIES": "/",
    "GIT_PAGER": "cat",
}


@dataclass(eq=False)
class Objects:
    """The objects of a repository, by their id. To be opened with `opened`."""

    talk: Talk
    deadline: float
    waiting: bytearray = field(default_factory=bytearray)
    left: int = ALL_STRUCTURE

    def read(self, ids: list[str]) -> dict[str, Object]:
        """Those that exist, each with the hash that it is asked for by. Raises GroundupError("invalid")."""
        found = {}
        for some in _portions(ids):
            self._ask(some)
            for id in some:
                kind, size = self._head(id)
                self._count(id, kind, size)
                if kind:
                    content = self._exactly(size + 1)[:-1]
                    found[id] = checked(id, kind, content)
        return found

    def sizes(self, ids: list[str]) -> dict[str, int]:
        """In bytes, of those that exist and are files; for a talk that gives heads alone."""
        found = {}
        for some in _portions(ids):
            self._ask(some)
            for id in some:
                kind, size = self._head(id)
                if kind == "blob":
                    found[id] = size
        return found

    def _count(self, id: str, kind: str, size: int) -> None:
        """Of commits, tags and trees there may only be so much; files are counted by whoever asks."""
        self.left -= 0 if kind == "blob" else size
        if size > LARGEST_OBJECT or self.left < 0:
            raise GroundupError("invalid", f"The history is too large to be read: see the object {id[:7]}.")

    def _ask(self, ids: list[str]) -> None:
        with contextlib.suppress(BrokenPipeError):  # it has ended; reading finds that out
            os.write(self.talk.stdin, "".join(f"{id}\n" for id in ids).encode())

    def _head(self, id: str) -> tuple[str, int]:
        """Kind and size, ("", 0) where there is no such object."""
        while (end := self.waiting.find(b"\n")) < 0:
            if len(self.waiting) > LONGEST_LINE:
                raise damaged(id)
            self._take(id)
        words = bytes(self.waiting[:end]).decode(errors="replace").split(" ")
        del self.waiting[: end + 1]
        if words == [id, "missing"]:
            return "", 0
        if len(words) != 3 or words[0] != id or not words[2].isdigit():
            raise damaged(id)
        return words[1], int(words[2])

    def _exactly(self, count: int) -> bytes:
        while len(self.waiting) < count:
            self._take("")
        found = bytes(self.waiting[:count])
        del self.waiting[:count]
        return found

    def _take(self, id: str) -> None:
        left = self.deadline - time.monotonic()
        waiting = select.poll()
        waiting.register(self.talk.stdout, select.POLLIN)
        if left <= 0 or not waiting.poll(1000 * left):
            raise GroundupError("invalid", "The repository cannot be read in time: is something huge in it?")
        part = os.read(self.talk.stdout, 2**20)
        if not part:
            raise (
                damaged(id)
                if id
                else GroundupError(
                    "invalid", "An object of the repository cannot be unpacked: try `git fsck`."
                )
            )
        self.waiting += part


@contextlib.contextmanager
def opened(room: Room, objects: str, heads_alone: bool, deadline: float) -> Iterator[Objects]:
    """`objects`: the folder of objects, as it is seen inside."""
    mode = "--batch-check" if heads_alone else "--batch"
    with room.talk(["git", "cat-file", mode], env=variables(room, objects)) as talk:
        yield Objects(talk, deadline)


def variables(room: Room, objects: str) -> dict[str, str]:
    return {**VARIABLES, "GIT_DIR": os.path.join(room.top, "git"), "GIT_OBJECT_DIRECTORY": objects}


def beginning(room: Room, objects: str, id: str, most: int, deadline: float) -> bytes:
    """The first part of a large file; it is not checked, for that all of it would have to be read."""
    found = bytearray()
    with room.talk(["git", "cat-file", "blob", id], env=variables(room, objects)) as talk:
        waiting = select.poll()
        waiting.register(talk.stdout, select.POLLIN)
        while len(found) < most and waiting.poll(max(0.0, 1000 * (deadline - time.monotonic()))):
            part = os.read(talk.stdout, most - len(found))
            if not part:
                break
            found += part
    return bytes(found)


def _portions(ids: list[str]) -> Iterator[list[str]]:
    for begin in range(0, len(ids), AT_ONCE):
        yield ids[begin : begin + AT_ONCE]
