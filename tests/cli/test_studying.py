"""Reading, figures, questions and review."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundup.cli import streams
from tests.cli.conftest import Run, read_json


def test_a_lesson_reads_with_formulas_figures_cells_and_questions_in_place(run: Run, workspace: Path) -> None:
    result = run("lesson", "doubling")
    assert result.exit_code == 0
    text = result.stdout
    places = [
        text.index(piece)
        for piece in (
            "Fold a sheet of paper",
            "2x = x + x",
            "groundup figure doubling bars",
            "thickness = 1",
            "1024",
            "groundup question doubling/double-it",
            "Halving (halving)",
        )
    ]
    assert places == sorted(places)
    assert "groundup lesson doubling --read" in result.stderr


def test_a_lesson_as_json_has_its_blocks_in_order(run: Run, workspace: Path) -> None:
    view = read_json(run("lesson", "counting", "--json"))
    assert view["concept"] == "counting"
    assert [block["function"] for block in view["blocks"] if "function" in block] == ["dots"]


def test_symbols_can_be_looked_up(run: Run, workspace: Path) -> None:
    result = run("notation")
    assert result.exit_code == 0
    places = [result.stdout.index(piece) for piece in ("Numbers", "2x", "twice x", "Halves", "x/2")]
    assert places == sorted(places)
    assert "[0, 1)" in result.stdout  # an interval is no link
    assert read_json(run("notation", "--json"))["markdown"].startswith("# Notation")


def test_cells_can_be_run_in_place(run: Run, workspace: Path) -> None:
    text = run("lesson", "doubling", "--run").stdout
    assert "1024" in text


def test_an_outlined_concept_has_no_lesson(run: Run, workspace: Path) -> None:
    result = run("lesson", "endlessness")
    assert result.exit_code == 1
    assert "outlined" in result.stderr


def test_having_read_is_evidence_and_not_mastery(run: Run, on_the_road: Path) -> None:
    assert run("lesson", "counting", "--read").exit_code == 0
    counting = read_json(run("map", "counting", "--json"))
    assert counting["mastery"]["state"] != "mastered"
    assert [piece["outcome"]["result"] for piece in counting["evidence"]] == ["read"]


def test_a_figure_says_what_it_shows_and_is_written_as_svg(run: Run, workspace: Path, home: Path) -> None:
    result = run("figure", "counting", "dots", "--set", "n=7", "--output", "dots.svg")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.strip() == "A row of 7 dots."
    assert "<svg" in (home / "dots.svg").read_text()


def test_a_setting_that_is_none_is_a_usage_error(run: Run, workspace: Path) -> None:
    assert run("figure", "counting", "dots", "--set", "n").exit_code == 2
    assert run("figure", "counting", "dots", "--set", "n=many").exit_code == 2


def test_a_question_as_json_is_the_same_for_the_same_seed_and_hides_its_answer(
    run: Run, workspace: Path
) -> None:
    first = read_json(run("question", "double-it", "--seed", "7", "--json"))
    again = read_json(run("question", "doubling/double-it", "--seed", "7", "--json"))
    assert first["prompt"] == again["prompt"]
    assert first["family"] == "doubling/double-it"
    assert not {"answer", "typical", "solution"} & set(first)


def number_in(prompt: str) -> int:
    return int("".join(letter for letter in prompt if letter.isdigit()))


@pytest.mark.parametrize(
    ("answer", "result", "status"),
    [("{right}", "right", 0), ("{right}.0", "right", 0), ("1", "wrong", 3), ("banana split", "invalid", 2)],
)
def test_an_answer_is_marked(run: Run, workspace: Path, answer: str, result: str, status: int) -> None:
    asked = ("question", "double-it", "--seed", "7")
    right = 2 * number_in(read_json(run(*asked, "--json"))["prompt"])
    marked = run(*asked, "--answer", answer.format(right=right), "--json")
    assert marked.exit_code == status
    said = read_json(marked)
    assert set(said) == {"result", "mistake", "sentence"}
    assert said["result"] == result


def test_a_typical_wrong_answer_is_named(run: Run, workspace: Path) -> None:
    asked = ("question", "double-it", "--seed", "7")
    x = number_in(read_json(run(*asked, "--json"))["prompt"])
    said = read_json(run(*asked, "--answer", str(x * x), "--json"))
    assert said == {
        "result": "wrong",
        "mistake": "squares",
        "sentence": "You multiplied the number by itself.",
    }
    assert "You multiplied the number by itself." in run(*asked, "--answer", str(x * x)).stdout


def test_an_answer_without_its_seed_is_a_usage_error(run: Run, workspace: Path) -> None:
    assert run("question", "double-it", "--answer", "4").exit_code == 2


def test_without_a_person_a_question_is_shown_and_not_waited_for(run: Run, workspace: Path) -> None:
    result = run("question", "double-it", "--seed", "7")
    assert result.exit_code == 0
    assert "What is twice" in result.stdout


def test_a_conversation_asks_again_when_it_cannot_read_the_answer(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "someone_answers", lambda: True)
    right = 2 * number_in(read_json(run("question", "double-it", "--seed", "7", "--json"))["prompt"])
    result = run("question", "double-it", "--seed", "7", typed=f"two words\n{right}\n")
    assert result.exit_code == 0
    assert "That could not be read." in result.stdout
    assert "Right." in result.stdout


def test_not_knowing_is_an_answer(run: Run, on_the_road: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "someone_answers", lambda: True)
    result = run("question", "double-it", "--seed", "7", typed="?\n")
    assert result.exit_code == 3
    assert "Worked solution" in result.stdout
    evidence = read_json(run("map", "doubling", "--json"))["evidence"]
    assert [piece["outcome"]["result"] for piece in evidence] == ["unknown"]


def test_choices_are_shown_with_their_letters(run: Run, workspace: Path) -> None:
    text = run("question", "which-is-more", "--seed", "1").stdout
    assert "a)" in text and "b)" in text


def test_with_nothing_due_review_says_so(run: Run, on_the_road: Path) -> None:
    assert "Nothing is due for review." in run("review").stdout
    view = read_json(run("review", "--json"))
    assert view["asked"] is None and view["due"] == []
