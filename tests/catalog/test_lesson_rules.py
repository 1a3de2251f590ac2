"""Rules for lessons, figures and cells: broken in one way, exactly that is said."""

from __future__ import annotations

import pytest

from groundup.catalog import check
from groundup.catalog.contract.figures import settings
from groundup.catalog.outline import Figure
from tests.catalog.breaking import edit, said

LESSON = "concepts/doubling/lesson.md"
QUESTION = "```{question} double-it\n```\n"

CASES = {
    "opens with a heading": (
        "Fold a sheet",
        "## Folding\n\nFold a sheet",
        "lesson.md",
        "A lesson opens with prose.",
        "Begin with a concrete problem or surprise, before any heading.",
    ),
    "promises nothing": (
        "**After this lesson you can** double any number.",
        "Doubling is old.",
        "lesson.md",
        "A lesson says in one line what one will be able to do.",
        "Write a line that begins: After this lesson you can ...",
    ),
    "asks too little": (
        f"{QUESTION}\n{QUESTION}",
        QUESTION,
        "lesson.md",
        "A lesson asks at least two questions.",
        "Place them with ```{question} FAMILY.",
    ),
    "does not say what comes next": (
        "## What comes next",
        "## Conclusion",
        "lesson.md",
        "The last section says what comes next.",
        "Call it `## What comes next`.",
    ),
    "leads nowhere": (
        "[Halving](concept:halving)",
        "Halving",
        "lesson.md",
        "The last section leads on to a concept.",
        "Link one: [title](concept:ID).",
    ),
    "names no resource": (
        "[How to Count](resource:counting-book)",
        "How to Count",
        "lesson.md",
        "The last section names the best outside resources.",
        "Link one: [title](resource:ID).",
    ),
    "a concept that is not": (
        "concept:halving",
        "concept:thirds",
        "lesson.md:46",
        "Every concept: link leads to a concept: 'thirds' does not.",
        "Correct the id, or add what it names.",
    ),
    "a resource that is not": (
        "resource:counting-book",
        "resource:film",
        "lesson.md:46",
        "Every resource: link leads to a resource: 'film' does not.",
        "Correct the id, or add what it names.",
    ),
    "a link to a file": (
        "(concept:halving)",
        "(concept:halving) and [this](notes.txt)",
        "lesson.md:46",
        "Every link is concept:, resource: or a web address: 'notes.txt' is not.",
        "Use one of these; lessons have no files beside them.",
    ),
    "a picture without words": (
        "Fold a sheet",
        "![](https://example.org/fold.png) Fold a sheet",
        "lesson.md:14",
        "Every picture has a text alternative.",
        "Say in the square brackets what it shows.",
    ),
    "a family that is not": (
        f"{QUESTION}\n{QUESTION}",
        f"{QUESTION}\n{QUESTION}\n```{{question}} treble-it\n```\n",
        "lesson.md:44",
        "Every question placed is a family of questions.py: 'treble-it' is not.",
        "Correct the name, or write the family.",
    ),
    "a figure that is not": (
        "```{moving-figure} bars\n```\n",
        "```{moving-figure} bars\n```\n\n```{moving-figure} lines\n```\n",
        "lesson.md:27",
        "Every figure placed is declared: 'lines' is not.",
        "Add it to [[figures]] in concept.toml.",
    ),
    "enthusiasm": (
        "After ten folds?",
        "After ten folds, amazing!",
        "lesson.md:14",
        "Prose has no exclamation marks.",
        "Say it plainly.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_lesson_is_checked(pack, name):
    old, new, *expected = CASES[name]
    edit(pack / LESSON, old, new)
    assert said(check([pack], seeds=2)) == [tuple(expected)]


def test_a_factorial_is_no_exclamation(pack):
    edit(pack / LESSON, "After ten folds?", "After ten folds? Not $n!$, nor `n!`.")
    assert check([pack], seeds=2) == []


def test_minutes_fit_the_lesson(pack):
    edit(pack / LESSON, "After ten folds?", "After ten folds? " + "And one more fold. " * 1000)
    assert said(check([pack], seeds=2)) == [
        (
            "lesson.md",
            "`minutes.lesson` fits the lesson: 10 is said, about 39 is estimated.",
            "Change the lesson, or `minutes.lesson` in concept.toml.",
        )
    ]


FIGURES = {
    "no such function": (
        "def bars(",
        "def rods(",
        "figures.py",
        "Every figure of concept.toml is a function here: 'bars' is not.",
        "Write the function, or correct its name.",
    ),
    "other arguments": (
        "def bars(x):",
        "def bars(x, y=1):",
        "figures.py:8",
        "The arguments of 'bars' are its controls: x.",
        "It takes x, y: change it, or [[figures.controls]].",
    ),
    "a colour of its own": (
        "#2f5fd0",
        "#123456",
        "figures.py:5",
        "Figures use the colours that follow light and dark: #123456 is none.",
        "Use one of #1b1b1f, #2e8b57, #2f5fd0, #77777f, #7b4fc9, #c93c37, #d9730d, #d9d9de.",
    ),
    "another library": (
        "import matplotlib.pyplot as plt",
        "import os\n\nimport matplotlib.pyplot as plt",
        "figures.py:3",
        "Figures import only numpy, matplotlib, scipy, sklearn: 'os' is not among them.",
        "Do without it.",
    ),
    "no Python": (
        "def bars(x):",
        "def bars(x:",
        "figures.py",
        "figures.py is Python.",
        "Mend line 8: '(' was never closed.",
    ),
}


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_read(pack, name):
    old, new, *expected = FIGURES[name]
    edit(pack / "concepts/doubling/figures.py", old, new)
    assert said(check([pack], seeds=2)) == [tuple(expected)]


DRAWN = {
    "fails at a limit": (
        "fig, ax =",
        "assert x != 4, 'too long'\n    fig, ax =",
        "'bars' draws wherever its controls can stand: at x = 4 it does not.",
        "Mend it, or narrow the control: AssertionError: too long",
    ),
    "has no words": (
        'f"A bar of length {x:g} and one of length {2 * x:g}."',
        '" "',
        "'bars' says in words what it shows.",
        "Return (fig, text) with a text alternative for these values.",
    ),
    "has words that stand still": (
        'f"A bar of length {x:g} and one of length {2 * x:g}."',
        '"Two bars."',
        "The words of 'bars' change with its controls.",
        "Put the values and what they lead to into the text.",
    ),
}


@pytest.mark.parametrize("name", DRAWN)
def test_figures_are_drawn(pack, runner, name):
    old, new, *expected = DRAWN[name]
    edit(pack / "concepts/doubling/figures.py", old, new)
    assert said(check([pack], runner, seeds=2)) == [("figures.py", *expected)]


def test_every_control_goes_to_its_limits():
    controls = (
        {"name": "a", "kind": "slider", "min": 0, "max": 2, "step": 1, "value": 1},
        {"name": "p", "kind": "point", "min": [-1, -2], "max": [3, 4], "axes": 0, "value": [0, 0]},
        {"name": "f", "kind": "choice", "options": ["relu", "tanh"], "value": "relu"},
        {"name": "t", "kind": "toggle", "value": True},
    )
    rest = {"a": 1, "p": [0, 0], "f": "relu", "t": True}
    assert list(settings(Figure("t", "s", "draw", controls))) == [
        rest,
        {**rest, "a": 0},
        {**rest, "a": 2},
        {**rest, "p": [-1, -2]},
        {**rest, "p": [3, 4]},
        {**rest, "f": "relu"},
        {**rest, "f": "tanh"},
        {**rest, "t": False},
        {**rest, "t": True},
        {"a": 0, "p": [-1, -2], "f": "relu", "t": False},
        {"a": 2, "p": [3, 4], "f": "tanh", "t": True},
    ]


CELLS = {
    "prints something else": (
        "```{output}\n1024\n```",
        "```{output}\n1000\n```",
        "lesson.md:27",
        "A cell prints what its {output} shows.",
        "Correct one of them: shown '1000', printed '1024'.",
    ),
    "fails": (
        "thickness = 1\n",
        "thickness = 1 / 0\n",
        "lesson.md:27",
        "Every cell runs: this one ends with ZeroDivisionError: division by zero.",
        "Mend the cell.",
    ),
    "prints more": (
        "    thickness = thickness + thickness\n",
        "    thickness = thickness + thickness\nprint(1024)\n",
        "lesson.md:27",
        "A cell prints what its {output} shows.",
        "Correct one of them: lines differ: ['+1024'].",
    ),
}


@pytest.mark.parametrize("name", CELLS)
def test_cells_run_and_print_what_is_shown(pack, runner, name):
    old, new, *expected = CELLS[name]
    edit(pack / LESSON, old, new)
    assert said(check([pack], runner, seeds=2)) == [tuple(expected)]


def test_the_pack_runs_and_what_was_opened_is_closed(pack, runner):
    told = []
    assert check([pack], runner, seeds=3, progress=told.append) == []
    assert "doubling: lab, run" in told
    assert runner.opened
    assert all(not cells.names for cells in runner.opened)
