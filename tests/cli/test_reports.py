"""Report and week in the terminal."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run, read_json


def test_a_report_on_few_answers_says_that_they_are_few(run: Run, on_the_road: Path) -> None:
    text = run("report").stdout
    assert "There are 0 answers so far." in text
    view = read_json(run("report", "--json"))
    assert view["answers"] == {
        "answers": 0,
        "right": 0,
        "is_enough": False,
        "sentence": view["answers"]["sentence"],
        "scores": [],
        "bins": [],
        "calibration": 0.0,
    }


def test_a_week_says_what_was_done(run: Run, on_the_road: Path) -> None:
    assert "A week off." in run("week").stdout
    run("lesson", "counting", "--read")
    run("question", "next-number", "--seed", "7", "--answer", "0")
    text = run("week").stdout
    assert "1 question, 0 right; 1 lesson read, 0 labs passed." in " ".join(text.split())
    assert read_json(run("week", "--json"))["week"]["lessons"] == ["counting"]
    assert run("week", "--back", "9999").exit_code == 2
