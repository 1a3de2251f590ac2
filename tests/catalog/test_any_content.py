"""Whatever a file says, it is answered with Problems and never with an exception."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundup.catalog import check, load, parse_lesson
from groundup.catalog.reading import read_concept

ODD: list[Any] = [0, -1, 2.5, "", "x", True, [], [1], ["x"], [[1]], {}, {"x": 1}, [{}], [{"x": "y"}]]


def inline(value: Any) -> str:
    """A value as inline TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return json.dumps(value)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value in a document, but for the inside of plain lists."""
    rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in rows:
        if isinstance(value, dict) or isinstance(inner, dict):
            yield (*path, key)
            yield from places(inner, (*path, key))


def put(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = copy.deepcopy(document)
    at = changed
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return changed


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_any_value_anywhere_in_an_outline_is_survived(pack, odd):
    file = pack / "concepts/halving/concept.toml"
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    for path in places(document):
        rows = put(document, path, odd).items()
        file.write_text("".join(f"{key} = {inline(value)}\n" for key, value in rows), encoding="utf-8")
        concept, problems = read_concept(file.parent, whole=True)
        assert concept is not None or problems
        catalog = load([pack])
        if concept is not None:
            assert "halving" in catalog.concepts
            assert all(figure.defaults is not None for figure in catalog.concept("halving").figures)


@pytest.mark.parametrize("odd", [-1, "x", [], ["x"], {"x": 1}], ids=repr)
def test_any_value_at_the_top_of_an_outline_passes_through_the_whole_contract(pack, odd):
    file = pack / "concepts/halving/concept.toml"
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    for key in document:
        rows = put(document, (key,), odd).items()
        file.write_text("".join(f"{name} = {inline(value)}\n" for name, value in rows), encoding="utf-8")
        found = check([pack], seeds=1, only=[file.parent])
        assert all(problem.rule and problem.remedy for problem in found)


OPENINGS = ["```", "````", "~~~", "  ```", "```python", "```{code-cell} python", "```{output}", "```{odd} x"]
PLACES = ["```{question} a", "```{moving-figure}", "````{note} N"]
LINES = st.sampled_from(["", "prose", "# T", "## S", "---", "% hidden", "$$", "[a](b)", *OPENINGS, *PLACES])


@given(st.lists(LINES, max_size=30))
def test_any_lesson_is_read_and_no_line_is_said_twice_or_beyond_the_end(lines):
    lesson, problems = parse_lesson("\n".join(lines), "lesson.md")
    starts = [block.line for block in lesson.blocks]
    assert starts == sorted(set(starts))
    assert all(1 <= line <= len(lines) for line in starts)
    assert all(found.remedy for found in problems)
