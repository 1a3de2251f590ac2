"""The memory against direct calls of the fsrs package, with days where it has instants."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given, settings
from hypothesis import strategies as st

from groundup.learner.memory import Memory, blamed, credited, due_on, retrievability, reviewed

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


def test_a_whole_credit_is_a_review_and_a_second_one_on_the_day_adds_nothing() -> None:
    memory = reviewed(None, Rating.Good, DAY)
    whole = credited(memory, 1.0, DAY + 3)
    assert whole.stability == pytest.approx(reviewed(memory, Rating.Good, DAY + 3).stability)
    assert whole.last == DAY + 3
    half = credited(memory, 0.5, DAY + 4)
    assert half.last == DAY + 2
    assert credited(half, 0.5, DAY + 4) == half
    assert blamed(blamed(memory, 0.5, DAY + 4), 0.5, DAY + 4) == blamed(memory, 0.5, DAY + 4)
