"""Populations of simulated learners, through the code that places, plans and reviews for real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from groundup.cli import streams
from groundup.cli.app import Json, command
from groundup.cli.wording import plural

if TYPE_CHECKING:
    from groundup import actions

NAMES = {
    "A": "A  static roadmap",
    "B": "B  with a review day",
    "groundup": "groundup",
    "O": "O  oracle",
}


@command(
    "simulate",
    "groundup simulate",
    "groundup simulate --learners 5 --goal role-data-scientist",
    "groundup simulate --seed 1 --json",
)
def simulate(
    learners: Annotated[int, typer.Option(min=1, help="How many of each population.")] = 20,
    goal: Annotated[
        str, typer.Option(help="A role, a track or a concept; else the whole map.", show_default=False)
    ] = "",
    seed: Annotated[int, typer.Option(min=0, help="Another seed, other people.")] = 0,
    refit: Annotated[
        bool, typer.Option("--refit", help="Fit the memory to each of them on the way.")
    ] = False,
    json: Json = False,
) -> None:
    """Let simulated learners live through the program.

    Hours until nine tenths are known and recalled, beside a static roadmap,
    one with a weekly review day, and an oracle that looks into their minds.
    """
    from groundup import actions

    with streams.working("Living:") as step:
        found = actions.simulate(learners, goal, seed, step, refits=refit)
    if json:
        streams.print_json({**streams.plain(found), "met": [one.met for one in found.figures]})
        return
    console = streams.out()
    console.print(streams.clean(found.title), style="bold")
    console.print(
        f"{plural(found.concepts, 'concept')}, {plural(learners, 'person', 'people')} of each population."
    )
    if found.unwritten:
        console.print(
            f"The questions of {plural(found.unwritten, 'concept')} are only outlined; here they are asked.",
            style="dim",
        )
    for population in dict.fromkeys(one.population for one in found.hours):
        _show(found, population)
    console.print(
        "\nIn brackets: 95 of 100 bootstraps over people. Later: what is left after a month without study. "
        "This world is invented: believe the order, not the hours.",
        style="dim",
    )


def _show(found: actions.Simulation, population: str) -> None:
    from rich.table import Table

    console = streams.out()
    console.print(f"\n{population.capitalize()}s", style="bold")
    table = Table("", "hours", "", "of them review", "later", "arrived", box=None, padding=(0, 2, 0, 0))
    for one in (one for one in found.hours if one.population == population):
        table.add_row(
            NAMES[one.strategy],
            _number(one.hours),
            f"({_number(one.low)} to {_number(one.high)})",
            _number(one.review_hours),
            f"{one.later:.0%}",
            f"{one.arrived} of {found.learners}",
            style="bold" if one.strategy == "groundup" else "",
        )
    console.print(table)
    for figure in (figure for figure in found.figures if figure.population == population):
        met = "met" if figure.met else "missed"
        console.print(
            f"{figure.measure}: {figure.value:.2f} ({figure.low:.2f} to {figure.high:.2f}), "
            f"target {figure.sense} {figure.goal:.2f}: {met}"
        )


def _number(hours: float) -> str:
    return f"{hours:.0f}" if hours >= 10 else f"{hours:.1f}"
