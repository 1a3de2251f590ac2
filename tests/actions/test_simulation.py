"""Simulated lives in a world that is not the program's model: repeatable, and time is counted once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from groundup import learner
from groundup.actions.simulation import (
    ANCHORS,
    POPULATIONS,
    Course,
    Life,
    Memory,
    Person,
    course,
    course_of,
    figures,
    groundup,
    lived,
    person,
    simulated,
)
from groundup.actions.simulation import policy as policy_module
from groundup.actions.simulation.results import Lived
from groundup.catalog import Catalog
from groundup.records import Evidence, Minutes, Node
from tests.actions.conftest import refusal

FORGETS_NOTHING = Memory(first=15, decay=0.0, growth=6, siblings=0.6, contained=0.5)
EVEN_PACE = dict.fromkeys(("lesson", "practice", "lab", "review"), 1.0)
WAYS = {**ANCHORS, "groundup": groundup}


@pytest.fixture(scope="module")
def small() -> Course:
    """Twenty-four concepts, each on one or two before it."""
    found: dict[str, Node] = {}
    for n in range(24):
        before = tuple(sorted(f"c{m:02}" for m in {n - 1 - n % 3, n - 5} if m >= 0))
        minutes = Minutes(25, 16, 40 if n % 2 else 0)
        found[f"c{n:02}"] = Node(f"c{n:02}", f"C{n}", "s", "ml", before, minutes)
    return course_of("small", found, {id: {"one": "number", "two": "choice"} for id in found})


def somebody(course: Course, population: str = "specialist", seed: int = 3) -> Person:
    rng = random.Random(seed)
    return person(POPULATIONS[population](course.graph, rng), rng)


@pytest.mark.parametrize("way", WAYS)
def test_a_life_is_the_same_for_the_same_seed(small: Course, way: str) -> None:
    who = somebody(small)
    one, again = (lived(small, who, WAYS[way], "x") for _ in range(2))
    assert one.spent == again.spent > 0
    assert (one.mind.known == again.mind.known).all()
    assert one.spent != lived(small, who, WAYS[way], "y").spent


def test_a_simulation_is_the_same_for_the_same_seed_and_another_for_another(small: Course) -> None:
    assert simulated(small, 2, 5) == simulated(small, 2, 5)
    assert simulated(small, 2, 5).hours != simulated(small, 2, 6).hours


def test_who_forgets_nothing_needs_no_reviews(small: Course) -> None:
    who = replace(somebody(small, "novice"), memory=FORGETS_NOTHING, aptitude=3.0)
    a, b, oracle = (lived(small, who, ANCHORS[name], "x") for name in ("A", "B", "O"))
    assert a.arrived_at is not None and b.arrived_at is not None
    assert oracle.minutes.get("review", 0.0) == 0.0
    assert a.minutes.get("review", 0.0) == 0.0 < b.minutes["review"]
    assert a.arrived_at < b.arrived_at


@pytest.mark.parametrize("population", POPULATIONS)
def test_the_oracle_is_no_slower_than_the_static_roadmaps(small: Course, population: str) -> None:
    """In all: of two lives of one person chance can favour either."""
    hours = {one.strategy: one.hours for one in simulated(small, 12, 0).hours if one.population == population}
    assert hours["O"] <= min(hours["A"], hours["B"])


@pytest.mark.parametrize("way", WAYS)
def test_time_is_counted_once(small: Course, way: str) -> None:
    life = lived(small, somebody(small), WAYS[way], "x")
    assert life.arrived_at == life.spent == sum(life.minutes.values())
    assert life.spent <= (life.day + 1) * life.a_day


def test_what_groundup_is_told_takes_as_long_as_what_was_done(
    small: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Evidence] = []
    real = learner.step

    def step(state: learner.State, fact: Evidence) -> learner.State:
        told.append(fact)
        return real(state, fact)

    monkeypatch.setattr(policy_module.learner, "step", step)
    life = lived(small, somebody(small), groundup, "x")
    assert sum(fact.duration_s for fact in told) == pytest.approx(60 * life.spent)


def test_groundup_does_not_look_into_the_mind(small: Course) -> None:
    """Two people who answer alike are led alike, whatever they know: here everything goes wrong."""

    class Blank(Life):
        is_over = False

    def order(known: frozenset[str]) -> list[float]:
        who = replace(somebody(small, "novice"), known=frozenset(), speed=EVEN_PACE)
        life = Blank(small, who, "x")
        life.mind.answer = lambda *_, **__: "wrong"  # type: ignore[method-assign]
        life.mind.build = lambda *_: False  # type: ignore[method-assign]
        life.mind.known[:] = [concept in known for concept in small.graph]
        steps: Iterator[None] = groundup(life)
        return [life.spent for _ in zip(range(150), steps, strict=False)]

    assert order(frozenset()) == order(frozenset(list(small.graph)[:12]))


def test_a_specialist_knows_some_of_it_with_all_it_rests_on(small: Course) -> None:
    known = POPULATIONS["specialist"](small.graph, random.Random(1))
    assert 0 < len(known) < len(small.graph)
    assert all(known.issuperset(small.graph[concept].prerequisites) for concept in known)
    assert not POPULATIONS["novice"](small.graph, random.Random(1))


def test_what_is_not_understood_is_not_retained_and_what_is_fades(small: Course) -> None:
    mind = Life(small, somebody(small), "x").mind
    assert mind.retained(0) <= len(mind.person.known) / len(small.graph)
    assert mind.retained(300) < mind.retained(30) < mind.retained(1)


def test_a_goal_takes_its_part_of_the_map_and_says_what_is_only_outlined(catalog: Catalog) -> None:
    whole, part = course(catalog), course(catalog, "halving")
    assert set(part.graph) < set(whole.graph)
    assert all(part.graph.keys() >= set(node.prerequisites) for node in part.graph.values())
    assert whole.unwritten == sum(not node.families for node in catalog.graph.values())
    assert all(whole.bank[concept] for concept in whole.graph)
    refusal("not-found", lambda: course(catalog, "nothing"))


def test_the_figures_are_ratios_of_means_within_their_intervals() -> None:
    def lives(*hours: float) -> list[Lived]:
        return [Lived(each, True, 0.0, 1.0) for each in hours]

    found = figures(
        "specialist",
        {"A": lives(9, 9), "B": lives(100, 300), "groundup": lives(60, 200), "O": lives(50, 190)},
    )
    assert [one.value for one in found] == [pytest.approx(260 / 400), pytest.approx(140 / 160)]
    assert all(one.low <= one.value <= one.high and one.met for one in found)


def test_own_parameters_are_fitted_on_the_way_once_there_is_enough(
    small: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits: list[int] = []

    def refit(state: learner.State) -> learner.Fitted:
        fits.append(learner.count_reviews(state))
        return learner.Fitted(fits[-1], 0, None, None, learner.USUAL.parameters, "")

    monkeypatch.setattr(policy_module.learner, "refit", refit)
    monkeypatch.setattr(policy_module.learner, "ENOUGH_REVIEWS", 20)
    who = somebody(small, "novice")
    life = lived(small, who, lambda life: groundup(life, refits=True), "x")
    assert fits and all(later >= learner.DUE_AGAIN * before for before, later in pairwise(fits))
    assert life.spent == lived(small, who, groundup, "x").spent  # the published ones change nothing


def test_where_nothing_is_left_to_learn_there_is_no_ratio_to_fail() -> None:
    nothing = [Lived(0.0, True, 0.0, 1.0)]
    found = figures("specialist", dict.fromkeys(("A", "B", "groundup", "O"), nothing))
    assert [one.value for one in found] == [1.0, 1.0]
