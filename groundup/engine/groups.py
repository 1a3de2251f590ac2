"""A control group around a fork server and all its children: a bound on what they take together.

Promises: with version 1 or 2 of the kernel's control groups, where they may be written to, memory and tasks
of the whole group are bounded, and closing the group ends whatever is still in it. Where they may not,
`open_group` gives None: the limits of each child still hold, the sum of all does not.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MOST_TASKS = 1024
MEMORY_SHARE = 0.5  # of the machine's memory, for one fork server and all its children
LEAST_MEMORY = 2**30
BURIAL_S = 2.0
PREFIX = "groundup-"
ENTER = 'while [ "$1" != -- ]; do echo $$ 2>/dev/null >"$1/cgroup.procs"; shift; done; shift; exec "$@"'

_numbers = itertools.count()


@dataclass(frozen=True)
class Group:
    """The folders of one group: one with version 2, one for each controller with version 1."""

    folders: tuple[Path, ...]

    def entering(self, command: list[str]) -> list[str]:
        """The command that tries to enter the group before it becomes `command`; `holds` tells if it did."""
        return ["/bin/sh", "-c", ENTER, "sh", *map(str, self.folders), "--", *command]

    def holds(self, pid: int) -> bool:
        """Whether the process is in the group and its memory is bounded there."""
        return all(pid in _members(folder) for folder in self.folders) and _is_bounded(self.folders)

    def close(self) -> None:
        """End everything in it, and take it away."""
        deadline = time.monotonic() + BURIAL_S
        for folder in self.folders:
            while folder.exists() and time.monotonic() < deadline:
                _kill(folder)
                with contextlib.suppress(OSError):
                    folder.rmdir()  # refused until the last process has been buried
                    break
                time.sleep(0.005)


def open_group(name: str) -> Group | None:
    """A new group with its bounds set, or None where this system does not let us."""
    label = f"{PREFIX}{os.getpid()}-{next(_numbers)}-{name}"
    for parents in _places():
        _sweep(parents)
        folders = tuple(parent / label for parent in parents)
        try:
            for folder in folders:
                folder.mkdir()
            _bound(folders)
            return Group(folders)
        except OSError:
            for folder in folders:
                with contextlib.suppress(OSError):
                    folder.rmdir()
    return None


def _places() -> Iterator[list[Path]]:
    """Where a group of ours could stand: below our own, version 2 first."""
    try:
        lines = Path("/proc/self/cgroup").read_text().splitlines()
        mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
    except OSError:
        return
    own = {controllers: path for _, controllers, path in (line.split(":", 2) for line in lines)}
    for _, where, kind, *_ in mounts:
        if kind == "cgroup2" and "" in own:
            parent = _below(where, own[""])
            if "memory" in _words(parent / "cgroup.controllers"):
                with contextlib.suppress(OSError):
                    (parent / "cgroup.subtree_control").write_text("+memory +pids")
                yield [parent]
    first = {
        option: where
        for _, where, kind, options, *_ in mounts
        if kind == "cgroup"
        for option in options.split(",")
    }
    if "memory" in first and "pids" in first:
        yield [_below(first[name], own.get(name, "/")) for name in ("memory", "pids")]


def _below(mount: str, path: str) -> Path:
    """Our own group; the mount itself where a container shows only a part of the tree."""
    own = Path(mount, path.lstrip("/"))
    return own if own.is_dir() else Path(mount)


def _bound(folders: tuple[Path, ...]) -> None:
    memory = str(max(LEAST_MEMORY, int(MEMORY_SHARE * _machine_memory())))
    if len(folders) == 1:
        (folders[0] / "memory.max").write_text(memory)
        (folders[0] / "pids.max").write_text(str(MOST_TASKS))
    else:
        (folders[0] / "memory.limit_in_bytes").write_text(memory)
        (folders[1] / "pids.max").write_text(str(MOST_TASKS))


def _is_bounded(folders: tuple[Path, ...]) -> bool:
    file = folders[0] / ("memory.max" if len(folders) == 1 else "memory.limit_in_bytes")
    said = _words(file)
    return bool(said) and said[0] != "max" and int(said[0]) <= max(LEAST_MEMORY, _machine_memory())


def _machine_memory() -> int:
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _members(folder: Path) -> set[int]:
    return {int(word) for word in _words(folder / "cgroup.procs")}


def _words(file: Path) -> list[str]:
    try:
        return file.read_text().split()
    except OSError:
        return []


def _kill(folder: Path) -> None:
    with contextlib.suppress(OSError):
        (folder / "cgroup.kill").write_text("1")
        return
    for pid in _members(folder):  # its members cannot leave it, so no other process is meant
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _sweep(parents: list[Path]) -> None:
    """Take away what a groundup that was killed has left: empty groups of processes that are gone."""
    for parent in parents:
        for folder in parent.glob(f"{PREFIX}*"):
            owner = folder.name.removeprefix(PREFIX).partition("-")[0]
            if owner.isdigit() and not os.path.isdir(f"/proc/{owner}"):
                with contextlib.suppress(OSError):
                    folder.rmdir()
