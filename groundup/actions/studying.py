"""Reading: a concept's page, its lesson, its cells and its moving figures."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from groundup.actions.recording import record
from groundup.actions.standing import standing
from groundup.actions.views import (
    ConceptView,
    FigureView,
    LabSummary,
    LessonView,
    Link,
    ResourceView,
)
from groundup.catalog import Cell, Concept, LabOutline
from groundup.records import Activity, CellRun, Drawing, GroundupError, Mastery, Outcome
from groundup.workspace import Workspace

SHOWN_EVIDENCE = 50


def concept(w: Workspace, id: str) -> ConceptView:
    """One concept: what it is, where it stands, and the evidence for that."""
    found = w.catalog.concept(id)
    now = standing(w)
    rows = w.store.evidence(w.store.learner(), concept=id, newest=SHOWN_EVIDENCE)
    mine = [fact for _, fact in sorted(rows, key=lambda row: -row[0])]
    return ConceptView(
        id=id,
        title=found.title,
        summary=found.summary,
        stage=found.stage,
        complete=found.complete,
        objectives=found.objectives,
        out_of_scope=found.out_of_scope,
        minutes={
            "lesson": found.node.minutes.lesson,
            "practice": found.node.minutes.practice,
            "lab": found.node.minutes.lab,
        },
        prerequisites=tuple(_link(w, now.mastery, p) for p in found.node.prerequisites),
        unlocks=tuple(
            _link(w, now.mastery, c.id) for c in w.catalog.concepts.values() if id in c.node.prerequisites
        ),
        resources=resources(w, found),
        families=tuple(w.catalog.families(id)) if found.complete else (),
        lab=_lab_summary(found.lab, found, now.passed),
        mastery=now.mastery[id],
        evidence=tuple(mine),
        on_path=id in now.path,
        practical=_lab_summary(found.practical, found, now.passed),
    )


def _link(w: Workspace, mastery: Mapping[str, Mastery], id: str) -> Link:
    return Link(id, w.catalog.concept(id).title, mastery[id].state)


def resources(w: Workspace, found: Concept) -> tuple[ResourceView, ...]:
    known = (w.catalog.resources[id] for id in found.resources if id in w.catalog.resources)
    return tuple(ResourceView(r.title, r.author, r.kind, r.cost, r.url, r.note) for r in known)


def _lab_summary(outline: LabOutline | None, found: Concept, passed: frozenset[str]) -> LabSummary | None:
    if outline is None:
        return None
    return LabSummary(
        outline.id, outline.module, outline.builds, outline.oracle, outline.id in passed, found.complete
    )


def lesson(w: Workspace, id: str) -> LessonView:
    """The lesson as blocks. Raises GroundupError("not-found") for a concept that is only outlined."""
    found = w.catalog.concept(id)
    if not found.complete:
        raise GroundupError("not-found", f"{found.title} has no lesson yet: it is outlined.")
    text = w.catalog.lesson(id)
    complete = [c for c in w.catalog.concepts.values() if c.complete]
    at = [c.id for c in complete].index(id)
    now = standing(w)
    return LessonView(
        concept=id,
        title=found.title,
        objectives=found.objectives,
        minutes=found.node.minutes.lesson,
        blocks=text.blocks,
        figures={f.function: figure_view(f) for f in found.figures if f.function},
        previous=_link(w, now.mastery, complete[at - 1].id) if at else None,
        next=_link(w, now.mastery, complete[at + 1].id) if at + 1 < len(complete) else None,
        lab=found.lab.id if found.lab else None,
        read=now.state.lesson_read(id),
    )


def figure_view(figure: Any) -> FigureView:
    return FigureView(figure.function, figure.title, figure.shows, figure.controls)


def read(w: Workspace, id: str, duration_s: float = 0.0) -> None:
    """The learner says that the lesson is read: the memory starts, mastery does not."""
    w.catalog.concept(id)
    record(w, Activity("lesson", id, id, w.catalog.hash(id, "lesson")), Outcome("read"), duration_s)


def run_cell(w: Workspace, id: str, cell: str, source: str | None = None) -> CellRun:
    """Run a cell of the lesson, as it stands or as the learner changed it, in the lesson's own child.

    Cells share one namespace, as in a notebook: the cells above `cell` run first where they have not.
    """
    blocks = [block for block in w.catalog.lesson(id).blocks if isinstance(block, Cell)]
    ids = [block.id for block in blocks]
    if cell not in ids:
        raise GroundupError("not-found", f"This lesson has no cell {cell!r}.")
    cells = w.cells(id)
    with cells.turn():
        done = cells.done
        for block in blocks[: ids.index(cell)]:
            if block.id not in done:
                before = cells.run(block.source, name=block.id)
                if before.run.status != "ok":
                    return before
        text = source if source is not None else blocks[ids.index(cell)].source
        return cells.run(text, name=cell)


def restart_cells(w: Workspace, id: str) -> None:
    """Forget all variables of an open lesson."""
    w.close_cells(id)


def draw(w: Workspace, id: str, figure: str, controls: Mapping[str, Any]) -> Drawing:
    """A figure at these settings; what is not given stands at its default."""
    found = next((f for f in w.catalog.concept(id).figures if f.function == figure), None)
    if found is None:
        raise GroundupError("not-found", f"{id} has no figure {figure!r}.")
    usual = {control["name"]: control["value"] for control in found.controls}
    moved = (control for control in found.controls if control["name"] in controls)
    settings = usual | {c["name"]: _setting(c, controls[c["name"]]) for c in moved}
    key = f"drawing {id}/{figure} {w.catalog.hash(id, 'figures')}"
    kept: Drawing | None = w.derived.get(key) if settings == usual else None
    if kept is not None:
        return kept
    drawing = w.cells(f"figures of {id}").draw(w.catalog.figure_source(id), figure, settings)
    if settings == usual:
        w.derived[key] = drawing  # the first look at a lesson costs nothing the next time
    return drawing


def _setting(control: Mapping[str, Any], value: Any) -> Any:
    """The value as its control allows it. Raises GroundupError("invalid")."""
    kind, name = control["kind"], control["name"]
    try:
        if kind == "slider":
            return _whole(_between(value, control["min"], control["max"]), control)
        if kind == "point":
            pairs = zip(value, control["min"], control["max"], strict=True)
            return [_between(v, low, high) for v, low, high in pairs]
        if kind == "toggle":
            return value in (True, "true", "on", "1", 1)
        if kind == "choice" and value in control["options"]:
            return value
    except (TypeError, ValueError, OverflowError) as error:
        raise GroundupError("invalid", f"{value!r} is not a setting of {name}.") from error
    raise GroundupError("invalid", f"{value!r} is not a setting of {name}.")


def _between(value: Any, low: float, high: float) -> float:
    number = float(value)
    if math.isnan(number):
        raise ValueError("nan is no place between two numbers")
    return min(max(number, low), high)


def _whole(value: float, control: Mapping[str, Any]) -> float | int:
    whole = all(float(control[key]).is_integer() for key in ("min", "max", "step"))
    return round(value) if whole else value
