"""The mini-project's audit passes what is good, names each planted fault, and its starter can be begun."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from groundup.audit import NotThere, load_criteria, run_audit
from groundup.catalog.projects import load_project_source, read_drafts, read_faults, read_files
from tests.audit.rooms import inspect, local_room

FOLDER = Path(__file__).parents[3] / "content" / "projects" / "fun-mini-project"
SOURCE = load_project_source(FOLDER / "audit.py")
CRITERIA = load_criteria(SOURCE)
DRAFTS = read_drafts(FOLDER)
FAULTS = read_faults(FOLDER)


def test_every_line_of_the_rubric_has_its_criterion() -> None:
    rubric = tomllib.loads((FOLDER / "project.toml").read_text())["rubric"]
    assert {one.id for one in CRITERIA} == {one["id"] for one in rubric}


@pytest.mark.parametrize("name", DRAFTS)
def test_good_solutions_pass(name: str) -> None:
    found = list(run_audit(inspect(DRAFTS[name], FOLDER), CRITERIA))
    assert [(one.criterion, one.seen) for one in found if not one.passed] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_named(fault) -> None:
    wanted = [one for one in CRITERIA if one.id == fault.criterion]
    (found,) = run_audit(inspect(fault.plant(DRAFTS["exemplar"]), FOLDER), wanted)
    assert found.passed is False, found.seen
    assert found.todo


def test_the_starter_begins_with_a_failing_test() -> None:
    files = read_files(FOLDER / "starter")
    with local_room(files) as room:
        ran = room.run("python -m pytest -q -p no:randomly tests")
        assert ran.exit == 1 and "Write the question into question.md" in ran.stdout
        room.write("question.md", b"Question: How many?\nGuess: 3\n")
        assert room.run("python -m pytest -q -p no:randomly tests").ok
        shown = room.run("python -c \"import series; print(len(series.series('nile')[0]))\"")
        assert shown.stdout.strip() == "100", shown.stderr


@pytest.mark.parametrize(
    ("text", "question", "guess"),
    [
        ("Question: How many?\nGuess: 3", "How many?", "3"),
        ("# Plan\n\n**Question:** How many?\n\n**Guess:** 3 or so", "How many?", "3 or so"),
        ("## Question\n\nHow many?\n\n## Guess\n\n3\n", "How many?", "3"),
        ("- question - How many: one, or two?\n", "", ""),
        ("Question:\nGuess:\n", "", ""),
        ("", "", ""),
    ],
)
def test_questions_are_read_as_people_write_them(text: str, question: str, guess: str) -> None:
    asked = SOURCE["read_asked"](text)
    assert (asked.question, asked.guess) == (question, guess)


def test_a_figure_that_is_none_is_said() -> None:
    for content in (b"\x89PNG", b"<html/>", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>'):
        with pytest.raises(NotThere):
            SOURCE["read_figure"](content, "figure.svg")
