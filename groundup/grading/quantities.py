"""Answers that are numbers, vectors, matrices and expressions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from groundup.grading.evaluating import TooLarge, Undefined, exact, numeric, value_of
from groundup.grading.form import Form
from groundup.grading.reading import LONGEST, Tree, Unreadable, read
from groundup.grading.sameness import same_function, same_number
from groundup.grading.spelling import spell
from groundup.grading.splitting import matrix_rows, unlabelled, vector_parts

FLOAT_TOL = 1e-9  # relative: how far an author's float may be from what a person types exactly


@dataclass(frozen=True)
class Number(Form):
    """One number: exact unless a tolerance is given; `decimals` sets it to half a unit of the last one.

    `unit` may be typed after the number and is ignored.
    """

    kind: ClassVar[str] = "number"
    value: Any
    abs_tol: float = 0.0
    rel_tol: float = 0.0
    unit: str = ""
    decimals: int | None = None

    def __post_init__(self) -> None:
        if self.decimals is not None:
            self._set(abs_tol=max(self.abs_tol, 0.5 * 10.0**-self.decimals))
        self._set(value=spell(self.value, tolerant=self._tolerant))
        self.right()

    @property
    def _tolerant(self) -> bool:
        return bool(self.abs_tol or self.rel_tol)

    def spelled(self, value: Any) -> str:
        return spell(value, tolerant=True)

    def read(self, text: str, longest: int = LONGEST) -> Tree:
        plain = re.sub(r"^\s*[A-Za-z_]\w*\s*(=|≈)\s*|^\s*[=≈]\s*", "", text)
        return _valued(read(self._without_unit(plain), percent=True, longest=longest))

    def _without_unit(self, text: str) -> str:
        units = {self.unit, self.unit.rstrip("s"), self.unit + "s"} if self.unit else set()
        if self.unit.startswith(("deg", "°")):
            units |= {"°", "deg", "degree", "degrees"}
        for unit in sorted(units - {""}, key=len, reverse=True):
            if text.rstrip().lower().endswith(unit.lower()):
                return text.rstrip()[: -len(unit)]
        return text

    def same(self, given: Tree, right: Tree) -> bool:
        return same_number(given, right, self.abs_tol, self.rel_tol)

    def resembles(self, given: Tree, typical: Tree) -> bool:
        return same_number(given, typical, self.abs_tol, max(self.rel_tol, FLOAT_TOL))

    def hint(self) -> str:
        unit = f" in {self.unit}" if self.unit else ""
        if self.decimals == 0:
            return f"A number{unit}, rounded to a whole number."
        if self.decimals is not None:
            return f"A number{unit}, to {self.decimals} decimal{'s' * (self.decimals != 1)}."
        if self._tolerant:
            return f"A number{unit}, such as 0.25."
        return f"An exact number{unit}, such as 3/4, -2 or sqrt(5)/3."

    def is_rounded(self, given: Tree, right: Tree) -> bool:
        return not self._tolerant and _are_rounded([given], [right])


@dataclass(frozen=True)
class Entries(Form):
    """Several numbers, or expressions in `variables`. `up_to`: "scale" or "sign" where that is free."""

    value: Any
    abs_tol: float = 0.0
    rel_tol: float = 0.0
    up_to: str | None = None
    variables: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        variables = (self.variables,) if isinstance(self.variables, str) else tuple(self.variables)
        if self.up_to not in (None, "scale", "sign") or (self.up_to and variables):
            raise ValueError(f'up_to is "scale", "sign" or None, and without variables; not {self.up_to!r}.')
        self._set(variables=variables, value=self._spell(self.value, self._tolerant))
        self.right()

    @property
    def _tolerant(self) -> bool:
        return bool(self.abs_tol or self.rel_tol)

    def spelled(self, value: Any) -> str:
        return self._spell(value, True)

    def _spell(self, value: Any, tolerant: bool) -> str:
        raise NotImplementedError

    def _entry(self, text: str, longest: int) -> Tree:
        tree = read(text, self.variables, longest=longest)
        return tree if self.variables else _valued(tree)


@dataclass(frozen=True)
class Vector(Entries):
    """Numbers (or expressions in `variables`) in order. `up_to`: "scale" or "sign" where that is free."""

    kind: ClassVar[str] = "vector"

    def _spell(self, value: Any, tolerant: bool) -> str:
        if isinstance(value, str):
            return value
        return "[" + ", ".join(spell(item, tolerant=tolerant) for item in _flat(value)) + "]"

    def read(self, text: str, longest: int = LONGEST) -> list[Tree]:
        parts = vector_parts(unlabelled(text, longest))
        return [self._entry(part, longest) for part in parts]

    def same(self, given: list[Tree], right: list[Tree]) -> bool:
        return len(given) == len(right) and _same_entries(self, given, right)

    def resembles(self, given: list[Tree], typical: list[Tree]) -> bool:
        return self.same(given, typical) or _near_entries(self, given, typical)

    def hint(self) -> str:
        entries = _entries_hint(self)
        return f"A vector of {entries}, such as {'[2*x, x*y]' if self.variables else '[1, -2, 1/2]'}."

    def remark(self, given: list[Tree], right: list[Tree]) -> str:
        if len(given) != len(right):
            return (
                f"Your answer has {len(given)} {_plural('entry', len(given))}; it should have {len(right)}."
            )
        return ""

    def is_rounded(self, given: list[Tree], right: list[Tree]) -> bool:
        return not (self._tolerant or self.variables or self.up_to) and _are_rounded(given, right)


@dataclass(frozen=True)
class Matrix(Entries):
    """Rows of numbers (or expressions in `variables`)."""

    kind: ClassVar[str] = "matrix"

    def _spell(self, value: Any, tolerant: bool) -> str:
        if isinstance(value, str):
            return value
        rows = [", ".join(spell(item, tolerant=tolerant) for item in _items(row)) for row in _items(value)]
        return "[" + ", ".join(f"[{row}]" for row in rows) + "]"

    def read(self, text: str, longest: int = LONGEST) -> list[list[Tree]]:
        rows = [vector_parts(row) for row in matrix_rows(unlabelled(text, longest))]
        if len({len(row) for row in rows}) > 1:
            lengths = ", ".join(str(len(row)) for row in rows)
            raise Unreadable(f"The rows have different lengths ({lengths}).")
        return [[self._entry(part, longest) for part in row] for row in rows]

    def same(self, given: list[list[Tree]], right: list[list[Tree]]) -> bool:
        if (len(given), len(given[0])) != (len(right), len(right[0])):
            return False
        return _same_entries(self, _rowed(given), _rowed(right))

    def resembles(self, given: list[list[Tree]], typical: list[list[Tree]]) -> bool:
        shaped = [len(row) for row in given] == [len(row) for row in typical]
        return self.same(given, typical) or (shaped and _near_entries(self, _rowed(given), _rowed(typical)))

    def hint(self) -> str:
        return f"A matrix of {_entries_hint(self)}, row by row, such as [[1, 2], [3, 4]] or 1 2; 3 4."

    def remark(self, given: list[list[Tree]], right: list[list[Tree]]) -> str:
        came, wanted = (len(given), len(given[0])), (len(right), len(right[0]))
        if came != wanted:
            return f"Your matrix has shape {came[0]} × {came[1]}; it should be {wanted[0]} × {wanted[1]}."
        return ""

    def is_rounded(self, given: list[list[Tree]], right: list[list[Tree]]) -> bool:
        if (len(given), len(given[0])) != (len(right), len(right[0])) or self._tolerant or self.variables:
            return False
        return not self.up_to and _are_rounded(_rowed(given), _rowed(right))


@dataclass(frozen=True)
class Expression(Form):
    """An expression in `variables`; anything equal to it wherever it is defined is right."""

    kind: ClassVar[str] = "expression"
    value: Any
    variables: tuple[str, ...] = ("x",)

    def __post_init__(self) -> None:
        variables = (self.variables,) if isinstance(self.variables, str) else tuple(self.variables)
        self._set(variables=variables, value=spell(self.value, tolerant=True))
        self.right()

    def spelled(self, value: Any) -> str:
        return spell(value, tolerant=True)

    def read(self, text: str, longest: int = LONGEST) -> Tree:
        found = re.fullmatch(r"\s*([A-Za-z]\w*'?)\s*(?:\(([^()=]*)\))?\s*=\s*([^=]+)", text)
        if found and (found[2] is not None or found[1] not in self.variables):
            text = found[3]  # y = ..., f(x) = ...
        tree = read(text, self.variables, longest=longest)
        if not _names_in(tree) & set(self.variables):
            _valued(tree)
        return tree

    def same(self, given: Tree, right: Tree) -> bool:
        return bool(same_function(given, right, self.variables))

    def hint(self) -> str:
        if not self.variables:
            return "An exact value, such as sqrt(2)/2."
        x = self.variables[0]
        return f"An expression in {', '.join(self.variables)}, such as 2*{x}^2 + exp(-{x})."

    def remark(self, given: Tree, right: Tree) -> str:
        point = same_function(given, right, self.variables).point
        if point is None:
            return ""
        where = ", ".join(f"{name} = {float(value):.3g}" for name, value in point.items())
        return f"Your expression has no value at {where}, where the right one has."


# --- entries ---


def _items(value: Any) -> list[Any]:
    return list(value.tolist() if hasattr(value, "tolist") else value)


def _flat(value: Any) -> list[Any]:
    """The entries of a list or an array; of a column as well, which is what SymPy's vectors are."""
    items = _items(value)
    if items and all(isinstance(item, list) and len(item) == 1 for item in items):
        return [item[0] for item in items]
    return items


