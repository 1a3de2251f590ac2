"""Planning anew: what would change is shown before it is applied, with the ways out and what each wish costs.

A preview changes nothing, and what is applied afterwards is what it showed: both are computed from the same
settings, wishes and evidence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from groundup import planner
from groundup.actions.choosing import refuse_hours, refuse_nonsense
from groundup.actions.goals import goal_concepts
from groundup.actions.laying import brief
from groundup.actions.standing import known, require_settings, standing
from groundup.actions.wishing import agenda
from groundup.records import GroundupError, Plan, Rhythm, Settings, Wishes
from groundup.workspace import Workspace

STABLE_DAYS = 7
TRIES = 4
EVERY_WEEKS = range(2, 53)


@dataclass(frozen=True)
class Move:
    """An item of the next seven days, of the plan as it is or as it would be. None: not within them."""

    id: str
    title: str
    work: str
    was: date | None
    becomes: date | None


@dataclass(frozen=True)
class WayOut:
    """One of the four ways, with what it would lead to. `finish` is None where it leads nowhere.

    `settings` and `wishes` are those that apply it.
    """

    kind: str  # "more", "longer", "later", "less"
    sentence: str
    finish: date | None
    settings: Settings
    wishes: Wishes


@dataclass(frozen=True)
class Preview:
    """What would change, beside what is. `swapped`: of the pairs within seven days, in another order."""

    before: Plan
    after: Plan
    moves: tuple[Move, ...]
    swapped: float
    target: date | None
    ways: tuple[WayOut, ...]
    prices: tuple[planner.Price, ...]
    changed: bool

    @property
    def days(self) -> int:
        """How many days later the finish would be; negative: earlier."""
        if self.before.finish is None or self.after.finish is None:
            return 0
        return (self.after.finish - self.before.finish).days


def preview(w: Workspace, settings: Settings | None = None, wishes: Wishes | None = None) -> Preview:
    """What these settings and wishes would make of the plan. Raises GroundupError("invalid")."""
    now = standing(w)
    ours, kept = require_settings(w), agenda(w)
    settings, wishes = settings or ours, wishes or kept.wishes
    refuse(w, settings, wishes)
    assert now.plan is not None  # settings imply a plan
    key = (settings, wishes, ours, kept.wishes, now.plan.asked, now.today, promised(w))
    seen: tuple[object, Preview] | None = w.derived.get("preview")
    if seen is None or seen[0] != key:
        seen = (key, _preview(w, settings, wishes))
        w.derived["preview"] = seen
    return seen[1]


def _preview(w: Workspace, settings: Settings, wishes: Wishes) -> Preview:
    now = standing(w)
    ours, kept = require_settings(w), agenda(w)
    assert now.plan is not None  # asked before
    asked = brief(w, settings, replace(kept, wishes=wishes), known(now))
    solved = planner.solve(asked)
    after = planner.described(asked, solved)
    changed = (settings, wishes) != (ours, kept.wishes)
    target = settings.deadline or (now.plan.finish if changed else promised(w))
    return Preview(
        before=now.plan,
        after=after,
        moves=moves(now.plan, after, now.today),
        swapped=swapped(now.plan, after, now.today),
        target=target,
        ways=_ways(w, asked, solved, target),
        prices=planner.prices(asked, solved),
        changed=changed,
    )


def apply(w: Workspace, settings: Settings, wishes: Wishes) -> None:
    """Make it so. Raises GroundupError("invalid") and changes nothing where it cannot be."""
    require_settings(w)
    refuse(w, settings, wishes)
    learner = w.store.learner()
    w.store.save_settings(learner, settings)
    w.store.save_agenda(learner, replace(w.store.agenda(learner), wishes=wishes))


def refuse(w: Workspace, settings: Settings, wishes: Wishes) -> None:
    refuse_nonsense(settings)
    goal_concepts(w, settings.goal)
    for name, weeks in (("something shipped", wishes.ship_every), ("a week of rest", wishes.rest_every)):
        if weeks and weeks not in EVERY_WEEKS:
            raise GroundupError("invalid", f"Weeks for {name} must be between 2 and 52, or 0 for none.")


def promised(w: Workspace) -> date | None:
    """Where the plan to this goal ended when it was last looked at, before today."""
    now = standing(w)
    goal = now.settings.goal.id if now.settings else ""
    earlier = [one for one in agenda(w).outlooks if one.day < now.today and one.goal == goal]
    return earlier[-1].finish if earlier else None


# --- what changes ---------------------------------------------------------------------------------


def moves(before: Plan, after: Plan, today: date) -> tuple[Move, ...]:
    """What comes on another day of the next seven, or leaves or enters them."""
    was, becomes = _days(before, today), _days(after, today)
    items = {placed.item.id: placed.item for plan in (before, after) for placed in plan.placed}
    changed = [id for id in {**was, **becomes} if was.get(id) != becomes.get(id)]
    return tuple(Move(id, items[id].title, items[id].work, was.get(id), becomes.get(id)) for id in changed)


def swapped(before: Plan, after: Plan, today: date) -> float:
    """Of the pairs that both plans hold within seven days, the share that is in another order."""
    order = list(_days(before, today))
    again = [id for id in _days(after, today) if id in order]
    there = [id for id in order if id in again]
    pairs = [(a, b) for n, b in enumerate(there) for a in there[:n]]
    wrong = sum(again.index(a) > again.index(b) for a, b in pairs)
    return wrong / len(pairs) if pairs else 0.0


def _days(plan: Plan, today: date) -> dict[str, date]:
    found: dict[str, date] = {}
    for placed in plan.placed:
        if placed.item.work != "review" and placed.day < today + timedelta(STABLE_DAYS):
            found.setdefault(placed.item.id, placed.day)
    return found


# --- the ways out ---------------------------------------------------------------------------------


def _ways(
    w: Workspace, asked: planner.Brief, solved: planner.Solved, target: date | None
) -> tuple[WayOut, ...]:
    """The four ways to be there by `target`; none where the plan holds it anyway."""
    if target is None or solved.finish is None or solved.finish <= target:
        return ()
    ways = planner.ways_out(solved, target)
    settings, wishes = asked.settings, asked.wishes
    return (
        _more(asked, ways, target),
        _longer(asked, ways, target),
        WayOut(
            "later",
            "A later date: the week stays as it is.",
            solved.finish,
            replace(settings, deadline=solved.finish if settings.deadline else None),
            wishes,
        ),
        _less(w, asked, ways, target),
    )


def _more(asked: planner.Brief, ways: planner.WaysOut, target: date) -> WayOut:
    settings = asked.settings
    if ways.hours_per_week is None:
        sentence = "Study more: no number of hours up to 80 is enough."
        return WayOut("more", sentence, None, settings, asked.wishes)

    def with_hours(hours: float) -> Settings:
        rhythm = planner.at_hours(settings.rhythm, settings.hours_per_week, hours)
        return replace(settings, hours_per_week=hours, rhythm=rhythm)

    more, finish = _first_in_time(asked, with_hours, ways.hours_per_week, target)
    return WayOut("more", f"Study more: {more.hours_per_week:g} hours a week.", finish, more, asked.wishes)


def _longer(asked: planner.Brief, ways: planner.WaysOut, target: date) -> WayOut:
    settings = asked.settings
    if ways.minutes_longer is None:
        return WayOut("longer", "Longer days: no day is long enough.", None, settings, asked.wishes)
    days = len({slot.weekday for slot in settings.rhythm.slots if slot.minutes > 0})

    def with_hours(hours: float) -> Settings:
        rhythm = planner.scaled(settings.rhythm, hours / settings.hours_per_week)
        return replace(settings, hours_per_week=round(hours, 2), rhythm=rhythm)

    hours = settings.hours_per_week + ways.minutes_longer * days / 60
    longer, finish = _first_in_time(asked, with_hours, hours, target)
    minutes = round((longer.hours_per_week - settings.hours_per_week) * 60 / days)
    sentence = f"Longer days: {minutes} minutes more on each of your study days."
    return WayOut("longer", sentence, finish, longer, asked.wishes)


def _first_in_time(
    asked: planner.Brief, with_hours: Callable[[float], Settings], hours: float, target: date
) -> tuple[Settings, date | None]:
    """The estimate of hours, or a little more where what is shipped on the way needs it."""
    for more in range(TRIES):
        settings = with_hours(hours + more / 2)
        finish = _finish(asked, settings)
        if finish is not None and finish <= target:
            break
    return settings, finish


def _less(w: Workspace, asked: planner.Brief, ways: planner.WaysOut, target: date) -> WayOut:
    """Without what comes last, and then without what still comes too late."""
    out, items = list(ways.left_out), asked.items
    finish: date | None = None
    for _ in range(TRIES):
        items = tuple(item for item in asked.items if item.concept not in out)
        solved = planner.solve(replace(asked, items=items))
        finish = solved.finish
        if finish is None or finish <= target:
            break
        late = planner.too_late(solved.question, solved.found, target)
        out += [id for id in late if id not in out]
    minutes = sum(item.minutes for item in asked.items) - sum(item.minutes for item in items)
    names = [_title(w, id) for id in out]
    few = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    left_out = tuple(dict.fromkeys((*asked.wishes.left_out, *out)))
    sentence = f"Less content: without {few}, {minutes / 60:.0f} hours of work."
    return WayOut("less", sentence, finish, asked.settings, replace(asked.wishes, left_out=left_out))


def _title(w: Workspace, id: str) -> str:
    if id in w.catalog.concepts:
        return w.catalog.concepts[id].title
    return w.catalog.projects[id].title if id in w.catalog.projects else id


def _finish(asked: planner.Brief, settings: Settings) -> date | None:
    return planner.solve(replace(asked, settings=settings)).finish


def rhythm_for(w: Workspace, name: str, hours: float) -> Rhythm:
    """The preset of that name, or (any other name) the rhythm of now, at so many hours a week.

    Raises GroundupError("invalid") for hours that are no week's.
    """
    settings = require_settings(w)
    refuse_hours(hours)
    if name in planner.RHYTHMS:
        return planner.rhythm(name, hours)
    if hours == settings.hours_per_week:
        return settings.rhythm
    return planner.at_hours(settings.rhythm, settings.hours_per_week, hours)
