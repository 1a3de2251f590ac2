"""Steering the plan from the terminal: what a page can do, a command can."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run, read_json


def test_the_forecast_says_both_dates_and_why(on_the_road: Path, run: Run) -> None:
    result = run("forecast")
    assert result.exit_code == 0
    assert "Even chance:" in result.stdout and "Four in five:" in result.stdout
    found = read_json(run("forecast", "--json"))
    assert found["plan"] <= found["likely"] <= found["surely"]


def test_replan_shows_first_and_applies_only_when_asked(on_the_road: Path, run: Run) -> None:
    shown = run("replan", "--hours", "2", "--strict")
    assert shown.exit_code == 0 and "Nothing has changed yet" in shown.stdout
    assert read_json(run("setup", "--show", "--json"))["hours_per_week"] == 6
    done = read_json(run("replan", "--hours", "2", "--strict", "--apply", "--json"))
    assert done["applied"] and read_json(run("setup", "--show", "--json"))["hours_per_week"] == 2


def test_a_way_out_is_taken_by_its_name(on_the_road: Path, run: Run) -> None:
    start = read_json(run("setup", "--show", "--json"))["start"]
    assert start == "2026-01-05"
    asked = ("replan", "--hours", "1", "--deadline", "2026-01-06")
    shown = run(*asked)
    assert "--way later" in shown.stdout
    assert run(*asked, "--way", "sideways").exit_code == 2
    assert run(*asked, "--way", "later").exit_code == 0
    assert read_json(run("setup", "--show", "--json"))["deadline"] > "2026-01-06"


def test_pauses_are_made_shown_and_ended(on_the_road: Path, run: Run) -> None:
    assert run("pause", "2030-12-21", "2030-12-31", "--title", "Holiday").exit_code == 0
    assert "Holiday" in run("pause").stdout
    assert read_json(run("pause", "2030-12-21", "--end", "--json"))["pauses"] == []
    assert run("pause", "2030-12-21", "--end").exit_code == 1
    assert run("pause", "tomorrow").exit_code == 2


def test_pins_are_made_shown_and_removed(on_the_road: Path, run: Run) -> None:
    assert "Nothing is pinned" in run("pin").stdout
    day = read_json(run("plan", "--json"))["finish"]
    item = next(
        sitting["item"]["id"]
        for week in reversed(read_json(run("plan", "--json"))["weeks"])
        for of_day in reversed(week["days"])
        for sitting in reversed(of_day["sittings"])
        if sitting["item"]["work"] not in ("review", "project") and sitting["share"] == ""
    )
    pinned = run("pin", item, day)
    assert pinned.exit_code == 0, pinned.stderr
    assert read_json(run("pin", "--json"))["pins"] == [{"item": item, "day": day}]
    assert run("pin", item, "--remove").exit_code == 0
    assert run("pin", "nothing/lab", day).exit_code == 1


def test_a_gap_is_closed_first_and_left(on_the_road: Path, run: Run) -> None:
    assert read_json(run("close", "doubling", "--json"))["closing"] == "doubling"
    assert "first" in run("close").stdout
    assert read_json(run("close", "--leave", "--json"))["closing"] is None


def test_the_loop_is_walked(on_the_road: Path, run: Run) -> None:
    assert "No pass is going on" in run("loop").stdout
    assert "Pass 1: Count sheep" in run("loop", "--begin", "Count sheep").stdout
    assert "Sheep move" in run("loop", "--step", "2", "--note", "Sheep move").stdout
    assert "Fence first" in run("loop", "--end", "Fence first").stdout
    assert run("loop", "--note", "x").exit_code == 1


def test_the_calendar_is_a_file_or_an_address(on_the_road: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "plan.ics"
    assert run("calendar", "--out", str(out), "--begins", "07:00,12:00,20:00").exit_code == 0
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert run("calendar").stdout.startswith("BEGIN:VCALENDAR")
    address = read_json(run("calendar", "--feed", "--json"))["feed"]
    assert address.startswith("/calendar/") and address.endswith(".ics")
    assert read_json(run("calendar", "--renew", "--json"))["feed"] != address
    assert run("calendar", "--begins", "7").exit_code == 2
    assert run("calendar", "--out", str(tmp_path / "no" / "folder.ics")).exit_code == 5


def test_a_named_plan_sets_goal_hours_and_rhythm(workspace: Path, run: Run) -> None:
    assert "two-weeks" in run("setup", "--goals").stdout
    done = run("setup", "--plan", "two-weeks", "--start", "2026-01-05", "--zone", "UTC")
    assert done.exit_code == 0, done.stderr
    found = read_json(run("setup", "--show", "--json"))
    assert found["goal"] == {"kind": "plan", "id": "two-weeks"}
    assert (found["hours_per_week"], found["rhythm"]["name"], found["deadline"]) == (
        2,
        "weekends",
        "2026-01-19",
    )
    assert run("setup", "--plan", "none").exit_code == 1


def test_hours_that_are_no_weeks_are_refused(on_the_road: Path, run: Run) -> None:
    for hours in ("0", "200"):
        refused = run("replan", "--hours", hours)
        assert refused.exit_code == 2 and "between 0.5 and 80" in refused.output
