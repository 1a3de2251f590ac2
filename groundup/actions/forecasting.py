"""When will it be done: the forecast from the learner's own weeks, how it moved and why.

One forecast a day is kept (the last one of it), so that a later one can be compared with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from groundup import learner, planner
from groundup.actions.laying import brief
from groundup.actions.standing import Standing, known, require_settings, standing
from groundup.actions.wishing import agenda
from groundup.planner import Forecast, Week
from groundup.records import Outlook, Plan, Settings
from groundup.workspace import Workspace

SEED = 20260105  # the same futures for the same facts: a forecast moves only when something did
WEEKS_BACK = 26
DAYS_AHEAD = 1830
KEPT = 120  # outlooks
COMPARED_AFTER = 7  # days: with the newest outlook that is at least as old, or the oldest there is


@dataclass(frozen=True)
class ForecastView:
    """`plan`: the day on which it ends if all is kept to; `an_hour_more`: likely, with one more a week."""

    plan: date
    likely: date
    surely: date
    share: float
    weeks: int
    earlier: Outlook | None
    why: tuple[str, ...]
    an_hour_more: date | None

    @property
    def moved(self) -> int:
        """Days that the likely date moved since the earlier forecast; positive is later."""
        return 0 if self.earlier is None else (self.likely - self.earlier.likely).days


def forecast(w: Workspace) -> ForecastView | None:
    """None where nothing is left to do, or what is left fits nowhere."""
    settings = require_settings(w)
    now = standing(w)
    assert now.plan is not None  # settings imply a plan
    if now.plan.finish is None:
        return None
    key = (now.plan.asked, now.plan.finish, now.today)
    kept = w.derived.get("forecast")
    if kept is None or kept[0] != key:
        kept = (key, _view(w, settings, now, now.plan))
        w.derived["forecast"] = kept
    made: ForecastView = kept[1]
    _keep(w, settings, now, made)
    return made


def _view(w: Workspace, settings: Settings, now: Standing, plan: Plan) -> ForecastView:
    weeks = weeks_behind(now, settings)
    made = _forecast(w, now, settings, plan, weeks)
    before = _compared_with(w, now)
    return ForecastView(
        plan=plan.finish or now.today,
        likely=made.likely,
        surely=made.surely,
        share=made.share,
        weeks=len(weeks),
        earlier=before,
        why=_why(before, made, settings, plan),
        an_hour_more=_an_hour_more(w, now, settings, weeks),
    )


def _forecast(
    w: Workspace, now: Standing, settings: Settings, plan: Plan, weeks: tuple[Week, ...]
) -> Forecast:
    assert plan.finish is not None  # asked before
    first = max(now.today, settings.start)
    days = planner.open_days(settings, agenda(w).wishes, first, DAYS_AHEAD)
    stated = learner.minutes_behind_pace(now.state)
    return planner.forecast(plan.finish, days, weeks, stated, np.random.default_rng(SEED))


def weeks_behind(now: Standing, settings: Settings) -> tuple[Week, ...]:
    """The whole weeks since the start, counted back from today: what was planned, and what was done of it."""
    count = min(max((now.today - settings.start).days, 0) // 7, WEEKS_BACK)
    found = []
    for n in range(count, 0, -1):
        days = [now.today - timedelta(7 * n - d) for d in range(7)]
        planned = sum(planner.planned_minutes(settings, day) for day in days)
        found.append(Week(planned, learner.minutes_done(now.state, days)))
    return tuple(found)


def _an_hour_more(w: Workspace, now: Standing, settings: Settings, weeks: tuple[Week, ...]) -> date | None:
    hours = settings.hours_per_week + 1
    rhythm = planner.at_hours(settings.rhythm, settings.hours_per_week, hours)
    more = replace(settings, hours_per_week=hours, rhythm=rhythm)
    solved = planner.solve(brief(w, more, agenda(w), known(now)))
    if solved.finish is None:
        return None
    assert now.plan is not None  # asked before
    return _forecast(w, now, more, replace(now.plan, finish=solved.finish), weeks).likely


# --- how it moved ----------------------------------------------------------------------------------


def _compared_with(w: Workspace, now: Standing) -> Outlook | None:
    earlier = [one for one in agenda(w).outlooks if one.day < now.today]
    old_enough = [one for one in earlier if (now.today - one.day).days >= COMPARED_AFTER]
    found = old_enough or earlier[:1]
    return found[-1] if found else None


def _why(before: Outlook | None, made: Forecast, settings: Settings, plan: Plan) -> tuple[str, ...]:
    if before is None:
        return ()
    if before.goal != settings.goal.id:
        return ("Your goal is another one now.",)
    found = []
    if before.hours != settings.hours_per_week:
        found.append(f"You plan {settings.hours_per_week:g} hours a week instead of {before.hours:g}.")
    if abs(before.adherence - made.share) >= 0.01:
        word = "more" if made.share > before.adherence else "less"
        now, then = f"{made.share:.0%}", f"{before.adherence:.0%}"
        found.append(f"You keep to {word} of the plan than it looked then: {now} instead of {then}.")
    done = before.minutes_left - plan.minutes_left
    if done > 0:
        found.append(f"{done / 60:.1f} hours of the plan are behind you.")
    elif done < 0:
        found.append(f"{-done / 60:.1f} hours were added: more to learn, or your pace by kind of work.")
    return tuple(found)


def _keep(w: Workspace, settings: Settings, now: Standing, made: ForecastView) -> None:
    """Today's outlook replaces an earlier one of today; it changes no plan, so nothing is computed anew."""
    assert now.plan is not None  # asked before
    outlook = Outlook(
        now.today, settings.goal.id, made.plan, made.likely, made.surely, settings.hours_per_week, made.share,
        now.plan.minutes_left,
    )  # fmt: skip
    kept = agenda(w)
    if outlook in kept.outlooks[-1:]:
        return
    others = tuple(one for one in kept.outlooks if one.day < now.today)
    w.store.save_agenda(w.store.learner(), replace(kept, outlooks=(*others, outlook)[-KEPT:]), moves=False)
