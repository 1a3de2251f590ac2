"""The six-step loop as content says it: what each step asks to be learned or built."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from groundup import planner
from groundup.actions.goals import Aim, project_works
from groundup.records import Agenda, Pass
from groundup.workspace import Workspace

LOOP = "endgame-loop"
CLOSE_A_GAP = 5
REPEAT = 6


def open_pass(agenda: Agenda) -> Pass | None:
    """The pass that is going on."""
    return agenda.passes[-1] if agenda.passes and agenda.passes[-1].ended is None else None


def loop_steps(w: Workspace) -> list[Mapping[str, Any]]:
    """As `content/plans/endgame-loop.toml` lists them; empty where the content has no loop."""
    plan = w.catalog.plans.get(LOOP)
    return [] if plan is None else list(plan.tables.get("steps", ()))


def step_aim(w: Workspace, now: Pass, way: frozenset[str]) -> Aim:
    """What the plan leads to in this step: its project, its concepts in order, or the gap of this pass.

    After the first pass only the concepts on the way to the goal are left: each pass is shorter.
    """
    step: Mapping[str, Any] = next((one for one in loop_steps(w) if one["step"] == now.step), {})
    title = f"Pass {now.number}, step {now.step}: {step.get('name', '')}"
    if now.step == CLOSE_A_GAP and now.gap in w.catalog.concepts:
        return Aim(title, planner.path_to(w.catalog.graph, [now.gap]))
    named = set(step.get("concepts", ()))
    named |= {c.id for c in w.catalog.concepts.values() if c.stage in step.get("stages", ())}
    wanted = named & way if now.number > 1 else named
    concepts = planner.path_to(w.catalog.graph, sorted(wanted))
    return Aim(title, concepts, project_works(w, step.get("projects", ())))
