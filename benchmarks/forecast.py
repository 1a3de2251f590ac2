"""How far off is the forecast after four weeks, and does "four in five" mean four in five?

    python -m benchmarks.forecast [--lives N] [--json]

Lives go through the plan of the whole map, each with a rhythm and hours of its own. What they do is made here
and not as the forecaster believes it to be: a will of their own that drifts; streaks, in which every day is
used, and slumps, in which fewer are; holidays of one or two weeks, some announced and some not; exams, twice
a year, that leave little time for three weeks; and days that are skipped for no reason. Their work takes as
long as it takes them, by kind. The constants of the forecast were chosen on lives with other seeds.

After 28 days the plan is made again for what is left, and three answers are compared with the day on which
the life is truly done: that plan kept to in full, the same speed as so far (linear), and the forecast.
Error is the distance in days, over the days that were truly left; the median of all lives is shown.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import groupby

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.learner import Row, at_most
from groundup import planner
from groundup.catalog import content_roots, load
from groundup.planner.forecast import Week, forecast
from groundup.records import Goal, Graph, Pause, Placed, Plan, Settings, Wishes, Work

START = date(2026, 1, 5)
LOOK = 28  # days
WORKS: tuple[Work, ...] = ("lesson", "practice", "lab")
PLANNED = planner.PLANNED_SHARE
Cost = tuple[Placed | None, float]


@dataclass
class Life:
    """A person's days: what share of a day's planned time is used. Drawn day by day, never the same twice."""

    rng: random.Random
    will: float
    exams: int  # the first day of them, in each half year
    lost_until: int = -1
    busy_until: int = -1
    in_streak: bool = True

    def uses(self, day: int) -> float:
        rng = self.rng
        if rng.random() < (0.035 if self.in_streak else 0.075):
            self.in_streak = not self.in_streak
        if rng.random() < 1.6 / 365:
            self.lost_until = day + rng.choice((4, 7, 9, 14))
        if day % 182 == self.exams:
            self.busy_until = day + 21
        self.will = min(max(self.will + rng.gauss(0, 0.006), 0.25), 1.0)
        if day < self.lost_until:
            return 0.0
        chance = self.will * (1.0 if self.in_streak else 0.55) * (0.4 if day < self.busy_until else 1.0)
        return rng.uniform(0.75, 1.2) if rng.random() < chance else 0.0


@dataclass(frozen=True)
class Answers:
    """Days from the look to the end: as it was, as the full plan says, linear, likely and surely."""

    truth: int
    full: int
    linear: float
    likely: int
    surely: int


def lived(graph: Graph, seed: int) -> Answers | None:
    """One life; None where it is done within the first four weeks, or never."""
    rng = random.Random(seed)
    hours = rng.choice((5, 8, 10, 14))
    settings = Settings(
        Goal("role", ""), hours, planner.rhythm(rng.choice(sorted(planner.RHYTHMS)), hours), START
    )
    wishes = Wishes(pauses=announced(rng))
    life = Life(rng, rng.uniform(0.5, 0.98), exams=rng.randrange(40, 182))
    speed = {work: float(np.exp(rng.gauss(0, 0.2))) for work in WORKS}
    work = planner.items(planner.path_to(graph, graph), graph)
    plan = planner.laid(planner.Brief(work, graph, settings, START, wishes))
    capacity = Capacity(settings, wishes)
    costs = costs_of(plan, capacity, speed)
    used: list[float] = []
    spent, at, look = 0.0, 0, None
    for day in range(1800):
        room = capacity.on(START + timedelta(day)) * life.uses(day)
        used.append(room)
        spent += room
        while at < len(costs) and spent >= costs[at][1]:
            spent -= costs[at][1]
            at += 1
        if day == LOOK - 1:
            look = Look(at, spent, tuple(costs), tuple(used))
        if at == len(costs):
            return None if look is None else compared(graph, settings, wishes, look, day - LOOK + 1, seed)
    return None


def costs_of(plan: Plan, capacity: Capacity, speed: dict[str, float]) -> list[Cost]:
    """The order of the first plan; each sitting costs what it costs this person, and what the rhythm leaves
    empty on a day is time as well."""
    found: list[Cost] = []
    for day, sittings in groupby(plan.placed, key=lambda placed: placed.day):
        of_day = list(sittings)
        found += [(s, s.minutes * speed.get(s.item.work, 1.0)) for s in of_day]
        found.append((None, max(capacity.on(day) - sum(s.minutes for s in of_day), 0.0)))
    return found


def announced(rng: random.Random) -> tuple[Pause, ...]:
    """A holiday or two that the learner has told, somewhere in the first year."""
    found = []
    for _ in range(rng.choice((0, 1, 2))):
        first = START + timedelta(rng.randrange(35, 330))
        found.append(Pause(first, first + timedelta(rng.choice((4, 6, 13)))))
    return tuple(found)


@dataclass(frozen=True)
class Capacity:
    settings: Settings
    wishes: Wishes

    def on(self, day: date) -> float:
        if any(pause.first <= day <= pause.last for pause in self.wishes.pauses):
            return 0.0
        slots = self.settings.rhythm.slots
        return sum(int(slot.minutes * PLANNED) for slot in slots if slot.weekday == day.weekday())


@dataclass(frozen=True)
class Look:
    """What is known after four weeks."""

    at: int
    spent: float
    costs: tuple[Cost, ...]
    used: tuple[float, ...]


def compared(
    graph: Graph, settings: Settings, wishes: Wishes, look: Look, truth: int, seed: int
) -> Answers | None:
    today = START + timedelta(LOOK)
    behind = [(sitting, cost) for sitting, cost in look.costs[: look.at] if sitting]
    ahead = [sitting for sitting, _ in look.costs[look.at :] if sitting]
    if not behind:
        return None
    stated = sum(sitting.minutes for sitting, _ in behind)
    own = sum(cost for _, cost in behind)
    pace = own_pace(behind)
    done = {sitting.item.id for sitting, _ in behind} - {sitting.item.id for sitting in ahead}
    left = planner.items(planner.path_to(graph, graph), graph, done, pace={})
    paced = planner.items(planner.path_to(graph, graph), graph, done, pace=pace)
    full = planner.laid(planner.Brief(left, graph, settings, today, wishes))
    ours = planner.laid(planner.Brief(paced, graph, settings, today, wishes))
    assert full.finish is not None and ours.finish is not None
    capacity = Capacity(settings, wishes)
    weeks = tuple(
        Week(
            sum(capacity.on(START + timedelta(d)) for d in range(7 * n, 7 * n + 7)),
            sum(look.used[7 * n : 7 * n + 7]),
        )
        for n in range(LOOK // 7)
    )
    days = [today + timedelta(d) for d in range(1800)]
    open_days = [day for day in days if capacity.on(day) > 0]
    said = forecast(ours.finish, open_days, weeks, own, np.random.default_rng(seed))
    return Answers(
        truth,
        (full.finish - today).days + 1,
        round(LOOK * sum(sitting.minutes for sitting in ahead) / stated),
        (said.likely - today).days + 1,
        (said.surely - today).days + 1,
    )


def own_pace(behind: list[tuple[Placed, float]]) -> dict[Work, float]:
    """As learner.pace does it: own over stated minutes, drawn towards 1 by an hour of work."""
    found: dict[Work, float] = {}
    for work in WORKS:
        mine = [(s.minutes, cost) for s, cost in behind if s.item.work == work]
        found[work] = (60 + sum(cost for _, cost in mine)) / (60 + sum(m for m, _ in mine))
    return found


def measured(lives: int, first: int = 1000) -> Iterator[Row]:
    graph = load(content_roots()).graph
    seeds = track(range(first, first + lives), "lives", console=Console(stderr=True), transient=True)
    answers = [found for seed in seeds if (found := lived(graph, seed)) is not None]
    error = {
        name: statistics.median(abs(getattr(a, name) - a.truth) / a.truth for a in answers)
        for name in ("likely", "full", "linear")
    }
    anchors = {"error": error["likely"], "full adherence": error["full"], "linear": error["linear"]}
    yield at_most(
        "forecast at week 4: error / full adherence", error["likely"] / error["full"], 0.4, **anchors
    )
    covered = sum(a.truth <= a.surely for a in answers) / len(answers)
    likely = sum(a.truth <= a.likely for a in answers) / len(answers)
    yield Row(
        "P80 covers", covered, "0.75 to 0.92", 0.75 <= covered <= 0.92, {"P50": likely, "lives": len(answers)}
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lives", type=int, default=200)
    parser.add_argument("--first", type=int, default=1000, help="the first seed")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    chosen = parser.parse_args()
    rows = list(measured(chosen.lives, chosen.first))
    if chosen.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
        return
    table = Table("measure", "value", "target", "met", "anchors")
    for row in rows:
        anchors = ", ".join(f"{name} {value:.3f}" for name, value in row.anchors.items())
        table.add_row(row.measure, f"{row.value:.4g}", row.target, "yes" if row.met else "no", anchors)
    Console().print(table)


if __name__ == "__main__":
    main()
