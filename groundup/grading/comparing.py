"""Whether what came is what was expected, and if not, how they differ.

Order: the container asked for, shape, type of the entries, NaN and infinity, values; the first of these
that is wrong is told. Everything compared is plain data; an __eq__ of the learner is never called, an
object of theirs never equals anything, and NaN never equals a number.
-0.0 equals 0.0, as in IEEE 754. Complex numbers are compared by modulus.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from groundup.grading.showing import ENTRIES, show, show_pair
from groundup.grading.standin import is_stand_in, type_name

ROWS = 6  # of the table of differences
DEEPEST = 32
KINDS = {
    "b": "True/False values",
    "i": "whole numbers",
    "u": "whole numbers",
    "f": "numbers",
    "c": "complex numbers",
}


@dataclass(frozen=True)
class Tolerance:
    """|got - expected| <= max(abs, rel |expected|)."""

    abs: float = 0.0
    rel: float = 0.0
    nan_ok: bool = False


@dataclass(frozen=True)
class Mismatch:
    """`got` and `expected` complete "gave ...; expected ..."; `detail` says where and by how much."""

    got: str
    expected: str
    detail: str = ""


def mismatch(
    got: Any, expected: Any, tolerance: Tolerance, as_type: type | None = None, dtype: Any = None
) -> Mismatch | None:
    """How `got` differs from `expected`; None where it does not."""
    if as_type is not None and type(got) is not as_type and not _is_scalar_of(got, as_type):
        return Mismatch(described(got), f"{_article(as_type)}: {show(expected)}", _type_hint(got, as_type))
    if dtype is not None and getattr(got, "dtype", None) != np.dtype(dtype):
        came = got.dtype if isinstance(got, np.ndarray | np.generic) else type(got).__name__
        return Mismatch(f"entries of type {came}", f"entries of type {np.dtype(dtype)}")
    return _compare(got, expected, tolerance, 0)


def described(value: Any) -> str:
    """What kind of thing came, for a sentence: "the list [1, 2]", "None (is a return missing?)"."""
    if value is None:
        return "None (is a `return` missing?)"
    if is_stand_in(value):
        return f"an object of type {type_name(value)}"
    if isinstance(value, list | tuple | dict | set):
        return f"the {type(value).__name__} {show(value, 100)}"
    if isinstance(value, str):
        return f"the text {show(value, 100)}"
    return show(value, 120)


def array_of(value: Any) -> np.ndarray[Any, Any] | None:
    """Numbers, nested lists of equal length, or an array, as an array; None for anything else."""
    if isinstance(value, np.ndarray | np.generic):
        return np.asarray(value) if value.dtype.kind in KINDS else None
    shape = _shape(value, 0)
    if shape is None:
        return None
    leaves = _leaves(value)
    kinds = {_kind(leaf) for leaf in leaves}
    if None in kinds or ("b" in kinds and len(kinds) > 1):
        return None
    try:
        return np.array(leaves, dtype=_widest(kinds)).reshape(shape)
    except OverflowError:  # an integer beyond 64 bits: compared entry by entry instead
        return None


def _compare(got: Any, expected: Any, tolerance: Tolerance, depth: int) -> Mismatch | None:
    got, expected = _without_text_arrays(got), _without_text_arrays(expected)
    if depth > DEEPEST:
        return Mismatch("values nested too deep to compare", show(expected))
    if is_stand_in(got):
        return Mismatch(described(got), show(expected), "Data is compared; an object cannot be.")
    if is_stand_in(expected):
        raise TypeError("The expected value is a stand-in object: expected values are computed outside.")
    wanted = array_of(expected)
    came = array_of(got) if wanted is not None else None
    if wanted is not None and came is not None:
        return _compare_arrays(got, came, expected, wanted, tolerance)
    if wanted is not None and (wanted.ndim or not isinstance(got, int)):
        return _not_numbers(got, expected, wanted)
    return _compare_structure(got, expected, tolerance, depth)


def _without_text_arrays(value: Any) -> Any:
    """Arrays of text as lists, and NumPy's text as Python's."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "U":
        return value.tolist()
    return str(value) if isinstance(value, np.str_) else value


