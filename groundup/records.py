"""The records that are handed from room to room, and the one error shape.

Standard library only; everything here is frozen, plain and safe to compare.
The flow is Submission -> Run -> Verdict -> Evidence -> Mastery -> Plan -> page; what is absent here
(how a thing is run, graded, stored or shown) belongs to the room that does it.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Protocol

# --- errors ------------------------------------------------------------------------------------


class GroundupError(Exception):
    """A request that cannot be done; the message is fit to show to the person who asked.

    `code` is one of: not-found, invalid, conflict, busy, environment, content, storage.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Problem:
    """One thing wrong with content: where, which rule it breaks, and the way out."""

    path: str
    rule: str
    remedy: str


# --- Submission -> Run -------------------------------------------------------------------------

Profile = str  # "core", "sci" or "torch", and "+name" for each further package: "sci+networkx"
PROFILES = ("core", "sci", "torch")
RunStatus = Literal["ok", "error", "timeout", "memory", "output", "refused", "crashed"]


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Wall time is the time the learner's code is given in all."""

    wall_s: float = 10.0
    memory_mib: int = 512
    output_kib: int = 64
    disk_mib: int = 16


@dataclass(frozen=True)
class Submission:
    """Code that is not ours, to be run once.

    `files` maps a path ("mylib/linalg/vectors.py") to its source; `entry` is the dotted module under
    test; `forbidden` are dotted names ("numpy.linalg") and operators ("@") that it may not use.
    """

    id: str
    entry: str
    files: Mapping[str, str]
    forbidden: tuple[str, ...] = ()
    profile: Profile = "core"
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Fault:
    """What went wrong inside: exception type ("ValueError"), its message, file and line if known.

    `bases` names the builtin exceptions that the type derives from, nearest first, so that a learner's
    own subclass of ValueError still counts as a ValueError.
    """

    kind: str
    message: str
    path: str = ""
    line: int | None = None
    trace: str = ""
    bases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Run:
    """What happened. Times and memory are those of the learner's code alone."""

    status: RunStatus
    wall_ms: float = 0.0
    cpu_ms: float = 0.0
    peak_mib: float = 0.0
    stdout: str = ""
    fault: Fault | None = None
    tier: str = ""
    ours: bool = False  # True when the infrastructure failed twice: never counted as an attempt


@dataclass(frozen=True)
class Handle:
    """An object that stayed inside the walls; only its number and type name are known outside."""

    number: int
    type_name: str
    is_callable: bool = False


