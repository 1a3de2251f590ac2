"""What actions hand to a page or a command: plain records, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from groundup.learner import Change, Look, Week
from groundup.records import Conclusion, Evidence, Mastery, Placed, PlanItem, Unplaced, Verdict


@dataclass(frozen=True)
class Overview:
    """Where the learner is and what is next. `next` is None before a goal is chosen."""

    workspace: str
    learner: str
    today: date
    goal: str
    next: TodayItem | None
    counts: Mapping[str, int]  # concepts on the path by mastery state
    finish: date | None
    reviews_due: int


@dataclass(frozen=True)
class TodayItem:
    """A sitting of today: `url` and `command` both start it; `minutes` for this sitting."""

    item: PlanItem
    part: str
    minutes: int
    share: str
    done: bool
    url: str
    command: str
    outlined: bool = False  # the concept has no lesson here yet: it is studied with its resources


@dataclass(frozen=True)
class TodayView:
    date: date
    goal: str
    items: tuple[TodayItem, ...]
    reviews_due: int
    minutes: int
    next: TodayItem | None
    note: str = ""


@dataclass(frozen=True)
class PlanDay:
    day: date
    sittings: tuple[Placed, ...]


@dataclass(frozen=True)
class PlanWeek:
    start: date
    days: tuple[PlanDay, ...]
    minutes: int


@dataclass(frozen=True)
class PlanView:
    goal: str
    as_of: date
    finish: date | None
    deadline: date | None
    minutes_left: int
    weeks: tuple[PlanWeek, ...]
    unplaced: tuple[Unplaced, ...]
    notes: tuple[str, ...]
    moved: str = ""  # what changed since the plan was last looked at


@dataclass(frozen=True)
class MapNode:
    id: str
    title: str
    stage: str
    strand: str
    prerequisites: tuple[str, ...]
    complete: bool
    on_path: bool
    mastery: Mastery


@dataclass(frozen=True)
class MapView:
    stages: tuple[tuple[str, str], ...]  # (id, title) in order
    nodes: tuple[MapNode, ...]
    goal: str


@dataclass(frozen=True)
class ResourceView:
    title: str
    author: str
    kind: str
    cost: str
    url: str
    note: str


@dataclass(frozen=True)
class LabSummary:
    id: str
    module: str
    builds: tuple[str, ...]
    oracle: tuple[str, ...]
    passed: bool
    complete: bool


@dataclass(frozen=True)
class Link:
    id: str
    title: str
    state: str = ""


@dataclass(frozen=True)
class ConceptView:
    id: str
    title: str
    summary: str
    stage: str
    complete: bool
    objectives: tuple[str, ...]
    out_of_scope: tuple[str, ...]
    minutes: Mapping[str, int]
    prerequisites: tuple[Link, ...]
    unlocks: tuple[Link, ...]
    resources: tuple[ResourceView, ...]
    families: tuple[str, ...]
    lab: LabSummary | None
    mastery: Mastery
    evidence: tuple[Evidence, ...]  # newest first
    on_path: bool
    practical: LabSummary | None = None


@dataclass(frozen=True)
class FigureView:
    """A moving figure: `controls` as the content declares them."""

    function: str
    title: str
    shows: str
    controls: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class LessonView:
    """`blocks` are the catalog's; figures by function name."""

    concept: str
    title: str
    objectives: tuple[str, ...]
    minutes: int
    blocks: tuple[Any, ...]
    figures: Mapping[str, FigureView]
    previous: Link | None
    next: Link | None
    lab: str | None
    read: bool


@dataclass(frozen=True)
class Asked:
    """An open question, without its answer. `public` is what may leave the machine."""

    id: str
    family: str
    concept: str
    kind: str
    public: Mapping[str, Any]
    closed: bool = False


@dataclass(frozen=True)
class ReviewView:
    """The next due question, and how many concepts are due today. `asked` is None when all is done."""

    asked: Asked | None
    due: tuple[Link, ...]
    done_today: int