# --- arrays -------------------------------------------------------------------------------------


def _compare_arrays(
    got: Any, came: np.ndarray[Any, Any], expected: Any, wanted: np.ndarray[Any, Any], tolerance: Tolerance
) -> Mismatch | None:
    if not tolerance.nan_ok and wanted.dtype.kind in "fc" and np.isnan(wanted).any():
        raise ValueError("The expected value holds NaN: pass nan_ok=True if that is meant.")
    if came.shape != wanted.shape:
        return _wrong_shape(got, came, expected, wanted)
    if came.size and (came.dtype.kind == "b") != (wanted.dtype.kind == "b"):
        shown = show_pair(got, expected)
        hint = f"Got {KINDS[came.dtype.kind]} where {KINDS[wanted.dtype.kind]} are expected."
        return Mismatch(*shown, hint)
    bad = _differing(came, wanted, tolerance)
    if not bad.any():
        return None
    if not came.ndim:
        return Mismatch(
            *show_pair(came[()], wanted[()]), _nan_hint(came, wanted) or _by_how_much(came, wanted)
        )
    return Mismatch(*show_pair(got, expected), _difference(came, wanted, bad))


def _differing(
    came: np.ndarray[Any, Any], wanted: np.ndarray[Any, Any], tolerance: Tolerance
) -> np.ndarray[Any, Any]:
    if came.dtype.kind in "biu" and wanted.dtype.kind in "biu" and not (tolerance.abs or tolerance.rel):
        return np.asarray(came != wanted)
    wide = np.complex128 if "c" in came.dtype.kind + wanted.dtype.kind else np.float64
    with np.errstate(all="ignore"):
        g, e = came.astype(wide), wanted.astype(wide)
        near = np.abs(g - e) <= np.maximum(
            tolerance.abs, np.where(np.isfinite(e), tolerance.rel * np.abs(e), 0.0)
        )
        same = (g == e) | (near & np.isfinite(g) & np.isfinite(e))
    if tolerance.nan_ok:
        same |= np.isnan(g) & np.isnan(e)
    return np.asarray(~same)


def _wrong_shape(
    got: Any, came: np.ndarray[Any, Any], expected: Any, wanted: np.ndarray[Any, Any]
) -> Mismatch:
    small = came.size <= ENTRIES and wanted.size <= ENTRIES
    if came.ndim == wanted.ndim == 1:
        texts = show_pair(got, expected) if small else (f"{came.size} entries", f"{wanted.size} entries")
        return Mismatch(*texts, f"The length is {came.size} instead of {wanted.size}.")
    texts = _kind_and_shape(came), _kind_and_shape(wanted)
    return Mismatch(*texts, f"Got {show(got, 100)}; expected {show(expected, 100)}." if small else "")


def _kind_and_shape(value: np.ndarray[Any, Any]) -> str:
    return f"shape {value.shape}" if value.ndim else f"one number, {show(value[()])}"


def _difference(came: np.ndarray[Any, Any], wanted: np.ndarray[Any, Any], bad: np.ndarray[Any, Any]) -> str:
    """ "2 of 6 entries differ; ..." and a table of the worst of them."""
    with np.errstate(all="ignore"):
        gap = np.abs(came.astype(_wide(came)) - wanted.astype(_wide(wanted)))
    rank = np.where(np.isnan(gap), np.inf, gap)
    where = np.argwhere(bad)
    worst = where[np.argsort(-rank[bad], kind="stable")][:ROWS]
    lines = [f"{len(where)} of {came.size} entries differ."] if came.size > 1 else ["The entry differs."]
    hint = _nan_hint(came[bad], wanted[bad])
    if hint:
        lines[0] += " " + hint
    elif len(where):
        largest = show(float(rank[tuple(worst[0])]), digits=4)
        lines[0] += f" The largest difference is {largest} at {_place(worst[0])}."
    return "\n".join(lines + _table(came, wanted, worst, len(where)))


