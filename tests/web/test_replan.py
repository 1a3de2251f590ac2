"""Replan: what would change is shown first; applied only when that is asked for."""

from __future__ import annotations

from datetime import date

import pytest
from fastapi.testclient import TestClient

from groundup import actions
from groundup.records import Goal
from groundup.workspace import Workspace
from tests.web.conftest import MONDAY, read, text_of

TIGHT = {"hours": "1", "deadline": "2026-01-09", "rhythm": "evenings"}


def test_what_would_change_is_shown_and_nothing_is_changed(visitor: TestClient, workspace: Workspace) -> None:
    before = actions.current_settings(workspace)
    answer = visitor.post("/replan", data={"hours": "2", "rhythm": "evenings", "strict": "yes"})
    text = text_of(answer.text)
    assert answer.status_code == 200 and "What would change" in text and "later" in text
    assert "Plan it like this" in text
    assert actions.current_settings(workspace) == before and not actions.agenda(workspace).wishes.strict


def test_applying_does_it(visitor: TestClient, workspace: Workspace) -> None:
    asked = {"hours": "2", "rhythm": "evenings", "strict": "yes", "rest_every": "6", "apply": "yes"}
    answer = visitor.post("/replan", data=asked)
    assert (answer.status_code, answer.headers["location"]) == (303, "/plan")
    settings = actions.current_settings(workspace)
    assert settings is not None and settings.hours_per_week == 2
    assert actions.agenda(workspace).wishes.rest_every == 6
    assert "strictly" in read(visitor, "/plan")


def test_a_deadline_that_does_not_hold_shows_four_ways_and_each_can_be_taken(
    visitor: TestClient, workspace: Workspace
) -> None:
    text = text_of(visitor.post("/replan", data=TIGHT).text)
    assert "Four ways to be there by Friday 9 January 2026" in text
    for title in ("Study more", "Longer days", "A later date", "Less content"):
        assert title in text
    taken = visitor.post("/replan", data=TIGHT | {"way": "later"})
    assert taken.headers["location"] == "/plan"
    settings = actions.current_settings(workspace)
    assert settings is not None and settings.deadline and settings.deadline > date(2026, 1, 9)


def test_what_cannot_be_is_said_and_what_was_filled_in_stays(visitor: TestClient) -> None:
    for wrong, message in (
        ({"hours": "many"}, "is not a number"),
        ({"hours": "99"}, "between 0.5 and 80"),
        ({"deadline": "soon"}, "is not a day"),
        ({"ship_every": "1"}, "something shipped"),
    ):
        answer = visitor.post("/replan", data=TIGHT | wrong)
        assert answer.status_code == 422 and message in text_of(answer.text)
        assert f'value="{next(iter(wrong.values()))}"' in answer.text


def test_the_price_of_a_wish_is_named(visitor: TestClient, workspace: Workspace) -> None:
    actions.setup(workspace, actions.Choice(Goal("role", "role-counter"), 2, "evenings", MONDAY, zone="UTC"))
    actions.pause(workspace, date(2026, 1, 8), date(2026, 2, 8))
    text = read(visitor, "/replan")
    assert "What each wish costs" in text and "Pauses:" in text and "Without it you would be there on" in text


@pytest.mark.parametrize("hours", ["0", "0.4", "81", "-3", "nan"])
def test_hours_that_are_no_weeks_are_refused(visitor: TestClient, hours: str) -> None:
    answer = visitor.post("/replan", data={"hours": hours})
    assert "Hours a week must be between 0.5 and 80." in answer.text
