"""The road: today, plan, map, gaps, claim; as text and as the records that other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, read_json


def shape(value: Any) -> Any:
    """The form of a JSON value: keys and kinds, without what is in them."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def test_today_as_json_has_stable_ids_and_the_command_of_each_item(run: Run, on_the_road: Path) -> None:
    view = read_json(run("today", "--json"))
    assert set(view) == {"date", "goal", "items", "reviews_due", "minutes", "next", "note"}
    for item in view["items"]:
        assert set(item) >= {"item", "part", "minutes", "share", "done", "url", "command", "outlined"}
        assert item["command"].startswith("groundup ")


def test_plan_as_json_places_every_piece_of_work(run: Run, on_the_road: Path) -> None:
    view = read_json(run("plan", "--json"))
    assert set(view) >= {"goal", "as_of", "finish", "deadline", "minutes_left", "weeks", "unplaced", "notes"}
    sittings = [s for week in view["weeks"] for day in week["days"] for s in day["sittings"]]
    assert shape(sittings[0]) == {
        "item": {
            "id": "str",
            "work": "str",
            "concept": "str",
            "title": "str",
            "minutes": "int",
            "strand": "str",
        },
        "day": "str",
        "part": "str",
        "minutes": "int",
        "share": "str",
    }
    ids = {s["item"]["id"] for s in sittings}
    assert {"counting/lesson", "counting/practice", "doubling/lab", "endlessness/lesson"} <= ids


def test_plan_as_text_shows_weeks_and_the_day_one_is_there(run: Run, on_the_road: Path) -> None:
    result = run("plan")
    assert result.exit_code == 0
    assert "at this pace you are there on" in result.stdout
    assert "Week of " in result.stdout


def test_map_as_json_is_every_concept_with_its_mastery(run: Run, on_the_road: Path) -> None:
    view = read_json(run("map", "--json"))
    assert [node["id"] for node in view["nodes"]] == ["counting", "doubling", "halving", "endlessness"]
    assert view["stages"] == [{"id": "first-steps", "title": "First steps"}]
    first = view["nodes"][0]
    assert set(first) >= {"id", "title", "stage", "strand", "prerequisites", "complete", "on_path", "mastery"}
    assert set(first["mastery"]) >= {"concept", "state", "known", "remembered", "due", "pieces", "last"}
    assert [node["complete"] for node in view["nodes"]] == [True, True, True, False]


def test_map_marks_the_path_and_says_what_is_only_outlined(run: Run, workspace: Path) -> None:
    run("setup", "--goal", "doubling")
    whole = run("map").stdout
    assert "» ○ counting" in whole and "» ○ halving" not in whole
    assert "outlined" in next(line for line in whole.splitlines() if "endlessness" in line)
    on_path = run("map", "--path").stdout
    assert "doubling" in on_path and "halving" not in on_path


def test_map_works_before_a_goal_is_chosen(run: Run, workspace: Path) -> None:
    assert "counting" in run("map").stdout


def test_one_concept_in_full(run: Run, on_the_road: Path) -> None:
    text = run("map", "doubling").stdout
    assert "Double any number" in text
    assert "groundup lesson doubling" in text
    assert "groundup check lab-doubling" in text
    view = read_json(run("map", "doubling", "--json"))
    assert view["lab"]["module"] == "mylib/numbers/doubling.py"


def test_an_outlined_concept_is_not_shown_as_more_than_it_is(run: Run, on_the_road: Path) -> None:
    text = run("map", "endlessness").stdout
    assert "there is no lesson here yet" in text
    assert "groundup lesson" not in text
    assert "https://example.org/counting" in text


@pytest.mark.parametrize(
    "command", [("map",), ("lesson",), ("question",), ("check",), ("claim",), ("figure",)]
)
def test_what_does_not_exist_is_said_with_its_name(
    run: Run, on_the_road: Path, command: tuple[str, ...]
) -> None:
    result = run(*command, "tripling")
    assert result.exit_code == 1
    assert "tripling" in result.stderr
    assert result.stdout == ""


def test_gaps_are_concepts_of_the_path_with_a_reason(run: Run, on_the_road: Path) -> None:
    found = read_json(run("gaps", "--json"))
    assert {gap["concept"]["id"] for gap in found} <= {"counting", "doubling", "halving", "endlessness"}
    assert all(gap["reason"] for gap in found)
    assert (
        found[0]["reason"] in run("gaps").stdout.replace("\n", " ")
        or found[0]["concept"]["id"] in run("gaps").stdout
    )


def test_a_claim_is_claimed_and_can_be_withdrawn(run: Run, on_the_road: Path) -> None:
    assert read_json(run("claim", "counting", "--json")) == {"claimed": ["counting"]}
    states = {node["id"]: node["mastery"]["state"] for node in read_json(run("map", "--json"))["nodes"]}
    assert states["counting"] == "claimed"
    assert read_json(run("claim", "counting", "--withdraw", "--json")) == {"withdrawn": ["counting"]}
    states = {node["id"]: node["mastery"]["state"] for node in read_json(run("map", "--json"))["nodes"]}
    assert states["counting"] == "new"
