"""Interview: alone at a terminal, step by step for a program, and what it says of the course so far."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundup.actions import prompting
from groundup.cli import streams
from tests.cli.conftest import PACK, Run, read_json

SOLUTION = (PACK / "concepts/doubling/lab/solution.py").read_text(encoding="utf-8")


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "someone_answers", lambda: True)


@pytest.mark.usefixtures("workspace", "somebody")
def test_a_prompt_is_answered_and_scored_at_the_terminal(run: Run) -> None:
    done = run("interview", typed="One, two,\nthree.\n.\n2\nperhaps\n1\n")
    assert done.exit_code == 0, done.stderr
    assert "How many are there?" in done.stdout and "5 minutes are advised" in done.stdout
    before, _, after = done.stdout.partition("The points of a good answer")
    assert "says the last number" in after and "says the last number" not in before
    assert "3 of 4 points, as you score it." in after and "1 partly: says the last number" in after
    assert "groundup lesson counting" in after
    assert "0, 1 or 2." in done.stderr
    said = read_json(run("interview", "--progress", "--json"))["recent"][0]["answer"]["text"]
    assert said == "One, two,\nthree."


@pytest.mark.usefixtures("workspace", "somebody")
def test_an_answer_is_kept_when_the_scores_are_broken_off(run: Run) -> None:
    assert run("interview", typed="Aloud.\n.\n2\n").exit_code == 1  # the input ended
    [open_one] = read_json(run("interview", "--progress", "--json"))["unscored"]
    assert f"groundup interview --turn {open_one['id']}" in run("interview", "--progress").stdout
    again = run("interview", "--turn", open_one["id"], typed="2\n2\n")
    assert "4 of 4 points" in again.stdout and "groundup lesson" not in again.stdout


@pytest.mark.usefixtures("workspace")
def test_a_program_goes_step_by_step_and_never_sees_the_points_early(run: Run) -> None:
    drawn = read_json(run("interview", "c01", "--seed", "3", "--json"))
    id = drawn["turn"]["id"]
    assert drawn["turn"]["shown"]["question"] == "How many are there?"
    assert drawn["turn"]["shown"]["rubric"] == []
    told = read_json(run("interview", "--turn", id, "--answer", "Three.", "--json"))
    assert told["turn"]["shown"]["rubric"] == ["points at each thing once", "says the last number"]
    scored = read_json(run("interview", "--turn", id, "--scores", "2,0", "--json"))
    assert scored["turn"]["scores"] == [2, 0]


@pytest.mark.usefixtures("workspace")
def test_where_nobody_answers_the_next_command_is_said(run: Run) -> None:
    shown = run("interview")
    assert shown.exit_code == 0 and "How many are there?" in shown.stdout
    next_command = shown.stderr.partition("Answer it:  groundup ")[2].strip()
    assert next_command.endswith("--answer TEXT")
    id = next_command.split()[2]
    answered = run("interview", "--turn", id, "--answer", "Three.")
    assert "The points of a good answer" in answered.stdout and f"--turn {id} --scores" in answered.stderr


@pytest.mark.usefixtures("workspace")
def test_what_makes_no_sense_is_a_usage_error_or_not_there(run: Run) -> None:
    id = read_json(run("interview", "--json"))["turn"]["id"]
    assert run("interview", "--answer", "Three.").exit_code == 2
    assert run("interview", "poetry").exit_code == 1
    assert run("interview", "--turn", "none").exit_code == 1
    assert run("interview", "--turn", id, "--scores", "2,1").exit_code == 1  # not answered yet
    run("interview", "--turn", id, "--answer", "Three.")
    assert run("interview", "--turn", id, "--scores", "two").exit_code == 2
    assert run("interview", "--turn", id, "--scores", "2,3").exit_code == 2


@pytest.mark.usefixtures("workspace")
def test_the_course_is_told_by_theme_with_what_is_missed_most(run: Run) -> None:
    assert "0 of 1 prompt answered" in run("interview", "--progress").stdout
    for scores in ("0,2", "1,2"):
        id = read_json(run("interview", "--json"))["turn"]["id"]
        run("interview", "--turn", id, "--answer", "Three.")
        run("interview", "--turn", id, "--scores", scores)
    text = run("interview", "--progress").stdout
    assert "Over time, in %: 50, 75" in text and "75 % of the points" in text
    assert "points at each thing once: 3 of 4 lost (interview-counting/c01; counting, doubling)" in text
    assert "says the last number" not in text


@pytest.mark.usefixtures("somebody")
def test_code_is_written_in_a_file_of_its_own_and_judged_by_the_lab(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(prompting, "FROM_SCRATCH", "interview-counting")
    untouched = run("interview", typed=".\n1\n1\n")
    assert "Your library is left alone." in untouched.stdout and "Your code:" not in untouched.stdout
    [path] = (workspace / "practice" / "interview").iterdir()
    assert path.read_text() == (PACK / "concepts/doubling/lab/starter.py").read_text(encoding="utf-8")
    mine = tmp_path / "mine.py"
    mine.write_text(SOLUTION)
    id = read_json(run("interview", "--json"))["turn"]["id"]
    monkeypatch.setattr(streams, "someone_answers", lambda: False)
    judged = run("interview", "--turn", id, "--file", str(mine))
    assert "Your code: " in judged.stdout and "checks passed." in judged.stdout
    assert not list((workspace / "mylib").rglob("doubling.py"))
