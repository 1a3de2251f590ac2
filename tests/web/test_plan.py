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
