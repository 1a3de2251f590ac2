"""The named plans as something to begin from: hours, rhythm, and how often something is shipped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from groundup.actions.goals import courses
from groundup.catalog import PlanOutline
from groundup.records import Goal, GroundupError, Wishes
from groundup.workspace import Workspace


@dataclass(frozen=True)
class Pace:
    """What a preset sets; `hours` and `days` are 0 and `rhythm` empty where it leaves them to the learner."""

    hours: float = 0
    rhythm: str = ""
    ship_every: int = 0
    rest_every: int = 0
    days: int = 0
    needs_deadline: bool = False


@dataclass(frozen=True)
class Preset:
    """`goal` is the plan itself where it says what is learned, and None where it only says when."""

    id: str
    title: str
    summary: str
    note: str
    goal: Goal | None
    pace: Pace

    def deadline(self, start: date) -> date | None:
        return start + timedelta(self.pace.days) if self.pace.days else None

    def wishes(self, before: Wishes) -> Wishes:
        """Those of before, with what the preset sets; pins and pauses stay."""
        return Wishes(
            preset=self.id,
            strict=before.strict,
            pauses=before.pauses,
            pins=before.pins,
            closing=before.closing,
            ship_every=self.pace.ship_every,
            rest_every=self.pace.rest_every,
            left_out=before.left_out,
        )


def presets(w: Workspace) -> tuple[Preset, ...]:
    """Those of the plans that set something, in the order of their titles."""
    goals = courses(w)
    found = [_preset(plan, goals) for plan in w.catalog.plans.values() if "preset" in plan.tables]
    return tuple(sorted(found, key=lambda preset: (preset.goal is None, preset.title)))


def preset(w: Workspace, id: str) -> Preset:
    """Raises GroundupError("not-found")."""
    for one in presets(w):
        if one.id == id:
            return one
    names = ", ".join(one.id for one in presets(w))
    raise GroundupError("not-found", f"There is no plan called {id!r} to begin from. There are: {names}.")


def _preset(plan: PlanOutline, goals: tuple[str, ...]) -> Preset:
    set_ = plan.tables["preset"]
    pace = Pace(
        hours=float(set_.get("hours", 0)),
        rhythm=str(set_.get("rhythm", "")),
        ship_every=int(set_.get("ship_every", 0)),
        rest_every=int(set_.get("rest_every", 0)),
        days=int(set_.get("days", 0)),
        needs_deadline=bool(set_.get("needs_deadline", False)),
    )
    goal = Goal("plan", plan.id) if plan.id in goals else None
    return Preset(plan.id, plan.title, plan.summary, str(plan.tables.get("note", "")), goal, pace)
