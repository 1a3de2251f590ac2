"""The one way in which something a person did becomes evidence."""

from __future__ import annotations

from groundup.actions.standing import current_settings, local_now
from groundup.records import Activity, Evidence, Outcome, uuid7
from groundup.workspace import Workspace

LONGEST_SITTING_S = 4 * 3600.0  # a page left open overnight is not four hours of work


def evidence(w: Workspace, activity: Activity, outcome: Outcome, duration_s: float) -> Evidence:
    now = local_now(w, current_settings(w))
    seconds = min(max(duration_s, 0.0), LONGEST_SITTING_S)
    at_ms = int(now.timestamp() * 1000)
    return Evidence(uuid7(at_ms), w.store.learner(), activity, outcome, seconds, now)


def record(w: Workspace, activity: Activity, outcome: Outcome, duration_s: float) -> Evidence:
    """Durable when this returns."""
    fact = evidence(w, activity, outcome, duration_s)
    w.store.add(fact)
    return fact
