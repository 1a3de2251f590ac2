"""Whole histories against a second way of computing the same: all of it, from the list of answers."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given, settings
from hypothesis import strategies as st
from learner_deeds import Diary, at, node

from groundup.learner import due, mastery, predict, replay
from groundup.learner.answers import (
    COEFFICIENTS,
    FIRST_PRECISION,
    INTERCEPT,
    LAST_PRECISION,
    LOGITS_PER_LEVEL,
)
from groundup.records import Graph

LEVELS = {"easy": -1, "middle": 0, "hard": 1}
GRAPH: Graph = {id: node(id, families=LEVELS) for id in ("a", "b", "c")}
ALONE = {"a": "easy", "b": "middle", "c": "hard"}
Answer = tuple[str, str, bool]  # concept, family, right


def expected_chance(past: list[Answer], shift: float, concept: str, family: str) -> float:
    """The formula of the model, straight from the list of answers."""
    here = [right for c, _, right in past if c == concept]
    same = [right for c, f, right in past if (c, f) == (concept, family)]
    everything = [right for _, _, right in past]
    since = next((n for n, answer in enumerate(reversed(past)) if answer[0] == concept), 0)
    own = rate(here, 0.7)
    values = [
        *(math.log1p(sum(everything)), math.log1p(len(everything) - sum(everything))),
        *(math.log1p(sum(here)), math.log1p(len(here) - sum(here))),
        *(math.log1p(sum(same)), math.log1p(len(same) - sum(same))),
        *(own, rate(everything, 0.98), rate(everything, 0.9)),
        math.log1p(sum(0.7**n for n in range(len(here)))),
        max(-4, min(4, streak(here))) / 4,
        float(not here),
        math.log1p(since),
        own if here else 0.0,
    ]
    z = INTERCEPT + shift - LOGITS_PER_LEVEL * LEVELS[family]
    return 1 / (1 + math.exp(-z - sum(c * v for c, v in zip(COEFFICIENTS, values, strict=True))))


def rate(results: list[bool], decay: float) -> float:
    weights = [decay**n for n in range(len(results))][::-1]
    p = (sum(w * r for w, r in zip(weights, results, strict=True)) + 0.7) / (sum(weights) + 1)
    p = min(max(p, 0.01), 0.99)
    return math.log(p / (1 - p))


def streak(results: list[bool]) -> int:
    length = 0
    for right in reversed(results):
        if right != results[-1]:
            break
        length += 1
    return length if results and results[-1] else -length


ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(list(GRAPH)), st.sampled_from(sorted(LEVELS)), st.booleans(), st.integers(0, 40)
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(ANSWERS)
def test_predictions_are_those_of_the_formula(draws: list[tuple[str, str, bool, int]]) -> None:
    diary, past, shift, precision, days = Diary(), list[Answer](), 0.0, FIRST_PRECISION, 0
    for concept, family, right, wait in draws:
        p = expected_chance(past, shift, concept, family)
        precision = min(precision + p * (1 - p), LAST_PRECISION)
        shift += (right - p) / precision
        past.append((concept, family, right))
        days += wait
        diary.answer(f"{concept}/{family}", "right" if right else "wrong", at(days, len(past)))
    state = replay(GRAPH, diary.deeds)
    for concept in GRAPH:
        for family in LEVELS:
            expected = expected_chance(past, shift, concept, family)
            assert predict(state, concept, family) == pytest.approx(expected, rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(ANSWERS)
def test_memories_are_those_of_the_package_on_study_days(draws: list[tuple[str, str, bool, int]]) -> None:
    """One family of each concept, of which none practises another; and who does not know says so."""
    scheduler = Scheduler(
        desired_retention=0.85, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    diary, cards, days = Diary(), dict[tuple[str, str], Card](), 0
    for concept, _, right, wait in draws:
        days, family = days + wait, ALONE[concept]
        diary.answer(f"{concept}/{family}", "right" if right else "unknown", at(days, len(diary.deeds)))
        card = cards.get((concept, family)) or Card(card_id=1)
        day = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(days)
        rating = Rating.Good if right else Rating.Again
        cards[concept, family], _ = scheduler.review_card(card, rating, day)
    today = date(2026, 3, 2) + timedelta(days + 3)
    state = replay(GRAPH, diary.deeds)
    assert set(due(state, today)) == {key for key, card in cards.items() if card.due.date() <= today}
    for concept, found in mastery(state, today).items():
        own = [card for (owner, _), card in cards.items() if owner == concept]
        assert found.due == min((card.due.date() for card in own), default=None)


def test_a_week_with_vectors_to_the_last_digit() -> None:
    diary = Diary()
    diary.read("a", at(0))
    diary.answer("a/easy", "right", at(0, 20))
    diary.answer("a/middle", "wrong", at(0, 25))
    diary.answer("a/middle", "right", at(0, 30))
    diary.lab("a", "failed", at(1))
    diary.lab("a", "passed", at(1, 30))
    state = replay(GRAPH, diary.deeds)
    found = mastery(state, date(2026, 3, 6))["a"]
    assert found.state == "mastered" and found.pieces == 6
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    reviews = {
        "easy": [(0, Rating.Hard), (0, Rating.Good), (1, Rating.Good)],
        "middle": [(0, Rating.Hard), (0, Rating.Again), (0, Rating.Good), (1, Rating.Good)],
        "hard": [(0, Rating.Hard), (1, Rating.Good)],
    }
    recalled = []
    for name, history in reviews.items():
        card = Card(card_id=1)
        for day, rating in history:
            card, _ = scheduler.review_card(card, rating, datetime(2026, 3, 2 + day, tzinfo=UTC))
        memory = state.family("a", name).memory
        assert memory is not None and (memory.stability, memory.difficulty) == (
            card.stability,
            card.difficulty,
        )
        recalled.append(scheduler.get_card_retrievability(card, datetime(2026, 3, 6, tzinfo=UTC)))
    assert found.remembered == pytest.approx(sum(recalled) / 3)


TRIPS: list[tuple[int, str]] = [  # from that day on, the clock of this place
    (0, "Europe/Berlin"),
    (3, "Asia/Tokyo"),
    (9, "Europe/Berlin"),
    (12, "America/Los_Angeles"),
    (20, "Pacific/Kiritimati"),
    (26, "Pacific/Honolulu"),
    (33, "Europe/Berlin"),
]


def test_five_trips_move_no_review_by_more_than_a_day() -> None:
    def lived(zone_of_day: Any) -> Diary:
        diary = Diary()
        for day in range(40):
            for n, family in enumerate(("a/easy", "a/middle", "b/hard")):
                if day % (n + 2) == 0:
                    instant = datetime(2026, 3, 2, 17, n, tzinfo=UTC) + timedelta(day)
                    diary.answer(
                        family, "right" if day % 7 else "wrong", instant.astimezone(zone_of_day(day))
                    )
        return diary

    def away(day: int) -> ZoneInfo:
        return ZoneInfo([zone for start, zone in TRIPS if start <= day][-1])

    travelled = replay(GRAPH, lived(away).deeds)
    at_home = replay(GRAPH, lived(lambda _: ZoneInfo("Europe/Berlin")).deeds)
    for key, family in travelled.tables.families.items():
        stayed = at_home.tables.families[key].memory
        assert family.memory is not None and stayed is not None
        assert abs(family.memory.last - stayed.last) <= 1
    assert sum(travelled.tables.days.values()) == sum(at_home.tables.days.values())