class LearnerError(Exception):
    """The learner's code raised; carries the Fault. Raised by a Remote, understood by grading."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.kind}: {fault.message}")
        self.fault = fault


class RunEnded(Exception):
    """The child is gone (deadline, crash, limit, malformed frame); nothing more can be asked of it."""


class Remote(Protocol):
    """The learner's module, reached through the walls. Arguments and results are plain data.

    Plain data: None, bool, int, float, str, bytes, list, tuple, dict, set, numpy arrays and scalars of
    numeric dtypes, Handle; as arguments also callables (called back) and Rng.
    `target` None means the module under test. Raises LearnerError or RunEnded.
    """

    def get(self, target: Handle | None, name: str) -> Any:
        """The attribute `name`: data as a copy, anything else as a Handle."""

    def call(
        self,
        target: Handle | None,
        name: str | None,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        *,
        echo: bool = False,
    ) -> Any:
        """Call `target.name(*args)` (or `target(*args)` if name is None).

        With `echo`, returns (result, args as they are after the call): shows changes made in place.
        """


@dataclass(frozen=True)
class Rng:
    """As an argument: becomes numpy.random.default_rng(seed) inside."""

    seed: int


# --- Run -> Verdict ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Comparison:
    """The first failing input: the call as text, what came, what was expected, how they differ."""

    call: str
    got: str
    expected: str
    difference: str = ""


@dataclass(frozen=True)
class CheckResult:
    name: str
    task: int
    passed: bool
    sentence: str = ""
    shown: Comparison | None = None


@dataclass(frozen=True)
class Diagnosis:
    """A known mistake, named: its id, what it does, and a question that makes the learner see it."""

    mistake: str
    sentence: str
    question: str = ""


@dataclass(frozen=True)
class Verdict:
    lab: str
    passed: bool
    checks: tuple[CheckResult, ...]
    diagnosis: Diagnosis | None
    run: Run
    sentence: str = ""  # the one line to read first
    lent: tuple[str, ...] = ()  # labs whose solution stood in because the learner has not built them


@dataclass(frozen=True)
class Marked:
    """An answer to a question, checked. `invalid` is not wrong: it could not be read."""

    result: Literal["right", "wrong", "invalid"]
    mistake: str | None = None
    sentence: str = ""
    solution: str = ""  # worked solution as Markdown; empty while the question may be tried again


# --- lesson cells and figures ------------------------------------------------------------------


@dataclass(frozen=True)
class Output:
    """One thing a cell shows: text, html (a table), svg or png (base64)."""

    kind: Literal["text", "html", "svg", "png"]
    content: str


@dataclass(frozen=True)
class CellRun:
    run: Run
    outputs: tuple[Output, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A moving figure at one setting of its controls: SVG, text alternative, and for each draggable
    axes (x_left, y_top, width, height in SVG units; x_min, x_max, y_min, y_max in data units)."""

    svg: str
    alt: str
    axes: tuple[tuple[float, ...], ...] = ()


# --- projects: a repository that is run --------------------------------------------------------


@dataclass(frozen=True)
class Commit:
    """One commit of a history. `files` maps each path to the id of its content."""

    id: str
    parents: tuple[str, ...]
    author: str
    at: datetime
    message: str
    files: Mapping[str, str]


@dataclass(frozen=True)
class Repository:
    """A clone at its newest commit: data, nothing of which is ever executed outside the walls.

    `files`: path to content at `head`, but for those in `large` (path to size in bytes); `commits` newest
    first, each before its parents; `blobs` maps the id of everything ever committed to (size, its first
    MiB); `dirty`: paths that differ from `head` in the folder it was cloned from.
    """

    head: str
    files: Mapping[str, bytes]
    large: Mapping[str, int]
    commits: tuple[Commit, ...]
    tags: Mapping[str, str]
    blobs: Mapping[str, tuple[int, bytes]]
    dirty: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ran:
    """A command that ended by itself, or was ended by the limit that `status` names.

    `exit` is None where it was ended; output is cut at its limit, in the middle.
    """

    status: RunStatus
    exit: int | None
    stdout: str = ""
    stderr: str = ""
    wall_s: float = 0.0
    peak_mib: float = 0.0
    ours: bool = False

    @property
    def ok(self) -> bool:
        return self.exit == 0


