"""Rhythms: the named weeks, scaled to the hours there are, and what one of the learner's own must hold.

A preset is a function of hours a week; more hours never make any slot shorter. Few hours go to few days, so
that a day is worth sitting down for; many are spread evenly. The parts of a day share it .35 / .45 / .20, as
the roadmaps say: theory in the morning, code in the afternoon, notes in the evening.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from groundup.records import GroundupError, Part, Rhythm, Slot, Strand, Work

PARTS: tuple[Part, ...] = ("morning", "afternoon", "evening")
PART_SHARES: dict[Part, float] = {"morning": 0.35, "afternoon": 0.45, "evening": 0.20}
DAYS_OF_ALL = 60  # minutes that a day in three parts gets before the next day gets any
DAYS_OF_ONE = 30  # the same for a day in one part
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)

THEORY: tuple[Work, ...] = ("lesson",)
CODE: tuple[Work, ...] = ("practice", "lab", "project")
NOTES: tuple[Work, ...] = ("practice", "review", "project")
REVIEW: tuple[Work, ...] = ("practice", "review")
NOT_MATHS: tuple[Strand, ...] = ("programming", "ml", "dl", "mlops", "genai", "ethics", "career")


def rhythm(name: str, hours_per_week: float) -> Rhythm:
    """The preset of that name. Raises GroundupError("not-found")."""
    if name not in RHYTHMS:
        raise GroundupError("not-found", f"There is no rhythm {name!r}. There are: {', '.join(RHYTHMS)}.")
    return RHYTHMS[name](hours_per_week)


def maths_first(hours_per_week: float) -> Rhythm:
    """Maths on Tuesday and Wednesday, review on Thursday (nothing new), ML from Friday to Monday."""
    slots = []
    for weekday, minutes in _spread(hours_per_week, (SAT, TUE, THU, SUN, WED, FRI, MON), DAYS_OF_ALL):
        for part, works in zip(PARTS, _works_of(weekday), strict=True):
            share = round(minutes * PART_SHARES[part])
            slots.append(Slot(weekday, part, share, _strands_of(weekday), works))
    return Rhythm("maths-first", tuple(slots))


def weekends(hours_per_week: float) -> Rhythm:
    """Saturday and Sunday, all parts of the day, any work."""
    return Rhythm(
        "weekends",
        tuple(
            Slot(weekday, part, round(minutes * PART_SHARES[part]))
            for weekday, minutes in _spread(hours_per_week, (SAT, SUN), DAYS_OF_ALL)
            for part in PARTS
        ),
    )


def evenings(hours_per_week: float) -> Rhythm:
    """Every evening of the week, any work."""
    days = _spread(hours_per_week, (MON, TUE, WED, THU, SUN, FRI, SAT), DAYS_OF_ONE)
    return Rhythm("evenings", tuple(Slot(weekday, "evening", round(minutes)) for weekday, minutes in days))


def own(hours_per_week: float) -> Rhythm:
    """A week to start from when making one's own: weekday evenings and two mornings, any work."""
    days = _spread(hours_per_week, (SAT, SUN, TUE, THU, MON, WED, FRI), DAYS_OF_ONE)
    return Rhythm(
        "own",
        tuple(
            Slot(day, "morning" if day in (SAT, SUN) else "evening", round(minutes)) for day, minutes in days
        ),
    )


RHYTHMS: dict[str, Callable[[float], Rhythm]] = {
    "maths-first": maths_first,
    "weekends": weekends,
    "evenings": evenings,
    "own": own,
}

RHYTHM_TITLES = {
    "maths-first": "Maths first: maths Tuesday and Wednesday, review Thursday, ML Friday to Monday",
    "weekends": "Weekends only",
    "evenings": "Every evening",
    "own": "A week of your own",
}


def scaled(rhythm: Rhythm, factor: float) -> Rhythm:
    """The same week with every slot longer or shorter by `factor`."""
    return replace(
        rhythm, slots=tuple(replace(slot, minutes=round(slot.minutes * factor)) for slot in rhythm.slots)
    )


def at_hours(rhythm: Rhythm, hours_before: float, hours: float) -> Rhythm:
    """The rhythm for other hours a week: the preset's own, or the learner's own scaled."""
    maker = RHYTHMS.get(rhythm.name)
    if maker is not None and maker(hours_before) == rhythm:
        return maker(hours)
    return scaled(rhythm, hours / hours_before)


def any_work(rhythm: Rhythm) -> Rhythm:
    """The same time without a rhythm: every slot takes any work of any strand."""
    return replace(rhythm, slots=tuple(replace(slot, strands=(), works=()) for slot in rhythm.slots))


def _spread(hours_per_week: float, days: tuple[int, ...], first: int) -> list[tuple[int, float]]:
    """Minutes by weekday, Monday first: `first` minutes to one day after another, then evenly to all."""
    left = hours_per_week * 60
    even = max(left / len(days) - first, 0.0)
    minutes = {}
    for n, day in enumerate(days):
        minutes[day] = even + min(max(left - n * first, 0.0), first)
    return sorted(minutes.items())


def _works_of(weekday: int) -> tuple[tuple[Work, ...], ...]:
    return (REVIEW, ("practice", "project"), NOTES) if weekday == THU else (THEORY, CODE, NOTES)


def _strands_of(weekday: int) -> tuple[Strand, ...]:
    if weekday == THU:
        return ()
    return ("math",) if weekday in (TUE, WED) else NOT_MATHS
