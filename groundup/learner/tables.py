"""What one piece of evidence changes: the rows that a state keeps for concepts, families, days and labs.

`apply` changes the tables it is given: it is for those who own them (`replay` builds one set, `step` copies).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from fsrs import Rating

from groundup.learner.answers import GUESS_RATES, Overall, Tally, after_answer, chance, counted
from groundup.learner.links import Links, bare
from groundup.learner.memory import USUAL, Curve, Memory, blamed, credited, missed, reviewed
from groundup.records import Evidence

ENOUGH_QUESTIONS = 3  # different questions, answered right, that can master a concept
BESIDE = 0.5  # how far a family of a concept practises its others
LAB_WORTH = 3.0  # a passed lab counts as that many right answers on its concept
REMEMBERED_INSTANCES = 32  # how far back, within a family, the same instance is recognised
MINUTES_PER_QUESTION = 2.0
LONGEST_TIMES = 4.0  # what took longer than four times the stated minutes was not all work


class Done(NamedTuple):
    """The study days (date.toordinal()) on which lesson, practice and lab were done; None is not yet."""

    lesson: int | None = None
    practice: int | None = None
    lab: int | None = None


class Standing(NamedTuple):
    """One concept. `right`: the first different questions answered right; `worked_s`: time on its lab.

    `placed`: how many of its pieces are answers of a placement.
    """

    tally: Tally = Tally()
    pieces: int = 0
    last: datetime | None = None
    claimed: bool = False
    done: Done = Done()
    right: tuple[str, ...] = ()
    worked_s: float = 0.0
    placed: int = 0

    @property
    def is_only_placed(self) -> bool:
        """Whether nothing happened here but, at most, questions of a placement."""
        return self.pieces == self.placed


class Family(NamedTuple):
    """One question family. `instances` are the last that were answered."""

    wins: int = 0
    fails: int = 0
    instances: tuple[str, ...] = ()
    memory: Memory | None = None
    guess: float = 0.0  # the chance to guess its last question


class Spent(NamedTuple):
    """Own minutes against the stated ones, for one kind of work."""

    own: float = 0.0
    stated: float = 0.0


@dataclass(frozen=True)
class Tables:
    concepts: dict[str, Standing] = field(default_factory=dict)
    families: dict[tuple[str, str], Family] = field(default_factory=dict)
    days: dict[int, int] = field(default_factory=dict)  # questions answered by study day
    passed: dict[str, frozenset[str]] = field(default_factory=dict)  # lab to fingerprints of passed texts
    spent: dict[str, Spent] = field(default_factory=dict)
    audited: dict[str, int] = field(default_factory=dict)  # project to the day on which an audit passed
    curve: Curve = USUAL

    def copied(self) -> Tables:
        return Tables(
            self.concepts.copy(),
            self.families.copy(),
            self.days.copy(),
            self.passed.copy(),
            self.spent.copy(),
            self.audited.copy(),
            self.curve,
        )


def apply(links: Links, overall: Overall, tables: Tables, evidence: Evidence, day: int) -> Overall:
    """Change `tables` by one piece of evidence; returns what all answers add up to now."""
    concept, kind = evidence.activity.concept, evidence.activity.kind
    row = tables.concepts.get(concept, Standing())
    if kind == "claim":
        tables.concepts[concept] = row._replace(claimed=evidence.outcome.result == "claimed")
        return overall
    if kind == "audit":  # of a project: it says nothing of one concept alone
        if evidence.outcome.result == "passed":
            tables.audited.setdefault(concept, day)
        return overall
    if kind == "interview":  # scored by the learner: what they say of themselves is no measurement
        return overall
    placed = row.placed + is_placement(evidence)
    tables.concepts[concept] = row._replace(pieces=row.pieces + 1, last=evidence.at, placed=placed)
    if kind == "question":
        return _question(links, overall, tables, evidence, day)
    if kind == "lesson":
        _lesson(links, tables, evidence, day)
    else:
        _lab(links, tables, evidence, day)
    return overall


# --- questions -----------------------------------------------------------------------------------


def _question(links: Links, overall: Overall, tables: Tables, evidence: Evidence, day: int) -> Overall:
    concept, name = evidence.activity.concept, bare(evidence.activity.name)
    family = tables.families.get((concept, name), Family())
    instance = instance_key(evidence)
    if instance in family.instances:
        return overall
    result = evidence.outcome.result
    right = result == "right"
    row, guess = tables.concepts[concept], guess_rate(evidence)
    difficulty = links.families.get(concept, {}).get(name, 0)
    predicted = chance(overall, row.tally, family.wins, family.fails, difficulty=difficulty, guess=guess)
    placement = is_placement(evidence)
    if not placement:  # its questions are on what was never taught, and chosen so that half go wrong
        overall = after_answer(overall, right, predicted)
    tables.families[concept, name] = Family(
        family.wins + right,
        family.fails + (not right),
        (*family.instances, instance)[-REMEMBERED_INSTANCES:],
        _memory(family.memory, result, guess, day, placement, tables.curve),
        guess,
    )
    if right:
        _share_beside(links, tables, concept, name, day)
    row = row._replace(tally=counted(row.tally, right, asked=None if placement else overall.asked))
    tables.concepts[concept] = _with_right(row, instance, day) if right else row
    _share(links, tables, concept, right, 1.0, day)
    tables.days[day] = tables.days.get(day, 0) + 1
    _spend(tables, "review", evidence.duration_s, MINUTES_PER_QUESTION)
    return overall


def _memory(
    before: Memory | None, result: str, guess: float, day: int, placement: bool, curve: Curve
) -> Memory | None:
    """What was never learned cannot be forgotten: a placement's wrong answer starts no memory.

    Who says "I don't know" did not slip.
    """
    if result == "right":
        return reviewed(before, Rating.Good, day, curve)
    if before is None and placement:
        return None
    if result == "unknown":
        return reviewed(before, Rating.Again, day, curve)
    return missed(before, guess, day, curve)


def is_placement(evidence: Evidence) -> bool:
    return evidence.activity.kind == "question" and "placement" in evidence.outcome.detail


def instance_key(evidence: Evidence) -> str:
    """What makes two questions different: family, version and seed; else the instance's id; else its own."""
    detail = evidence.outcome.detail
    if "seed" in detail:
        return f"{bare(evidence.activity.name)} {evidence.activity.content} {detail['seed']}"
    return str(detail.get("instance", evidence.id))


