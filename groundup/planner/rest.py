"""Days without study: days off, pauses, and weeks of rest that are planned before they are needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from groundup.planner.scheduling import HORIZON_DAYS
from groundup.planner.week import planned
from groundup.records import Pause, Settings, Wishes

WEEK = 7
RESTFUL = 5  # days off in a week that make it one of rest


def days_off(settings: Settings, wishes: Wishes, first: date) -> frozenset[int]:
    """Ordinals of the days without study from `first` on."""
    off = {day.toordinal() for day in settings.days_off} | paused(wishes.pauses)
    if wishes.rest_every > 0:
        off |= _weeks_of_rest(settings.start, wishes.rest_every, off, first)
    return frozenset(off)


def open_days(settings: Settings, wishes: Wishes, first: date, ahead: int) -> tuple[date, ...]:
    """The study days from `first` on, for `ahead` days: those with planned time that are not off."""
    off = days_off(settings, wishes, first)
    weekdays = {slot.weekday for slot in settings.rhythm.slots if planned(slot.minutes) > 0}
    last = min(first.toordinal() + ahead, date.max.toordinal())
    days = (date.fromordinal(n) for n in range(first.toordinal(), last) if n not in off)
    return tuple(day for day in days if day.weekday() in weekdays)


def paused(pauses: Sequence[Pause]) -> set[int]:
    return {day for pause in pauses for day in range(pause.first.toordinal(), pause.last.toordinal() + 1)}


def _weeks_of_rest(start: date, every: int, off: set[int], first: date) -> set[int]:
    """The week after each `every` weeks of work, Monday to Sunday; a holiday counts as one of rest."""
    monday = start.toordinal() - start.weekday()
    end = min(first.toordinal() + HORIZON_DAYS, date.max.toordinal() - WEEK)
    found: set[int] = set()
    worked = 0
    for week in range(monday, end, WEEK):
        days = range(week, week + WEEK)
        if sum(day in off for day in days) >= RESTFUL:
            worked = 0
        elif worked == every:
            found.update(days)
            worked = 0
        else:
            worked += 1
    return found
