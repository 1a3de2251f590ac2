"""The six-step loop: the plan follows its steps, and each pass has a goal, a log and a review of its own."""

from __future__ import annotations

import pytest

from groundup import actions
from groundup.workspace import Workspace
from tests.actions.conftest import COUNTER, HALVER, MONDAY, refusal


def planned(w: Workspace) -> set[str]:
    ids = (s.item.concept for week in actions.plan(w).weeks for day in week.days for s in day.sittings)
    return {id for id in ids if id}


@pytest.fixture
def turning(w: Workspace) -> Workspace:
    actions.setup(w, COUNTER)
    actions.begin_pass(w, "  Count  anything ")
    return w


def test_before_the_first_pass_there_are_steps_and_no_pass(road: Workspace) -> None:
    view = actions.loop(road)
    assert view.now is None and [step.number for step in view.steps] == [1, 2, 3, 4, 5, 6]
    for act in (lambda: actions.note(road, "x"), lambda: actions.end_pass(road, "x")):
        assert "Begin one" in refusal("conflict", act)


def test_the_plan_follows_the_steps_and_returns_to_the_goal(turning: Workspace) -> None:
    assert actions.way(turning).turn == 1
    assert planned(turning) == {"tally"}
    actions.go_to_step(turning, 2)
    assert planned(turning) == {"counting", "doubling"}
    actions.go_to_step(turning, 3)
    assert planned(turning) >= {"halving", "endlessness"}
    actions.go_to_step(turning, 5)
    gap = actions.loop(turning).now
    assert gap is not None and gap.gap
    actions.choose_gap(turning, "counting")
    assert planned(turning) == {"counting"}
    actions.end_pass(turning, "Small steps.")
    assert actions.way(turning).turn == 0 and "halving" in planned(turning)


def test_a_pass_keeps_its_goal_its_log_and_its_review(turning: Workspace) -> None:
    actions.note(turning, "Read the code")
    actions.note(turning, "Met a gap")
    actions.end_pass(turning, "Shorter next time")
    actions.begin_pass(turning, "Count faster")
    first, second = actions.loop(turning).passes
    assert (first.goal, first.log) == ("Count anything", ((MONDAY, "Read the code"), (MONDAY, "Met a gap")))
    assert (first.review, first.ended) == ("Shorter next time", MONDAY)
    assert (second.number, second.goal, second.log, second.ended) == (2, "Count faster", (), None)


def test_the_second_pass_learns_only_what_is_on_the_way_to_the_goal(w: Workspace) -> None:
    actions.setup(w, HALVER)
    actions.begin_pass(w, "one")
    actions.go_to_step(w, 3)
    assert "endlessness" in planned(w)
    actions.end_pass(w, "done")
    actions.begin_pass(w, "two")
    actions.go_to_step(w, 3)
    assert "endlessness" not in planned(w) and "halving" in planned(w)


def test_a_gap_that_is_closed_first_goes_before_the_loop(turning: Workspace) -> None:
    actions.close_gap(turning, "counting")
    assert planned(turning) == {"counting"} and actions.way(turning).turn == 0
    actions.leave_gap(turning)
    assert planned(turning) == {"tally"}


def test_what_cannot_be_is_refused(turning: Workspace) -> None:
    assert "going on" in refusal("conflict", lambda: actions.begin_pass(turning, "again"))
    refusal("invalid", lambda: actions.note(turning, "  "))
    refusal("invalid", lambda: actions.go_to_step(turning, 6))
    refusal("invalid", lambda: actions.end_pass(turning, ""))
    refusal("not-found", lambda: actions.choose_gap(turning, "nowhere"))
