"""What a criterion is given to look at: the repository, rooms to run it in, and chance from a seed.

Protocols only: the engine's rooms fit them, and so does a room of a test. A room is a fresh copy of the
commit in a fresh environment made from the lock file, behind walls, without a network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

from groundup.audit.manifest import Manifest, read_manifest
from groundup.records import BuiltImage, Commit, GroundupError, Ran, Reply, Repository

T = TypeVar("T")
RUN_S = 300.0  # what the one documented command may take


class Service(Protocol):
    """A server that runs inside a room. It is reached through the walls, over loopback alone."""

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        *,
        timeout_s: float = 10.0,
    ) -> Reply:
        """One request. Never raises: a reply of status 0 says what went wrong. Safe from many threads."""

    def logs(self) -> str:
        """What it has printed so far, cut in the middle."""


class Room(Protocol):
    """A working copy that commands change. Paths are relative to its top; none leads out of it."""

    def run(self, command: str, *, wall_s: float = RUN_S, env: Mapping[str, str] | None = None) -> Ran:
        """Run one command line, split as a shell splits words but by no shell."""

    def serve(
        self, command: str, port: int, *, env: Mapping[str, str] | None = None
    ) -> AbstractContextManager[Service]:
        """Start a server and end it with all its children. The caller waits until it answers."""

    def write(self, path: str, content: bytes) -> None:
        """Put a file there, with the folders above it. Raises ValueError on a path that leads out."""

    def read(self, path: str) -> bytes | None:
        """A plain file's content, None where there is none: never through a link."""

    def remove(self, path: str) -> None:
        """Take a file away, if it is there."""

    def paths(self) -> tuple[str, ...]:
        """Every plain file there is now, sorted; without .git."""


class Containers(Protocol):
    """A container engine of this machine."""

    def try_image(
        self, files: Mapping[str, bytes], bases: Sequence[str], asks: str, unwanted: Mapping[str, bytes]
    ) -> BuiltImage:
        """Build the Dockerfile among `files`, start it without a network, ask it for the path `asks` from
        inside, and look for the content of `unwanted` in it. `bases` are fetched first."""


@dataclass
class Inspection:
    """One audit of one commit. `opens` makes a room with exactly the given files, and its environment.

    `folder` is where the project's content lies (its private data among it); `seed` draws what is drawn
    afresh for this audit; `containers` builds images, where that was asked for. What is costly and serves
    several criteria is made once: see `once`.
    """

    repository: Repository
    opens: Callable[[Mapping[str, bytes]], AbstractContextManager[Room]]
    folder: Path
    seed: int = 0
    kept: dict[str, Any] = field(default_factory=dict, repr=False)
    containers: Containers | None = None

    def room(self, changes: Mapping[str, bytes] | None = None) -> AbstractContextManager[Room]:
        """A fresh room with the files of the head, some of them replaced or added."""
        return self.opens({**self.repository.files, **(changes or {})})

    def room_at(self, commit: Commit) -> AbstractContextManager[Room]:
        """A fresh room with the files of an earlier commit."""
        blobs = self.repository.blobs
        return self.opens({path: blobs[id][1] for path, id in commit.files.items() if id in blobs})

    def once(self, name: str, make: Callable[[], T]) -> T:
        """`make()`, called by the first criterion that needs it."""
        if name not in self.kept:
            self.kept[name] = make()
        found: T = self.kept[name]
        return found

    @cached_property
    def manifest(self) -> Manifest:
        """What groundup.toml says. Raises GroundupError("invalid"), which becomes a finding."""
        content = self.repository.files.get("groundup.toml")
        if content is None:
            raise GroundupError("invalid", "There is no groundup.toml at the top of the repository.")
        return read_manifest(content)

    def text(self, path: str) -> str:
        """A text file at the head; empty where there is none."""
        return self.repository.files.get(path, b"").decode("utf-8", errors="replace")
