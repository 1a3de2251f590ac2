"""The answer model against numbers computed by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundup.learner.answers import (
    COEFFICIENTS,
    INTERCEPT,
    Overall,
    Tally,
    after_answer,
    chance,
    counted,
    features,
)


def logit(p: float) -> float:
    return math.log(p / (1 - p))


def test_before_any_answer_only_the_priors_speak() -> None:
    prior = logit(0.7)
    assert features(Overall(), Tally(), 0, 0) == pytest.approx(
        (0, 0, 0, 0, 0, 0, prior, prior, prior, 0, 0, 1, 0, 0)
    )
    # 0.43203 + .84730 * (.04816 + .09892 + .31999) - .52226 = .30553
    assert chance(Overall(), Tally()) == pytest.approx(0.57579, abs=1e-5)


def test_the_features_after_right_right_wrong_and_two_answers_elsewhere() -> None:
    overall, tally = Overall(), Tally()
    for right, here in ((True, True), (True, True), (False, True), (True, False), (False, False)):
        overall = after_answer(overall, right, 0.5)
        tally = counted(tally, right, asked=overall.asked) if here else tally
    concept = logit((0.49 + 0.7 + 0.7) / (0.49 + 0.7 + 1 + 1))
    slow = logit((0.98**4 + 0.98**3 + 0.98 + 0.7) / (sum(0.98**k for k in range(5)) + 1))
    fast = logit((0.9**4 + 0.9**3 + 0.9 + 0.7) / (sum(0.9**k for k in range(5)) + 1))
    expected = (
        *(math.log1p(3), math.log1p(2)),
        *(math.log1p(2), math.log1p(1)),
        *(math.log1p(1), math.log1p(1)),
        *(concept, slow, fast),
        math.log1p(2.19),
        -1 / 4,
        0,
        math.log1p(2),
        concept,
    )
    assert features(overall, tally, 1, 1) == pytest.approx(expected)
    z = INTERCEPT + overall.shift + sum(c * v for c, v in zip(COEFFICIENTS, expected, strict=True))
    assert chance(overall, tally, 1, 1) == pytest.approx(1 / (1 + math.exp(-z)))


def test_rates_are_clipped_before_the_logit() -> None:
    overall = Overall()
    for _ in range(400):
        overall = after_answer(overall, True, 0.5)
    assert (overall.slow_wins + 0.7) / (overall.slow_count + 1) > 0.99
    assert features(overall, Tally(), 0, 0)[7] == pytest.approx(logit(0.99))


def test_harder_families_are_answered_less_often_and_guessing_lifts_the_floor() -> None:
    easy, middle, hard = (chance(Overall(), Tally(), difficulty=d) for d in (-1, 0, 1))
    assert easy > middle > hard
    assert logit(easy) - logit(middle) == pytest.approx(logit(middle) - logit(hard))
    assert chance(Overall(), Tally(), guess=0.25) == pytest.approx(0.25 + 0.75 * middle)


def test_the_intercept_moves_towards_what_happens() -> None:
    optimist = pessimist = Overall()
    for _ in range(20):
        optimist = after_answer(optimist, True, 0.6)
        pessimist = after_answer(pessimist, False, 0.6)
    assert optimist.shift > 0 > pessimist.shift
    assert optimist.precision == pytest.approx(Overall().precision + 20 * 0.24)


def test_two_half_credits_count_as_one() -> None:
    whole = counted(Tally(), True)
    halves = counted(counted(Tally(), True, 0.5), True, 0.5)
    assert (halves.wins, halves.recent_count, halves.streak) == pytest.approx((1, whole.recent_count, 1))
    assert halves.recent_wins == pytest.approx(whole.recent_wins)


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.floats(0.05, 3)), max_size=60))
def test_chances_stay_chances(answers: list[tuple[bool, float]]) -> None:
    overall, tally = Overall(), Tally()
    for right, weight in answers:
        predicted = chance(overall, tally)
        assert 0 < predicted < 1
        overall = after_answer(overall, right, predicted)
        tally = counted(tally, right, weight, overall.asked)
    assert chance(overall, counted(tally, True)) >= chance(overall, counted(tally, False))
