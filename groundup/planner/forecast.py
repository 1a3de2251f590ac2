"""When will it be done, honestly: Monte-Carlo over how much of the plan is kept to, and how fast one is.

A plan says when it ends if every planned minute is used. Here many futures are drawn: in each the learner
keeps to another share of the plan, as uncertain as their own weeks leave it; weeks go up and down, and some
are lost altogether; the work takes as much longer or shorter as their pace is uncertain. Days off and pauses
count as in the plan. The day by which half of the futures are there is `likely`, four in five `surely`.

The share kept to is drawn towards what is usual, for the first weeks say little: they hold no holiday and no
exam, are begun with a will, and follow one another. What is usual was chosen on simulated lives
(benchmarks/forecast.py); a learner's own weeks outweigh it after fifteen of them.
Pure: chance is an argument, and equal seeds give equal days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

USUAL_SHARE = 0.5  # of the planned time that is kept to, over months, holidays and exams included
USUAL_SPREAD = 0.13  # standard deviation of that between people
WEEK_SPREAD = 0.35  # standard deviation of one week around a person's own share
FOLLOWING = 0.35  # how alike a week is to the one before: the correlation of neighbours
LEAST_SHARE, MOST_SHARE = 0.08, 1.25
PIECE_SPREAD = 0.45  # standard deviation of the logarithm of own over stated minutes, for one piece of work
PIECE_MINUTES = 25.0  # of a piece of work
FUTURES = 500
MOST_WEEKS = 520
LIKELY, SURELY = 0.5, 0.8


@dataclass(frozen=True)
class Week:
    """A week that has passed: minutes that were planned, and minutes of the plan that were done."""

    planned: float
    done: float


@dataclass(frozen=True)
class Forecast:
    """`share`: how much of the plan is kept to, as far as it is known; `spread`: its standard deviation."""

    likely: date
    surely: date
    share: float
    spread: float


def forecast(
    finish: date, open_days: Sequence[date], weeks: Sequence[Week], stated: float, rng: np.random.Generator
) -> Forecast:
    """From the end of the plan and what happened so far to the days that can be promised.

    open_days: the study days that there are from today on, in order, beyond `finish` as far as they are
        known; after the last of them they go on at the same rate.
    stated: minutes of stated work behind the learner's own pace, all kinds together.
    """
    needed = sum(day <= finish for day in open_days)
    share, spread = kept_share(weeks)
    if not needed:
        return Forecast(finish, finish, share, spread)
    pace_spread = PIECE_SPREAD / np.sqrt(1.0 + stated / PIECE_MINUTES)
    work = needed * np.exp(rng.normal(0.0, pace_spread, FUTURES))
    per_week = _rate(open_days)
    shares = _shares(share, spread, rng)
    done = np.cumsum(shares * per_week, axis=1)
    full = np.minimum((done < work[:, None]).sum(axis=1), MOST_WEEKS - 1)
    rows = np.arange(FUTURES)
    before = np.where(full > 0, done[rows, full - 1], 0.0)
    part = np.clip((work - before) / np.maximum(done[rows, full] - before, 1e-9), 0.0, 1.0)
    passed = np.sort((full + part) * per_week)  # study days until it is done
    likely, surely = (_day(open_days, float(np.quantile(passed, q)), per_week) for q in (LIKELY, SURELY))
    return Forecast(likely, surely, share, spread)


def kept_share(weeks: Sequence[Week]) -> tuple[float, float]:
    """How much of the plan this learner keeps to, and the standard deviation of what is known of it."""
    planned = [week.planned for week in weeks if week.planned > 0]
    noise = WEEK_SPREAD**2
    usual_weeks = noise / USUAL_SPREAD**2
    if not planned:
        return USUAL_SHARE, USUAL_SPREAD
    own = sum(week.done for week in weeks if week.planned > 0) / sum(planned)
    telling = len(planned) * (1 - FOLLOWING) / (1 + FOLLOWING)
    share = (usual_weeks * USUAL_SHARE + telling * own) / (usual_weeks + telling)
    spread = float(np.sqrt(noise / (usual_weeks + telling)))
    return min(max(share, LEAST_SHARE), MOST_SHARE), spread


def _shares(share: float, spread: float, rng: np.random.Generator) -> np.ndarray:
    """Futures x weeks: a share of one's own in each future, and weeks around it that follow one another."""
    own = np.clip(rng.normal(share, spread, FUTURES), LEAST_SHARE, MOST_SHARE)
    noise = rng.normal(0.0, 1.0, (FUTURES, MOST_WEEKS))
    for week in range(1, MOST_WEEKS):
        noise[:, week] = FOLLOWING * noise[:, week - 1] + np.sqrt(1 - FOLLOWING**2) * noise[:, week]
    return np.maximum(own[:, None] + WEEK_SPREAD * noise, 0.0)


def _rate(open_days: Sequence[date]) -> float:
    """Study days a week."""
    span = (open_days[-1] - open_days[0]).days + 1
    return len(open_days) / max(span / 7, 1 / 7)


def _day(open_days: Sequence[date], passed: float, per_week: float) -> date:
    whole = max(int(np.ceil(passed - 1e-9)), 1)
    if whole <= len(open_days):
        return open_days[whole - 1]
    beyond = (whole - len(open_days)) * 7 / per_week
    return date.fromordinal(min(open_days[-1].toordinal() + round(beyond), date.max.toordinal()))
