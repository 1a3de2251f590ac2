"""Setup: a goal, a week and claims make a plan; the same page changes them."""

from __future__ import annotations

from datetime import date

import pytest
from fastapi.testclient import TestClient

from groundup import actions
from groundup.records import Goal, Slot
from groundup.workspace import Workspace
from tests.web.conftest import read, text_of

CHOICE = {
    "goal": "role:role-counter",
    "hours": "6",
    "rhythm": "evenings",
    "start": "2026-01-05",
    "zone": "UTC",
}


def test_a_first_visit_is_asked_for_goal_and_week(stranger: TestClient) -> None:
    text = read(stranger, "/setup")
    assert "Where do you want to get to?" in text
    assert "Counter" in text and "Counts, doubles and halves without a mistake" in text
    assert "Hours a week" in text and "Every evening" in text and "What you know already" in text


def test_choosing_makes_a_plan(stranger: TestClient, workspace: Workspace) -> None:
    answer = stranger.post("/setup", data=CHOICE | {"deadline": "2026-06-01"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/today")
    settings = actions.current_settings(workspace)
    assert settings is not None
    assert settings.goal == Goal("role", "role-counter")
    assert (settings.hours_per_week, settings.start, settings.deadline) == (
        6,
        date(2026, 1, 5),
        date(2026, 6, 1),
    )


def test_one_concept_may_be_the_goal(stranger: TestClient, workspace: Workspace) -> None:
    stranger.post("/setup", data=CHOICE | {"goal": "concept", "concept": "doubling"})
    settings = actions.current_settings(workspace)
    assert settings is not None and settings.goal == Goal("concept", "doubling")
    assert 'value="doubling" selected' in stranger.get("/setup").text


def test_a_week_of_ones_own(stranger: TestClient, workspace: Workspace) -> None:
    own = {"rhythm": "own", "minutes-1-morning": "45", "strand-1": "math", "work-morning": "lesson"}
    stranger.post("/setup", data=CHOICE | own | {"minutes-5-evening": "90"})
    settings = actions.current_settings(workspace)
    assert settings is not None
    assert settings.rhythm.slots == (
        Slot(1, "morning", 45, ("math",), ("lesson",)),
        Slot(5, "evening", 90),
    )
    html = stranger.get("/setup").text
    assert 'name="minutes-1-morning" min="0" max="720" step="5" value="45"' in html
    assert '<option value="math" selected>' in html


def test_a_day_or_a_part_of_ones_own_week_may_be_for_several_things(
    stranger: TestClient, workspace: Workspace
) -> None:
    own = {
        "rhythm": "own",
        "minutes-1-morning": "45",
        "strand-1": "ml,dl",
        "work-morning": "practice,lab,project",
    }
    stranger.post("/setup", data=CHOICE | own)
    settings = actions.current_settings(workspace)
    assert settings is not None
    assert settings.rhythm.slots == (Slot(1, "morning", 45, ("ml", "dl"), ("practice", "lab", "project")),)
    html = stranger.get("/setup").text
    assert '<option value="ml,dl" selected>ml, dl</option>' in html
    assert '<option value="practice,lab,project" selected>Code: practice, lab, project</option>' in html


def test_claims_are_made_and_withdrawn(stranger: TestClient, workspace: Workspace) -> None:
    def claimed() -> list[str]:
        return [node.id for node in actions.roadmap(workspace).nodes if node.mastery.state == "claimed"]

    stranger.post("/setup", data=CHOICE | {"claim": ["counting", "doubling"]})
    assert claimed() == ["counting", "doubling"]
    stranger.post("/setup", data=CHOICE | {"claim": ["doubling"]})
    assert claimed() == ["doubling"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"goal": ""}, "Choose a goal"),
        ({"goal": "concept", "concept": ""}, "Choose a goal"),
        ({"goal": "role:none"}, "There is no role called"),
        ({"goal": "concept", "concept": "none"}, "none"),
        ({"hours": "lots"}, "is not a number"),
        ({"hours": "0"}, "Hours a week must be between"),
        ({"start": "soon"}, "is not a day"),
        ({"deadline": "2025-01-01"}, "deadline must be after the start"),
        ({"days_off": "2026-13-01"}, "is not a day"),
        ({"zone": "Mars/Base"}, "not a time zone"),
        ({"rhythm": "none"}, "There is no rhythm"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_filled_in_stays(
    stranger: TestClient, workspace: Workspace, wrong: dict[str, str], message: str
) -> None:
    answer = stranger.post("/setup", data=CHOICE | {"days_off": "2026-02-02", "claim": ["counting"]} | wrong)
    assert answer.status_code in (404, 422)
    assert message in text_of(answer.text)
    assert 'value="counting" checked' in answer.text
    assert actions.current_settings(workspace) is None


def test_what_was_chosen_is_filled_in_later(visitor: TestClient) -> None:
    html = visitor.get("/setup").text
    assert "Goal and week" in html
    assert 'value="role:role-counter" required checked' in html
    assert 'name="hours" type="number" min="0.5" max="80" step="0.5" value="6"' in html


def test_a_named_plan_fills_in_the_form_and_changes_nothing(
    stranger: TestClient, workspace: Workspace
) -> None:
    assert "Begin from a named plan" in read(stranger, "/setup")
    html = stranger.get("/setup?plan=two-weeks").text
    assert 'name="preset" value="two-weeks"' in html
    assert 'value="plan:two-weeks" required checked' in html and 'value="weekends" required checked' in html
    assert 'name="deadline" type="date" value="2026-01-19"' in html
    assert actions.current_settings(workspace) is None
    assert stranger.get("/setup?plan=none").status_code == 404


def test_a_named_plan_may_be_the_goal_with_its_wishes(stranger: TestClient, workspace: Workspace) -> None:
    wishes = {"preset": "two-weeks", "strict": "yes", "ship_every": "2", "rest_every": "4"}
    stranger.post("/setup", data=CHOICE | {"goal": "plan:two-weeks"} | wishes)
    settings = actions.current_settings(workspace)
    assert settings is not None and settings.goal == Goal("plan", "two-weeks")
    found = actions.agenda(workspace).wishes
    assert (found.preset, found.strict, found.ship_every, found.rest_every) == ("two-weeks", True, 2, 4)
    assert 'name="strict" value="yes" checked' in stranger.get("/setup").text
    stranger.post("/setup", data=CHOICE)
    assert not actions.agenda(workspace).wishes.strict and actions.agenda(workspace).wishes.ship_every == 2
