"""Gaps: what unlocks most in an hour, what can be closed now, and a sentence for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from learner_deeds import GRAPH, Diary, at, node

from groundup.learner import begin, gaps, mastery, replay
from groundup.records import Minutes

TODAY = date(2026, 3, 2)


def test_the_root_of_the_path_comes_first_and_says_what_rests_on_it() -> None:
    found = gaps(GRAPH, mastery(begin(GRAPH), TODAY), tuple(GRAPH))
    assert [gap.concept for gap in found] == ["vectors", "norms", "matrices", "outlined"]
    assert [gap.unlocks for gap in found] == [3, 2, 1, 0]
    prior = mastery(begin(GRAPH), TODAY)["vectors"].known
    assert found[0].minutes == 60
    assert found[0].score == pytest.approx(4 / 1.0 * (1 - prior) ** 6)
    assert found[0].reason == (
        "3 more concepts on your path rest on it, for about 60 minutes of work; you are ready for it."
    )
    assert "it needs Vectors first" in found[1].reason
    assert found[3].reason.startswith("It is part of your goal")


def test_what_is_mastered_or_fading_is_no_gap_and_what_is_off_the_path_neither() -> None:
    diary = Diary()
    diary.lab("vectors", "passed", at(0))
    for day in (TODAY, date(2027, 3, 2)):
        standing = mastery(replay(GRAPH, diary.deeds), day)
        assert standing["vectors"].state in ("mastered", "fading")
        assert [gap.concept for gap in gaps(GRAPH, standing, ("vectors", "norms"))] == ["norms"]


def test_a_claim_closes_no_gap_but_puts_it_behind_what_surely_is_one() -> None:
    diary = Diary()
    diary.claim("vectors", at(0))
    found = gaps(GRAPH, mastery(replay(GRAPH, diary.deeds), TODAY), tuple(GRAPH))
    assert found[0].concept == "norms" and "you are ready for it" in found[0].reason
    claimed = next(gap for gap in found if gap.concept == "vectors")
    assert "nothing has shown it yet" in claimed.reason


def test_what_was_begun_needs_no_second_lesson() -> None:
    diary = Diary()
    diary.read("vectors", at(0))
    gap = gaps(GRAPH, mastery(replay(GRAPH, diary.deeds), TODAY), ("vectors",))[0]
    assert gap.minutes == 40
    assert "begun" in gap.reason


def test_of_two_equal_gaps_the_shorter_one_comes_first() -> None:
    graph = {"long": node("long"), "short": replace(node("short"), minutes=Minutes(5, 5))}
    found = gaps(graph, mastery(begin(graph), TODAY), tuple(graph))
    assert [gap.concept for gap in found] == ["short", "long"]


def test_what_is_surely_not_known_comes_before_what_may_be_known() -> None:
    graph = {"doubtful": node("doubtful"), "missing": node("missing")}
    diary = Diary()
    diary.read("doubtful", at(0))
    diary.read("missing", at(0, 1))
    for n in range(4):
        diary.answer("missing/one", "wrong", at(0, n + 2))
    found = gaps(graph, mastery(replay(graph, diary.deeds), TODAY), tuple(graph))
    assert [gap.concept for gap in found] == ["missing", "doubtful"]
