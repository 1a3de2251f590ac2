"""The memory against direct calls of the fsrs package, with days where it has instants."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given, settings
from hypothesis import strategies as st

from groundup.learner.memory import (
    SLIP,
    Memory,
    blamed,
    credited,
    due_on,
    missed,
    retrievability,
    reviewed,
    right_chance,
)

DAY = date(2026, 3, 2).toordinal()
RATINGS = st.sampled_from([Rating.Again, Rating.Hard, Rating.Good, Rating.Easy])
HISTORIES = st.lists(st.tuples(RATINGS, st.integers(0, 400)), min_size=1, max_size=12)


def through_fsrs(history: list[tuple[Rating, int]], retention: float) -> tuple[Card, Scheduler]:
    scheduler = Scheduler(
        desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    card, when = Card(card_id=7), datetime(2026, 3, 2, tzinfo=UTC)
    for rating, wait in history:
        when += timedelta(days=wait)
        card, _ = scheduler.review_card(card, rating, when)
    return card, scheduler


def remembered(history: list[tuple[Rating, int]]) -> Memory:
    memory, day = None, DAY
    for rating, wait in history:
        day += wait
        memory = reviewed(memory, rating, day)
    assert memory is not None
    return memory


@settings(deadline=None)
@given(HISTORIES, st.floats(0.7, 0.97), st.integers(0, 1000))
def test_it_is_fsrs_on_whole_days(history: list[tuple[Rating, int]], retention: float, later: int) -> None:
    memory = remembered(history)
    card, scheduler = through_fsrs(history, retention)
    assert card.last_review is not None
    assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
    assert memory.last == card.last_review.toordinal()
    assert due_on(memory, retention) == card.due.toordinal()
    then = card.last_review + timedelta(days=later)
    expected = scheduler.get_card_retrievability(card, then)
    assert retrievability(memory, memory.last + later) == pytest.approx(expected)


def test_the_first_right_answer_is_due_after_four_days_at_the_default_retention() -> None:
    memory = reviewed(None, Rating.Good, DAY)
    # S = 2.3065; interval S / F (.85^(1/-.1542) - 1) = 2.3065 / .98036 * 1.86847 = 4.4
    assert due_on(memory, 0.85) == DAY + 4
    assert due_on(memory, 0.90) == DAY + 2
    assert retrievability(memory, DAY) == 1.0
    assert retrievability(memory, DAY + 4) > 0.85 > retrievability(memory, DAY + 5)


def test_a_clock_that_went_back_gives_no_negative_interval() -> None:
    memory = reviewed(None, Rating.Good, DAY)
    back = reviewed(memory, Rating.Good, DAY - 500)
    assert back.last == DAY
    assert back == reviewed(memory, Rating.Good, DAY)
    assert retrievability(memory, DAY - 500) == 1.0


@settings(deadline=None)
@given(HISTORIES, st.floats(0.05, 1), st.integers(0, 400))
def test_a_credit_never_lowers_and_a_blame_never_raises(
    history: list[tuple[Rating, int]], weight: float, wait: int
) -> None:
    memory = remembered(history)
    day = memory.last + wait
    for later in (day, day + 1, day + 30):
        now = retrievability(memory, later)
        assert retrievability(credited(memory, weight, day), later) >= now - 1e-12
        assert retrievability(blamed(memory, weight, day), later) <= now + 1e-12
    assert due_on(credited(memory, weight, day), 0.85) >= due_on(memory, 0.85)


@settings(deadline=None)
@given(HISTORIES, st.sampled_from([0.0, 0.25]), st.integers(1, 400))
def test_a_wrong_answer_lies_between_a_success_and_a_failure(
    history: list[tuple[Rating, int]], guess: float, wait: int
) -> None:
    memory = remembered(history)
    day = memory.last + wait
    found, good = missed(memory, guess, day), reviewed(memory, Rating.Good, day)
    failed = reviewed(memory, Rating.Again, day)
    assert failed.stability - 1e-9 <= found.stability <= good.stability + 1e-9
    assert good.difficulty - 1e-9 <= found.difficulty <= failed.difficulty + 1e-9
    assert found.last == day


def test_a_wrong_answer_counts_by_the_chance_that_it_was_a_lapse() -> None:
    memory = reviewed(None, Rating.Good, DAY)
    day = DAY + 3
    kept = retrievability(memory, day)
    lapse = (1 - kept) * 0.75 / ((1 - kept) * 0.75 + kept * SLIP)
    good, failed = reviewed(memory, Rating.Good, day), reviewed(memory, Rating.Again, day)
    expected = good.stability ** (1 - lapse) * failed.stability**lapse
    assert missed(memory, 0.25, day).stability == pytest.approx(expected)
    assert right_chance(memory, 0.25, day) == pytest.approx(kept * (1 - SLIP) + (1 - kept) * 0.25)


def test_a_wrong_answer_on_the_day_of_practice_or_without_any_is_a_failure() -> None:
    memory = reviewed(None, Rating.Good, DAY)
    assert missed(memory, 0.0, DAY) == reviewed(memory, Rating.Again, DAY)
    assert missed(None, 0.0, DAY) == reviewed(None, Rating.Again, DAY)


def test_a_whole_credit_is_a_review_and_a_second_one_on_the_day_adds_nothing() -> None:
    memory = reviewed(None, Rating.Good, DAY)
    whole = credited(memory, 1.0, DAY + 3)
    assert whole.stability == pytest.approx(reviewed(memory, Rating.Good, DAY + 3).stability)
    assert whole.last == DAY + 3
    half = credited(memory, 0.5, DAY + 4)
    assert half.last == DAY + 2
    assert credited(half, 0.5, DAY + 4) == half
    assert blamed(blamed(memory, 0.5, DAY + 4), 0.5, DAY + 4) == blamed(memory, 0.5, DAY + 4)