def _table(came: Any, wanted: Any, places: Any, total: int) -> list[str]:
    rows = [("index", "got", "expected")]
    rows += [(_place(p), *show_pair(came[tuple(p)], wanted[tuple(p)], 24)) for p in places]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return lines + ([f"… and {total - len(places)} more"] if total > len(places) else [])


def _place(index: Any) -> str:
    return "[" + ", ".join(str(int(i)) for i in index) + "]"


def _nan_hint(came: np.ndarray[Any, Any], wanted: np.ndarray[Any, Any]) -> str:
    if came.dtype.kind not in "fc":
        return ""
    wants = wanted.astype(_wide(wanted))
    if (np.isnan(came) & ~np.isnan(wants)).any():
        return "nan is not a number: something like 0/0 or inf - inf was computed."
    if (np.isinf(came) & np.isfinite(wants)).any():
        return "inf is an overflow or a division by zero."
    return ""


def _by_how_much(came: np.ndarray[Any, Any], wanted: np.ndarray[Any, Any]) -> str:
    with np.errstate(all="ignore"):
        gap = float(np.abs(came.astype(_wide(came)) - wanted.astype(_wide(wanted))))
    if came.dtype.kind == "b" or not math.isfinite(gap):
        return ""
    return f"The difference is {show(gap, digits=4)}."


def _wide(value: np.ndarray[Any, Any]) -> Any:
    return np.complex128 if value.dtype.kind == "c" else np.float64


# --- anything else ------------------------------------------------------------------------------


def _not_numbers(got: Any, expected: Any, wanted: np.ndarray[Any, Any]) -> Mismatch:
    """Numbers were expected, and what came cannot be read as numbers of one shape."""
    detail = ""
    if isinstance(got, list | tuple):
        lengths = {len(row) for row in got if isinstance(row, list | tuple)}
        odd = next((leaf for leaf in _leaves(got) if _kind(leaf) is None), None)
        if odd is not None or None in _leaves(got):
            detail = f"It holds {described(odd)} where numbers are expected."
        elif len(lengths) > 1:
            detail = f"Its rows have different lengths: {', '.join(map(str, sorted(lengths)))}."
        else:
            detail = "It mixes numbers, True/False values or lists."
    wants = show(expected) if wanted.size <= ENTRIES else f"an array of shape {wanted.shape}"
    return Mismatch(described(got), wants, detail)


def _compare_structure(got: Any, expected: Any, tolerance: Tolerance, depth: int) -> Mismatch | None:
    if isinstance(expected, list | tuple | np.ndarray):
        return _compare_sequences(got, expected, tolerance, depth)
    if isinstance(expected, dict):
        return _compare_dicts(got, expected, tolerance, depth)
    if isinstance(expected, int | float | np.number) and not isinstance(expected, bool):
        return _compare_large(got, expected, tolerance)
    plain = type(got) is type(expected) or (isinstance(got, np.bool_) and isinstance(expected, bool))
    if isinstance(expected, set | frozenset):
        plain = isinstance(got, set | frozenset)
        same = plain and {(type(x), x) for x in got} == {(type(x), x) for x in expected}
    else:
        same = plain and bool(got == expected)  # both of one builtin type: no method of the learner's
    return None if same else Mismatch(described(got) if not plain else show(got), show(expected))


def _compare_sequences(got: Any, expected: Any, tolerance: Tolerance, depth: int) -> Mismatch | None:
    if isinstance(got, np.ndarray) and got.dtype.kind not in KINDS:
        return Mismatch("an array of Python objects", show(expected))
    if not isinstance(got, list | tuple | np.ndarray) or (isinstance(got, np.ndarray) and not got.ndim):
        return Mismatch(described(got), show(expected))
    if len(got) != len(expected):
        return Mismatch(*show_pair(got, expected), f"The length is {len(got)} instead of {len(expected)}.")
    for index, (one, other) in enumerate(zip(got, expected, strict=True)):
        found = _compare(one, other, tolerance, depth + 1)
        if found is not None:
            return _inside(f"entry {index}", found, got, expected)
    return None


