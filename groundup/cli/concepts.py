"""One concept or project on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundup.cli import streams
from groundup.cli.wording import STATES, day, hours, plural

if TYPE_CHECKING:
    from rich.console import Console

    from groundup import actions


def show_concept(view: actions.ConceptView) -> None:
    console = streams.out()
    look, style = STATES[view.mastery.state]
    console.print(f"{look} {view.title}", style=f"bold {style}")
    console.print(streams.clean(view.summary))
    if not view.complete:
        console.print(
            "Outlined: there is no lesson here yet. Study it with the resources below.", style="yellow"
        )
    _list(console, "What you will be able to do", view.objectives)
    _links(console, "Rests on", view.prerequisites)
    _links(console, "Opens the way to", view.unlocks)
    _list(
        console, "Resources", [f"{r.title}, {r.author} ({r.kind}, {r.cost}): {r.url}" for r in view.resources]
    )
    total = sum(view.minutes.values())
    console.print(f"\n{hours(total)} in all; {_standing(view)}")
    _ways_in(console, view)


def _standing(view: actions.ConceptView) -> str:
    known = f"known with probability {view.mastery.known:.2f}"
    due = f", next review on {day(view.mastery.due)}" if view.mastery.due else ""
    return f"{view.mastery.state}, {known}, {plural(view.mastery.pieces, 'piece')} of evidence{due}."


def _ways_in(console: Console, view: actions.ConceptView) -> None:
    if view.mastery.state != "new":
        console.print(f"Why:    groundup why {view.id}")
    if view.complete:
        console.print(f"Read:   groundup lesson {view.id}")
        console.print(f"Answer: groundup question {view.id}")
    if view.lab is not None and view.lab.complete:
        passed = ", passed" if view.lab.passed else ""
        console.print(f"Build:  groundup check {view.lab.id}   ({view.lab.module}{passed})")
    if view.practical is not None and view.practical.complete:
        passed = ", passed" if view.practical.passed else ""
        console.print(f"Do:     groundup check {view.practical.id}   ({view.practical.module}{passed})")


def _list(console: Console, title: str, lines: tuple[str, ...] | list[str]) -> None:
    if lines:
        console.print(f"\n{title}", style="bold")
        for line in lines:
            console.print(streams.clean(f"- {line}"))


def _links(console: Console, title: str, links: tuple[actions.Link, ...]) -> None:
    _list(console, title, [f"{mark(link.state)} {link.title} ({link.id})" for link in links])


def mark(state: str) -> str:
    known: dict[str, tuple[str, str]] = {str(name): look for name, look in STATES.items()}
    return known[state][0] if state in known else ""


def show_project(view: actions.ProjectView) -> None:
    console = streams.out()
    project = view.project
    console.print(f"{project.title} ({project.kind}, {project.hours:g} h)", style="bold")
    if not view.complete:
        console.print("Outlined: its brief, data and audit are not here yet.", style="yellow")
    _links(console, "Rests on", view.concepts)
    _list(console, "Deliverables", project.deliverables)
    if project.baseline:
        _list(console, "To beat", [project.baseline])
    gates = [f"{task.id}{' (must pass)' if task.gate else ''}: {task.passes}" for task in view.rubric]
    _list(console, "It passes when", gates)
    _list(console, "What usually goes wrong", project.typical_failures)
    if view.complete and not view.begun:
        console.print(f"\nBegin:  groundup project start {project.id}")
    elif view.complete:
        console.print(f"\nIt lies in {view.path}", soft_wrap=True)
        console.print(f"Audit:  groundup project audit {project.id}")
