"""Every single edit of a Python syntax tree, in reading order.

Never edited: docstrings, type hints, imports, decorators, the messages of exceptions and warnings, `strict`.
The tree is only changed between `Edit.put` and `Edit.undo`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from groundup.mutation.changes import Slot, changes, last_name

DROPPED = "dropped"
NOT_EDITED = (ast.Import, ast.ImportFrom, ast.Raise, ast.Global, ast.Nonlocal)


@dataclass(frozen=True)
class Edit:
    """One edit: where, what stands there, what is put there; `named` is the expression it is named by."""

    slot: Slot
    new: ast.AST
    named: ast.AST
    function: str
    line: int
    old: ast.AST

    def put(self) -> None:
        self.slot.put(self.new)

    def undo(self) -> None:
        self.slot.put(self.old)

    def describe(self) -> str:
        """ "old -> new", in the words of the source. The tree is as before afterwards."""
        if isinstance(self.new, ast.Pass):
            return DROPPED
        before = ast.unparse(self.named)
        if self.named is self.old:
            return f"{before} -> {ast.unparse(self.new)}"
        self.put()
        after = ast.unparse(self.named)
        self.undo()
        return f"{before} -> {after}"


def edits(tree: ast.Module, index: int) -> Iterator[Edit]:
    """Every edit of one statement of the module, in reading order. Undo one before asking for the next."""
    slot, place = Slot(tree, "body", index), _Place("", tree, 1)
    if not _is_silent(tree, "body", index, slot.get()):
        yield from _at_slot(slot, place)


@dataclass(frozen=True)
class _Place:
    """Where the walk is: the dotted name of the function, its node, and the line of the statement."""

    function: str
    scope: ast.AST
    line: int


def _at_slot(slot: Slot, place: _Place) -> Iterator[Edit]:
    node = slot.get()
    here = _at(node, place)
    for new, named in changes(node, slot, here.scope):
        yield Edit(slot, new, named, here.function, here.line, node)
    if not isinstance(node, NOT_EDITED):
        for inner in _slots(node):
            yield from _at_slot(inner, here)


def _at(node: ast.AST, place: _Place) -> _Place:
    line = getattr(node, "lineno", place.line)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        dotted = f"{place.function}.{node.name}" if place.function else node.name
        return _Place(dotted, place.scope if isinstance(node, ast.ClassDef) else node, line)
    return _Place(place.function, place.scope, line)


def _slots(owner: ast.AST) -> Iterator[Slot]:
    for field, value in ast.iter_fields(owner):
        if field in ("annotation", "returns", "decorator_list", "type_params", "msg", "ctx"):
            continue
        if isinstance(value, ast.AST):
            yield Slot(owner, field)
        elif isinstance(value, list):
            for index, entry in enumerate(value):
                if isinstance(entry, ast.AST) and not _is_silent(owner, field, index, entry):
                    yield Slot(owner, field, index)


def _is_silent(owner: ast.AST, field: str, index: int, entry: ast.AST) -> bool:
    """Docstrings, and what is only said: the text of a warning, `strict` of zip."""
    if isinstance(entry, ast.Expr) and isinstance(entry.value, ast.Constant):
        return True
    if isinstance(entry, ast.keyword):
        return entry.arg == "strict"
    return isinstance(owner, ast.Call) and field == "args" and last_name(owner) == "warn"
