"""What it takes to be called mastered, and what it does not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from learner_deeds import GRAPH, Diary, at

from groundup.learner import KNOWN_ENOUGH, begin, mastery, predict, replay
from groundup.learner.answers import Overall, Tally, chance
from groundup.learner.memory import due_on, retrievability
from groundup.records import Mastery

TODAY = date(2026, 3, 2)


def after(diary: Diary, concept: str = "vectors", days: int = 0) -> Mastery:
    return mastery(replay(GRAPH, diary.deeds), TODAY + timedelta(days))[concept]


def test_without_evidence_everything_is_new_and_deeper_concepts_are_less_likely_known() -> None:
    found = mastery(begin(GRAPH), TODAY)
    assert {entry.state for entry in found.values()} == {"new"}
    prior = chance(Overall(), Tally())
    assert [entry.known for entry in found.values()] == pytest.approx([prior, prior**2, prior**3, prior**4])
    assert found["vectors"].remembered is None and found["vectors"].due is None


def test_a_claim_is_never_mastery_and_changes_no_number() -> None:
    diary = Diary()
    for n in range(50):
        diary.claim("vectors", at(0, n))
    claimed = after(diary)
    assert claimed.state == "claimed"
    assert (claimed.known, claimed.pieces) == (mastery(begin(GRAPH), TODAY)["vectors"].known, 0)
    assert mastery(replay(GRAPH, diary.deeds), TODAY)["norms"].state == "new"
    diary.claim("vectors", at(1), "withdrawn")
    assert after(diary).state == "new"


def test_reading_starts_the_memory_and_masters_nothing() -> None:
    diary = Diary()
    for n in range(5):
        diary.read("vectors", at(n))
    found = after(diary)
    assert found.state == "learning"
    assert found.remembered == 1.0
    assert found.due == TODAY + timedelta(2)


def test_three_different_questions_right_are_mastery_and_two_are_not() -> None:
    diary = Diary()
    diary.answer("vectors/one", "right", at(0))
    diary.answer("vectors/two", "right", at(0, 1))
    assert after(diary).state == "learning"
    diary.answer("vectors/one", "right", at(0, 2))
    found = after(diary)
    assert found.state == "mastered"
    assert found.known >= KNOWN_ENOUGH
    assert found.pieces == 3
    assert found.last == at(0, 2)


def test_the_same_question_three_times_is_one_question() -> None:
    diary = Diary()
    for n in range(6):
        diary.answer("vectors/one", "right", at(n), seed=1)
    assert after(diary).state == "learning"


def test_three_right_among_many_wrong_are_not_enough() -> None:
    diary = Diary()
    for n in range(12):
        diary.answer("vectors/one", "right" if n % 4 == 0 else "wrong", at(0, n))
    found = after(diary)
    assert found.known < KNOWN_ENOUGH
    assert found.state == "learning"


def test_a_passed_lab_masters_even_after_wrong_answers() -> None:
    diary = Diary()
    for n in range(6):
        diary.answer("vectors/one", "wrong", at(0, n))
    diary.lab("vectors", "passed", at(0, 10))
    assert after(diary).state == "mastered"


def test_three_wrong_answers_in_a_row_take_a_mastery_by_lab_back() -> None:
    diary = Diary()
    diary.lab("vectors", "passed", at(0))
    for n in range(2):
        diary.answer("vectors/one", "wrong", at(0, n + 1))
    assert after(diary).state == "mastered"
    diary.answer("vectors/two", "wrong", at(0, 5))
    assert after(diary).state == "learning"
    diary.answer("vectors/two", "right", at(0, 6))
    assert after(diary).state == "mastered"


def test_a_failed_lab_is_learning() -> None:
    diary = Diary()
    diary.lab("vectors", "failed", at(0))
    assert after(diary).state == "learning"
    assert after(diary).remembered is None


def test_mastery_fades_when_retrievability_falls_under_the_desired_retention() -> None:
    diary = Diary()
    diary.lab("vectors", "passed", at(0))
    states = [after(diary, days=n).state for n in range(7)]
    assert states == ["mastered"] * 5 + ["fading"] * 2  # 4.4 days at .85
    strict = mastery(replay(GRAPH, diary.deeds, retention=0.95), TODAY + timedelta(2))["vectors"]
    assert strict.state == "fading"
    diary.answer("vectors/one", "right", at(6))
    diary.answer("vectors/two", "right", at(6, 1))
    assert after(diary, days=6).state == "mastered"


def test_what_fades_is_due() -> None:
    diary = Diary()
    diary.lab("vectors", "passed", at(0))
    diary.answer("vectors/one", "right", at(5))
    for n in range(60):
        found = after(diary, days=n)
        if found.state == "fading":
            assert found.due is not None and found.due <= TODAY + timedelta(n)


def test_remembered_is_the_mean_over_families_and_due_the_earliest() -> None:
    diary = Diary()
    diary.answer("vectors/one", "right", at(0))
    diary.answer("vectors/two", "wrong", at(0, 1))
    state = replay(GRAPH, diary.deeds)
    memories = [state.family("vectors", name).memory for name in ("one", "two")]
    found = mastery(state, TODAY + timedelta(3))["vectors"]
    day = TODAY.toordinal() + 3
    assert found.remembered == pytest.approx(sum(retrievability(m, day) for m in memories if m) / 2)
    assert found.due == date.fromordinal(min(due_on(m, 0.85) for m in memories if m))


def test_a_concept_without_questions_is_remembered_as_a_whole() -> None:
    diary = Diary()
    diary.lab("outlined", "passed", at(0))
    found = after(diary, "outlined")
    assert (found.state, found.remembered) == ("mastered", 1.0)


def test_predictions_know_difficulty_and_guessing() -> None:
    diary = Diary()
    diary.answer("matrices/easy", "right", at(0), guess=0.25)
    diary.answer("matrices/hard", "wrong", at(0, 1), kind="ordering")
    state = replay(GRAPH, diary.deeds)
    assert predict(state, "matrices", "easy") > predict(state, "matrices", "hard")
    bare = predict(state, "matrices", "easy", guess=0.0)
    assert predict(state, "matrices", "easy") == pytest.approx(0.25 + 0.75 * bare)
    assert predict(begin(GRAPH), "vectors", "one") == pytest.approx(chance(Overall(), Tally()))
