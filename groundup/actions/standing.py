"""Where the learner stands: state, mastery and plan, computed from evidence and kept until something moves.

Nothing here is a fact: empty `workspace.derived` and the same numbers come back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from groundup import learner, planner
from groundup.actions.fitting import curve, stamp
from groundup.actions.goals import goal_concepts, is_there
from groundup.actions.laying import Known, brief
from groundup.actions.placed import Placed, placed
from groundup.records import Evidence, GroundupError, Mastery, Plan, Settings
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
    placed: Placed  # what a placement says


def standing(w: Workspace) -> Standing:
    """As of now; costs a dictionary look-up while neither evidence, settings nor the day have changed."""
    with w.lock:
        return _standing(w)


def _standing(w: Workspace) -> Standing:
    settings = current_settings(w)
    now = local_now(w, settings)
    today = learner.study_day(now, settings.zone if settings else None)
    key = (w.store.revision(), today, w.catalog.version, stamp(w))
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
    return settings if settings is not None and is_there(w, settings.goal) else None


def known(now: Standing) -> Known:
    """What a plan is laid from."""
    done = learner.done_items(now.state, placed=now.placed.conclusions)
    return Known(now.state, now.mastery, done, now.today)


def require_settings(w: Workspace) -> Settings:
    settings = current_settings(w)
    if settings is None:
        raise GroundupError("conflict", "No goal is chosen yet. Choose one first: groundup setup")
    return settings


def _compute(w: Workspace, settings: Settings | None, now: datetime, today: date) -> Standing:
    state = _state(w, settings)
    found = placed(w, state)
    mastery = learner.mastery(state, today, found.conclusions)
    passed = learner.passed_labs(state)
    path: tuple[str, ...] = ()
    plan = None
    if settings is not None:
        path = planner.path_to(w.catalog.graph, goal_concepts(w, settings.goal))
        known = Known(state, mastery, learner.done_items(state, placed=found.conclusions), today)
        plan = planner.laid(brief(w, settings, w.store.agenda(w.store.learner()), known))
    return Standing(now, today, settings, state, mastery, path, plan, passed, found)


def current_state(w: Workspace) -> learner.State:
    """What the evidence adds up to, without mastery and plan: for those who need neither."""
    with w.lock:
        return _state(w, current_settings(w))


def _state(w: Workspace, settings: Settings | None) -> learner.State:
    """Replay what is new; replay all when evidence arrived that is older than what was seen."""
    retention = settings.retention if settings else learner.DEFAULT_RETENTION
    kept = w.derived.get("state")
    own = curve(w)
    version = (retention, w.catalog.version, own)
    seq, state = kept[1] if kept and kept[0] == version else (0, None)
    rows: list[tuple[int, Evidence]] = w.store.evidence(w.store.learner(), after=seq)
    fresh = [evidence for _, evidence in rows]
    if state is None or learner.reaches_back(state, fresh):
        rows = w.store.evidence(w.store.learner()) if seq else rows
        state = learner.replay(w.catalog.graph, [e for _, e in rows], retention, own)
    else:
        for evidence in fresh:
            state = learner.step(state, evidence)
    seq = rows[-1][0] if rows else seq
    w.derived["state"] = (version, (seq, state))
    return state
