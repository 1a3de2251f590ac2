"""Reports on a terminal: how well it knows the learner, and what a week brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from groundup.cli import streams
from groundup.cli.app import Json, command
from groundup.cli.concepts import mark
from groundup.cli.opened import opened
from groundup.cli.wording import hours, plural, short_day

if TYPE_CHECKING:
    from rich.console import Console

    from groundup import actions

WIDTH = 20  # characters for 0 to 100 %


@command("report", "groundup report", "groundup report --refit", "groundup report --json")
def report(
    ctx: typer.Context,
    refit: Annotated[bool, typer.Option("--refit", help="Fit your own parameters of the memory.")] = False,
    json: Json = False,
) -> None:
    """Say how well it predicts you, beside rules that it has to beat.

    Own parameters are kept only if they predict better what was held out.
    """
    from groundup import actions

    with opened(ctx) as w:
        if refit:
            fitted = actions.refit(w)
            if json:
                streams.print_json(fitted)
            else:
                streams.out().print(fitted.sentence)
            return
        view, own = actions.report(w), actions.parameters(w)
    if json:
        streams.print_json({"answers": view.answers, "memory": view.memory, "own": own})
        return
    console = streams.out()
    for title, one in (
        ("Is the next answer right?", view.answers),
        ("Is it remembered on a later day?", view.memory),
    ):
        console.print(title, style="bold")
        console.print(one.sentence)
        if one.is_enough:
            _show_scores(console, one)
        console.print()
    if own.fitted is not None:
        console.print("Your own parameters", style="bold")
        console.print(f"{own.fitted.sentence}\n")
    console.print("Log loss: smaller is better. AUC: .5 is blind, 1 knows.", style="dim")


def _show_scores(console: Console, one: actions.Judged) -> None:
    from rich.table import Table

    table = Table("prediction by", "log loss", "AUC", box=None, padding=(0, 2, 0, 0), header_style="dim")
    for n, score in enumerate(one.scores):
        table.add_row(score.name, f"{score.log_loss:.3f}", f"{score.auc:.3f}", style="" if n else "bold")
    console.print(table)
    bins = Table("given", "right", "answers", "", box=None, padding=(0, 2, 0, 0), header_style="dim")
    for bin in one.bins:
        bins.add_row(
            f"{round(100 * bin.predicted)} %", f"{round(100 * bin.right)} %", f"{bin.answers}", _bar(bin)
        )
    console.print(bins)


def _bar(bin: actions.Bin) -> str:
    """What was right as a bar, and a stroke at what was predicted."""
    filled, at = round(WIDTH * bin.right), min(round(WIDTH * bin.predicted), WIDTH - 1)
    cells = ["█" if n < filled else "·" for n in range(WIDTH)]
    cells[at] = "│"
    return "".join(cells)


@command("week", "groundup week", "groundup week --back 1", "groundup week --json")
def week(
    ctx: typer.Context,
    back: Annotated[int, typer.Option(min=0, help="How many weeks ago it ended.")] = 0,
    json: Json = False,
) -> None:
    """Say what the week brought: learned, faded, moved."""
    from groundup import actions

    with opened(ctx) as w:
        view = actions.week(w, back)
    if json:
        streams.print_json(view)
        return
    console, found = streams.out(), view.week
    console.print(f"{short_day(found.first)} to {short_day(found.last)}", style="bold")
    if found.days:
        console.print(
            f"{hours(found.minutes)} on {plural(found.days, 'day')}: {plural(found.questions, 'question')}, "
            f"{found.right} right; {plural(len(found.lessons), 'lesson')} read, "
            f"{plural(len(found.labs), 'lab')} passed."
        )
    else:
        console.print("A week off.")
    _show_links(console, "Learned", view.learned)
    _show_links(console, "Brought back", view.brought_back)
    _show_links(console, "Faded", view.faded)
    if view.moved:
        console.print("\nMoved most", style="bold")
    for link, change in view.moved:
        known = f"known {round(100 * change.before)} % -> {round(100 * change.after)} %"
        console.print(f"{mark(link.state)} {streams.clean(link.title)} ({link.id}), {known}")
    if view.faded:
        console.print("\nNext:  groundup review", style="bold")


def _show_links(console: Console, title: str, links: tuple[actions.Link, ...]) -> None:
    if links:
        console.print(f"\n{title}", style="bold")
    for link in links:
        console.print(f"{mark(link.state)} {streams.clean(link.title)} ({link.id})")
