"""How well does placement find out what a person knows, and do the gaps name what can be learned next?

    python -m benchmarks.placement [--data DIR] [--people N] [--json]

Simulated people answer through the project's own code, with a slip of .1 and a guess of .15, on a layered
graph made here (150 concepts, 270 edges) and on the graph of groundup. With `--data`, a folder, also on two
public graphs of prerequisites, both from the project "Evaluating Large Language Models with Educational
Knowledge Graphs on Prerequisite Relationships":

- `DBE-KT22.graphml`: 98 concepts of a database course;
- `Junyi-Prerequisites.graphml`: 1,004 exercises of Junyi Academy. Edges that close a circle are left out.

Three kinds of people: *matched* is drawn from placement's own prior; *prefix* knows the first part, of any
length, of a random order of learning; *specialist* knows one deep concept and those that need most of the
same, with all they rest on, and nothing else. The constants of the prior were chosen on people of the last
two kinds with other seeds, on the layered graph, on groundup's and on DBE-KT22.

Anchors: the same inference with questions in random order; every concept asked once and believed. For gaps,
the first ten concepts in roadmap order that are more likely not known. On the public graphs accuracy has to
reach .84 only: they are large, or have few edges.

On the layered graph an *insider* stands beside it, who knows how prefixes and specialists are made: 6,000 of
each, made as those who are asked, are weighed by Bayes' rule, and what takes off most variance is asked, or
anything in random order. Its ratio is what can be reached by one who knows as much; the posterior for people
who are *matched* is the right one by construction.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from graphlib import TopologicalSorter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.learner import Row, at_least, at_most
from groundup import learner
from groundup.catalog import content_roots, load
from groundup.learner.cloud import scattered
from groundup.learner.terrain import terrain
from groundup.records import Graph, Minutes, Node

SLIP, GUESS = 0.1, 0.15
QUESTIONS = 25
MOST_QUESTIONS = 120  # questions: where 90 % are not reached before, this is what is shown
TEN = 10
MADE = ("prefix", "specialist")  # the kinds that the insider knows, and
OF_EACH_KIND = 6000  # how many of each it holds beside each other
TODAY = date(2026, 1, 5)
Truth = frozenset[str]


# --- graphs --------------------------------------------------------------------------------------


def graph_of(prerequisites: Mapping[str, list[str]]) -> Graph:
    """In an order that has prerequisites first; every concept takes an hour."""
    order = TopologicalSorter(prerequisites).static_order()
    return {id: Node(id, id, "", "math", tuple(prerequisites[id]), Minutes(20, 10, 30)) for id in order}


def layered(rng: random.Random, concepts: int = 150, edges: int = 270, width: int = 10) -> Graph:
    """Layers of equal width; each concept rests on one of the layer below, and on some up to three below."""
    ids = [f"c{n:03}" for n in range(concepts)]
    found: dict[str, set[str]] = {id: set() for id in ids}
    for n in range(width, concepts):
        layer = n // width
        found[ids[n]].add(ids[rng.randrange((layer - 1) * width, layer * width)])
    while sum(map(len, found.values())) < edges:
        n = rng.randrange(width, concepts)
        layer = n // width
        found[ids[n]].add(ids[rng.randrange(max(0, layer - 3) * width, layer * width)])
    return graph_of({id: sorted(below) for id, below in found.items()})


def read_graph(path: Path) -> Graph:
    """A GraphML file without its loops and without each edge that closes a circle."""
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = ET.parse(path).getroot()
    found: dict[str, list[str]] = {str(node.get("id")): [] for node in root.iter(f"{space}node")}
    for edge in root.iter(f"{space}edge"):
        below, above = str(edge.get("source")), str(edge.get("target"))
        if below not in found[above] and above not in needed(found, below):
            found[above].append(below)
    return graph_of(found)


def needed(prerequisites: Mapping[str, list[str]], concept: str) -> set[str]:
    """The concept and all that it rests on."""
    found, waiting = {concept}, [concept]
    while waiting:
        for below in prerequisites[waiting.pop()]:
            if below not in found:
                found.add(below)
                waiting.append(below)
    return found


# --- people --------------------------------------------------------------------------------------


def matched(graph: Graph, rng: random.Random) -> Truth:
    land = terrain(graph)
    known = scattered(land, np.random.default_rng(rng.randrange(2**31)), 8).known[:, rng.randrange(8)]
    return frozenset(id for id, knows in zip(land.ids, known, strict=True) if knows)


def prefix(graph: Graph, rng: random.Random) -> Truth:
    """The first part of an order in which any concept whose prerequisites are known may come next."""
    size, known = rng.randint(0, len(graph)), set[str]()
    while len(known) < size:
        known.add(
            rng.choice([c for c in graph if c not in known and known.issuperset(graph[c].prerequisites)])
        )
    return frozenset(known)


def specialist(graph: Graph, rng: random.Random) -> Truth:
    below = {id: list(node.prerequisites) for id, node in graph.items()}
    needs = {id: needed(below, id) for id in graph}
    depth = dict(zip(graph, terrain(graph).depth.tolist(), strict=True))
    goal = needs[rng.choice([id for id in graph if depth[id] >= 0.5])]
    deep = [id for id in graph if depth[id] >= 0.4]
    like = sorted(deep, key=lambda id: len(goal & needs[id]) / len(goal | needs[id]), reverse=True)
    return frozenset().union(*(needs[id] for id in like[: rng.randint(2, max(3, len(graph) // 15))]))


PEOPLE: Mapping[str, Callable[[Graph, random.Random], Truth]] = {
    "matched": matched,
    "prefix": prefix,
    "specialist": specialist,
}


# --- one person ----------------------------------------------------------------------------------


@dataclass
class Course:
    """A placement of one simulated person, question by question."""

    now: learner.Placement
    truth: Truth
    rng: random.Random
    order: list[str] | None = None  # ask in this order; None is placement's own
    times: list[float] | None = None

    def accuracy(self) -> float:
        known = self.now.cloud.chances > 0.5
        return float((known == [id in self.truth for id in self.now.land.ids]).mean())

    def ask(self) -> None:
        began = time.perf_counter()
        concept = self._concept()
        if concept is None:
            return
        chosen_s = time.perf_counter() - began
        right = self.rng.random() < (1 - SLIP if concept in self.truth else GUESS)
        answer = learner.Answer(concept, "right" if right else "wrong", GUESS, "one")
        began = time.perf_counter()
        self.now = learner.answered(self.now, answer)
        if self.times is not None:
            self.times.append(chosen_s + time.perf_counter() - began)

    def _concept(self) -> str | None:
        if self.order is not None:
            return self.order.pop() if self.order else None
        question = learner.next_question(self.now)
        return question.concept if question else None


def courses(graph: Graph, bank: learner.Bank, truths: list[Truth], *, shuffled: bool = False) -> list[Course]:
    begun = learner.begin_placement(graph, bank, 0)
    found = []
    for n, truth in enumerate(truths):
        rng = random.Random(n)
        order = rng.sample(sorted(bank), len(bank)) if shuffled else None
        start = begun if n == 0 else learner.begin_placement(graph, bank, n)
        found.append(Course(start, truth, rng, order, []))
    return found


@dataclass(frozen=True)
class Measured:
    to_90: float
    accuracy: float  # after QUESTIONS
    at_stop: float
    expected_at_stop: float
    asked_at_stop: float
    slowest_ms: float  # 95th percentile
    precision: float
    by_readiness: float
    roadmap: float


def placed(graph: Graph, bank: learner.Bank, truths: list[Truth]) -> Measured:
    """Everybody answers QUESTIONS questions, and more (but only for `to_90`) where 90 % is further off."""
    people = courses(graph, bank, truths)
    stops: list[tuple[float, float, int] | None] = [None] * len(people)
    curve: list[float] = []
    for n in range(QUESTIONS + 1):
        curve.append(statistics.mean(person.accuracy() for person in people))
        for k, person in enumerate(people):
            if stops[k] is None and (learner.is_over(person.now) or n == QUESTIONS):
                stops[k] = (person.accuracy(), learner.findings(person.now).expected, n)
            if n < QUESTIONS:
                person.ask()
    reached = [stop for stop in stops if stop is not None]
    times = [1e3 * spent for person in people for spent in person.times or []]
    precision = [precisions(person) for person in people]
    return Measured(
        to_90_percent(people, list(curve)),
        curve[-1],
        *(statistics.mean(column) for column in zip(*reached, strict=True)),
        float(np.quantile(times, 0.95)),
        *(statistics.mean(column) for column in zip(*precision, strict=True)),
    )


def to_90_percent(people: list[Course], curve: list[float]) -> float:
    """The questions until nine of ten concepts are judged rightly, on average; between two of them by a line.

    `curve` has the accuracy after 0, 1, 2 ... questions so far, and is gone on with.
    """
    while curve[-1] < 0.9 and len(curve) <= MOST_QUESTIONS:
        for person in people:
            person.ask()
        curve.append(statistics.mean(person.accuracy() for person in people))
    return crossing(curve)


def crossing(curve: list[float]) -> float:
    n = next((n for n, accuracy in enumerate(curve) if accuracy >= 0.9), MOST_QUESTIONS)
    if n in (0, MOST_QUESTIONS):
        return float(n)
    return n - (curve[n] - 0.9) / (curve[n] - curve[n - 1])


def precisions(person: Course) -> tuple[float, float, float]:
    """The share that can truly be learned now: of ten gaps, of the ten for which that is most likely, and of
    the first ten in roadmap order that are more likely not known.

    From these answers no ranking can expect more than the second, as far as the posterior is right.
    """
    graph, truth = person.now.graph, person.truth
    found = learner.findings(person.now).conclusions
    mastery = learner.mastery(learner.begin(graph), TODAY, found)
    ready = learner.ready(person.now)
    ours = [gap.concept for gap in learner.gaps(graph, mastery, tuple(graph), ready)]
    likely = sorted(ready, key=lambda id: -ready[id])
    first = [id for id in graph if found[id].chance <= 0.5]
    a, b, c = (ready_share(graph, truth, ranked) for ranked in (ours, likely, first))
    return a, b, c


def ready_share(graph: Graph, truth: Truth, concepts: list[str]) -> float:
    return sum(is_ready(graph, truth, id) for id in concepts[:TEN]) / TEN


def is_ready(graph: Graph, truth: Truth, concept: str) -> bool:
    return concept not in truth and truth.issuperset(graph[concept].prerequisites)


# --- the rows ------------------------------------------------------------------------------------


def rows(name: str, graph: Graph, people: int, *, of_random: float, accuracy: float) -> Iterator[Row]:
    """One graph on which every concept can be asked."""
    bank: learner.Bank = {id: {"one": GUESS} for id in graph}
    found, at_random = {}, {}
    for kind, draw in PEOPLE.items():
        truths = drawn(graph, draw, kind, people)
        found[kind] = placed(graph, bank, truths)
        shuffled = courses(graph, bank, truths, shuffled=True)
        at_random[kind] = to_90_percent(shuffled, [statistics.mean(one.accuracy() for one in shuffled)])
    for kind, one in found.items():
        asked_once = once(graph, drawn(graph, PEOPLE[kind], kind, people))
        yield at_least(
            f"{name}, {kind}: accuracy after {QUESTIONS}",
            one.accuracy,
            accuracy,
            every_concept_once=asked_once,
        )
        yield at_most(
            f"{name}, {kind}: questions to .90 / random",
            one.to_90 / at_random[kind],
            of_random,
            questions=one.to_90,
            random=at_random[kind],
            **(of_insider(graph, kind, people) if name == "layered" and kind in MADE else {}),
        )
        yield at_most(
            f"{name}, {kind}: stop rule, expected against actual",
            abs(one.expected_at_stop - one.at_stop),
            0.02,
            expected=one.expected_at_stop,
            actual=one.at_stop,
            questions=one.asked_at_stop,
        )
    mean = statistics.mean(one.accuracy for one in found.values())
    yield at_least(f"{name}: mean accuracy after {QUESTIONS}", mean, accuracy + 0.02)
    yield at_most(
        f"{name}: one question, p95 ms",
        max(one.slowest_ms for one in found.values()),
        50,
        concepts=len(graph),
    )
    ours = statistics.mean(one.precision for one in found.values())
    roadmap = statistics.mean(one.roadmap for one in found.values())
    likely = statistics.mean(one.by_readiness for one in found.values())
    parts = {
        f"{kind}_{what}": getattr(one, what)
        for kind, one in found.items()
        for what in ("precision", "roadmap")
    }
    best = {"ranked_by_readiness_alone": likely / roadmap}
    yield at_least(f"{name}: gaps ready to learn at 10 / roadmap order", ours / roadmap, 1.4, **best, **parts)


def drawn(graph: Graph, draw: Callable[[Graph, random.Random], Truth], kind: str, people: int) -> list[Truth]:
    rng = random.Random(f"benchmark {kind}")
    return [draw(graph, rng) for _ in range(people)]


# --- who knows how the people were made ----------------------------------------------------------


def insider(graph: Graph, truths: list[Truth], *, shuffled: bool = False) -> float:
    """The questions until nine of ten concepts are judged rightly, on average, by one who knows that these
    people are of the kinds that are MADE, and how; chosen by what takes off most variance."""
    ids = list(graph)
    rng = random.Random("insider")
    people = [PEOPLE[made](graph, rng) for made in MADE for _ in range(OF_EACH_KIND)]
    known = np.array([[id in one for id in ids] for one in people]).T.astype(np.float32)
    answers = [random.Random(n) for n in range(len(truths))]
    orders = [rng.sample(range(len(ids)), len(ids)) for rng in answers]
    beliefs = np.full((len(truths), len(people)), 1 / len(people), dtype=np.float32)
    curve: list[float] = []
    while (not curve or curve[-1] < 0.9) and len(curve) <= MOST_QUESTIONS:
        right = []
        for belief, truth, rng, order in zip(beliefs, truths, answers, orders, strict=True):
            p = known @ belief
            right.append(float(((p > 0.5) == [id in truth for id in ids]).mean()))
            place = order.pop() if shuffled else most_telling(known, belief, p)
            says = rng.random() < (1 - SLIP if ids[place] in truth else GUESS)
            belief *= np.where(known[place] > 0, *((1 - SLIP, GUESS) if says else (SLIP, 1 - GUESS)))
            belief /= belief.sum()
        curve.append(statistics.mean(right))
    return crossing(curve)


def of_insider(graph: Graph, kind: str, people: int) -> dict[str, float]:
    truths = drawn(graph, PEOPLE[kind], kind, people)
    asked, shuffled = (insider(graph, truths, shuffled=way) for way in (False, True))
    return {"insider": asked / shuffled, "its_questions": asked, "its_random": shuffled}


def most_telling(known: NDArray[np.float32], belief: NDArray[np.float32], p: NDArray[np.float32]) -> int:
    covariance = (known * belief) @ known.T - np.outer(p, p)
    r = GUESS + (1 - SLIP - GUESS) * p
    return int(((covariance**2).sum(axis=1) / (r * (1 - r))).argmax())


# --- the rows of one graph -----------------------------------------------------------------------


def once(graph: Graph, truths: list[Truth]) -> float:
    """The share of right judgements when every concept is asked once and the answer believed."""
    rng = random.Random(0)
    return statistics.mean(
        rng.random() < (1 - SLIP if id in truth else 1 - GUESS) for truth in truths for id in graph
    )


def measured(data: Path | None, people: int) -> Iterator[Row]:
    graph = load(content_roots()).graph
    yield from rows("layered", layered(random.Random(2026)), people, of_random=0.4, accuracy=0.92)
    yield from rows("groundup", graph, people, of_random=0.6, accuracy=0.92)
    yield from only_with_questions(graph, people)
    for path in sorted(data.glob("*.graphml")) if data else ():
        yield from rows(path.stem, read_graph(path), people, of_random=0.6, accuracy=0.84)


def only_with_questions(graph: Graph, people: int) -> Iterator[Row]:
    """As it is today: only some concepts have questions. There is no target; how honest it is, has one."""
    bank = {id: {"one": GUESS} for id, node in graph.items() if node.families}
    for kind, draw in PEOPLE.items():
        one = placed(graph, bank, drawn(graph, draw, kind, people))
        yield at_most(
            f"groundup, {len(bank)} concepts with questions, {kind}: stop rule",
            abs(one.expected_at_stop - one.at_stop),
            0.02,
            actual=one.at_stop,
            questions=one.asked_at_stop,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder with the two public graphs")
    parser.add_argument("--people", type=int, default=96, help="simulated people of each kind on each graph")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    chosen = parser.parse_args()
    found = list(measured(chosen.data, chosen.people))
    if chosen.json:
        print(json.dumps([asdict(row) for row in found], indent=2))
        return
    table = Table("measure", "value", "target", "met", "anchors")
    for row in found:
        anchors = ", ".join(f"{name} {value:.3g}" for name, value in row.anchors.items())
        table.add_row(row.measure, f"{row.value:.3g}", row.target, "yes" if row.met else "no", anchors)
    Console().print(table)


if __name__ == "__main__":
    main()
