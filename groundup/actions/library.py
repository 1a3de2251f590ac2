"""The learner's own library: what stands, against what it was checked, and how fast it is beside that."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from groundup import grading
from groundup.actions.building import fingerprint, read_source, used_modules
from groundup.actions.standing import standing
from groundup.catalog import Lab, LabOutline
from groundup.records import GroundupError, Remote, Run, Submission, uuid7
from groundup.workspace import Workspace

LAP_S = 0.2  # each side runs for about this long
MOST_LAPS = 200
SEED = 1


SAME = 0.7  # from here to its inverse, two times are about the same


def _two_digits(value: float) -> str:
    return f"{float(f'{value:.2g}'):,g}"


@dataclass(frozen=True)
class Speed:
    """One call of the learner's function beside the library's: processor time in ms, and why they differ."""

    name: str
    against: str
    why: str
    yours_ms: float
    theirs_ms: float

    @property
    def ratio(self) -> float:
        """How many times the library's time yours takes."""
        return self.yours_ms / max(self.theirs_ms, 1e-6)

    @property
    def beside(self) -> str:
        """The ratio in words, to two digits: no timing is exact enough for more."""
        if SAME <= self.ratio <= 1 / SAME:
            return f"about as long as {self.against}"
        if self.ratio < SAME:
            return f"{_two_digits(1 / max(self.ratio, 1e-6))} times as fast as {self.against}"
        return f"{_two_digits(self.ratio)} times as long as {self.against}"


@dataclass(frozen=True)
class Piece:
    """A module of the learner's library.

    `state`: "built" (passed as it stands), "changed" (passed before, not as it stands), "gone" (passed
    before), "begun", "open", "outlined". `lines` without blank ones; `races`: how many calls can be timed.
    """

    id: str
    title: str
    module: str
    builds: tuple[str, ...]
    oracle: tuple[str, ...]
    state: str
    lines: int
    races: int
    speeds: tuple[Speed, ...]


@dataclass(frozen=True)
class Shelf:
    """A layer of the library."""

    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class LibraryView:
    shelves: tuple[Shelf, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(piece for shelf in self.shelves for piece in shelf.pieces)

    @property
    def built(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.state == "built")


def library(w: Workspace) -> LibraryView:
    """Every layer with its modules, in order; speeds where they were measured for the text as it stands."""
    pieces = {
        outline.id: _piece(w, concept.title, outline)
        for concept in w.catalog.concepts.values()
        if (outline := concept.lab) is not None
    }
    layers = {outline.id: outline.layer for c in w.catalog.concepts.values() if (outline := c.lab)}
    shelves = tuple(
        Shelf(layer.title, tuple(piece for id, piece in pieces.items() if layers[id] == layer.layer))
        for layer in w.catalog.layers
    )
    return LibraryView(tuple(shelf for shelf in shelves if shelf.pieces))


def _piece(w: Workspace, title: str, outline: LabOutline) -> Piece:
    source = _text(w, outline)
    state = _state(w, outline, source)
    races = w.catalog.races(outline.id) if outline.id in w.catalog.labs else ()
    speeds: tuple[Speed, ...] = ()
    if state == "built" and races:
        speeds = w.derived.get(_key(w.catalog.lab(outline.id), source or ""), ())
    return Piece(
        id=outline.id,
        title=title,
        module=outline.module,
        builds=tuple(line.partition("(")[0].removeprefix("class ").strip() for line in outline.builds),
        oracle=outline.oracle,
        state=state,
        lines=len([line for line in (source or "").splitlines() if line.strip()]),
        races=len(races),
        speeds=speeds,
    )


def _text(w: Workspace, outline: LabOutline) -> str | None:
    path = w.root / outline.module
    try:
        return read_source(path) if path.is_file() else None
    except GroundupError:  # no module of ours
        return None


def _state(w: Workspace, outline: LabOutline, source: str | None) -> str:
    if outline.id not in w.catalog.labs:
        return "outlined"
    passed = standing(w).state.passed_sources(outline.id)
    if source is not None and fingerprint(source) in passed:
        return "built"
    if passed:
        return "changed" if source is not None else "gone"
    return (
        "open" if source is None or source.strip() == w.catalog.lab(outline.id).starter.strip() else "begun"
    )


def time_lab(w: Workspace, id: str) -> tuple[Speed, ...]:
    """Time the learner's module beside the library's; none where nothing is timed of this lab.

    Processor time of one thread each, on this machine. Raises GroundupError("conflict") while the module has
    not passed as it stands, ("invalid") where the race cannot be run to its end.
    """
    found = w.catalog.lab(id)
    source = _text(w, found.outline)
    if source is None or _state(w, found.outline, source) != "built":
        raise GroundupError("conflict", f"Only what has passed is timed. Check it: groundup check {id}")
    uses = {used.module: text for used, _, text in used_modules(w, found)}
    speeds = tuple(_run(w, found, uses | {found.module: source}, one) for one in w.catalog.races(id))
    w.derived[_key(found, source)] = speeds
    return speeds


def _key(found: Lab, source: str) -> str:
    return f"speeds {found.hash} {fingerprint(source)}"


def _run(w: Workspace, found: Lab, files: dict[str, str], one: grading.Race) -> Speed:
    """The learner's time is that of a run with laps less that of one without: import and arguments go out."""
    both: list[tuple[grading.Lap, int]] = []  # the library's call, and the laps that the learner's made

    def drive(remote: Remote, most: int) -> None:
        both.clear()  # the engine may begin again
        yours, theirs = one.run(grading.stand_in(remote, found.module), np.random.default_rng(SEED))
        yours()
        both.append((theirs, laps(yours, most)))

    def spent_ms(most: int) -> float:
        run = _ended(w, found, files, lambda remote: drive(remote, most))
        if run.status != "ok" or not both:
            why = run.fault.message if run.fault else run.status
            raise GroundupError("invalid", f"{found.id} could not be timed: {why}")
        return run.cpu_ms

    alone = spent_ms(0)
    together = spent_ms(MOST_LAPS)
    theirs, count = both[0]
    with threadpool_limits(1):
        theirs()
        before_s = time.thread_time()
        theirs_count = laps(theirs, MOST_LAPS)
        theirs_ms = 1000 * (time.thread_time() - before_s) / theirs_count
    return Speed(one.name, one.against, one.why, max(together - alone, 0.0) / count, theirs_ms)


def _ended(w: Workspace, found: Lab, files: dict[str, str], drive: Callable[[Remote], None]) -> Run:
    submission = Submission(uuid7(), found.entry, files, found.forbids, found.profile, found.limits)
    try:
        return w.engine.run(submission, drive)
    except (grading.Raised, grading.Missing) as error:
        raise GroundupError("invalid", f"{found.id} could not be timed: {error}") from error


def laps(lap: Callable[[], Any], most: int) -> int:
    """Call it again and again, for about LAP_S and at most `most` times; how often it was called."""
    begun_s, count = time.monotonic(), 0
    while count < most and (count == 0 or time.monotonic() - begun_s < LAP_S):
        lap()
        count += 1
    return count
