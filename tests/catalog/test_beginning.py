"""A new concept begins as a commented skeleton, and the checker leads from there to a whole one."""

from __future__ import annotations

import pytest

from groundup.catalog import check, load, new_concept
from groundup.records import GroundupError
from tests.catalog.breaking import edit

FILES = [
    "concept.toml",
    "figures.py",
    "lab/brief.md",
    "lab/checks.py",
    "lab/mistakes/squares.py",
    "lab/others/by_product.py",
    "lab/solution.py",
    "lab/starter.py",
    "lesson.md",
    "questions.py",
]


def test_the_skeleton_has_every_file(pack):
    folder = new_concept(pack, "odd-numbers")
    assert folder == pack / "concepts" / "odd-numbers"
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert found == FILES
    assert "order = 5" in (folder / "concept.toml").read_text(encoding="utf-8")


def test_the_checker_says_what_to_write_first(pack):
    new_concept(pack, "odd-numbers")
    assert {found.remedy for found in check([pack], seeds=2)} == {
        f"Write `{key}`; it is empty." for key in ("shows", "stage", "strand", "summary", "title")
    }
    assert "odd-numbers" not in load([pack]).concepts


def test_following_the_checker_completes_it(pack, runner):
    folder = new_concept(pack, "odd-numbers")
    outline = folder / "concept.toml"
    for key, value in (
        ("stage", "first-steps"),
        ("strand", "math"),
        ("summary", "Every second number is odd."),
        ("title", "A line"),
        ("shows", "A line that rises."),
    ):
        edit(outline, f'{key} = ""', f'{key} = "{value}"')
    edit(outline, "prerequisites = []", 'prerequisites = ["halving"]')
    edit(outline, "objectives = [", 'objectives = [\n  "Tell odd numbers from even ones",')
    edit(outline, "lesson = 15", "lesson = 10")
    lesson = folder / "lesson.md"
    edit(lesson, "% Then say in one line: **After", "Ten socks, three colours.\n\n**After")
    edit(lesson, "% A second question", "```{question} first-family\n```\n% A second question")
    edit(
        lesson,
        "% What the lab builds",
        "[Halving](concept:halving), [a book](resource:counting-book)\n% What",
    )
    for name, body in (("thirds", "x / 3"), ("keeps", "x")):
        text = (folder / "lab/mistakes/squares.py").read_text(encoding="utf-8")
        (folder / f"lab/mistakes/{name}.py").write_text(text.replace("x * x", body), encoding="utf-8")
    for name, body in (("by_subtraction", "x - -x"), ("by_quotient", "x / 0.5")):
        text = (folder / "lab/others/by_product.py").read_text(encoding="utf-8")
        (folder / f"lab/others/{name}.py").write_text(text.replace("2 * x", body), encoding="utf-8")
    assert check([pack], runner, seeds=3, only=[folder]) == []
    assert load([pack]).concept("odd-numbers").complete


def test_nothing_is_overwritten_and_bad_ids_are_refused(pack):
    for root, id, code in (
        (pack, "counting", "conflict"),
        (pack, "Odd Numbers", "invalid"),
        (pack, "../escape", "invalid"),
        (pack / "nowhere", "odd", "invalid"),
    ):
        with pytest.raises(GroundupError) as error:
            new_concept(root, id)
        assert error.value.code == code