def _valued(tree: Tree) -> Tree:
    """The tree, once it is known to have a value that can be computed."""
    try:
        value_of(tree)
    except Undefined as error:
        raise Unreadable(f"That has no value: {error}.") from None
    except TooLarge:
        raise Unreadable("That number is too large to compute here.") from None
    return tree


def _names_in(tree: Any) -> set[str]:
    if not isinstance(tree, tuple):
        return set()
    if tree[0] == "name":
        return {tree[1]}
    return set().union(*map(_names_in, tree[1:])) if len(tree) > 1 else set()


def _same_entries(form: Entries, given: list[Tree], right: list[Tree]) -> bool:
    if form.variables:
        return all(same_function(a, b, form.variables) for a, b in zip(given, right, strict=True))
    if form.up_to is None:
        return all(same_number(a, b, form.abs_tol, form.rel_tol) for a, b in zip(given, right, strict=True))
    return _same_direction(form, given, right)


def _near_entries(form: Entries, given: list[Tree], typical: list[Tree]) -> bool:
    """Equal but for the rounding of a float."""
    if form.variables or form.up_to or len(given) != len(typical):
        return False
    return all(same_number(a, b, form.abs_tol, FLOAT_TOL) for a, b in zip(given, typical, strict=True))


def _rowed(rows: list[list[Tree]]) -> list[Tree]:
    return [entry for row in rows for entry in row]