@dataclass(frozen=True)
class Reply:
    """What a service answered over HTTP: `status` 0 where nothing came back, and `body` says why."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0.0


ImageState = Literal["unable", "slow", "failed", "built", "ended", "silent", "answered"]


@dataclass(frozen=True)
class BuiltImage:
    """How far an image got on the container engine `engine` ("Podman 4.3.1"), and the last that was said.

    "unable": something that it needs could not be fetched, or the container engine itself failed; "slow" and
    "failed" ended the build, "ended" and "silent" the container. `healthy` is what the image's own health
    check says, None where it has none or was not asked; `holds`: which of the unwanted files are in it, None
    where not all of it was seen.
    """

    engine: str
    state: ImageState
    said: str = ""
    build_s: float = 0.0
    answer_s: float = 0.0
    size_mib: float = 0.0
    healthy: bool | None = None
    holds: tuple[str, ...] | None = ()


@dataclass(frozen=True)
class Finding:
    """What an audit says about one criterion: what was seen, why it matters, what to do.

    `passed` is None where it could not be looked at, and `seen` says why. `numbers` is small JSON: what was
    measured, as the report, the portfolio and a credential repeat it.
    """

    criterion: str
    passed: bool | None
    seen: str
    why: str = ""
    todo: str = ""
    gate: bool = False
    numbers: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 0.0


# --- Verdict -> Evidence -----------------------------------------------------------------------

EvidenceKind = Literal["question", "lab", "lesson", "claim", "audit", "interview"]
Result = Literal[
    "right", "wrong", "unknown", "passed", "failed", "read", "claimed", "withdrawn", "answered", "scored"
]


@dataclass(frozen=True)
class Activity:
    """What was worked on. `name` is the family, lab or lesson id; `content` the hash of its version."""

    kind: EvidenceKind
    concept: str
    name: str
    content: str = ""


@dataclass(frozen=True)
class Outcome:
    result: Result
    mistake: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)  # small, JSON: seed, checks passed, guess


@dataclass(frozen=True)
class Evidence:
    """A fact, kept for ever. `id` is a UUIDv7; `at` carries its zone; `duration_s` in seconds."""

    id: str
    learner: str
    activity: Activity
    outcome: Outcome
    duration_s: float
    at: datetime


def uuid7(at_ms: int | None = None) -> str:
    """A UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits."""
    ms = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    value = (ms & (2**48 - 1)) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


# --- the graph ---------------------------------------------------------------------------------

Strand = Literal["math", "programming", "ml", "dl", "mlops", "genai", "ethics", "career"]
Work = Literal["lesson", "practice", "lab", "review", "project"]


@dataclass(frozen=True)
class Minutes:
    lesson: int
    practice: int
    lab: int = 0


@dataclass(frozen=True)
class Node:
    """A concept as learner and planner see it.

    `contains` maps an earlier concept to the share of credit that practising this one gives it;
    `families` are the question families that exist (with a difficulty of -1 easy, 0, 1 hard).
    """

    id: str
    title: str
    stage: str
    strand: Strand
    prerequisites: tuple[str, ...]
    minutes: Minutes
    contains: Mapping[str, float] = field(default_factory=dict)
    families: Mapping[str, int] = field(default_factory=dict)


Graph = Mapping[str, Node]  # in roadmap order

# --- Evidence -> Mastery -----------------------------------------------------------------------

MasteryState = Literal["new", "claimed", "inferred", "learning", "mastered", "fading"]


@dataclass(frozen=True)
class Mastery:
    """What the evidence says about one concept.

    `known`: chance of doing it today without help; `remembered`: FSRS retrievability, None before the
    first practice; `due`: the study day on which a review is next due.
    """

    concept: str
    state: MasteryState
    known: float
    remembered: float | None = None
    due: date | None = None
    pieces: int = 0  # pieces of evidence that bear on it
    last: datetime | None = None


@dataclass(frozen=True)
class Conclusion:
    """What a placement says about one concept; never mastery.

    `asked`: how many of its answers were on the concept itself; `spoken_for`: the concept has no questions,
    so that only its neighbours speak for it.
    """

    concept: str
    finding: Literal["known", "not known", "open"]
    chance: float
    asked: int = 0
    spoken_for: bool = False


@dataclass(frozen=True)
class Gap:
    """A concept that blocks the goal: what closing it unlocks, and one sentence of reason."""

    concept: str
    unlocks: int
    minutes: int
    score: float
    reason: str


# --- Mastery -> Plan ---------------------------------------------------------------------------

Part = Literal["morning", "afternoon", "evening"]


@dataclass(frozen=True)
class Slot:
    """A stretch of the learner's week. Empty `strands` or `works` means any."""

    weekday: int  # Monday is 0
    part: Part
    minutes: int
    strands: tuple[Strand, ...] = ()
    works: tuple[Work, ...] = ()


@dataclass(frozen=True)
class Rhythm:
    name: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Goal:
    """`plan` is one of the named plans that has concepts of its own: the whole roadmap in a year, say."""

    kind: Literal["role", "track", "concept", "plan"]
    id: str


