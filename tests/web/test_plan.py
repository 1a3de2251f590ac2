"""Plan: the weeks to the goal, what fits nowhere, what moved."""

from __future__ import annotations

from datetime import date

from fastapi.testclient import TestClient

from groundup import actions
from groundup.records import Goal, Rhythm, Slot
from groundup.workspace import Workspace
from tests.web.conftest import MONDAY, Clock, read


def test_the_plan_goes_day_by_day_to_the_finish(visitor: TestClient) -> None:
    text = read(visitor, "/plan")
    assert "You are there on" in text
    assert "Week 1" in text and "Mon 5 Jan" in text and "today" in text
    assert "evening Lesson Counting" in text
    assert "6 hours a week, evenings" in text


def test_what_fits_nowhere_is_said(visitor: TestClient, workspace: Workspace) -> None:
    only_reviews = Rhythm("own", (Slot(0, "morning", 30, (), ("review",)),))
    actions.setup(
        workspace, actions.Choice(Goal("role", "role-counter"), 1, only_reviews, MONDAY, zone="UTC")
    )
    assert "What fits nowhere in your week" in read(visitor, "/plan")


def test_a_deadline_that_does_not_hold_is_said_with_the_ways_out(
    visitor: TestClient, workspace: Workspace
) -> None:
    choice = actions.Choice(
        Goal("role", "role-counter"), 0.5, "evenings", MONDAY, deadline=date(2026, 1, 8), zone="UTC"
    )
    actions.setup(workspace, choice)
    text = read(visitor, "/plan")
    assert "Your deadline, Thursday 8 January 2026, is before that" in text and "a later date" in text


def test_a_plan_that_moved_says_so(visitor: TestClient, clock: Clock) -> None:
    read(visitor, "/plan")
    clock.sleep(days=21)
    assert "The finish moved" in read(visitor, "/plan")


def test_a_goal_that_is_reached_leaves_nothing_to_do(visitor: TestClient, workspace: Workspace) -> None:
    actions.setup(workspace, actions.Choice(Goal("concept", "counting"), 6, "evenings", MONDAY, zone="UTC"))
    actions.read(workspace, "counting", 60)
    for seed in range(8):
        asked = actions.ask(workspace, f"counting/{('next-number', 'which-is-more')[seed % 2]}", seed)
        right = workspace.store.instance(asked.id)[0].form.value
        actions.answer(workspace, asked.id, right, 20)
    assert "Nothing is left to do before your goal" in read(visitor, "/plan")


def test_the_forecast_is_beside_the_plan_and_moves_with_lost_weeks(visitor: TestClient, clock: Clock) -> None:
    text = read(visitor, "/plan")
    assert "When it is likely done" in text and "Four in five" in text and "an hour more a week" in text
    assert "Nothing is known of your weeks yet" in text
    clock.sleep(days=14)
    text = read(visitor, "/plan")
    assert "From your last 2 weeks" in text and "later than it looked on Mon 5 Jan" in text


def test_days_are_kept_free_and_given_back(visitor: TestClient, workspace: Workspace) -> None:
    days = {"first": "2026-01-05", "last": "2026-01-18", "title": "Exams"}
    assert visitor.post("/plan/pause", data=days).headers["location"] == "/plan"
    text = read(visitor, "/plan")
    assert "Exams: Mon 5 Jan to Sunday 18 January 2026" in text and "Mon 5 Jan today" not in text
    visitor.post("/plan/resume", data={"first": "2026-01-05"})
    assert actions.agenda(workspace).wishes.pauses == ()
    wrong = visitor.post("/plan/pause", data=days | {"last": "2025-01-01"})
    assert wrong.status_code == 422 and "cannot end on" in wrong.text


def test_an_item_is_pinned_to_a_day_or_it_is_said_why_not(visitor: TestClient, workspace: Workspace) -> None:
    visitor.post("/plan/pin", data={"item": "counting/practice", "day": "2026-01-12"})
    assert "counting/practice is pinned to Monday 12 January 2026" in read(visitor, "/plan")
    early = visitor.post("/plan/pin", data={"item": "halving/lab", "day": "2026-01-05"})
    assert early.status_code == 422 and "It can begin on" in early.text
    visitor.post("/plan/unpin", data={"item": "counting/practice"})
    assert actions.agenda(workspace).wishes.pins == ()
