"""Where am I, what is next, and when will it be done: overview, Today, plan, map and gaps."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import groupby

from groundup import learner, planner
from groundup.actions.goals import goal_title
from groundup.actions.holding import hold
from groundup.actions.placing import left_out, placement_offer
from groundup.actions.projects import shown_by_audits
from groundup.actions.standing import Standing, require_settings, standing
from groundup.actions.views import (
    GapView,
    Link,
    MapNode,
    MapView,
    Overview,
    PlanDay,
    PlanView,
    PlanWeek,
    TodayItem,
    TodayView,
)
from groundup.records import Placed, Plan, PlanItem
from groundup.workspace import Workspace


def current(w: Workspace) -> Overview:
    """Where you are, in one record; before the first visit goal is empty and next is None."""
    now = standing(w)
    counts = Counter(now.mastery[concept].state for concept in now.path)
    view = today(w) if now.settings else None
    return Overview(
        workspace=str(w.root),
        learner=w.store.learner(),
        today=now.today,
        goal=goal_title(w, now.settings.goal) if now.settings else "",
        next=view.next if view else None,
        counts={
            state: counts.get(state, 0)
            for state in ("mastered", "fading", "learning", "inferred", "claimed", "new")
        },
        finish=now.plan.finish if now.plan else None,
        reviews_due=len(learner.due(now.state, now.today)),
    )


def today(w: Workspace) -> TodayView:
    """What is due today, in order, fitted to the time there is."""
    hold(w)
    settings = require_settings(w)
    now = standing(w)
    assert now.plan is not None  # settings imply a plan
    due = learner.due(now.state, now.today)
    items = [_review_item(now, len({concept for concept, _ in due}))] if due else []
    items += [_today_item(w, now, placed) for placed in planner.todays(now.plan, now.today)]
    done = learner.done_items(now.state, on=now.today)
    items += [_done_item(w, item) for item in _finished_today(w, now, done)]
    upcoming = next((item for item in items if not item.done), None)
    _expect_labs(w, items)
    return TodayView(
        date=now.today,
        goal=goal_title(w, settings.goal),
        items=tuple(items),
        reviews_due=len(due),
        minutes=sum(item.minutes for item in items if not item.done),
        next=upcoming,
        note=_note(now.plan, now.today, items, settings.start),
    )


def _expect_labs(w: Workspace, items: list[TodayItem]) -> None:
    """What today's labs run on gets warm before they are opened."""
    for item in items:
        if item.item.work == "lab" and not (item.done or item.outlined):
            outline = w.catalog.concept(item.item.concept).lab
            if outline is not None:
                w.engine.expect(outline.rules.profile)


def _note(plan: Plan, day: date, items: list[TodayItem], start: date) -> str:
    if any(not item.done for item in items):
        return ""
    if day < start:
        return f"Your plan starts on {start:%A} {start.day} {start:%B}."
    ahead = [placed.day for placed in plan.placed if placed.day > day]
    if not ahead:
        return "Nothing is left to do before your goal."
    return f"Nothing more is planned for today. Next: {min(ahead):%A} {min(ahead).day} {min(ahead):%B}."


def _review_item(now: Standing, concepts: int) -> TodayItem:
    minutes = max(2, 2 * concepts)
    what = "1 concept" if concepts == 1 else f"{concepts} concepts"
    item = PlanItem(f"review/{now.today.isoformat()}", "review", "", f"Review {what}", minutes)
    return TodayItem(item, "any", minutes, "", False, "/review", "groundup review")


def _today_item(w: Workspace, now: Standing, placed: Placed) -> TodayItem:
    url, command = start_of(w, placed.item)
    return TodayItem(
        placed.item, placed.part, placed.minutes, placed.share, False, url, command, _outlined(w, placed.item)
    )


def _done_item(w: Workspace, item: PlanItem) -> TodayItem:
    url, command = start_of(w, item)
    return TodayItem(item, "any", item.minutes, "", True, url, command, _outlined(w, item))