def _same_direction(form: Entries, given: list[Tree], right: list[Tree]) -> bool:
    """Equal after a factor: any but 0 for "scale", 1 or -1 for "sign"."""
    factors: list[Tree] = [("number", Fraction(1)), ("number", Fraction(-1))]
    if form.up_to == "scale":
        lead = max(range(len(right)), key=lambda i: abs(numeric(right[i])))
        if not numeric(given[lead]):
            return False
        factors = [("/", right[lead], given[lead])]
    return any(
        all(
            same_number(("*", factor, a), b, form.abs_tol, form.rel_tol)
            for a, b in zip(given, right, strict=True)
        )
        for factor in factors
    )


def _are_rounded(given: list[Tree], right: list[Tree]) -> bool:
    """Whether the entries are the right ones, but for decimals that were rounded to the digits they have."""
    if len(given) != len(right):
        return False
    off = [(a, b) for a, b in zip(given, right, strict=True) if not same_number(a, b)]
    units = [_last_unit(a) for a, _ in off]
    return bool(off) and all(u and same_number(a, b, u / 2) for u, (a, b) in zip(units, off, strict=True))


def _last_unit(tree: Tree) -> float | None:
    """The unit of the last decimal of a number with two digits or more; None for anything else."""
    value = exact(tree)
    if value is None:
        return None
    for digits in range(1, 40):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            return 10.0**-digits if abs(scaled) >= 10 else None
    return None


def _entries_hint(form: Entries) -> str:
    if form.variables:
        return f"expressions in {', '.join(form.variables)}"
    free = {"scale": ", up to a factor", "sign": ", up to its sign", None: ""}[form.up_to]
    return ("numbers" if form.abs_tol or form.rel_tol else "exact numbers") + free


def _plural(word: str, count: int) -> str:
    return word if count == 1 else word[:-1] + "ies"
