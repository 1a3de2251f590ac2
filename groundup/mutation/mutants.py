"""The mutants of a solution: each single edit as a whole module, with a name that stays.

A name is (function, line text, edit), so that it outlives edits elsewhere in the file; a second edit of the
same name ends in " #2". Edits that compile to the same code are one mutant, with all of their names; those
that compile to the code of the solution itself are none.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, replace
from types import CodeType

from groundup.mutation.edits import edits


@dataclass(frozen=True, order=True)
class Name:
    """Which edit: the dotted function, the line as it stands in the source, and "old -> new"."""

    function: str
    line: str
    edit: str


@dataclass(frozen=True)
class Mutant:
    """One edit of the solution: `number` is its line, `source` the whole module, `also` its other names."""

    name: Name
    number: int
    source: str
    also: tuple[Name, ...] = ()

    @property
    def names(self) -> tuple[Name, ...]:
        return (self.name, *self.also)


def mutants(solution: str) -> list[Mutant]:
    """All of them, in reading order. Raises SyntaxError where the solution is no Python."""
    tree, lines = ast.parse(solution), solution.splitlines()
    parts = [ast.unparse(statement) for statement in tree.body]
    seen: Counter[Name] = Counter()
    found: list[Mutant] = []
    for index in range(len(tree.body)):
        found += _of_statement(tree, index, parts, lines, seen)
    return found


def _of_statement(
    tree: ast.Module, index: int, parts: list[str], lines: list[str], seen: Counter[Name]
) -> list[Mutant]:
    """The mutants of one statement of the module; `parts` are all of them, as they are written out."""
    original = _essence_of(tree.body[index])
    kept: dict[Hashable, Mutant] = {}
    for edit in edits(tree, index):
        plain = Name(edit.function, lines[edit.line - 1].strip(), edit.describe())
        seen[plain] += 1
        name = replace(plain, edit=plain.edit + (f" #{seen[plain]}" if seen[plain] > 1 else ""))
        edit.put()
        essence = _essence_of(tree.body[index])
        if essence in kept:
            known = kept[essence]
            kept[essence] = replace(known, also=(*known.also, name))
        elif essence not in (None, original):
            source = "\n\n\n".join([*parts[:index], ast.unparse(tree.body[index]), *parts[index + 1 :]])
            kept[essence] = Mutant(name, edit.line, source)
        edit.undo()
    return list(kept.values())


def _essence_of(statement: ast.stmt) -> Hashable:
    """What a statement compiles to; None where it does not compile."""
    try:
        module = ast.fix_missing_locations(ast.Module([statement], []))
        return _essence(compile(module, "mutant", "exec", dont_inherit=True))
    except (SyntaxError, ValueError):
        return None


def way_of(source: str) -> Hashable:
    """What a module compiles to, without docstrings and line numbers. Raises SyntaxError."""
    return _essence(compile(_without_docstrings(source), "way", "exec", dont_inherit=True))


def _without_docstrings(source: str) -> ast.Module:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            kept = [one for one in body if not (isinstance(one, ast.Expr) and _is_text(one.value))]
            node.body = kept or [ast.Pass()]
    return ast.fix_missing_locations(tree)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _essence(code: CodeType) -> Hashable:
    return (
        code.co_code,
        code.co_exceptiontable,
        tuple(_constant(value) for value in code.co_consts),
        (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars),
        (code.co_name, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_flags),
    )


def _constant(value: object) -> Hashable:
    """1, 1.0 and True are different constants; 0.0 and -0.0 as well."""
    return _essence(value) if isinstance(value, CodeType) else (type(value).__name__, repr(value))
