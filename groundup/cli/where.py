"""Bare `groundup`: where you are, and the exact next command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from groundup.cli import streams
from groundup.cli.opened import opened, place
from groundup.cli.wording import day, hours, plural

if TYPE_CHECKING:
    from groundup import actions


def where(ctx: typer.Context, *, json: bool) -> None:
    from groundup import actions
    from groundup.workspace import STATE_FOLDER

    root = place(ctx)
    if not (root / STATE_FOLDER).is_dir():
        _welcome(f"There is no workspace at {root} yet.", f"groundup init {root}", json=json)
        return
    with opened(ctx) as w:
        view = actions.current(w)
    if json:
        streams.print_json(view)
    elif not view.goal:
        _welcome(f"Your workspace is {view.workspace}; no goal is chosen yet.", "groundup setup", json=False)
    else:
        _show(view)


def _welcome(where_you_are: str, next_command: str, *, json: bool) -> None:
    if json:
        streams.print_json({"goal": "", "next": None, "command": next_command})
        return
    console = streams.out()
    console.print(streams.clean(where_you_are), soft_wrap=True)
    console.print(f"\nNext:  {next_command}", style="bold", soft_wrap=True)
    console.print("Or in the browser:  groundup run", style="dim")


def _show(view: actions.Overview) -> None:
    console = streams.out()
    counts = view.counts
    of = sum(counts.values())
    console.print(f"{day(view.today)} · {view.goal}", style="bold")
    console.print(
        f"{counts['mastered']} of {of} concepts mastered, {counts['learning']} begun, "
        f"{counts['fading']} fading, {counts['inferred']} inferred, {counts['claimed']} claimed"
    )
    if view.finish is not None:
        console.print(f"At this pace you are there on {day(view.finish)}.")
    if view.reviews_due:
        console.print(f"{plural(view.reviews_due, 'question is', 'questions are')} due for review.")
    if view.next is None:
        console.print("\nNothing is left for today. The days ahead:  groundup plan", style="bold")
        return
    console.print(f"\n{view.next.item.title}, {hours(view.next.minutes)}")
    console.print(f"Next:  {view.next.command}", style="bold", soft_wrap=True)
