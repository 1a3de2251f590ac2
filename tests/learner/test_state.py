"""Evidence adds up the same in any order, in any portions, and however often it comes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from fsrs import Rating
from hypothesis import given, settings
from hypothesis import strategies as st
from learner_deeds import GRAPH, START, Diary, at

from groundup.learner import State, begin, mastery, reaches_back, replay, step
from groundup.learner.memory import reviewed
from groundup.records import Evidence

DAY = date(2026, 3, 2).toordinal()
FAMILIES = ["vectors/one", "vectors/two", "norms/one", "norms/two", "matrices/easy", "matrices/hard"]
DEEDS = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from(FAMILIES), st.sampled_from(["right", "wrong", "unknown"])),
    st.tuples(st.just("lab"), st.sampled_from(list(GRAPH)), st.sampled_from(["passed", "failed"])),
    st.tuples(st.just("read"), st.sampled_from(list(GRAPH)), st.just("")),
    st.tuples(st.just("claim"), st.sampled_from(list(GRAPH)), st.sampled_from(["claimed", "withdrawn"])),
)
HISTORIES = st.lists(st.tuples(DEEDS, st.integers(0, 5), st.integers(0, 90)), max_size=25)


def history(draws: list[tuple[tuple[str, str, str], int, int]]) -> list[Evidence]:
    diary, days, minutes = Diary(), 0, 0
    for (kind, where, result), wait, pause in draws:
        days, minutes = days + wait, minutes + pause
        when = at(days, minutes)
        if kind == "answer":
            diary.answer(where, result, when)
        elif kind == "lab":
            diary.lab(where, result, when, source=str(minutes))
        elif kind == "read":
            diary.read(where, when, seconds=pause * 60)
        else:
            diary.claim(where, when, result)
    return diary.deeds


def stepped(deeds: list[Evidence]) -> State:
    state = begin(GRAPH)
    for deed in deeds:
        state = step(state, deed)
    return state


@settings(max_examples=60, deadline=None)
@given(HISTORIES, st.randoms(use_true_random=False))
def test_steps_replays_and_any_order_of_arrival_give_the_same_numbers(draws, random) -> None:  # type: ignore[no-untyped-def]
    deeds = history(draws)
    whole = replay(GRAPH, deeds)
    assert stepped(deeds) == whole
    shuffled = deeds * 2  # each piece arrives twice
    random.shuffle(shuffled)
    assert stepped(shuffled) == whole == replay(GRAPH, shuffled)
    today = date(2026, 6, 1)
    assert mastery(stepped(shuffled), today) == mastery(whole, today)


def test_a_step_leaves_the_state_before_it_untouched() -> None:
    diary = Diary()
    diary.read("vectors", at())
    before = replay(GRAPH, diary.deeds)
    kept = replay(GRAPH, diary.deeds)
    diary.answer("vectors/one", "wrong", at(1))
    diary.lab("vectors", "passed", at(2))
    after = step(step(before, diary.deeds[1]), diary.deeds[2])
    assert before == kept != after
    assert step(before, diary.deeds[1]) == replay(GRAPH, diary.deeds[:2])


def test_late_evidence_is_put_where_it_belongs() -> None:
    diary = Diary()
    first = diary.answer("vectors/one", "wrong", at(0))
    second = diary.answer("vectors/one", "right", at(3))
    state = step(begin(GRAPH), second)
    assert reaches_back(state, [first])
    assert not reaches_back(state, [diary.answer("vectors/one", "right", at(4))])
    assert step(state, first) == replay(GRAPH, [first, second])
    memory = step(state, first).family("vectors", "one").memory
    assert memory == reviewed(reviewed(None, Rating.Again, DAY), Rating.Good, DAY + 3)


def test_the_same_instant_is_ordered_by_id() -> None:
    diary = Diary()
    pieces = [diary.answer("vectors/one", result, at(0)) for result in ("wrong", "right", "wrong")]
    assert replay(GRAPH, reversed(pieces)) == replay(GRAPH, pieces)
    assert replay(GRAPH, pieces).standing("vectors").tally.streak == -1


def test_the_hour_that_comes_twice_is_ordered_by_instant() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    diary = Diary()
    earlier = diary.answer("vectors/one", "wrong", datetime(2026, 10, 25, 2, 50, tzinfo=berlin, fold=0))
    later = diary.answer("vectors/one", "right", datetime(2026, 10, 25, 2, 10, tzinfo=berlin, fold=1))
    assert replay(GRAPH, [later, earlier]).standing("vectors").tally.streak == 1


def test_a_dead_clock_gives_sound_numbers() -> None:
    diary = Diary()
    diary.answer("vectors/one", "right", at(0))
    diary.answer("vectors/one", "right", datetime(1970, 1, 1, tzinfo=UTC))
    diary.answer("vectors/one", "right", at(365 * 80))
    found = mastery(replay(GRAPH, diary.deeds), date(2026, 3, 2))["vectors"]
    assert found.remembered is not None and 0 < found.remembered <= 1
    assert 0 < found.known < 1


def test_flying_west_over_the_date_line_never_makes_a_negative_interval() -> None:
    diary = Diary()
    diary.answer("vectors/one", "right", datetime(2026, 5, 5, 6, tzinfo=ZoneInfo("Asia/Tokyo")))
    diary.answer("vectors/one", "right", datetime(2026, 5, 4, 18, tzinfo=ZoneInfo("Pacific/Honolulu")))
    memory = replay(GRAPH, diary.deeds).family("vectors", "one").memory
    assert memory is not None
    assert memory.last == date(2026, 5, 5).toordinal()


def test_evidence_without_an_offset_is_refused() -> None:
    diary = Diary()
    diary.read("vectors", datetime(2026, 3, 2, 9))
    with pytest.raises(ValueError, match="no offset"):
        step(begin(GRAPH), diary.deeds[0])


def test_the_same_question_again_changes_nothing_but_the_count_of_pieces() -> None:
    diary = Diary()
    diary.answer("vectors/one", "wrong", at(0), seed=5)
    once = replay(GRAPH, diary.deeds)
    diary.answer("vectors/one", "right", at(0, 1), seed=5)
    again = replay(GRAPH, diary.deeds)
    assert again.overall == once.overall
    assert again.family("vectors", "one") == once.family("vectors", "one")
    assert again.standing("vectors").pieces == 2
    diary.answer("vectors/two", "right", at(0, 2), seed=5)  # the same seed, another family
    assert replay(GRAPH, diary.deeds).overall.asked == 2


def test_failing_verdicts_on_the_way_to_a_lab_are_no_errors() -> None:
    diary = Diary()
    for minutes in range(9):
        diary.lab("vectors", "failed", at(0, minutes))
    worked = replay(GRAPH, diary.deeds)
    assert worked.overall == begin(GRAPH).overall
    assert worked.standing("vectors").tally == begin(GRAPH).standing("vectors").tally
    diary.lab("vectors", "passed", at(0, 10), source="good")
    passed = replay(GRAPH, diary.deeds)
    assert passed.standing("vectors").tally.wins == 3
    assert passed.passed_sources("lab-vectors") == {"good"}
    for family in ("one", "two"):
        assert passed.family("vectors", family).memory == reviewed(None, Rating.Good, DAY)


def test_passing_a_lab_again_counts_once_and_keeps_the_text() -> None:
    diary = Diary()
    diary.lab("vectors", "passed", at(0), source="one")
    once = replay(GRAPH, diary.deeds)
    diary.lab("vectors", "passed", at(9), source="two")
    again = replay(GRAPH, diary.deeds)
    assert again.standing("vectors").tally == once.standing("vectors").tally
    assert again.family("vectors", "one") == once.family("vectors", "one")
    assert again.passed_sources("lab-vectors") == {"one", "two"}


def test_a_lesson_starts_the_memory_and_reading_it_again_does_not_move_it() -> None:
    diary = Diary()
    diary.answer("vectors/one", "right", at(0))
    diary.read("vectors", at(1))
    state = replay(GRAPH, diary.deeds)
    assert state.lesson_read("vectors") and not state.lesson_read("norms")
    assert state.family("vectors", "one").memory == reviewed(None, Rating.Good, DAY)
    assert state.family("vectors", "two").memory == reviewed(None, Rating.Hard, DAY + 1)
    diary.read("vectors", at(5))
    assert replay(GRAPH, diary.deeds).family("vectors", "two") == state.family("vectors", "two")


def test_practice_credits_what_the_concept_contains_and_failure_travels_the_other_way() -> None:
    diary = Diary()
    for concept in ("vectors", "norms", "matrices"):
        diary.read(concept, at(0))
    start = replay(GRAPH, diary.deeds)
    diary.answer("norms/one", "right", at(2))
    right = replay(GRAPH, diary.deeds)
    assert right.standing("vectors").tally.wins == 0.5
    assert right.family("vectors", "one").memory > start.family("vectors", "one").memory  # type: ignore[operator]
    assert right.family("matrices", "easy") == start.family("matrices", "easy")
    diary.deeds.pop()
    diary.answer("norms/one", "wrong", at(2))
    wrong = replay(GRAPH, diary.deeds)
    assert wrong.standing("matrices").tally.fails == 0.5
    assert wrong.family("matrices", "easy").memory < start.family("matrices", "easy").memory  # type: ignore[operator]
    assert wrong.family("vectors", "one") == start.family("vectors", "one")


def test_credit_flows_through_chains_by_the_product_of_their_weights() -> None:
    diary = Diary()
    diary.answer("matrices/easy", "right", at(0))
    state = replay(GRAPH, diary.deeds)
    assert state.standing("norms").tally.wins == 0.5
    assert state.standing("vectors").tally.wins == 0.25


def test_questions_are_counted_by_study_day_and_family() -> None:
    diary = Diary()
    diary.answer("vectors/one", "right", START)
    diary.answer("vectors/one", "wrong", START + timedelta(hours=16))  # one in the morning
    state = replay(GRAPH, diary.deeds)
    assert state.questions_on(date(2026, 3, 2)) == 2
    assert state.questions_on(date(2026, 3, 3)) == 0
    assert state.family_counts("vectors") == {"one": 2}


def test_evidence_of_a_concept_that_is_gone_is_kept_and_disturbs_nothing() -> None:
    diary = Diary()
    diary.answer("removed/one", "right", at(0))
    diary.lab("removed", "passed", at(1))
    diary.read("removed", at(2), seconds=60)
    state = replay(GRAPH, diary.deeds)
    assert state.overall.asked == 1
    assert set(mastery(state, date(2026, 3, 9))) == set(GRAPH)
