"""Measured quality of the fixture pack: a weak check is caught, and what is not measured is never claimed."""

from __future__ import annotations

import pytest

from groundup.catalog import as_markdown, load, measure
from groundup.catalog.lesson import Aside, Cell, FigurePlace, Lesson, Prose, QuestionPlace
from groundup.catalog.mutation import Name, mutants
from groundup.catalog.quality.killing import fate, surviving
from groundup.catalog.quality.measures import LabMeasure, Measure, Survivor, lab_bars, overall_bar
from groundup.catalog.quality.minutes import counted_minutes
from groundup.engine import Engine
from groundup.records import GroundupError
from tests.catalog.breaking import edit, said

DOUBLING = "concepts/doubling"
HALVING = "concepts/halving"
BAR = "The checks of a lab kill at least 95% of the mutants of its solution: these kill"


def measured(pack, runner, *only):
    return measure([pack], runner, only=[pack / one for one in only], seeds=2)


def told(quality):
    """What is wrong, but for times, which are those of the machine."""
    timed = ("A figure answers within", "Cells run in under")
    return [found for found in said(list(quality.problems)) if not found[1].startswith(timed)]


def test_a_sound_lab_kills_every_mutant_but_the_listed_ones(pack, runner):
    found = measured(pack, runner)
    assert [(row.concept, row.certified, row.families) for row in found.rows] == [
        ("counting", 2, 2),
        ("doubling", 1, 1),
        ("halving", 1, 1),
    ]
    counting, doubling, halving = (row.lab for row in found.rows)
    assert counting is None
    assert (doubling.mutants, doubling.killed, doubling.equivalents) == (5, 5, 0)
    assert (halving.mutants, halving.killed, halving.equivalents) == (6, 6, 2)
    assert (halving.others, halving.mistakes) == (3, 3)
    assert told(found) == []


def test_a_weak_check_is_caught(pack, runner):
    edit(pack / DOUBLING / "lab/checks.py", 'raises(TypeError, lab.double, "ab")', "lab.double(1)")
    found = measured(pack, runner, DOUBLING)
    (row,) = found.rows
    assert [one.name.edit for one in row.lab.survivors] == ["dropped"]
    (survivor,) = row.lab.survivors
    assert survivor.path == f"{pack / DOUBLING}/lab/solution.py:7"
    assert survivor.name.line == 'raise TypeError("a number is needed")'
    assert survivor.why == "Every check passes with seed 0."
    assert told(found)[0][:2] == ("checks.py", f"{BAR} 4 of 5, 80.0%.")


def test_a_check_that_needs_luck_kills_nothing(pack, runner):
    """Of three seeds one is enough to let a mutant pass, as it would let a learner pass."""
    edit(
        pack / DOUBLING / "lab/checks.py",
        'raises(TypeError, lab.double, "ab")',
        'if rng.spawn(1) and rng.random() < 0.5:\n        raises(TypeError, lab.double, "ab")',
    )
    (row,) = measured(pack, runner, DOUBLING).rows
    assert [one.name.edit for one in row.lab.survivors] == ["dropped"]


def test_an_equivalent_by_a_wrong_name_counts_against_the_lab_and_is_told(pack, runner):
    edit(pack / HALVING / "lab/equivalent.toml", "else -1", "else -2")
    found = measured(pack, runner, HALVING)
    (row,) = found.rows
    assert (row.lab.mutants, row.lab.killed, row.lab.equivalents) == (7, 6, 1)
    assert [(file, rule) for file, rule, _ in told(found)] == [
        ("checks.py", f"{BAR} 6 of 7, 85.7%."),
        (
            "equivalent.toml",
            "Every equivalent is a mutant of the solution: 'x / 2 if double(x) == x + x else 0 -> "
            "x / 2 if double(x) == x + x else -2' in 'halve' is not.",
        ),
    ]


