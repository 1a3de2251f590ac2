"""From nothing to a plan, in a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundup.cli import streams
from tests.cli.conftest import Run, read_json


def test_before_anything_it_says_how_to_begin(run: Run, home: Path) -> None:
    result = run()
    assert result.exit_code == 0
    assert f"Next:  groundup init {home / 'groundup'}" in result.stdout
    assert not (home / "groundup").exists()


def test_before_anything_json_has_the_next_command(run: Run) -> None:
    said = read_json(run("--json"))
    assert said["next"] is None
    assert said["command"].startswith("groundup init ")


def test_init_makes_a_git_repository_and_says_what_is_next(run: Run, home: Path) -> None:
    result = run("init", "ml")
    assert result.exit_code == 0
    assert (home / "ml/.git").is_dir() and (home / "ml/mylib/__init__.py").is_file()
    assert "groundup setup" in result.stdout


def test_init_twice_changes_nothing(run: Run, home: Path) -> None:
    run("init", "ml")
    (home / "ml/README.md").write_text("mine")
    assert run("init", "ml").exit_code == 0
    assert (home / "ml/README.md").read_text() == "mine"


def test_init_says_where_in_json(run: Run, home: Path) -> None:
    assert read_json(run("init", "ml", "--json")) == {"workspace": str(home / "ml")}


def test_a_workspace_without_a_goal_leads_to_setup(run: Run, workspace: Path) -> None:
    result = run()
    assert result.exit_code == 0
    assert "Next:  groundup setup" in result.stdout


@pytest.mark.parametrize("command", ["today", "plan", "gaps"])
def test_what_needs_a_goal_says_so(run: Run, workspace: Path, command: str) -> None:
    result = run(command)
    assert result.exit_code == 1
    assert "groundup setup" in result.stderr
    assert result.stdout == ""


def test_setup_by_flags_needs_no_terminal(run: Run, on_the_road: Path) -> None:
    settings = read_json(run("setup", "--show", "--json"))
    assert settings["goal"] == {"kind": "role", "id": "role-counter"}
    assert settings["hours_per_week"] == 6
    assert settings["start"] == "2026-01-05"
    assert settings["zone"] == "UTC"


def test_setup_changes_only_what_is_given(run: Run, on_the_road: Path) -> None:
    assert run("setup", "--hours", "10").exit_code == 0
    settings = read_json(run("setup", "--show", "--json"))
    assert settings["goal"]["id"] == "role-counter"
    assert settings["hours_per_week"] == 10


def test_setup_asks_for_what_is_missing_where_a_person_answers(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "someone_answers", lambda: True)
    result = run("setup", typed="halving\n5\n\n2026-01-05\n2027-01-05\n")
    assert result.exit_code == 0, result.stderr
    settings = read_json(run("setup", "--show", "--json"))
    assert settings["goal"] == {"kind": "concept", "id": "halving"}
    assert settings["hours_per_week"] == 5
    assert settings["deadline"] == "2027-01-05"


def test_setup_without_a_goal_and_without_a_person_says_what_to_type(run: Run, workspace: Path) -> None:
    result = run("setup", "--hours", "5")
    assert result.exit_code == 2
    assert "groundup setup --goals" in result.stderr


def test_goals_are_listed(run: Run, workspace: Path) -> None:
    assert "role-counter" in run("setup", "--goals").stdout
    listed = read_json(run("setup", "--goals", "--json"))
    assert {"id": "role-counter", "title": "Role: counter"} in listed["goals"]
    assert listed["rhythms"]


def test_a_mistyped_goal_is_met_with_what_was_meant(run: Run, workspace: Path) -> None:
    result = run("setup", "--goal", "having")
    assert result.exit_code == 1
    assert "Did you mean halving" in result.stderr


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--hours", "500"), "Hours a week"),
        (("--rhythm", "samba"), "no rhythm 'samba'"),
        (("--zone", "Mars/Olympus"), "time zone"),
        (("--start", "2026-01-05", "--deadline", "2025-01-05"), "deadline"),
        (("--start", "soon"), "soon"),
    ],
)
def test_nonsense_is_refused_with_status_2(
    run: Run, workspace: Path, flags: tuple[str, ...], said: str
) -> None:
    result = run("setup", "--goal", "halving", *flags)
    assert result.exit_code == 2
    assert said in result.stderr


def test_on_the_road_it_says_the_exact_next_command(run: Run, on_the_road: Path) -> None:
    result = run()
    assert result.exit_code == 0
    assert "Role: counter" in result.stdout
    assert "Next:  groundup" in result.stdout or "Nothing is left for today" in result.stdout
    view = read_json(run("--json"))
    assert view["goal"] == "Role: counter"
    assert view["counts"]["new"] == 4


def test_the_workspace_may_be_named_or_set_or_around_one(
    run: Run, on_the_road: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = read_json(run("--workspace", str(on_the_road), "--json"))["workspace"]
    monkeypatch.chdir(on_the_road / "mylib")
    around = read_json(run("--json"))["workspace"]
    monkeypatch.chdir("/")
    monkeypatch.setenv("GROUNDUP_HOME", str(on_the_road))
    told = read_json(run("--json"))["workspace"]
    assert named == around == told == str(on_the_road)


def test_doctor_works_without_a_workspace(run: Run) -> None:
    result = run("doctor", "--json")
    assert result.exit_code in (0, 5)
    names = {finding["name"] for finding in read_json(result)}
    assert {"Python", "Git", "Workspace", "Disk"} <= names
