"""The road: today, plan, map, gaps, claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from groundup.cli import streams
from groundup.cli.app import Json, command
from groundup.cli.completing import concepts_like
from groundup.cli.opened import opened
from groundup.cli.wording import STATES, day, hours, plural, short_day

if TYPE_CHECKING:
    from rich.console import Console

    from groundup import actions
    from groundup.workspace import Workspace

WEEKS_SHOWN = 4


@command("today", "groundup today", "groundup today --json")
def today(ctx: typer.Context, json: Json = False) -> None:
    """Show what is due today, in order.

    Each item is shown with the command that starts it.
    """
    from groundup import actions

    with opened(ctx) as w:
        view, offer = actions.today(w), actions.placement_offer(w)
    if json:
        streams.print_json(view)
        return
    console = streams.out()
    console.print(f"{day(view.date)} · {view.goal}", style="bold")
    _show_items(console, view.items)
    _show_placement(console, offer)
    if view.note:
        console.print(streams.clean(view.note))
    if view.next is not None:
        console.print(f"\n{hours(view.minutes)} in all.")
        console.print(f"Next:  {view.next.command}", style="bold", soft_wrap=True)


def _show_placement(console: Console, offer: actions.PlacementOffer) -> None:
    from groundup import actions

    for line in actions.left_out(offer.inferred):
        console.print(f"{line}  Why?  groundup placement --result", style="dim", soft_wrap=True)
    if offer.offer == "begin":
        console.print("Find out first what you know already:  groundup placement", style="dim")
    elif offer.offer == "resume":
        console.print(
            f"Your placement is paused after {plural(offer.answered, 'question')}:  groundup placement"
        )


def _show_items(console: Console, items: tuple[actions.TodayItem, ...]) -> None:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    part = ""
    for one in items:
        heading = one.part.capitalize() if one.part not in (part, "any") else ""
        part = one.part
        title = f"{one.item.title} ({one.share})" if one.share else one.item.title
        title += " (outlined)" if one.outlined else ""
        style = "dim" if one.done else ""
        time = "done" if one.done else hours(one.minutes)
        table.add_row(heading, time, one.item.work, streams.clean(title), style=style)
        if not one.done:
            table.add_row("", "", "", one.command, style="dim")
    console.print(table)


@command("plan", "groundup plan", "groundup plan --weeks 52", "groundup plan --json")
def plan(
    ctx: typer.Context,
    weeks: Annotated[int, typer.Option(min=1, help="How many weeks to show.")] = WEEKS_SHOWN,
    json: Json = False,
) -> None:
    """Show the weeks to the goal, day by day and part by part.

    With --json: the whole plan.
    """
    from groundup import actions

    with opened(ctx) as w:
        view = actions.plan(w)
    if json:
        streams.print_json(view)
        return
    console = streams.out()
    _show_forecast(console, view)
    for week in view.weeks[:weeks]:
        console.print(f"\nWeek of {day(week.start)}, {hours(week.minutes)}", style="bold")
        _show_days(console, week.days)
    more = len(view.weeks) - weeks
    if more > 0:
        console.print(f"\n{plural(more, 'more week')}: groundup plan --weeks {len(view.weeks)}", style="dim")
    for unplaced in view.unplaced:
        console.print(streams.clean(f"Fits no day: {unplaced.item.title}. {unplaced.reason}"), style="yellow")


def _show_forecast(console: Console, view: actions.PlanView) -> None:
    console.print(view.goal, style="bold")
    if view.finish:
        console.print(
            f"{hours(view.minutes_left)} of work are left; at this pace you are there on {day(view.finish)}."
        )
    if view.deadline and view.finish and view.finish > view.deadline:
        late = plural((view.finish - view.deadline).days, "day")
        console.print(f"That is {late} after your deadline, {day(view.deadline)}.", style="yellow")
    for line in (view.moved, *view.notes):
        if line:
            console.print(streams.clean(line))


def _show_days(console: Console, days: tuple[actions.PlanDay, ...]) -> None:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    for one in days:
        when = short_day(one.day)
        for sitting in one.sittings:
            share = f" ({sitting.share})" if sitting.share else ""
            title = streams.clean(sitting.item.title) + share
            table.add_row(when, sitting.part, f"{sitting.minutes} min", sitting.item.work, title)
            when = ""
    console.print(table)


@command("map", "groundup map", "groundup map vectors", "groundup map --path", "groundup map --json")
def map_(
    ctx: typer.Context,
    id: Annotated[
        str,
        typer.Argument(
            help="One concept or project, in full.", show_default=False, autocompletion=concepts_like
        ),
    ] = "",
    path: Annotated[bool, typer.Option("--path", help="Only the path to the goal.")] = False,
    json: Json = False,
) -> None:
    """Show every concept by stage, marked by what the evidence says.

    ● mastered  ◑ fading  ◐ begun  ◎ inferred  ◌ claimed  ○ new; » is on your path.
    """
    from groundup import actions

    with opened(ctx) as w:
        if id:
            _one(w, id, json=json)
            return
        view = actions.roadmap(w)
    nodes = tuple(node for node in view.nodes if node.on_path or not path)
    if json:
        streams.print_json({"goal": view.goal, "stages": _stages(view), "nodes": nodes})
    else:
        _show_map(view, nodes)


def _stages(view: actions.MapView) -> list[dict[str, str]]:
    return [{"id": id, "title": title} for id, title in view.stages]


def _show_map(view: actions.MapView, nodes: tuple[actions.MapNode, ...]) -> None:
    from rich.table import Table

    console = streams.out()
    if view.goal:
        console.print(f"» {view.goal}", style="bold")
    for stage, title in view.stages:
        mine = [node for node in nodes if node.stage == stage]
        if not mine:
            continue
        console.print(f"\n{title}", style="bold")
        table = Table.grid(padding=(0, 1))
        for node in mine:
            mark, style = STATES[node.mastery.state]
            outlined = "" if node.complete else "outlined"
            table.add_row(
                "»" if node.on_path else " ", mark, node.id, streams.clean(node.title), outlined, style=style
            )
        console.print(table)


def _one(w: Workspace, id: str, *, json: bool) -> None:
    from groundup import actions
    from groundup.cli import concepts

    is_project = id in w.catalog.projects and id not in w.catalog.concepts
    view = actions.project(w, id) if is_project else actions.concept(w, id)
    if json:
        streams.print_json(view)
    elif isinstance(view, actions.ConceptView):
        concepts.show_concept(view)
    else:
        concepts.show_project(view)


@command("gaps", "groundup gaps", "groundup gaps --json")
def gaps(
    ctx: typer.Context,
    most: Annotated[int, typer.Option(min=1, help="How many to show.")] = 10,
    json: Json = False,
) -> None:
    """Show what stands between you and the goal, most useful first."""
    from groundup import actions

    with opened(ctx) as w:
        found = actions.gaps(w)
    if json:
        streams.print_json(found)
        return
    console = streams.out()
    for gap in found[:most]:
        outlined = "" if gap.complete else ", outlined"
        console.print(f"{gap.concept.title} ({gap.concept.id}, {hours(gap.minutes)}{outlined})", style="bold")
        console.print(f"  {streams.clean(gap.reason)}")
    if not found:
        console.print("No gap is left before your goal.")
    elif len(found) > most:
        console.print(f"{len(found) - most} more: groundup gaps --most {len(found)}", style="dim")
