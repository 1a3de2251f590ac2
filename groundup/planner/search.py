"""The best of several list schedules, at the hours there are, and at others for comparison."""

from __future__ import annotations

import math
from dataclasses import dataclass

from groundup.planner.demand import Demand
from groundup.planner.rhythms import at_hours
from groundup.planner.scheduling import Calendar, Schedule, schedule
from groundup.planner.week import open_week, weeks_needed
from groundup.records import Rhythm


@dataclass(frozen=True)
class Question:
    """What is to be placed in which week, from when on."""

    wanted: Demand
    rhythm: Rhythm
    hours_per_week: float
    calendar: Calendar
    strict: bool

    def answer(self, rhythm: Rhythm, rank: int, until: int | None = None) -> Schedule:
        week = open_week(rhythm, tuple(self.wanted.minutes_by_group), self.strict)
        return schedule(self.wanted.tasks, self.wanted.ranks[rank], week, self.calendar, until)

    def earliest(self, rhythm: Rhythm) -> int:
        """A day (ordinal) before which no schedule in this rhythm can end."""
        minutes = self.wanted.minutes_by_group
        week = open_week(rhythm, tuple(minutes), self.strict)
        return self.calendar.first + 7 * weeks_needed(week, minutes)


@dataclass(frozen=True)
class Found:
    """The best schedule, the priority it came from, and the hours a week that it uses."""

    made: Schedule
    rank: int
    hours: float

    @property
    def worth(self) -> tuple[int, int]:
        return self.made.left, self.made.finish


def best_of(question: Question) -> Found:
    """Fewest items left, then the earliest end, over the priorities and every smaller whole number of hours.

    Greedy schedules have anomalies: more room can end later. A schedule for fewer hours fits more hours as
    well, so trying those too makes more hours never worse. Most are ruled out by the weeks that it must take.
    """
    best = best_at(question, question.rhythm, question.hours_per_week, None)
    for fewer in range(math.ceil(question.hours_per_week) - 1, 0, -1):
        shorter = at_hours(question.rhythm, question.hours_per_week, fewer)
        if question.earliest(shorter) >= best.made.finish:
            break  # and still fewer hours cannot end earlier either
        best = min(best, best_at(question, shorter, fewer, best.made.finish), key=_worth)
    return best


def best_at(question: Question, rhythm: Rhythm, hours: float, until: int | None) -> Found:
    """The best of the priorities in one rhythm; those that cannot end before `until` are left unfinished."""
    found = []
    for rank in range(len(question.wanted.ranks)):
        found.append(Found(question.answer(rhythm, rank, until), rank, hours))
        if not found[-1].made.left:
            until = found[-1].made.finish  # what cannot end before that need not be finished
    return min(found, key=_worth)


def _worth(found: Found) -> tuple[int, int]:
    return found.worth
