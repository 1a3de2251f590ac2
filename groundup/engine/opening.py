"""Rooms are opened behind the strongest walls that hold here, with the environment that a project pins.

Promises: how strong the walls are is found out by trying to get through them, once, and said by `tier`;
nothing is opened behind walls of a tier that is not accepted.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from groundup.engine import environments, pins, porters, room_probe, tiers, walls
from groundup.engine.enclosures import View
from groundup.engine.porters import Bounds
from groundup.engine.rooms import Room
from groundup.engine.zygotes import Infrastructure
from groundup.records import GroundupError


@dataclass(eq=False)
class Rooms:
    """Opens rooms behind the strongest walls that hold here. `accepts`: the tiers that may be used."""

    accepts: str = "ABCD"
    wall: walls.Wall | None = None
    findings: dict[str, bool] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextlib.contextmanager
    def with_environment(
        self, files: Mapping[str, bytes], bounds: Bounds, cache: Path | None = None
    ) -> Iterator[Room]:
        """A room with these files and what their lock file pins. Raises GroundupError."""
        place = environments.environment(pins.pins_of(files), cache)
        with self.open(files, View(str(place)), bounds) as room:
            yield room

    @contextlib.contextmanager
    def open(
        self, files: Mapping[str, bytes], view: View, bounds: Bounds, owner: int | None = None
    ) -> Iterator[Room]:
        """A room with these files, run by the `owner` of what is shown. Raises GroundupError."""
        self.find_out()
        assert self.wall is not None  # or it would have been said
        try:
            porter = porters.start(self.wall, view, bounds, owner)
        except Infrastructure as error:
            raise GroundupError("environment", f"A room could not be opened: {error}") from error
        try:
            room = Room(porter, bounds, self.findings)
            _lay_out(room, files)
            yield room
        finally:
            porter.close()

    @property
    def tier(self) -> str:
        """Of any room that is opened here. Raises GroundupError where none can be."""
        self.find_out()
        return tiers.tier(self.findings)

    def find_out(self) -> None:
        """Try the walls, once. Raises GroundupError where none of an accepted tier hold."""
        with self.lock:
            if not self.findings:
                wall, findings = _strongest()
                found = tiers.tier(findings)
                if found not in self.accepts:
                    message = f"Isolation of tier {found} is not enough here: {tiers.SENTENCES[found]}"
                    raise GroundupError("environment", message)
                self.wall, self.findings = wall, findings


def _lay_out(room: Room, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        try:
            room.write(path, content)
        except ValueError as error:
            raise GroundupError("invalid", str(error)) from error


def _strongest() -> tuple[walls.Wall, dict[str, bool]]:
    failures = []
    for wall in walls.candidates():
        try:
            return wall, _probe(wall)
        except Infrastructure as error:
            failures.append(str(error))
    raise GroundupError("environment", "No room could be opened: " + "; ".join(failures))


def _probe(wall: walls.Wall) -> dict[str, bool]:
    """Which layers hold, by having a command try to get through each of them."""
    bounds = Bounds(memory_mib=256, disk_mib=16)
    porter = porters.start(wall, View(), bounds)
    try:
        return room_probe.tried(Room(porter, bounds, {}), porter)
    finally:
        porter.close()
