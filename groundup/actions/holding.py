"""Holding on to the next seven days: their order is kept once a day, and the plans after it follow it."""

from __future__ import annotations

from dataclasses import replace

from groundup import planner
from groundup.actions.standing import standing
from groundup.actions.wishing import agenda
from groundup.workspace import Workspace


def hold(w: Workspace) -> None:
    """On the first look of a study day, promise the order that the plan has for its next seven days."""
    now = standing(w)
    kept = agenda(w)
    if now.plan is None or now.settings is None or kept.held_on == now.today:
        return
    held = planner.first_week(now.plan, max(now.today, now.settings.start))
    w.store.save_agenda(
        w.store.learner(), replace(kept, held=held, held_on=now.today), moves=held != kept.held
    )