@dataclass(frozen=True)
class LabView:
    id: str
    concept: str
    title: str
    brief: str
    module: str
    path: str
    source: str
    starter: str
    saved: bool  # a file of the learner's is in the workspace
    uses: tuple[tuple[str, str], ...]  # (lab id, "own" or "lent")
    passed: bool
    last: datetime | None
    checks: tuple[tuple[str, int], ...]  # (name, task)
    files: tuple[str, ...] = ()  # of a folder: what it begins with; the page has no editor for it
    is_folder: bool = False
    beside: str = ""  # the practical of a lab's concept, the lab of a practical's


@dataclass(frozen=True)
class GapView:
    concept: Link
    unlocks: int
    minutes: int
    reason: str
    complete: bool


@dataclass(frozen=True)
class Found:
    kind: str  # concept, lab, resource, project, page
    title: str
    url: str
    line: str


@dataclass(frozen=True)
class Finding:
    """One line of the doctor: what was looked at, whether it is well, what that means, the way out."""

    name: str
    well: bool
    sentence: str
    remedy: str = ""
    needed: bool = True


@dataclass(frozen=True)
class LabChecked:
    """A verdict that was just reached, and where the file lies that it is about."""

    verdict: Verdict
    path: str
    at: datetime


@dataclass(frozen=True)
class PlacementOffer:
    """Whether there is one to begin or to resume (after `answered`), and the concepts of the path that the
    round that counts takes for known."""

    offer: Literal["begin", "resume", ""]
    answered: int
    inferred: tuple[str, ...]


@dataclass(frozen=True)
class PlacementProgress:
    """How far a round is: `expected` is the share of its conclusions that should be right, as of now.

    `askable`: how many concepts have questions at all.
    """

    answered: int
    most: int
    expected: float
    over: bool
    askable: int


@dataclass(frozen=True)
class PlacementQuestion:
    """The next question of a round; `last` is the result of the answer before it, or empty."""

    round: int
    asked: Asked | None
    progress: PlacementProgress
    last: str = ""


@dataclass(frozen=True)
class PlacedConcept:
    """What is concluded of a concept, and the sentences that say from which answers it follows."""

    link: Link
    conclusion: Conclusion
    because: tuple[str, ...]


@dataclass(frozen=True)
class PlacedArea:
    title: str
    known: int
    not_known: int
    open: int
    concepts: tuple[PlacedConcept, ...]


@dataclass(frozen=True)
class PlacementView:
    """A round: None and empty before the first. `counts` for plan and mastery; `fresh` numbers a new one."""

    round: int | None
    progress: PlacementProgress
    sentence: str
    areas: tuple[PlacedArea, ...]
    counts: bool
    fresh: int


@dataclass(frozen=True)
class Moved:
    """One thing that moved a concept; `at` is None for what happened between pieces of evidence."""

    sentence: str
    at: datetime | None
    day: date
    before: Look
    after: Look


@dataclass(frozen=True)
class WhyView:
    """Why a concept stands where it does. `moves` newest first; `placement` as in PlacedConcept."""

    concept: Link
    mastery: Mastery
    sentence: str
    moves: tuple[Moved, ...]
    placement: tuple[str, ...]
    rests_on: str = ""


@dataclass(frozen=True)
class Recognised:
    """An entry of a list from elsewhere, and the concepts that it names."""

    entry: str
    concepts: tuple[Link, ...]


@dataclass(frozen=True)
class Unrecognised:
    """One that names nothing here; `like`: ids of concepts that it resembles."""

    entry: str
    like: tuple[str, ...]


@dataclass(frozen=True)
class ClaimsFound:
    """What a list holds. `fresh`: the concepts that could be claimed anew; the two last are counts."""

    recognised: tuple[Recognised, ...]
    unrecognised: tuple[Unrecognised, ...]
    fresh: tuple[str, ...]
    learning: int
    skipped: int


@dataclass(frozen=True)
class WeekView:
    """What a week brought; `week` has the numbers, the links its concepts with where they stand now."""

    week: Week
    back: int  # how many weeks ago it ended
    learned: tuple[Link, ...]
    faded: tuple[Link, ...]
    brought_back: tuple[Link, ...]
    moved: tuple[tuple[Link, Change], ...]
