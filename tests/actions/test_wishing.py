"""Pauses, pins and a gap to close first: the plan follows, and what cannot be is refused with the way out."""

from __future__ import annotations

from datetime import timedelta

from groundup import actions
from groundup.records import Pause, Pin
from groundup.workspace import Workspace
from tests.actions.conftest import COUNTER, MONDAY, Clock, Open, refusal


def days_of(w: Workspace) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for week in actions.plan(w).weeks:
        for day in week.days:
            for sitting in day.sittings:
                found.setdefault(sitting.item.id, []).append(day.day.isoformat())
    return found


def test_nothing_is_planned_in_a_pause_and_the_plan_moves(road: Workspace) -> None:
    before = actions.plan(road).finish
    last = MONDAY + timedelta(20)
    actions.pause(road, MONDAY, last, "  Exams \n of January ")
    assert actions.agenda(road).wishes.pauses == (Pause(MONDAY, last, "Exams of January"),)
    view = actions.plan(road)
    assert min(day.day for week in view.weeks for day in week.days) > last
    assert before and view.finish and (view.finish - before).days == 21
    actions.end_pause(road, MONDAY)
    assert actions.plan(road).finish == before


def test_a_pause_that_cannot_be_is_refused(road: Workspace) -> None:
    refusal("invalid", lambda: actions.pause(road, MONDAY, MONDAY - timedelta(1)))
    refusal("invalid", lambda: actions.pause(road, MONDAY, MONDAY + timedelta(400)))
    refusal("not-found", lambda: actions.end_pause(road, MONDAY))


def test_a_pinned_item_begins_on_its_day_and_stays_there(road: Workspace, clock: Clock) -> None:
    on = MONDAY + timedelta(9)
    actions.pin(road, "doubling/lesson", on)
    assert days_of(road)["doubling/lesson"][0] == on.isoformat()
    actions.pause(road, MONDAY + timedelta(1), MONDAY + timedelta(3))
    clock.sleep(4)
    assert days_of(road)["doubling/lesson"][0] == on.isoformat()
    actions.unpin(road, "doubling/lesson")
    assert actions.agenda(road).wishes.pins == ()
    assert days_of(road)["doubling/lesson"][0] < on.isoformat()


def test_a_pin_that_cannot_hold_is_refused_with_the_day_on_which_it_can(road: Workspace) -> None:
    message = refusal("conflict", lambda: actions.pin(road, "halving/lab", MONDAY))
    assert "It can begin on 2026-01-" in message
    assert "not on your plan" in refusal("not-found", lambda: actions.pin(road, "no/lesson", MONDAY))
    refusal("invalid", lambda: actions.pin(road, "counting/lesson", MONDAY - timedelta(1)))
    refusal("not-found", lambda: actions.unpin(road, "counting/lesson"))
    assert actions.agenda(road).wishes.pins == ()


def test_what_can_be_pinned_is_what_is_on_the_plan(road: Workspace) -> None:
    ids = [id for id, _ in actions.choices_to_pin(road)]
    assert ids[0] == "counting/lesson" and "halving/lab" in ids
    assert not any(id.startswith(("review/", "ship/")) for id in ids)


def test_the_shortest_path_to_a_gap_is_the_plan_until_it_is_left(open_at: Open) -> None:
    w = open_at()
    actions.setup(w, COUNTER)
    whole = days_of(w)
    actions.close_gap(w, "doubling")
    assert {id.split("/")[0] for id in days_of(w)} - {"review"} == {"counting", "doubling"}
    way = actions.way(w)
    assert (way.closing, way.title) == ("doubling", w.catalog.concept("doubling").title)
    actions.leave_gap(w)
    assert days_of(w) == whole and actions.way(w).closing == ""


def test_the_path_to_a_gap_leaves_out_what_is_claimed(open_at: Open) -> None:
    w = open_at()
    actions.setup(w, COUNTER)
    actions.claim(w, ["counting"])
    actions.close_gap(w, "doubling")
    assert {id.split("/")[0] for id in days_of(w)} - {"review"} == {"doubling"}


def test_the_plan_returns_to_the_goal_once_the_gap_is_closed(road: Workspace) -> None:
    actions.close_gap(road, "counting")
    for seed in range(8):
        asked = actions.ask(road, "counting/next-number", seed)
        number = int("".join(c for c in asked.public["prompt"] if c.isdigit()))
        actions.answer(road, asked.id, str(number + 1), 20)
    assert actions.way(road).closing == ""
    assert any(id.startswith("halving/") for id in days_of(road))
    assert "no gap" in refusal("conflict", lambda: actions.close_gap(road, "counting"))


def test_a_pin_is_kept_with_the_other_wishes(road: Workspace) -> None:
    actions.pin(road, "counting/lesson", MONDAY)
    actions.pause(road, MONDAY + timedelta(30), MONDAY + timedelta(31))
    actions.setup(road, COUNTER)
    assert actions.agenda(road).wishes.pins == (Pin("counting/lesson", MONDAY),)
