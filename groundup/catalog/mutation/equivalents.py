"""lab/equivalent.toml: the mutants that no check can kill, because they do what the solution does, and why.

[[equivalent]]
function = "parallel"
line = "return abs(p[0] * q[1] - p[1] * q[0]) <= tol"
edit = "abs(p[0] * q[1] - p[1] * q[0]) <= tol -> abs(p[0] * q[1] - p[1] * q[0]) < tol"
reason = "..."
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from groundup.catalog.sources import read_text
from groundup.mutation import Mutant, Name
from groundup.records import Problem

FILE = "equivalent.toml"
KEYS = tuple(field.name for field in fields(Name))


def read_equivalents(folder: Path) -> tuple[dict[Name, str], list[Problem]]:
    """The reason for each name, from the folder of a lab; what is not well formed is left out and said."""
    path = folder / FILE
    if not path.is_file():
        return {}, []
    try:
        table = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        return {}, [Problem(str(path), f"{FILE} is TOML.", f"Mend it: {error}.")]
    found: dict[Name, str] = {}
    problems = [
        Problem(str(path), f"{FILE} holds [[equivalent]] and nothing else: {key!r} is there.", "Take it out.")
        for key in table
        if key != "equivalent"
    ]
    rows = table.get("equivalent", [])
    for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
        fault = _fault(row)
        if fault:
            problems.append(Problem(str(path), f"An [[equivalent]] {fault}: number {number} does not.", ASK))
        else:
            found[Name(*(row[key] for key in KEYS))] = row["reason"]
    return found, problems


ASK = f"Give {', '.join(KEYS)} as `groundup content quality` writes them, and the reason."


def _fault(row: Any) -> str:
    if not isinstance(row, Mapping) or set(row) != {*KEYS, "reason"}:
        return f"has {', '.join(KEYS)} and reason"
    if not all(isinstance(value, str) for value in row.values()):
        return "holds texts"
    return "" if row["reason"].strip() else "has a reason"


def matched(names: Iterable[Name], mutants: Sequence[Mutant]) -> dict[Name, Mutant | None]:
    """The mutant that each name means, or None.

    Versions of Python write brackets and quotes differently; where no edit is spelt like that, one that
    differs only in them is meant, if there is just one.
    """
    exact = {name: mutant for mutant in mutants for name in mutant.names}
    loose: dict[Name, list[Mutant]] = {}
    for mutant in mutants:
        for name in mutant.names:
            loose.setdefault(_loosely(name), []).append(mutant)
    found: dict[Name, Mutant | None] = {}
    for name in names:
        near = loose.get(_loosely(name), [])
        found[name] = exact.get(name) or (near[0] if len(near) == 1 else None)
    return found


def _loosely(name: Name) -> Name:
    return replace(name, edit=re.sub(r"[\s()'\"]", "", name.edit))


def stale(names: Iterable[Name], mutants: Sequence[Mutant], path: Path) -> Iterator[Problem]:
    """What is listed and is no mutant, or no longer."""
    known = {name for mutant in mutants for name in mutant.names}
    for name, mutant in matched(names, mutants).items():
        if mutant is None:
            yield Problem(
                str(path),
                f"Every equivalent is a mutant of the solution: {name.edit!r} in {name.function!r} is not.",
                _nearest(name, known),
            )


def _nearest(name: Name, known: set[Name]) -> str:
    """The way out: the edits of the same line, if the line is there at all."""
    edits = sorted(
        other.edit for other in known if (other.function, other.line) == (name.function, name.line)
    )
    if not edits:
        return f"No mutant has its line, {name.line!r}: correct `function` and `line`, or take it out."
    return f"Correct `edit`, or take it out. The edits of that line: {'; '.join(edits)}."


def written(name: Name) -> str:
    """An entry of the file, ready for its reason."""
    given = {key: getattr(name, key) for key in KEYS} | {"reason": ""}
    # A basic string of TOML is written as JSON writes it.
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in given.items())
    return "\n".join(["[[equivalent]]", *lines])