def guess_rate(evidence: Evidence) -> float:
    """`detail["guess"]`, a chance; without one, that of the kind of answer in `detail["kind"]`."""
    detail = evidence.outcome.detail
    given = detail.get("guess")
    rate = GUESS_RATES.get(str(detail.get("kind", "")), 0.0) if given is None else float(given)
    return min(max(rate, 0.0), 0.9)


def _with_right(row: Standing, instance: str, day: int) -> Standing:
    if len(row.right) >= ENOUGH_QUESTIONS or instance in row.right:
        return row
    row = row._replace(right=(*row.right, instance))
    return row._replace(done=row.done._replace(practice=day)) if len(row.right) == ENOUGH_QUESTIONS else row


# --- lessons and labs ----------------------------------------------------------------------------


def _lesson(links: Links, tables: Tables, evidence: Evidence, day: int) -> None:
    concept = evidence.activity.concept
    row = tables.concepts[concept]
    if row.done.lesson is not None:
        return
    tables.concepts[concept] = row._replace(done=row.done._replace(lesson=day))
    for key in _families(links, concept):
        family = tables.families.get(key, Family())
        if family.memory is None:
            tables.families[key] = family._replace(memory=reviewed(None, Rating.Hard, day, tables.curve))
    _spend(tables, "lesson", evidence.duration_s, links.minutes.get(concept, {}).get("lesson", 0))


def _lab(links: Links, tables: Tables, evidence: Evidence, day: int) -> None:
    concept, lab = evidence.activity.concept, evidence.activity.name
    row = tables.concepts[concept]
    row = row._replace(worked_s=row.worked_s + max(evidence.duration_s, 0.0))
    tables.concepts[concept] = row
    if evidence.outcome.result != "passed":
        return
    source = str(evidence.outcome.detail.get("source", ""))
    again = lab in tables.passed
    tables.passed[lab] = tables.passed.get(lab, frozenset()) | ({source} if source else set())
    if row.done.lab is not None or again:
        return
    finished = all(one in tables.passed for one in _beside(evidence))
    done = row.done._replace(lab=day) if finished else row.done
    tables.concepts[concept] = row._replace(tally=counted(row.tally, True, LAB_WORTH), done=done)
    for key in _families(links, concept):
        family = tables.families.get(key, Family())
        tables.families[key] = family._replace(memory=reviewed(family.memory, Rating.Good, day, tables.curve))
    _share(links, tables, concept, True, LAB_WORTH, day)
    if finished:
        _spend(tables, "lab", row.worked_s, links.minutes.get(concept, {}).get("lab", 0))


def _beside(evidence: Evidence) -> list[str]:
    """The labs of the concept when this one was checked: together they are what a plan calls its lab."""
    return list(evidence.outcome.detail.get("beside", ()))


def _families(links: Links, concept: str) -> list[tuple[str, str]]:
    """The keys of the families of a concept; one without a name for a concept that has no questions."""
    return [(concept, name) for name in links.families.get(concept, {})] or [(concept, "")]


# --- what travels --------------------------------------------------------------------------------


def _share(links: Links, tables: Tables, concept: str, right: bool, worth: float, day: int) -> None:
    """Credit what this concept contains, or blame what contains it, by the weights of the edges."""
    shares = (links.inner if right else links.outer).get(concept, {})
    for other, share in shares.items():
        row = tables.concepts.get(other, Standing())
        tables.concepts[other] = row._replace(tally=counted(row.tally, right, worth * share))
        for key in _families(links, other):
            _change(tables, key, credited if right else blamed, share, day)


def _share_beside(links: Links, tables: Tables, concept: str, name: str, day: int) -> None:
    """Credit the other families of the concept: they ask for the same in another way."""
    for key in _families(links, concept):
        if key[1] != name:
            _change(tables, key, credited, BESIDE, day)


def _change(
    tables: Tables, key: tuple[str, str], change: Callable[..., Memory], share: float, day: int
) -> None:
    family = tables.families.get(key)
    if family is not None and family.memory is not None:
        tables.families[key] = family._replace(memory=change(family.memory, share, day, tables.curve))


def _spend(tables: Tables, work: str, seconds: float, stated: float) -> None:
    if seconds <= 0 or stated <= 0:
        return
    before = tables.spent.get(work, Spent())
    own = min(seconds / 60, LONGEST_TIMES * stated)
    tables.spent[work] = Spent(before.own + own, before.stated + stated)
