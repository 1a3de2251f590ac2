"""Breaking a copy of the fixture pack, and reading what is said about it."""

from __future__ import annotations

from pathlib import Path

from groundup.records import Problem


def edit(path: Path, old: str, new: str) -> None:
    """Replace text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def said(problems: list[Problem]) -> list[tuple[str, str, str]]:
    """(file name with line, rule, remedy) of each problem."""
    return [(Path(found.path).name, found.rule, found.remedy) for found in problems]
