"""What is finished, and at what pace."""

from __future__ import annotations

from datetime import date

import pytest
from learner_deeds import GRAPH, Diary, at

from groundup.learner import begin, done_items, pace, passed_labs, replay
from groundup.learner.progress import FASTEST, SLOWEST

TODAY = date(2026, 3, 2)


def done(diary: Diary, on: date | None = None) -> set[str]:
    return set(done_items(replay(GRAPH, diary.deeds), on))


def test_a_read_lesson_is_done_on_its_day() -> None:
    diary = Diary()
    diary.read("vectors", at(0))
    assert done(diary) == done(diary, TODAY) == {"vectors/lesson"}
    assert done(diary, date(2026, 3, 3)) == set()


def test_practice_is_done_after_three_different_right_answers_and_needs_no_lesson_then() -> None:
    diary = Diary()
    for n in range(3):
        assert done(diary) == set()
        diary.answer("vectors/one", "right", at(0, n))
    assert done(diary) == {"vectors/lesson", "vectors/practice"}


def test_a_passed_lab_finishes_its_concept() -> None:
    diary = Diary()
    diary.lab("vectors", "failed", at(0))
    assert done(diary) == set() == set(passed_labs(replay(GRAPH, diary.deeds)))
    diary.lab("vectors", "passed", at(1))
    assert done(diary) == {"vectors/lesson", "vectors/practice", "vectors/lab"}
    assert passed_labs(replay(GRAPH, diary.deeds)) == {"lab-vectors"}
    assert done(diary, TODAY) == set()


@pytest.mark.parametrize("order", [("lab", "practical"), ("practical", "lab")])
def test_a_concept_with_a_practical_beside_its_lab_is_finished_by_both(order: tuple[str, str]) -> None:
    diary = Diary()
    diary.one_of_two("vectors", order[0], at(0))
    diary.one_of_two("vectors", order[0], at(0, 1))
    assert "vectors/lab" not in done(diary)
    half = replay(GRAPH, diary.deeds).standing("vectors").tally.wins
    diary.one_of_two("vectors", order[1], at(1))
    assert "vectors/lab" in done(diary)
    assert 0 < half < replay(GRAPH, diary.deeds).standing("vectors").tally.wins


def test_a_claim_leaves_the_questions_that_check_it_until_they_speak_against_it() -> None:
    diary = Diary()
    diary.claim("vectors", at(0))
    diary.claim("outlined", at(0))
    assert done(diary) == {
        *("vectors/lesson", "vectors/lab"),
        *("outlined/lesson", "outlined/practice", "outlined/lab"),  # there are no questions to check it with
    }
    assert done(diary, TODAY) == set()
    diary.answer("vectors/one", "wrong", at(1))
    assert done(diary) == {"outlined/lesson", "outlined/practice", "outlined/lab"}
    diary.claim("outlined", at(2), "withdrawn")
    assert done(diary) == set()


def test_pace_starts_at_the_stated_minutes_and_moves_with_own_ones() -> None:
    assert set(pace(begin(GRAPH)).values()) == {1.0}
    diary = Diary()
    diary.read("vectors", at(0), seconds=40 * 60)  # stated: 20
    diary.lab("vectors", "failed", at(0), seconds=10 * 60)
    diary.lab("vectors", "passed", at(0, 1), seconds=5 * 60)  # stated: 30
    found = pace(replay(GRAPH, diary.deeds))
    assert found["lesson"] == pytest.approx((60 + 40) / (60 + 20))
    assert found["lab"] == pytest.approx((60 + 15) / (60 + 30))
    assert found["practice"] == found["project"] == 1.0


def test_a_page_left_open_overnight_and_a_flood_of_clicks_keep_the_pace_sane() -> None:
    diary = Diary()
    diary.read("vectors", at(0), seconds=12 * 3600)
    assert pace(replay(GRAPH, diary.deeds))["lesson"] == pytest.approx((60 + 80) / (60 + 20))
    for n in range(500):
        diary.answer("vectors/one", "wrong", at(1, n), seconds=0.01)
    found = pace(replay(GRAPH, diary.deeds))
    assert found["review"] == FASTEST
    assert all(FASTEST <= ratio <= SLOWEST for ratio in found.values())
