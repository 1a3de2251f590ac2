"""Placement on a terminal: question after question, and what the answers say of the whole map."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from groundup.cli import streams
from groundup.cli.answering import GIVE_UP, show_question, typed
from groundup.cli.app import Json, Status, command
from groundup.cli.concepts import mark
from groundup.cli.opened import opened
from groundup.cli.wording import plural

if TYPE_CHECKING:
    from rich.console import Console

    from groundup import actions
    from groundup.records import Marked
    from groundup.workspace import Workspace

LAST = {"right": "Right.", "wrong": "Not right.", "unknown": "Noted: you don't know."}
TITLES = {"known": "Seems known", "open": "Not sure", "not known": "Seems not known"}


@command(
    "placement",
    "groundup placement",
    "groundup placement --result",
    "groundup placement --redo",
    "groundup placement --json",
)
def placement(
    ctx: typer.Context,
    redo: Annotated[bool, typer.Option("--redo", help="Begin anew; the latest round counts.")] = False,
    more: Annotated[bool, typer.Option("--more", help="Go on, though enough was asked.")] = False,
    result: Annotated[bool, typer.Option("--result", help="Show what was concluded, and why.")] = False,
    round: Annotated[
        int | None, typer.Option("--round", min=0, help="A round by its number.", show_default=False)
    ] = None,
    answer: Annotated[
        str | None,
        typer.Option(help=f"Answer what --json asked; {GIVE_UP} if you don't know.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """Find out what you know already, by 25 questions at most.

    They range over the whole map, each chosen by the answers before it. Ctrl-C
    pauses; the next call goes on where you left. With --json: the next question,
    and the number of its round, with which it is answered.
    """
    from groundup import actions

    with opened(ctx) as w:
        if answer is not None:
            _answer_one(w, round, answer, json=json)
            return
        if redo:
            round = actions.placement(w).fresh
        elif more and round is None:
            round = actions.placement(w).round
        if not result and not json:
            _ask(w, round, more=more)
        if json:
            view = actions.placement(w, round) if result else actions.placement_question(w, round)
            streams.print_json(view)
        else:
            _show(actions.placement(w, None if redo else round), whole=result)


def _answer_one(w: Workspace, round: int | None, text: str, *, json: bool) -> None:
    """One answer without a conversation: for those who ask with --json."""
    from groundup import actions

    if round is None:
        raise typer.BadParameter("an answer needs the number of its --round", param_hint="--answer")
    waiting = actions.placement_question(w, round).asked
    marked = None if waiting is None else _give(w, round, waiting, text, 0.0)
    if marked is None:
        streams.complain("No question is left to ask in this round.")
        raise typer.Exit(Status.FAILED)
    if json:
        streams.print_json({"result": marked.result, "sentence": marked.sentence})
    else:
        streams.out().print(_said(marked, unknown=text == GIVE_UP))
    if marked.result == "invalid":
        raise typer.Exit(Status.USAGE)


def _give(w: Workspace, round: int, asked: actions.Asked, text: str, seconds: float) -> Marked | None:
    from groundup import actions

    unknown = text == GIVE_UP
    return actions.answer_placement(w, round, asked.id, "" if unknown else text, seconds, unknown=unknown)


def _said(marked: Marked, *, unknown: bool) -> str:
    if marked.result == "invalid":
        return streams.clean(f"That could not be read. {marked.sentence}")
    return LAST["unknown" if unknown else marked.result]


def _ask(w: Workspace, round: int | None, *, more: bool) -> None:
    """Question after question until it is over, or whoever answers leaves."""
    from groundup import actions

    console = streams.out()
    while True:
        view = actions.placement_question(w, round)
        if view.asked is None or (view.progress.over and not more):
            return
        round = view.round
        _show_progress(console, view.progress)
        show_question(view.asked)
        if not streams.someone_answers():
            return
        try:
            _converse(w, view.round, view.asked, console)
        except typer.Abort:
            streams.say("\nPaused: your answers are kept. Go on with: groundup placement")
            return


def _converse(w: Workspace, round: int, asked: actions.Asked, console: Console) -> None:
    since = time.monotonic()
    while True:
        text = typed(asked)
        marked = _give(w, round, asked, text, time.monotonic() - since)
        if marked is None:
            return  # answered in another window in the meantime
        console.print(_said(marked, unknown=text == GIVE_UP))
        if marked.result != "invalid":
            return


def _show_progress(console: Console, progress: actions.PlacementProgress) -> None:
    if progress.over:
        console.print("\nOne question more", style="bold")
        return
    if progress.answered:
        sure = f"about {round(100 * progress.expected)} of 100 conclusions should be right by now"
    else:
        sure = f"it ends sooner if enough is known; {GIVE_UP} means: I don't know"
    console.print(f"\nQuestion {progress.answered + 1} of at most {progress.most}", style="bold", end="")
    console.print(f"  ({sure})", style="dim")


def _show(view: actions.PlacementView, *, whole: bool) -> None:
    """What was concluded; concept by concept where the whole is wanted, else area by area."""
    if view.round is None:
        console = streams.out()
        console.print("No question was answered yet.\nNext:  groundup placement", style="bold")
        return
    if not whole:
        _show_sum(streams.out(), view, whole=False)
        return
    with streams.paged() as console:
        _show_sum(console, view, whole=True)


def _show_sum(console: Console, view: actions.PlacementView, *, whole: bool) -> None:
    console.print()
    if not view.progress.over:
        console.print(f"Paused after {plural(view.progress.answered, 'question')}.", style="bold")
    console.print(streams.clean(view.sentence))
    if view.counts:
        console.print("It counts for your plan: lessons and labs of what seems known are left out.")
    else:
        console.print("It does not count for your plan yet: that takes ten answers, or the end.")
    for area in view.areas:
        _show_area(console, area, whole=whole)
    if not whole:
        console.print("\nConcept by concept, and why:  groundup placement --result")
        if view.progress.over and any(area.open for area in view.areas):
            console.print("More questions settle some that are open:  groundup placement --more")
    following = "groundup today" if view.progress.over else "groundup placement"
    console.print(f"\nNext:  {following}", style="bold")


def _show_area(console: Console, area: actions.PlacedArea, *, whole: bool) -> None:
    if whole:
        console.print()
    console.print(area.title, style="bold", end="")
    console.print(f"  {area.known} known, {area.not_known} not, {area.open} open", style="dim")
    for finding, title in TITLES.items() if whole else ():
        found = [one for one in area.concepts if one.conclusion.finding == finding]
        if found:
            console.print(f"  {title}")
        for one in found:
            chance = f"{round(100 * one.conclusion.chance)} %"
            console.print(
                f"  {mark(one.link.state)} {streams.clean(one.link.title)} ({one.link.id}), {chance}"
            )
            console.print(f"      {_why(one)}", style="dim")


def _why(one: actions.PlacedConcept) -> str:
    said = streams.clean(" ".join(one.because))
    return (
        f"No questions here yet: its neighbours speak for it. {said}" if one.conclusion.spoken_for else said
    )
