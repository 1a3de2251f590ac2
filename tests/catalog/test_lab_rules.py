"""Rules for labs and questions: broken in one way, exactly that is said."""

from __future__ import annotations

import pytest

from groundup.catalog import check
from tests.catalog.breaking import edit, said

LAB = "concepts/doubling/lab"
HALVING = "concepts/halving/lab"

READ = {
    "task without a heading": (
        f"{LAB}/brief.md",
        "## Task 2:",
        "## Also:",
        "brief.md",
        "Every task that is checked has a heading: task 2 has none.",
        "Add `## Task 2: ...`.",
    ),
    "task without a check": (
        f"{LAB}/brief.md",
        "## Task 1:",
        "## Task 3: more\n\n```{hint}\nx\n```\n\n## Task 1:",
        "brief.md",
        "Every task of the brief is checked: task 3 is not.",
        "Write a check with task=3.",
    ),
    "task without a hint": (
        f"{LAB}/brief.md",
        "```{hint}\n`isinstance`",
        "```\n`isinstance`",
        "brief.md",
        "Every task has a hint: task 2 has none.",
        "Add a ```{hint} block, gentle first.",
    ),
    "link that leads nowhere": (
        f"{LAB}/brief.md",
        "Write `double`",
        "See [thirds](concept:thirds). Write `double`",
        "brief.md:3",
        "Every concept: link leads to a concept: 'thirds' does not.",
        "Correct the id, or add what it names.",
    ),
    "name that the solution lacks": (
        f"{LAB}/starter.py",
        "def double(",
        'def treble(x):\n    """3x."""\n\n\ndef double(',
        "starter.py",
        "What the starter names, the solution defines: treble is not there.",
        "Rename one.",
    ),
    "other signature": (
        f"{LAB}/starter.py",
        "def double(x)",
        "def double(y)",
        "starter.py",
        "Starter and solution agree on signatures: double(y) is double(x) in the solution.",
        "Make them the same.",
    ),
    "starter that says nothing": (
        f"{LAB}/starter.py",
        '    """2x = x + x; TypeError for what is not a number."""\n',
        "",
        "starter.py:4",
        "The starter says what is to be built: double has no docstring.",
        "Write signature, shapes and formula there.",
    ),
    "lab that is not used": (
        f"{HALVING}/../concept.toml",
        'uses = ["lab-doubling"]',
        "uses = []",
        "solution.py:3",
        "A lab imports only labs under `uses`, and what they rest on: mylib.numbers.doubling is not one of "
        "them.",
        "Add its lab to `uses` in concept.toml, or do without it.",
    ),
    "mistake without a question": (
        f"{LAB}/mistakes/squares.py",
        "Ask yourself:",
        "Well:",
        "squares.py",
        "A mistake is explained, and ends in a question.",
        "Begin the file with a docstring whose last paragraph starts `Ask yourself:`",
    ),
    "family that is not defined": (
        "concepts/doubling/questions.py",
        '@family("double-it"',
        '@family("twice"',
        "questions.py",
        "Every family of concept.toml is defined: 'double-it' is not.",
        'Write it: @family("double-it").',
    ),
    "family that hides": (
        "concepts/doubling/questions.py",
        '@family("double-it", difficulty=0)',
        'ID = "double-it"\n\n\n@family(ID, difficulty=0)',
        "questions.py",
        "A family is declared so that it is found without running the file: 'double-it' is not.",
        'Write @family("double-it", ...) at the left margin, the id first.',
    ),
}
FOLLOWED = {"lab that is not used", "family that is not defined", "family that hides"}


@pytest.mark.parametrize("name", READ)
def test_a_lab_is_read(pack, name):
    file, old, new, *expected = READ[name]
    edit(pack / file, old, new)
    found = said(check([pack], seeds=2))
    assert tuple(expected) in found
    assert name in FOLLOWED or found == [tuple(expected)]


def test_a_lab_has_three_mistakes(pack):
    (pack / LAB / "mistakes/squares.py").unlink()
    assert said(check([pack], seeds=2)) == [
        (
            "mistakes",
            "A lab has at least 3 mistakes: this one has 2.",
            "Write the ones that learners make, each as lab/mistakes/NAME.py.",
        )
    ]


