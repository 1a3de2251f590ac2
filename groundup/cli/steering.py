"""Steering the plan: forecast, replan, pause, pin, close, loop."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from groundup.cli import streams
from groundup.cli.app import Json, command
from groundup.cli.completing import concepts_like
from groundup.cli.opened import opened
from groundup.cli.wording import day, plural, short_day
from groundup.records import GroundupError

if TYPE_CHECKING:
    from rich.console import Console

    from groundup import actions
    from groundup.records import Settings, Wishes
    from groundup.workspace import Workspace

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", show_default=False)]


@command("forecast", "groundup forecast", "groundup forecast --json")
def forecast(ctx: typer.Context, json: Json = False) -> None:
    """Say when it is likely done, and why that moved.

    From your own weeks: how much of the plan you keep to, and your pace.
    """
    from groundup import actions

    with opened(ctx) as w:
        view = actions.forecast(w)
    if json:
        streams.print_json(view)
        return
    console = streams.out()
    if view is None:
        console.print("Nothing is left to do before your goal, or it fits nowhere: groundup plan")
        return
    console.print(f"Even chance:  {day(view.likely)}", style="bold")
    console.print(f"Four in five: {day(view.surely)}")
    console.print(f"If all of the plan is kept to: {day(view.plan)}", style="dim")
    if view.an_hour_more:
        console.print(f"Even chance with an hour more a week: {day(view.an_hour_more)}")
    _show_grounds(console, view)


def _show_grounds(console: Console, view: actions.ForecastView) -> None:
    if view.weeks:
        weeks = "week" if view.weeks == 1 else plural(view.weeks, "week")
        console.print(f"From your last {weeks}: about {view.share:.0%} of the plan gets done.")
    else:
        console.print(
            f"Nothing is known of your weeks yet; {view.share:.0%} of the plan is assumed to get done."
        )
    if view.earlier:
        way = "later" if view.moved > 0 else "earlier"
        moved = f"{plural(abs(view.moved), 'day')} {way} than" if view.moved else "As"
        console.print(" ".join([f"{moved} on {short_day(view.earlier.day)}.", *view.why]))


@command(
    "replan",
    "groundup replan",
    "groundup replan --hours 10 --strict",
    "groundup replan --deadline 2027-06-30 --way less",
    "groundup replan --hours 10 --apply",
)
def replan(
    ctx: typer.Context,
    hours: Annotated[float | None, typer.Option(help="Hours a week.", show_default=False)] = None,
    rhythm: Annotated[str, typer.Option(help="The name of a rhythm.", show_default=False)] = "",
    deadline: Day = None,
    strict: Annotated[
        bool | None, typer.Option("--strict/--no-strict", help="Nothing off the rhythm.", show_default=False)
    ] = None,
    ship_every: Annotated[
        int | None, typer.Option(min=0, help="Weeks between two things shipped.", show_default=False)
    ] = None,
    rest_every: Annotated[
        int | None, typer.Option(min=0, help="Weeks of work before one of rest.", show_default=False)
    ] = None,
    all_back: Annotated[bool, typer.Option("--all-back", help="Bring back what was left out.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Plan it like this.")] = False,
    way: Annotated[
        str, typer.Option(help="Take a way out: more, longer, later or less.", show_default=False)
    ] = "",
    json: Json = False,
) -> None:
    """Show what another week would change, before it is done.

    Without --apply or --way nothing changes.
    """
    from groundup import actions

    with opened(ctx) as w:
        settings, wishes = _now(w)
        if hours is not None or rhythm:
            weekly = settings.hours_per_week if hours is None else hours
            settings = replace(settings, hours_per_week=weekly, rhythm=actions.rhythm_for(w, rhythm, weekly))
        settings = replace(settings, deadline=deadline.date() if deadline else settings.deadline)
        wishes = replace(
            wishes,
            strict=wishes.strict if strict is None else strict,
            ship_every=wishes.ship_every if ship_every is None else ship_every,
            rest_every=wishes.rest_every if rest_every is None else rest_every,
            left_out=() if all_back else wishes.left_out,
        )
        preview = actions.preview(w, settings, wishes)
        done = _applied(w, preview, settings, wishes, apply=apply, way=way)
    if json:
        streams.print_json({"applied": done, "preview": preview})
    else:
        _show_preview(streams.out(), preview, done)


def _now(w: Workspace) -> tuple[Settings, Wishes]:
    from groundup import actions

    settings = actions.current_settings(w)
    if settings is None:
        raise GroundupError("conflict", "No goal is chosen yet. Choose one first: groundup setup")
    return settings, actions.agenda(w).wishes


def _applied(
    w: Workspace, preview: actions.Preview, settings: Settings, wishes: Wishes, *, apply: bool, way: str
) -> bool:
    from groundup import actions

    if way:
        taken = next((one for one in preview.ways if one.kind == way and one.finish), None)
        if taken is None:
            there = ", ".join(one.kind for one in preview.ways if one.finish) or "none is needed"
            raise GroundupError("invalid", f"There is no way out called {way!r} here. There are: {there}.")
        settings, wishes = taken.settings, taken.wishes
    if apply or way:
        actions.apply(w, settings, wishes)
    return apply or bool(way)


def _show_preview(console: Console, preview: actions.Preview, done: bool) -> None:
    before, after = preview.before.finish, preview.after.finish
    console.print(f"Now:  {day(before) if before else 'nothing is left'}")
    if preview.changed:
        later = f", {plural(abs(preview.days), 'day')} {'later' if preview.days > 0 else 'earlier'}"
        console.print(
            f"Then: {day(after) if after else 'nothing is planned'}{later if preview.days else ''}",
            style="bold",
        )
        for move in preview.moves:
            was = short_day(move.was) if move.was else "not before"
            becomes = short_day(move.becomes) if move.becomes else "later"
            console.print(streams.clean(f"  {move.title}, {move.work}: {was} -> {becomes}"))
    for one in preview.ways:
        finish = f" Done on {day(one.finish)}." if one.finish else ""
        console.print(streams.clean(f"Way out --way {one.kind}: {one.sentence}{finish}"))
    for price in preview.prices:
        console.print(
            f"Cost of {price.constraint}: {plural(price.days, 'day')}. Without, {day(price.without)}.",
            style="dim",
        )
    if done:
        console.print("It is planned like this now:  groundup plan", style="bold")
    elif preview.changed:
        console.print("Nothing has changed yet. The same with --apply does it.", style="bold")


@command(
    "pause",
    "groundup pause 2026-12-21 2027-01-03 --title Christmas",
    "groundup pause 2026-12-21 --end",
    "groundup pause",
)
def pause(
    ctx: typer.Context,
    first: Annotated[str, typer.Argument(help="The first day, like 2026-12-21.", show_default=False)] = "",
    last: Annotated[str, typer.Argument(help="The last day; else the first.", show_default=False)] = "",
    title: Annotated[str, typer.Option(help="What for.", show_default=False)] = "",
    end: Annotated[bool, typer.Option("--end", help="Study then after all.")] = False,
    json: Json = False,
) -> None:
    """Keep days free: a holiday, an exam, an illness.

    Without days: show the pauses there are.
    """
    from groundup import actions

    with opened(ctx) as w:
        if first and end:
            actions.end_pause(w, _day(first))
        elif first:
            actions.pause(w, _day(first), _day(last or first), title)
        pauses = actions.agenda(w).wishes.pauses
        finish = actions.current(w).finish
    if json:
        streams.print_json({"pauses": pauses, "finish": finish})
        return
    console = streams.out()
    for one in pauses:
        console.print(streams.clean(f"{day(one.first)} to {day(one.last)}  {one.title}"))
    console.print(f"You are there on {day(finish)}." if finish else "Nothing is left to do before your goal.")


@command(
    "pin",
    "groundup pin vectors/lab 2026-12-12",
    "groundup pin vectors/lab --remove",
    "groundup pin",
)
def pin(
    ctx: typer.Context,
    item: Annotated[str, typer.Argument(help="A piece of work, like vectors/lab.", show_default=False)] = "",
    on: Annotated[str, typer.Argument(help="The day, like 2026-12-12.", show_default=False)] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Let it come when it fits.")] = False,
    json: Json = False,
) -> None:
    """Begin a piece of work on one day, whatever else moves.

    Without a piece of work: show the pins there are.
    """
    from groundup import actions

    with opened(ctx) as w:
        if item and remove:
            actions.unpin(w, item)
        elif item:
            actions.pin(w, item, _day(on))
        pins = actions.agenda(w).wishes.pins
    if json:
        streams.print_json({"pins": pins})
        return
    console = streams.out()
    for one in pins:
        console.print(f"{day(one.day)}  {one.item}")
    if not pins:
        console.print("Nothing is pinned.")


@command("close", "groundup close svd", "groundup close --leave")
def close(
    ctx: typer.Context,
    concept: Annotated[
        str, typer.Argument(help="The gap.", show_default=False, autocompletion=concepts_like)
    ] = "",
    leave: Annotated[bool, typer.Option("--leave", help="Back to the goal.")] = False,
    json: Json = False,
) -> None:
    """Close one gap first: the shortest path to it is the plan.

    It ends when the concept is mastered, or with --leave.
    """
    from groundup import actions

    with opened(ctx) as w:
        if leave:
            actions.leave_gap(w)
        elif concept:
            actions.close_gap(w, concept)
        way, finish = actions.way(w), actions.current(w).finish
    if json:
        streams.print_json({"closing": way.closing or None, "title": way.title, "finish": finish})
        return
    leads = f"{way.title} first" if way.closing else f"your goal, {way.title}"
    streams.out().print(
        streams.clean(f"The plan leads to {leads}" + (f", on {day(finish)}." if finish else "."))
    )


@command(
    "loop",
    "groundup loop",
    "groundup loop --begin 'A chat service on my own notes'",
    "groundup loop --step 2",
    "groundup loop --note 'Did not understand cosine similarity'",
    "groundup loop --end 'Smaller next time'",
)
def loop(
    ctx: typer.Context,
    begin: Annotated[str, typer.Option(help="Begin a pass with this goal.", show_default=False)] = "",
    step: Annotated[int, typer.Option(help="Go to this step.", show_default=False)] = 0,
    gap: Annotated[str, typer.Option(help="The gap that the pass closes.", show_default=False)] = "",
    note: Annotated[str, typer.Option(help="A line in the log.", show_default=False)] = "",
    end: Annotated[str, typer.Option(help="End the pass with this review.", show_default=False)] = "",
    json: Json = False,
) -> None:
    """Go round: study an endgame, learn, build, close a gap.

    Each pass has a goal, a log and a review; the plan follows its steps.
    """
    from groundup import actions

    with opened(ctx) as w:
        if begin:
            actions.begin_pass(w, begin)
        if step:
            actions.go_to_step(w, step)
        if gap:
            actions.choose_gap(w, gap)
        if note:
            actions.note(w, note)
        if end:
            actions.end_pass(w, end)
        view = actions.loop(w)
    if json:
        streams.print_json(view)
    else:
        _show_loop(streams.out(), view)


def _show_loop(console: Console, view: actions.LoopView) -> None:
    now = view.now
    if now is None:
        console.print("No pass is going on. Begin one:  groundup loop --begin GOAL")
    else:
        console.print(streams.clean(f"Pass {now.number}: {now.goal}"), style="bold")
    for step in view.steps:
        mark = {"done": "●", "now": "◐", "later": "○"}[step.state]
        known = f" ({step.known} of {plural(step.wanted, 'concept')})" if step.wanted else ""
        style = "bold" if step.state == "now" else None
        console.print(streams.clean(f"{mark} {step.number} {step.name}{known}"), style=style)
    for when, text in now.log if now else ():
        console.print(streams.clean(f"{short_day(when)}  {text}"))
    for one in view.passes:
        if one.ended:
            console.print(streams.clean(f"Pass {one.number}, {one.goal}: {one.review}"), style="dim")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise GroundupError("invalid", f"{text!r} is not a day; write it like 2027-03-31.") from error
