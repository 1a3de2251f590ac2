"""Where the learner stands: state, mastery and plan, computed from evidence and kept until something moves.

Nothing here is a fact: empty `workspace.derived` and the same numbers come back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from groundup import learner, planner
from groundup.records import Evidence, Goal, GroundupError, Mastery, Plan, Settings
from groundup.workspace import Workspace


@dataclass(frozen=True)
class Standing:
    """Everything that is derived, as of one moment. `path` are the concepts to the goal, in order."""

    now: datetime
    today: date
    settings: Settings | None
    state: learner.State
    mastery: dict[str, Mastery]
    path: tuple[str, ...]
    plan: Plan | None
    passed: frozenset[str]  # ids of labs that have passed


def standing(w: Workspace) -> Standing:
    """As of now; costs a dictionary look-up while neither evidence, settings nor the day have changed."""
    with w.lock:
        return _standing(w)


def _standing(w: Workspace) -> Standing:
    settings = current_settings(w)
    now = local_now(w, settings)
    today = learner.study_day(now, settings.zone if settings else None)
    key = (w.store.revision(), today, w.catalog.version)
    kept = w.derived.get("standing")
    if kept is not None and kept[0] == key:
        found: Standing = kept[1]
        return replace(found, now=now)
    made = _compute(w, settings, now, today)
    w.derived["standing"] = (key, made)
    return made


def local_now(w: Workspace, settings: Settings | None) -> datetime:
    now = w.clock()
    return now.astimezone(ZoneInfo(settings.zone)) if settings else now


def current_settings(w: Workspace) -> Settings | None:
    """What the learner chose; None before that, and where the goal is no longer in the content."""
    settings = w.store.settings(w.store.learner())
    return settings if settings is not None and _is_there(w, settings.goal) else None


def _is_there(w: Workspace, goal: Goal) -> bool:
    return goal.id in (w.catalog.concepts if goal.kind == "concept" else w.catalog.tracks)


def require_settings(w: Workspace) -> Settings:
    settings = current_settings(w)
    if settings is None:
        raise GroundupError("conflict", "No goal is chosen yet. Choose one first: groundup setup")
    return settings


def _compute(w: Workspace, settings: Settings | None, now: datetime, today: date) -> Standing:
    state = _state(w, settings)
    mastery = learner.mastery(state, today)
    passed = learner.passed_labs(state)
    path: tuple[str, ...] = ()
    plan = None
    if settings is not None:
        path = planner.path_to(w.catalog.graph, goal_concepts(w, settings.goal))
        plan = _plan(w, settings, state, path, today)
    return Standing(now, today, settings, state, mastery, path, plan, passed)


def _state(w: Workspace, settings: Settings | None) -> learner.State:
    """Replay what is new; replay all when evidence arrived that is older than what was seen."""
    retention = settings.retention if settings else learner.DEFAULT_RETENTION
    kept = w.derived.get("state")
    version = (retention, w.catalog.version)
    seq, state = kept[1] if kept and kept[0] == version else (0, None)
    rows: list[tuple[int, Evidence]] = w.store.evidence(w.store.learner(), after=seq)
    fresh = [evidence for _, evidence in rows]
    if state is None or learner.reaches_back(state, fresh):
        rows = w.store.evidence(w.store.learner()) if seq else rows
        state = learner.replay(w.catalog.graph, [e for _, e in rows], retention=retention)
    else:
        for evidence in fresh:
            state = learner.step(state, evidence)
    seq = rows[-1][0] if rows else seq
    w.derived["state"] = (version, (seq, state))
    return state


def goal_concepts(w: Workspace, goal: Goal) -> tuple[str, ...]:
    """The concepts that a goal names: itself, or those of the track or role."""
    if goal.kind == "concept":
        w.catalog.concept(goal.id)
        return (goal.id,)
    if goal.id not in w.catalog.tracks:
        raise GroundupError("not-found", f"There is no {goal.kind} called {goal.id!r}.")
    return w.catalog.tracks[goal.id].concepts


def goal_title(w: Workspace, goal: Goal) -> str:
    if goal.kind == "concept":
        return w.catalog.concept(goal.id).title
    return w.catalog.tracks[goal.id].title


def goal_projects(w: Workspace, goal: Goal) -> tuple[planner.ProjectWork, ...]:
    """The projects of a track or role, as the planner sees them."""
    if goal.kind == "concept":
        return ()
    found = (w.catalog.projects[id] for id in w.catalog.tracks[goal.id].projects if id in w.catalog.projects)
    return tuple(planner.ProjectWork(p.id, p.title, round(60 * p.hours), p.concepts) for p in found)


def _plan(w: Workspace, settings: Settings, state: learner.State, path: tuple[str, ...], today: date) -> Plan:
    projects = goal_projects(w, settings.goal)
    graph, done = w.catalog.graph, learner.done_items(state)
    items = planner.items(path, graph, done, projects, learner.pace(state))
    finished = learner.done_items(state, on=today)
    spent = sum(item.minutes for item in planner.items(path, graph) if item.id in finished)
    reviews = learner.review_load(state, today)
    return planner.plan(items, graph, settings, today, reviews, projects=projects, spent=spent)