@dataclass(frozen=True)
class Settings:
    """What the learner chose. `zone` is an IANA name; `retention` the desired recall probability."""

    goal: Goal
    hours_per_week: float
    rhythm: Rhythm
    start: date
    deadline: date | None = None
    days_off: tuple[date, ...] = ()
    zone: str = "UTC"
    retention: float = 0.85


@dataclass(frozen=True)
class Pause:
    """Study days without study, first and last included: a holiday, an exam, an illness."""

    first: date
    last: date
    title: str = ""


@dataclass(frozen=True)
class Pin:
    """An item that begins on this day and no other."""

    item: str
    day: date


@dataclass(frozen=True)
class Wishes:
    """What the plan has to respect beside goal and rhythm.

    `strict`: nothing off the rhythm; `closing`: the concept whose gap is closed before all else;
    `ship_every`: weeks between two things shipped; `rest_every`: weeks of work before one of rest; 0: none;
    `left_out`: concepts and projects that are not planned until they are wished back.
    """

    preset: str = ""
    strict: bool = False
    pauses: tuple[Pause, ...] = ()
    pins: tuple[Pin, ...] = ()
    closing: str = ""
    ship_every: int = 0
    rest_every: int = 0
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pass:
    """One turn of the endgame loop: its goal, the step it is at, what was noted, and what it taught."""

    number: int
    goal: str
    began: date
    step: int = 1
    gap: str = ""
    log: tuple[tuple[date, str], ...] = ()
    review: str = ""
    ended: date | None = None


@dataclass(frozen=True)
class Told:
    """What other calendars know of one event: its version, a print of its content, the instant of that."""

    sequence: int
    content: str
    at: datetime


@dataclass(frozen=True)
class Feed:
    """The calendar for other programs: its secret (none: off), when parts of a day begin, what was told."""

    secret: str = ""
    begins: tuple[str, str, str] = ("08:00", "13:00", "19:00")
    told: Mapping[str, Told] = field(default_factory=dict)


@dataclass(frozen=True)
class Outlook:
    """A forecast as it was on one day: an even chance to be there by `likely`, four in five by `surely`.

    `finish` is the end of the plan itself. `hours` a week, `adherence` and `minutes_left` are what it was
    made from, to tell later why it moved.
    """

    day: date
    goal: str
    finish: date
    likely: date
    surely: date
    hours: float
    adherence: float
    minutes_left: int


@dataclass(frozen=True)
class Agenda:
    """The calendar of the learner's week: what was wished, promised and told. `held`: the order of the items
    that were promised for the seven days from `held_on`; `begun`: where the projects lie that were begun."""

    wishes: Wishes = field(default_factory=Wishes)
    passes: tuple[Pass, ...] = ()
    feed: Feed = field(default_factory=Feed)
    held: tuple[str, ...] = ()
    held_on: date | None = None
    outlooks: tuple[Outlook, ...] = ()
    begun: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PlanItem:
    """A piece of work with a stable id: "vectors/lesson", "churn/project/2", "review/2026-11-21"."""

    id: str
    work: Work
    concept: str  # concept id, or project id for project work, or "" for review
    title: str
    minutes: int
    strand: Strand | None = None


@dataclass(frozen=True)
class Placed:
    """A sitting: an item, or `share` ("2 of 3") of one that is split, on one day and part."""

    item: PlanItem
    day: date
    part: Part
    minutes: int
    share: str = ""


@dataclass(frozen=True)
class Unplaced:
    item: PlanItem
    reason: str


@dataclass(frozen=True)
class Plan:
    """What to do when. `finish` is the day of the last sitting; `notes` are said to the learner; `asked` is a
    print of what it was made from."""

    as_of: date
    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]
    finish: date | None
    minutes_left: int
    notes: tuple[str, ...] = ()
    asked: int = field(default=0, compare=False, repr=False)
