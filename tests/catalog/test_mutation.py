"""Mutants: every single slip, none of what is only said, each with a name that stays."""

from __future__ import annotations

import ast

import pytest

from groundup.catalog.mutation import Name, matched, mutants, read_equivalents, stale, written
from tests.catalog.breaking import said


def edits(body: str, signature: str = "f(x, y)") -> set[str]:
    """What becomes of a function with this body."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return {mutant.name.edit for mutant in mutants(f"def {signature}:\n{lines}\n")}


SLIPS = {
    "arithmetic": ("return x + y * 3", {"x + y * 3 -> x - y * 3", "y * 3 -> y / 3"}),
    "powers and remainders": ("return x ** y % x", {"x ** y -> x * y", "x ** y % x -> x ** y // x"}),
    "matrix products": ("return x @ y", {"x @ y -> x * y", "x @ y -> y @ x"}),
    "augmented assignment": ("x += y\nreturn x", {"x += y -> x -= y", "dropped"}),
    "a boundary and its opposite": ("return x < y", {"x < y -> x <= y", "x < y -> x >= y"}),
    "chained boundaries": ("return 0 <= x < y", {"0 <= x < y -> 0 < x < y", "0 <= x < y -> 0 <= x <= y"}),
    "equality": ("return x == y", {"x == y -> x != y"}),
    "membership": ("return x in y", {"x in y -> x not in y"}),
    "constants": ("return x * 2", {"x * 2 -> x * 3", "x * 2 -> x * 1"}),
    "negative constants": ("return x[-1]", {"-1 -> 1", "-1 -> -2", "-1 -> -0"}),
    "decimal constants": ("return 0.5 * x", {"0.5 * x -> 1.5 * x", "0.5 * x -> -0.5 * x"}),
    "truth": ("return g(x, keepdims=True)", {"keepdims=True -> keepdims=False"}),
    "conditions": ("if x(y):\n    return x\nreturn y", {"x(y) -> not x(y)"}),
    "not": ("while not x(y):\n    y = x\nreturn y", {"not x(y) -> x(y)"}),
    "junctions": ("return x and y", {"x and y -> x or y"}),
    "arguments left out": (
        "return g(x, axis=0, keepdims=y)",
        {"g(x, axis=0, keepdims=y) -> g(x, axis=0)", "g(x, axis=0, keepdims=y) -> g(x, keepdims=y)"},
    ),
    "axes": ("return g(x, axis=0)", {"axis=0 -> axis=1", "axis=0 -> axis=-1"}),
    "arguments exchanged": ("return g(x, y)", {"g(x, y) -> g(y, x)"}),
    "extremes": ("return min(x)", {"min(x) -> max(x)"}),
    "bounds of a range": ("return range(x, y)", {"range(x, y) -> range(x + 1, y)"}),
    "bounds of a slice": ("return x[:y]", {":y -> :y - 1"}),
    "a statement": ("x.append(y)\nreturn x", {"dropped"}),
    "jumps": ("for y in x:\n    if y:\n        break\n    y()\nreturn x", {"break -> continue"}),
    "another name": ("z = x\nreturn y", {"return y -> return z"}),
}


@pytest.mark.parametrize("name", SLIPS)
def test_every_slip_is_tried(name):
    body, expected = SLIPS[name]
    assert expected <= edits(body)


UNTOUCHED = {
    "docstrings": '"""One and 2."""\nreturn x',
    "messages of exceptions": "raise ValueError(f'{x + 1} and {y - 1}')",
    "messages of warnings": "warn(x + 1)",
    "type hints": "z: Literal[1] = x\nreturn z",
    "imports": "from a import b\nreturn x",
    "strictness of zip": "return zip(x, y, strict=True)",
    "commuting arguments": "return max(x, y)",
}


@pytest.mark.parametrize("name", UNTOUCHED)
def test_what_is_only_said_is_left_alone(name):
    changed = edits(UNTOUCHED[name], signature="f(x: Literal[2], y) -> Literal[3]")
    allowed = {"dropped", "return z -> return y", "return x -> return y", "max(x, y) -> min(x, y)"}
    assert changed <= allowed


def test_a_first_assignment_is_not_dropped_since_that_is_no_slip_but_an_error():
    found = mutants("def f(x):\n    z = x\n    z = z + x\n    return z\n")
    assert {mutant.name.line for mutant in found if mutant.name.edit == "dropped"} == {
        "z = z + x",
        "return z",
    }


def test_edits_that_compile_to_the_same_are_one_mutant_with_both_names():
    """At the end of a loop `continue` does what nothing does."""
    found = mutants("def f(x):\n    for y in x:\n        break\n    return x\n")
    (joined,) = [mutant for mutant in found if mutant.also]
    assert [name.edit for name in joined.names] == ["dropped", "break -> continue"]


def test_an_edit_that_compiles_to_the_solution_is_no_mutant():
    assert [mutant.name.edit for mutant in mutants("def f(x):\n    for y in x:\n        continue\n")] == [
        "continue -> break"
    ]


def test_the_same_edit_twice_on_a_line_has_two_names():
    found = [m.name.edit for m in mutants("def f(x):\n    return (x + 1) * (x + 1)\n")]
    assert found.count("x + 1 -> x - 1") == 1
    assert found.count("x + 1 -> x - 1 #2") == 1


def test_a_name_says_function_line_and_edit():
    source = "class A:\n    def f(self, x):\n        return x + 1  # one more\n"
    assert Name("A.f", "return x + 1  # one more", "x + 1 -> x - 1") in {m.name for m in mutants(source)}


def test_each_mutant_is_python_and_differs_from_the_solution_in_one_place():
    source = "def f(x, y):\n    if x < y and x:\n        return x - y\n    return [y, 2]\n"
    lines = ast.unparse(ast.parse(source)).splitlines()
    for mutant in mutants(source):
        changed = [a for a, b in zip(lines, mutant.source.splitlines(), strict=True) if a != b]
        assert len(changed) == 1, mutant.name


def test_mutants_are_the_same_each_time():
    source = "def f(x, y):\n    for i in range(x):\n        y = y[:i] + y[i + 1:]\n    return y\n"
    assert mutants(source) == mutants(source)


# --- lab/equivalent.toml


def test_an_entry_is_written_as_it_is_read(tmp_path):
    name = Name("f", 'return "a\\n" + x', "x -> 'ü'")
    (tmp_path / "equivalent.toml").write_text(written(name).replace('reason = ""', 'reason = "so"'))
    assert read_equivalents(tmp_path) == ({name: "so"}, [])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[[equivalent]", "equivalent.toml is TOML."),
        ("[other]", "equivalent.toml holds [[equivalent]] and nothing else: 'other' is there."),
        (
            '[[equivalent]]\nline = ""',
            "An [[equivalent]] has function, line, edit and reason: number 1 does not.",
        ),
        (
            '[[equivalent]]\nfunction = "f"\nline = "x"\nedit = "y"\nreason = " "',
            "An [[equivalent]] has a reason: number 1 does not.",
        ),
        (
            '[[equivalent]]\nfunction = "f"\nline = "x"\nedit = 3\nreason = "z"',
            "An [[equivalent]] holds texts: number 1 does not.",
        ),
    ],
)
def test_a_list_that_is_not_well_formed_is_said(tmp_path, text, rule):
    (tmp_path / "equivalent.toml").write_text(text)
    names, problems = read_equivalents(tmp_path)
    assert names == {}
    assert [found.rule for found in problems] == [rule]


def test_a_name_that_fits_no_mutant_is_told_with_those_of_its_line(tmp_path):
    every = mutants("def f(x):\n    return x + 1\n")
    known = Name("f", "return x + 1", "x + 1 -> x - 1")
    assert list(stale({known: "so"}, every, tmp_path)) == []
    wrong = {Name("f", "return x + 1", "x - 1"): "so", Name("g", "return 3", "3 -> 4"): "so"}
    first, second = said(list(stale(wrong, every, tmp_path)))
    assert first[1] == "Every equivalent is a mutant of the solution: 'x - 1' in 'f' is not."
    assert "x + 1 -> x - 1" in first[2]
    assert "No mutant has its line, 'return 3'" in second[2]


def test_brackets_and_quotes_may_be_written_as_another_python_writes_them(tmp_path):
    every = mutants("def f(x, y):\n    return sum(a for a in x) + y[1, 'k']\n")
    line = "return sum(a for a in x) + y[1, 'k']"
    for edit in (
        "sum((a for a in x)) + y[1, 'k'] -> sum((a for a in x)) - y[1, 'k']",
        'sum(a for a in x) + y[(1, "k")] -> sum(a for a in x) - y[(1, "k")]',
    ):
        name = Name("f", line, edit)
        assert list(stale([name], every, tmp_path)) == []
        meant = matched([name], every)[name]
        assert meant is not None and "- y" in meant.name.edit
    assert matched([Name("f", line, "x -> y")], every) == {Name("f", line, "x -> y"): None}