def _finished_today(w: Workspace, now: Standing, done: frozenset[str]) -> list[PlanItem]:
    everything = planner.items(now.path, w.catalog.graph, done=frozenset())
    return [item for item in everything if item.id in done]


def _outlined(w: Workspace, item: PlanItem) -> bool:
    return item.concept in w.catalog.concepts and not w.catalog.concept(item.concept).complete


def start_of(w: Workspace, item: PlanItem) -> tuple[str, str]:
    """The page and the command that start an item."""
    if item.work == "project":
        return f"/project/{item.concept}", f"groundup project show {item.concept}"
    concept = w.catalog.concept(item.concept)
    if not concept.complete:
        return f"/concept/{concept.id}", f"groundup map {concept.id}"
    if item.work == "lab" and concept.labs:
        passed = standing(w).passed
        lab = next((one.id for one in concept.labs if one.id not in passed), concept.labs[0].id)
        return f"/lab/{lab}", f"groundup check {lab}"
    if item.work == "practice":
        return f"/practice/{concept.id}", f"groundup question {concept.id}"
    return f"/lesson/{concept.id}", f"groundup lesson {concept.id}"


def plan(w: Workspace) -> PlanView:
    """The weeks to the goal, day by day and part by part; and what moved since it was last looked at."""
    hold(w)
    settings = require_settings(w)
    now = standing(w)
    assert now.plan is not None  # settings imply a plan
    last_seen = w.derived.get("plan seen")
    w.derived["plan seen"] = now.plan
    return PlanView(
        goal=goal_title(w, settings.goal),
        as_of=now.plan.as_of,
        finish=now.plan.finish,
        deadline=settings.deadline,
        minutes_left=now.plan.minutes_left,
        weeks=_weeks(now.plan),
        unplaced=now.plan.unplaced,
        notes=(*now.plan.notes, *left_out(placement_offer(w).inferred)),
        moved=_moved(last_seen, now.plan),
    )


def _weeks(plan: Plan) -> tuple[PlanWeek, ...]:
    def monday(placed: Placed) -> date:
        return placed.day - timedelta(days=placed.day.weekday())

    weeks = []
    ordered = sorted(plan.placed, key=lambda placed: placed.day)
    for start, sittings in groupby(ordered, key=monday):
        days = tuple(
            PlanDay(day, tuple(of_day)) for day, of_day in groupby(sittings, key=lambda placed: placed.day)
        )
        weeks.append(PlanWeek(start, days, sum(s.minutes for d in days for s in d.sittings)))
    return tuple(weeks)


def _moved(before: Plan | None, after: Plan) -> str:
    if before is None or before.finish is None or after.finish is None or before.finish == after.finish:
        return ""
    days = (after.finish - before.finish).days
    unit = "day" if abs(days) == 1 else "days"
    return f"The finish moved {abs(days)} {unit} {'later' if days > 0 else 'earlier'}."


def roadmap(w: Workspace) -> MapView:
    """Every concept, coloured by what the evidence says, with the path to the goal marked."""
    now = standing(w)
    path = frozenset(now.path)
    nodes = tuple(
        MapNode(
            id=concept.id,
            title=concept.title,
            stage=concept.stage,
            strand=concept.node.strand,
            prerequisites=concept.node.prerequisites,
            complete=concept.complete,
            on_path=concept.id in path,
            mastery=now.mastery[concept.id],
        )
        for concept in w.catalog.concepts.values()
    )
    goal = goal_title(w, now.settings.goal) if now.settings else ""
    return MapView(tuple((s.id, s.title) for s in w.catalog.stages), nodes, goal)


def gaps(w: Workspace) -> tuple[GapView, ...]:
    """What stands between here and the goal, ranked by what closing it unlocks per hour."""
    require_settings(w)
    now = standing(w)
    return tuple(
        GapView(
            Link(gap.concept, w.catalog.concept(gap.concept).title, now.mastery[gap.concept].state),
            gap.unlocks,
            gap.minutes,
            gap.reason,
            w.catalog.concept(gap.concept).complete,
        )
        for gap in learner.gaps(w.catalog.graph, now.mastery, now.path, now.placed.ready, shown_by_audits(w))
    )
