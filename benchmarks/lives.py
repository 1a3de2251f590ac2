"""Hours until nine tenths of the map are known and recalled, in a world that the program does not share.

    python -m benchmarks.lives [--learners N] [--seed N] [--refit] [--json]

Simulated novices and specialists live through the whole map by the real placement, state, reviews, gaps and
plan, which see their answers and nothing else; what is true of them is made in
`groundup/actions/simulation/` (`people` and `mind`), unlike the program's own model. Anchors: A a static
roadmap, B the same with a weekly review day, O an oracle that looks into the mind. Hours are means over
people; low and high are the middle 95 % of a bootstrap over them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from benchmarks.learner import Row
from groundup.actions.simulation import course, simulated
from groundup.catalog import content_roots, load
from groundup.cli import streams


def measured(learners: int, seed: int, refits: bool) -> Iterator[Row]:
    with streams.working("Living:") as step:
        found = simulated(course(load(content_roots())), learners, seed, step, refits=refits)
    for one in found.figures:
        of_it = [hours for hours in found.hours if hours.population == one.population]
        anchors = {"low": one.low, "high": one.high} | {hours.strategy: hours.hours for hours in of_it}
        target = f"{'<=' if one.sense == 'at most' else '>='} {one.goal:g}"
        yield Row(f"{one.population}: {one.measure}", one.value, target, one.met, anchors)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", type=int, default=20, help="of each population")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--refit", action="store_true", help="fit own parameters of the memory on the way")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    chosen = parser.parse_args()
    rows = list(measured(chosen.learners, chosen.seed, chosen.refit))
    if chosen.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
        return
    table = Table("measure", "value", "target", "met", "anchors")
    for row in rows:
        anchors = ", ".join(f"{name} {value:.3g}" for name, value in row.anchors.items())
        table.add_row(row.measure, f"{row.value:.3g}", row.target, "yes" if row.met else "no", anchors)
    Console().print(table)


if __name__ == "__main__":
    main()
