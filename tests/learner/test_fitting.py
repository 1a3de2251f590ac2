"""Own parameters: fitted on what came first, kept only if they predict what came last."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

import pytest
from fsrs import Rating
from learner_deeds import GRAPH, Diary, at, node

from groundup import learner
from groundup.learner import State, fitting
from groundup.learner.fitting import histories
from groundup.learner.memory import USUAL, curve_of, due_on, reviewed
from groundup.records import Graph

FAMILIES = ("vectors/one", "vectors/two", "norms/one", "norms/two", "matrices/easy", "matrices/hard")
TODAY = date(2026, 9, 1)


def forgetful(
    reviews: int, half_life_days: float, graph: Graph = GRAPH, families: Sequence[str] = FAMILIES
) -> State:
    """Asked at random intervals; recalled with a chance that halves with each half-life."""
    rng, diary = random.Random(1), Diary()
    last: dict[str, int] = {}
    day = 0
    while len(diary.deeds) < reviews + len(families):
        day += 1
        for family in families:
            waited = day - last.get(family, day)
            if family in last and waited < rng.randint(1, 9):
                continue
            recalled = family not in last or rng.random() < 0.5 ** (waited / half_life_days)
            diary.answer(family, "right" if recalled else "wrong", at(day))
            last[family] = day
    return learner.replay(graph, diary.deeds)


def fit_as(monkeypatch: pytest.MonkeyPatch, *answers: tuple[float, ...]) -> list[int]:
    """The optimiser gives these, one after another; returns how many histories it was given each time."""
    given: list[int] = []
    waiting = list(answers)

    def fit(found: object) -> tuple[float, ...]:
        given.append(sum(len(history) for history in found))  # type: ignore[attr-defined]
        return waiting.pop(0)

    monkeypatch.setattr(fitting, "fit", fit)
    return given


def weaker(factor: float) -> tuple[float, ...]:
    """Parameters with which everything is forgotten sooner."""
    return tuple(max(one * factor, 0.002) if n < 4 else one for n, one in enumerate(USUAL.parameters))


def test_of_few_reviews_nothing_is_fitted(monkeypatch: pytest.MonkeyPatch) -> None:
    given = fit_as(monkeypatch)
    found = learner.refit(forgetful(60, 3))
    assert found.parameters is None and given == []
    assert f"take {learner.ENOUGH_REVIEWS}" in found.sentence


def test_what_predicts_worse_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    fit_as(monkeypatch, weaker(0.01))
    found = learner.refit(forgetful(450, 3000))
    assert found.parameters is None
    assert found.own is not None and found.usual is not None and found.own >= found.usual
    assert "stay" in found.sentence


def test_what_the_memory_does_not_allow_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    fit_as(monkeypatch, (-1.0,) * 21)
    found = learner.refit(forgetful(450, 3))
    assert found.parameters is None and found.own is None and found.usual is not None


def test_the_reviews_that_judge_have_no_part_in_the_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    state = forgetful(450, 2)
    given = fit_as(monkeypatch, weaker(0.2), weaker(0.3))
    found = learner.refit(state)
    assert found.parameters == weaker(0.3)  # kept: then fitted on everything
    assert found.held_out == found.reviews - int(0.75 * found.reviews)
    everything = sum(len(one) for one in histories(state, state.evidence()).values())
    assert given == [everything - found.held_out, everything]


def test_with_other_parameters_everything_that_is_remembered_follows() -> None:
    diary = Diary()
    diary.answer("vectors/one", "right", at(0))
    usual = learner.replay(GRAPH, diary.deeds)
    own = learner.replay(GRAPH, diary.deeds, curve=curve_of(weaker(0.1)))
    assert own.curve.parameters == weaker(0.1) and usual.curve is USUAL
    now = [learner.mastery(state, TODAY)["vectors"] for state in (own, usual)]
    assert now[0].remembered < now[1].remembered  # type: ignore[operator]
    assert now[0].due < now[1].due  # type: ignore[operator]
    late = learner.step(own, Diary().answer("norms/one", "right", at(-1)))
    assert late.curve == own.curve  # also after a replay
    sooner = due_on(reviewed(None, Rating.Good, 1000, own.curve), 0.5, own.curve)
    assert sooner < due_on(reviewed(None, Rating.Good, 1000), 0.5)


def test_only_what_was_practised_is_a_history() -> None:
    diary = Diary()
    diary.answer("vectors/one", "wrong", at(0), placement=3)
    diary.read("vectors", at(1))
    diary.answer("vectors/one", "right", at(3))
    diary.lab("vectors", "failed", at(4))
    diary.lab("vectors", "passed", at(5))
    state = learner.replay(GRAPH, diary.deeds)
    found = histories(state, diary.deeds)
    first = date(2026, 3, 2).toordinal()
    assert found["vectors", "one"] == [(first + 1, 2), (first + 3, 3), (first + 5, 3)]
    assert found["vectors", "two"] == [(first + 1, 2), (first + 5, 3)]


@pytest.mark.skipif(not learner.can_fit(), reason="fsrs-rs-python (the extra `fit`) is not installed")
def test_whoever_forgets_quickly_gets_parameters_that_know_it() -> None:
    many: Graph = {f"k{n}": node(f"k{n}") for n in range(60)}
    state = forgetful(1200, 2, many, [f"{id}/{family}" for id in many for family in many[id].families])
    found = learner.refit(state)
    assert found.parameters is not None and found.own is not None and found.usual is not None
    assert found.own < found.usual
    assert learner.refit(state) == found  # the same evidence, the same parameters
