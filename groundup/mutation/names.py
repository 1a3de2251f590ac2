"""The local names of a function: which have a value before a line, and which could be taken for another."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def bound_before(scope: ast.AST, name: str, line: int) -> bool:
    """Whether the name has a value in this function before the line."""
    return any(bound == name and at < line for bound, at in _bound(scope))


def other_name(scope: ast.AST, name: str, line: int) -> str | None:
    """The name that got its value last before the line, other than `name`."""
    others = [bound for bound, at in _bound(scope) if bound not in (name, "self", "cls") and at < line]
    return others[-1] if others else None


def _bound(scope: ast.AST) -> list[tuple[str, int]]:
    """(name, line) in reading order: arguments, then everything that is assigned; not in inner functions."""
    found = []
    if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
        given = scope.args
        everything = [*given.posonlyargs, *given.args, *given.kwonlyargs]
        found = [(argument.arg, scope.lineno) for argument in everything]
    found += [
        (node.id, node.lineno)
        for node in _own(scope)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    return sorted(found, key=lambda pair: pair[1])


def _own(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        # Names of a comprehension, of a lambda and of an inner function live there only.
        inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.comprehension)
        if not isinstance(child, inner):
            yield child
            yield from _own(child)
