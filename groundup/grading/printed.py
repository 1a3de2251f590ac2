"""Answers that are what Python shows: compared as literals with their types, never evaluated."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import Any, ClassVar

from groundup.grading.form import Form
from groundup.grading.reading import LONGEST, Unreadable


@dataclass(frozen=True)
class Printed(Form):
    """What Python shows: literals compared as values with their types, anything else as text.

    With `error=True` the right answer is that an error is raised; `value` may name it ("ValueError").
    """

    kind: ClassVar[str] = "printed"
    value: Any = ""
    error: bool = False

    def __post_init__(self) -> None:
        self._set(value=str(self.value) if not self.error else str(self.value) or "error")

    def spelled(self, value: Any) -> str:
        return str(value)

    def read(self, text: str, longest: int = LONGEST) -> Any:
        if len(text) > longest:
            raise Unreadable(f"That is longer than {longest} characters.")
        if not text.strip():
            raise Unreadable("There is no answer yet.")
        if re.fullmatch(
            r"\s*(it\s+|an?\s+)?((raises?|throws?)\s+)?(an?\s+)?(error|exception|[A-Z]\w*(Error|Exception))\b.*",
            text,
            re.DOTALL | re.IGNORECASE,
        ):
            return ("error",)
        return _printed(text)

    def same(self, given: Any, right: Any) -> bool:
        return bool(given == right)

    def hint(self) -> str:
        return "What Python shows, exactly, such as (2, 3) or [1.0, 2.0]; or the word error."


def _printed(text: str) -> Any:
    """A literal with the types of all its parts, or the text with its spaces made even."""
    plain = normal_output(text)
    try:
        return ("literal", _typed(ast.parse(plain, mode="eval").body, 0))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ("text", plain)


def normal_output(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    plain = "\n".join(line for line in lines if line)
    return re.sub(r"\s*,\s*", ", ", re.sub(r"(?<=[\[(])\s+|\s+(?=[\])])", "", plain))


def _typed(node: ast.expr, depth: int) -> Any:
    """The value of a literal together with its type, so that 1, 1.0 and True differ."""
    if depth > 20:
        raise ValueError("nested too deep")
    match node:
        case ast.Constant(value=value):
            return (type(value).__name__, repr(value))
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            return (type(value).__name__, repr(-value))
        case ast.Tuple(elts=items) | ast.List(elts=items):
            return (type(node).__name__, tuple(_typed(item, depth + 1) for item in items))
        case ast.Set(elts=items):
            return ("Set", frozenset(_typed(item, depth + 1) for item in items))
        case ast.Dict(keys=keys, values=values) if all(keys):
            pairs = zip(keys, values, strict=True)
            return ("Dict", tuple((_typed(k, depth + 1), _typed(v, depth + 1)) for k, v in pairs if k))
        case ast.Name(id="nan" | "inf"):
            return ("float", node.id)
        case ast.Call(func=ast.Name(id="array"), args=[inner], keywords=[]):
            return ("array", _typed(inner, depth + 1))
    raise ValueError("not a literal")
