"""First visit and settings: a goal, hours, a rhythm, a start; and what the learner claims to know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from groundup import planner
from groundup.actions.goals import goal_concepts
from groundup.actions.recording import record
from groundup.actions.standing import current_settings
from groundup.records import Activity, Goal, GroundupError, Outcome, Rhythm, Settings, Wishes
from groundup.workspace import Workspace, local_zone


@dataclass(frozen=True)
class Choice:
    """What the first visit asks. `rhythm` is the name of a preset, or a Rhythm of the learner's own."""

    goal: Goal
    hours_per_week: float
    rhythm: str | Rhythm
    start: date
    deadline: date | None = None
    days_off: tuple[date, ...] = ()
    zone: str = ""
    retention: float = 0.85


def setup(w: Workspace, choice: Choice, wishes: Wishes | None = None) -> Settings:
    """Choose, or choose anew: evidence stays, the plan follows. Raises GroundupError("invalid").

    Without `wishes` those of before stay.
    """
    refuse_nonsense(choice)
    goal_concepts(w, choice.goal)
    rhythm = (
        planner.rhythm(choice.rhythm, choice.hours_per_week)
        if isinstance(choice.rhythm, str)
        else choice.rhythm
    )
    settings = Settings(
        goal=choice.goal,
        hours_per_week=choice.hours_per_week,
        rhythm=rhythm,
        start=choice.start,
        deadline=choice.deadline,
        days_off=tuple(sorted(set(choice.days_off))),
        zone=choice.zone or local_zone(),
        retention=choice.retention,
    )
    learner = w.store.learner()
    w.store.save_settings(learner, settings)
    if wishes is not None:
        w.store.save_agenda(learner, replace(w.store.agenda(learner), wishes=wishes))
    return settings


def refuse_hours(hours: float) -> None:
    if not 0.5 <= hours <= 80:  # not a number is refused as well
        raise GroundupError("invalid", "Hours a week must be between 0.5 and 80.")


def refuse_nonsense(choice: Choice | Settings) -> None:
    refuse_hours(choice.hours_per_week)
    problem = ""
    if choice.deadline is not None and choice.deadline <= choice.start:
        problem = "The deadline must be after the start."
    elif not 0.7 <= choice.retention <= 0.97:
        problem = "The desired retention must be between 0.70 and 0.97."
    elif isinstance(choice.rhythm, Rhythm) and not any(slot.minutes > 0 for slot in choice.rhythm.slots):
        problem = "A rhythm of your own needs at least one part of a day with some minutes."
    elif choice.zone:
        try:
            ZoneInfo(choice.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder, or a very long name
            problem = (
                f"{choice.zone!r} is not a time zone that this machine knows (for example Europe/Berlin)."
            )
    if problem:
        raise GroundupError("invalid", problem)


def take_day_off(w: Workspace, day: date, *, off: bool = True) -> Settings:
    """Mark a day as free, or as a study day again; the plan moves, nothing becomes overdue."""
    settings = current_settings(w)
    if settings is None:
        raise GroundupError("conflict", "Choose a goal first: groundup setup")
    days = set(settings.days_off) | {day} if off else set(settings.days_off) - {day}
    changed = replace(settings, days_off=tuple(sorted(days)))
    w.store.save_settings(w.store.learner(), changed)
    return changed


def claim(w: Workspace, concepts: Iterable[str], *, withdrawn: bool = False) -> tuple[str, ...]:
    """Say that concepts are known (or no longer say so). A claim is not mastery: it only moves the plan."""
    chosen = tuple(dict.fromkeys(concepts))
    for concept in chosen:
        w.catalog.concept(concept)
    for concept in chosen:
        outcome = Outcome("withdrawn") if withdrawn else Outcome("claimed")
        record(w, Activity("claim", concept, concept), outcome, 0.0)
    return chosen


def rhythms() -> tuple[str, ...]:
    return tuple(planner.RHYTHMS)
