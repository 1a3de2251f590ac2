"""Today: what is due, in order; what is done; a day off."""

from __future__ import annotations

from datetime import date

from fastapi.testclient import TestClient

from groundup import actions
from groundup.workspace import Workspace
from tests.web.conftest import Clock, read


def test_today_says_what_is_next_and_how_to_start_it(visitor: TestClient) -> None:
    text = read(visitor, "/today")
    assert "Monday 5 January 2026" in text
    assert "Role: counter" in text
    assert "Next · Lesson" in text and "Counting" in text
    assert "groundup lesson counting" in text
    assert 'href="/lesson/counting" data-next' in visitor.get("/today").text


def test_today_says_where_one_stands(visitor: TestClient) -> None:
    text = read(visitor, "/today")
    assert "Mastered 0" in text and "Not started 4" in text
    assert "At this pace you are there on" in text


def test_what_was_done_today_is_shown_as_done(visitor: TestClient, workspace: Workspace) -> None:
    actions.read(workspace, "counting", 60)
    text = read(visitor, "/today")
    assert "Done today" in text


def test_a_day_off_moves_the_plan_and_can_be_taken_back(visitor: TestClient, workspace: Workspace) -> None:
    assert visitor.post("/today/off").headers["location"] == "/today"
    settings = actions.current_settings(workspace)
    assert settings is not None and settings.days_off == (date(2026, 1, 5),)
    text = read(visitor, "/today")
    assert "Nothing more is planned for today" in text and "Study today after all" in text
    visitor.post("/today/on")
    settings = actions.current_settings(workspace)
    assert settings is not None and settings.days_off == ()


def test_reviews_come_first(visitor: TestClient, workspace: Workspace, clock: Clock) -> None:
    actions.read(workspace, "counting", 60)
    asked = actions.ask(workspace, "counting/next-number")
    actions.answer(workspace, asked.id, "0")
    clock.sleep(days=20)
    assert "Next · Review" in read(visitor, "/today")


def test_nothing_is_ever_called_overdue(visitor: TestClient, clock: Clock) -> None:
    clock.sleep(days=12)
    text = (read(visitor, "/today") + read(visitor, "/plan")).lower()
    for word in ("overdue", "late", "missed", "behind", "streak"):
        assert f" {word}" not in text
