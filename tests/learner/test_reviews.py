"""What is due, and the few questions that bring most of it back."""

from __future__ import annotations

from datetime import date, timedelta

from learner_deeds import GRAPH, Diary, at, node

from groundup.learner import begin, choose_reviews, due, minutes_per_question, replay, review_load, step
from groundup.learner.memory import credited
from groundup.learner.tables import BESIDE
from groundup.records import Graph

TODAY = date(2026, 3, 2)
CONTAINING: Graph = {
    "a": node("a", families={"q": 0}),
    "b": node("b", families={"q": 0}),
    "whole": node("whole", ("a", "b"), contains={"a": 0.9, "b": 0.9}, families={"q": 0}),
}


def test_nothing_is_due_before_anything_was_learned() -> None:
    assert due(begin(GRAPH), TODAY) == ()
    assert choose_reviews(begin(GRAPH), GRAPH, TODAY) == ()
    assert set(review_load(begin(GRAPH), TODAY).values()) == {0}


def test_the_most_forgotten_comes_first_and_nothing_is_overdue() -> None:
    diary = Diary()
    diary.answer("vectors/one", "right", at(0))
    diary.answer("norms/one", "wrong", at(0, 1))
    state = replay(GRAPH, diary.deeds)
    assert due(state, TODAY) == ()
    assert due(state, TODAY + timedelta(1)) == (("norms", "one"),)
    assert due(state, TODAY + timedelta(200)) == (("norms", "one"), ("vectors", "one"))


def test_a_right_answer_takes_a_family_off_the_list() -> None:
    diary = Diary()
    diary.answer("vectors/one", "right", at(0))
    later = TODAY + timedelta(4)
    state = replay(GRAPH, diary.deeds)
    assert due(state, later) == (("vectors", "one"),)
    assert due(step(state, diary.answer("vectors/one", "right", at(4))), later) == ()


def test_families_that_have_no_questions_any_more_are_never_due() -> None:
    diary = Diary()
    diary.answer("vectors/removed", "right", at(0))
    diary.lab("outlined", "passed", at(0))
    assert due(replay(GRAPH, diary.deeds), TODAY + timedelta(300)) == ()


def test_a_question_practises_the_others_on_its_concept_by_half() -> None:
    diary = Diary()
    diary.answer("vectors/one", "right", at(0))
    diary.answer("vectors/two", "right", at(0, 1))
    state = replay(GRAPH, diary.deeds)
    later = TODAY + timedelta(4)
    assert len(due(state, later)) == 2
    asked = choose_reviews(state, GRAPH, later)
    assert len(asked) == 1  # one brings back both
    right = step(state, diary.answer(f"vectors/{asked[0][1]}", "right", at(4)))
    other = "two" if asked[0][1] == "one" else "one"
    before, after = state.family("vectors", other).memory, right.family("vectors", other).memory
    assert before is not None and after == credited(before, BESIDE, later.toordinal())
    assert due(right, later) == ()
    wrong = replay(GRAPH, [*diary.deeds[:2], diary.answer(f"vectors/{asked[0][1]}", "wrong", at(4))])
    assert wrong.family("vectors", other).memory == before


def test_one_question_that_contains_others_is_asked_instead_of_them() -> None:
    diary = Diary()
    for n, concept in enumerate(CONTAINING):
        diary.answer(f"{concept}/q", "right", at(0, n))
    state = replay(CONTAINING, diary.deeds)
    later = TODAY + timedelta(6)
    assert len(due(state, later)) == 3
    assert choose_reviews(state, CONTAINING, later) == (("whole", "q"),)
    answered = step(state, diary.answer("whole/q", "right", at(6)))
    assert due(answered, later) == ()


def test_a_question_that_is_not_due_is_asked_only_for_two_that_are() -> None:
    diary = Diary()
    for day in (0, 4, 30):
        diary.answer("whole/q", "right", at(day))
    tomorrow = TODAY + timedelta(31)
    diary.answer("a/q", "wrong", at(30, 1))
    state = replay(CONTAINING, diary.deeds)
    assert due(state, tomorrow) == choose_reviews(state, CONTAINING, tomorrow) == (("a", "q"),)
    diary.answer("b/q", "wrong", at(30, 2))
    state = replay(CONTAINING, diary.deeds)
    assert due(state, tomorrow) == (("a", "q"), ("b", "q"))
    assert choose_reviews(state, CONTAINING, tomorrow) == (("whole", "q"),)


def test_reviews_fit_the_minutes_there_are() -> None:
    diary = Diary()
    for n, family in enumerate(("vectors/one", "vectors/two", "matrices/easy", "matrices/hard")):
        diary.answer(family, "wrong", at(0, n))
    state = replay(GRAPH, diary.deeds)
    later = TODAY + timedelta(9)
    assert len(due(state, later)) == 4
    for questions in range(5):
        minutes = questions * minutes_per_question(state) + 1
        assert len(choose_reviews(state, GRAPH, later, minutes)) <= questions
    assert len(choose_reviews(state, GRAPH, later, minutes_per_question(state))) == 1


def test_the_load_counts_each_family_once_and_what_waits_is_for_today() -> None:
    diary = Diary()
    diary.answer("vectors/one", "right", at(0))
    diary.answer("vectors/two", "wrong", at(0, 1))
    state = replay(GRAPH, diary.deeds)
    load = review_load(state, TODAY + timedelta(2), days=10)
    assert len(load) == 10
    assert load[TODAY + timedelta(2)] == load[TODAY + timedelta(4)] == 2
    assert sum(load.values()) == 4