def test_an_equivalent_that_fails_a_check_is_told(pack, runner):
    line = 'line = "return x / 2 if double(x) == x + x else 0"'
    with (pack / HALVING / "lab/equivalent.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[[equivalent]]\nfunction = "halve"\n{line}\nedit = "x / 2 -> x * 2"\nreason = "no"\n')
    found = told(measured(pack, runner, HALVING))
    assert found == [
        (
            "equivalent.toml",
            "An equivalent does what the solution does: 'x / 2 -> x * 2' in 'halve' fails a check.",
            "Take it out of the list.",
        )
    ]


def test_a_check_that_breaks_on_a_mutant_does_not_kill_it(pack, runner):
    edit(
        pack / DOUBLING / "lab/checks.py",
        'raises(TypeError, lab.double, "ab")',
        'try:\n        lab.double("ab")\n    except TypeError:\n        return\n    raise KeyError("ours")',
    )
    (row,) = measured(pack, runner, DOUBLING).rows
    (survivor,) = row.lab.survivors
    assert survivor.name.edit == "dropped"
    assert survivor.why == "The check 'double: refuses what is not a number' breaks: KeyError: 'ours'"


def test_a_mutant_without_end_is_stopped_and_killed(pack):
    lab = load([pack]).lab("lab-doubling")
    with Engine(profiles=("core",)) as engine:
        assert fate(lab, "def double(x):\n    while True:\n        pass\n", {}, engine, wall_s=0.3) == ""
        assert fate(lab, "import nothing_of_this_name\n", {}, engine, wall_s=0.3) == ""
        assert fate(lab, lab.solution, {}, engine, wall_s=2.0) == "Every check passes with seed 0."


def test_the_same_mutants_survive_inside_the_walls_and_without(pack, runner):
    lab = load([pack]).lab("lab-halving")
    files = {"mylib/numbers/doubling.py": load([pack]).lab("lab-doubling").solution}
    every = mutants(lab.solution)
    with Engine(profiles=("core",)) as engine:
        inside = surviving(lab, every, files, engine)
    assert inside == surviving(lab, every, files, runner)
    assert len(inside) == 2


def test_an_unsound_family_is_not_certified(pack, runner):
    edit(pack / DOUBLING / "questions.py", "Typical(x * x,", "Typical(x + x,")
    found = measured(pack, runner, DOUBLING)
    assert (found.rows[0].certified, found.rows[0].families) == (0, 1)
    assert "Every family is sound over 2 seeds: 1 here are not." in [one.rule for one in found.problems]


def test_only_what_is_named_is_measured(pack, runner):
    assert [row.concept for row in measured(pack, runner, HALVING).rows] == ["halving"]
    with pytest.raises(GroundupError):
        measured(pack, runner, "nowhere")


# --- bars, minutes, table


def of(killed: int, mutants: int) -> Measure:
    survivors = tuple(Survivor("", Name("", "", ""), "") for _ in range(mutants - killed))
    return Measure("some", 0, 0, None, LabMeasure("lab-some", mutants, 0, survivors, 3, 3))


def test_the_bar_of_a_lab_is_95_of_100_and_of_all_labs_98():
    assert list(lab_bars(of(95, 100).lab, "")) == []
    assert len(list(lab_bars(of(94, 100).lab, ""))) == 1
    assert list(overall_bar([of(100, 100), of(96, 100)], "")) == []
    assert len(list(overall_bar([of(100, 100), of(95, 100)], ""))) == 1
    assert list(overall_bar([of(95, 100)], "")) == []


def test_minutes_are_counted_from_words_cells_questions_and_figures():
    words = "one " * 100
    blocks = (
        Prose(words),
        Aside("note", "", words),
        Cell("cell-1", words),
        FigurePlace("f"),
        QuestionPlace("q"),
    )
    assert counted_minutes(Lesson("", blocks)) == 1 + 1 + 2 + 2


def test_the_table_has_a_row_for_each_concept_and_the_totals(pack, runner):
    text = as_markdown(measured(pack, runner))
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| ")]
    assert [row[0].strip("| *") for row in rows] == [
        "concept",
        "---",
        "counting",
        "doubling",
        "halving",
        "3 concepts",
    ]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[-1][1:7] == ["4 / 4", "11 / 11", "100.0%", "2", "6", "6"]
    assert rows[2][2:4] == ["-", "-"]
    assert "not by hand" in text