def _compare_dicts(got: Any, expected: Any, tolerance: Tolerance, depth: int) -> Mismatch | None:
    if type(got) is not dict:
        return Mismatch(described(got), show(expected))
    for key in expected:
        if key not in got:
            return Mismatch(show(got), show(expected), f"The key {show(key)} is missing.")
        found = _compare(got[key], expected[key], tolerance, depth + 1)
        if found is not None:
            return _inside(f"the entry {show(key)}", found, got, expected)
    extra = next((key for key in got if key not in expected), None)
    if len(got) > len(expected):
        return Mismatch(show(got), show(expected), f"The key {show(extra)} is not expected.")
    return None


def _inside(place: str, found: Mismatch, got: Any, expected: Any) -> Mismatch:
    detail = f"In {place}: got {found.got}; expected {found.expected}." + ("\n" + found.detail) * bool(
        found.detail
    )
    return Mismatch(*show_pair(got, expected), detail)


def _compare_large(got: Any, expected: Any, tolerance: Tolerance) -> Mismatch | None:
    """Numbers of which one does not fit 64 bits."""
    if isinstance(got, bool) or not isinstance(got, int | float | np.number):
        return Mismatch(described(got), show(expected))
    if isinstance(got, int) and isinstance(expected, int):
        gap = abs(got - expected)
        near = gap == 0 or gap <= max(tolerance.abs, tolerance.rel * _float(abs(expected)))
    else:
        near = math.isclose(_float(got), _float(expected), rel_tol=tolerance.rel, abs_tol=tolerance.abs)
    return None if near else Mismatch(*show_pair(got, expected))


def _float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


# --- nested lists -------------------------------------------------------------------------------


def _shape(value: Any, depth: int) -> tuple[int, ...] | None:
    """The shape of nested lists, None where rows differ in shape or the nesting has no end."""
    if isinstance(value, np.ndarray):
        return value.shape if value.dtype.kind in KINDS else None
    if not isinstance(value, list | tuple):
        return ()
    if depth > DEEPEST:
        return None
    first = _shape(value[0], depth + 1) if value else ()
    if first is None or any(_shape(item, depth + 1) != first for item in value[1:]):
        return None
    return (len(value), *first)


def _leaves(value: Any, depth: int = 0) -> list[Any]:
    if isinstance(value, np.ndarray):
        return list(value.ravel().tolist())
    if isinstance(value, list | tuple) and depth <= DEEPEST:
        return [leaf for item in value for leaf in _leaves(item, depth + 1)]
    return [value]


def _kind(leaf: Any) -> str | None:
    if isinstance(leaf, np.generic):
        return leaf.dtype.kind if leaf.dtype.kind in KINDS else None
    return {bool: "b", int: "i", float: "f", complex: "c"}.get(type(leaf))


def _widest(kinds: set[str | None]) -> Any:
    if "c" in kinds:
        return np.complex128
    if "f" in kinds or not kinds:
        return np.float64
    return np.bool_ if "b" in kinds else np.int64


def _is_scalar_of(value: Any, kind: type) -> bool:
    """numpy's numbers pass for Python's: a float64 where a float is asked for."""
    numbers = {float: np.floating, int: np.integer, bool: np.bool_}
    return kind in numbers and isinstance(value, numbers[kind])


def _article(kind: type) -> str:
    name = "array" if kind is np.ndarray else kind.__name__
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def _type_hint(got: Any, kind: type) -> str:
    came = "None" if got is None else type_name(got) if is_stand_in(got) else type(got).__name__
    return f"The type is {came}, not {'ndarray' if kind is np.ndarray else kind.__name__}."
