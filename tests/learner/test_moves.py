"""What moved a concept: every piece that bears on it, and amounts that add up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from learner_deeds import GRAPH, Diary, at
from test_state import HISTORIES, history

from groundup import learner
from groundup.learner import Move
from groundup.learner.standing import own_chance

TODAY = date(2026, 9, 1)


def told(diary: Diary, concept: str, today: date = TODAY) -> tuple[Move, ...]:
    return learner.moves(learner.replay(GRAPH, diary.deeds), concept, today)


def test_nothing_moved_what_nothing_bears_on() -> None:
    diary = Diary()
    diary.answer("matrices/easy", "right", at(0))
    assert told(diary, "outlined") == ()


def test_the_newest_comes_first_with_what_it_changed() -> None:
    diary = Diary()
    diary.read("vectors", at(0))
    diary.answer("vectors/one", "wrong", at(1))
    diary.answer("vectors/two", "right", at(2))
    found = [move for move in told(diary, "vectors", date(2026, 3, 4)) if move.how == "own"]
    assert [move.evidence and move.evidence.outcome.result for move in found] == ["right", "wrong", "read"]
    assert found[0].after.known > found[0].before.known
    assert found[1].after.known < found[1].before.known
    assert found[2].before.remembered is None and found[2].after.remembered == 1


def test_practice_elsewhere_is_told_as_credit_and_failure_as_blame() -> None:
    diary = Diary()
    diary.read("norms", at(0))
    diary.answer("matrices/easy", "right", at(9))
    diary.answer("vectors/one", "wrong", at(10))
    hows = {move.how: move for move in told(diary, "norms")}
    assert hows["credit"].evidence == diary.deeds[1] and hows["blame"].evidence == diary.deeds[2]
    assert hows["credit"].after.known > hows["credit"].before.known
    assert hows["blame"].after.known < hows["blame"].before.known


def test_time_makes_forget_and_is_told_with_its_days() -> None:
    diary = Diary()
    diary.answer("vectors/one", "right", at(0))
    (time, _) = told(diary, "vectors", date(2026, 3, 12))
    assert (time.how, time.count, time.evidence) == ("time", 10, None)
    assert time.after.remembered < time.before.remembered == 1  # type: ignore[operator]
    assert time.after.known == time.before.known


def test_answers_elsewhere_are_told_as_one_with_their_number() -> None:
    diary = Diary()
    diary.answer("vectors/one", "right", at(0))
    for n in range(12):
        diary.answer("removed/one", "wrong", at(0, n + 1))
    (others, _) = told(diary, "vectors", date(2026, 3, 2))
    assert (others.how, others.count) == ("others", 12)
    assert others.after.known < others.before.known


def test_a_failing_verdict_is_told_though_it_moves_nothing() -> None:
    diary = Diary()
    diary.lab("vectors", "failed", at(0))
    (move,) = told(diary, "vectors", date(2026, 3, 2))
    assert move.before == move.after


@settings(max_examples=40, deadline=None)
@given(HISTORIES)
def test_the_amounts_add_up_to_where_the_concept_stands(draws) -> None:  # type: ignore[no-untyped-def]
    state = learner.replay(GRAPH, history(draws))
    for concept, mastery in learner.mastery(state, TODAY).items():
        found = learner.moves(state, concept, TODAY)
        own = [move.evidence for move in found if move.how == "own"]
        assert own == [piece for piece in state.evidence() if piece.activity.concept == concept]
        if not found:
            continue
        changed = sum(move.after.known - move.before.known for move in found)
        slack = 0.005 * 2 * (len(state.tables.days) + len(draws))  # what is too little to be told
        assert found[-1].before.known + changed == pytest.approx(own_chance(state, concept), abs=slack)
        if mastery.pieces and found[0].after.remembered is not None:
            assert found[0].after.remembered == pytest.approx(mastery.remembered, abs=0.005)