def test_a_lab_that_is_used_has_a_solution(pack):
    (pack / LAB / "solution.py").unlink()
    assert said(check([pack], seeds=2, only=[pack / "concepts/halving"])) == [
        (
            "solution.py",
            "A lab under `uses` has a solution: lab-doubling has none.",
            "Write lab/solution.py of lab-doubling.",
        )
    ]


def test_checks_that_cannot_be_imported_are_said(pack):
    edit(pack / LAB / "checks.py", "import numpy as np", "import numpie as np")
    (found,) = said(check([pack], seeds=2))
    assert found[:2] == ("doubling", "The lab of a concept can be read.")
    assert "No module named 'numpie' in line 3." in found[2]


RUN = {
    "solution that fails": (
        f"{LAB}/solution.py",
        "return x + x",
        "return x + 2",
        "solution.py",
        "The solution passes: with seed 0 it does not.",
        "Mend it or the check: double: adds a number to itself: `double(3)` gave 5; expected 6.",
    ),
    "solution that cannot be imported": (
        f"{LAB}/solution.py",
        "def double",
        "import nothing_there\n\n\ndef double",
        "solution.py",
        "The solution passes: with seed 0 it does not.",
        "Mend it or the check: error: ModuleNotFoundError: No module named 'nothing_there'",
    ),
    "starter that passes": (
        f"{LAB}/starter.py",
        'raise NotImplementedError("task 1")',
        'if isinstance(x, str):\n        raise TypeError(x)\n    raise NotImplementedError("task 1")',
        "starter.py",
        "The starter fails each task: task 2 passes.",
        "Take the answer out, or check more.",
    ),
    "starter that is rude": (
        f"{LAB}/starter.py",
        'raise NotImplementedError("task 1")',
        "return None",
        "starter.py",
        "The starter fails each task politely: task 1 does not say that it is not written yet.",
        'Raise NotImplementedError("task 1") in what is to be built.',
    ),
    "mistake that passes": (
        f"{LAB}/mistakes/squares.py",
        "return x * x",
        "return x + x",
        "squares.py",
        "Every mistake fails: squares passes.",
        "Add a check that notices it, or remove it.",
    ),
    "check that tells a noted answer from a real one": (
        f"{LAB}/checks.py",
        "close(lab.double(3), 6)",
        'import operator\n    kind = operator.attrgetter("__class__")(lab.double(3))\n'
        "    close(lab.double(3), 6 if kind == int else 7)",
        "checks.py",
        "A check says the same if its inputs were drawn before: 'double: adds a number to itself' does not, "
        "on the solution.",
        "Let it look at the values of answers alone, and change nothing outside of it.",
    ),
    "check with a bug": (
        f"{LAB}/checks.py",
        "close(lab.double(3), 6)",
        "close(lab.double(3), sixth)",
        "checks.py",
        "Checks raise nothing of their own.",
        "Mend the check. NameError: name 'sixth' is not defined (in the check 'double: adds a number to "
        "itself' of lab-doubling: a bug of the check, not of the learner)",
    ),
}


@pytest.mark.parametrize("name", RUN)
def test_a_lab_is_proved_from_both_sides(pack, runner, name):
    file, old, new, *expected = RUN[name]
    edit(pack / file, old, new)
    found = said(check([pack], runner, seeds=2, only=[pack / "concepts/doubling"]))
    assert tuple(expected) in found
    assert len(found) == 1 or name in ("starter that is rude", "mistake that passes")


def test_mistakes_are_told_apart(pack, runner):
    first = pack / LAB / "mistakes/squares.py"
    first.with_name("also_squares.py").write_text(first.read_text(encoding="utf-8"), encoding="utf-8")
    found = said(check([pack], runner, seeds=2, only=[pack / "concepts/doubling"]))
    assert [(file, rule) for file, rule, _ in found] == [
        (
            "also_squares.py",
            "Every mistake is diagnosed as itself: also_squares is diagnosed as nothing.",
        ),
        ("squares.py", "Every mistake is diagnosed as itself: squares is diagnosed as nothing."),
    ]
    assert all("Add a probe on which it differs." in remedy for _, _, remedy in found)


def test_an_unsound_family_is_said(pack):
    edit(pack / "concepts/doubling/questions.py", "Typical(x * x,", "Typical(x + x,")
    found = said(check([pack], seeds=20))
    assert {(file, rule) for file, rule, _ in found} == {("questions.py", "The family 'double-it' is sound.")}
