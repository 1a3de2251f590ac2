"""Values as short text for sentences: what a beginner can take in at a glance.

Bounded work whatever is shown. Data only: a learner's own __repr__ is never asked.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from groundup.grading.raised import clean
from groundup.grading.standin import is_stand_in, written
from groundup.records import Rng

ENTRIES = 12  # of a list or array before it is cut short
DIGITS = (6, 9, 12, 17)


def show(value: Any, longest: int = 160, digits: int = 6) -> str:
    """The value as Python would write it, cut to `longest` characters."""
    text = _show(value, digits, 0)
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def show_pair(got: Any, expected: Any, longest: int = 160) -> tuple[str, str]:
    """Both as text, with as many digits as it takes to see a difference."""
    pair = (show(got, longest), show(expected, longest))
    for digits in DIGITS[1:]:
        if pair[0] != pair[1]:
            break
        pair = (show(got, longest, digits), show(expected, longest, digits))
    return pair


def show_key(key: Any) -> str:
    """What stands between the brackets of an indexing."""
    if isinstance(key, tuple) and key:
        return ", ".join(map(show_key, key)) + ("," if len(key) == 1 else "")
    if isinstance(key, slice):
        ends = "" if key.start is None else show(key.start), "" if key.stop is None else show(key.stop)
        return ":".join(ends) + ("" if key.step is None else f":{show(key.step)}")
    return "..." if key is Ellipsis else show(key, 60)


def _show(value: Any, digits: int, depth: int) -> str:
    if value is None or isinstance(value, bool | np.bool_):
        return str(value)
    if isinstance(value, int | np.integer):
        return _show_integer(int(value))
    if isinstance(value, float | np.floating):
        return show_float(float(value), digits)
    if isinstance(value, complex | np.complexfloating):
        return f"({show_float(float(value.real), digits)}{float(value.imag):+.{digits}g}j)"
    if isinstance(value, str | bytes):
        return repr(value if len(value) <= 200 else value[:200])
    if depth >= 6:
        return "…"
    return _show_whole(value, digits, depth)


def _show_whole(value: Any, digits: int, depth: int) -> str:
    """Containers, arrays, and what is neither."""
    if isinstance(value, np.ndarray):
        return _show_array(value, digits)
    if isinstance(value, list | tuple | set | frozenset):
        return _show_sequence(value, digits, depth)
    if isinstance(value, dict):
        pairs = [
            f"{_show(k, digits, 6)}: {_show(v, digits, depth + 1)}" for k, v in list(value.items())[:ENTRIES]
        ]
        return "{" + ", ".join(pairs + ["…"] * (len(value) > ENTRIES)) + "}"
    if is_stand_in(value):
        return written(value)
    if isinstance(value, Rng):
        return "rng"
    if isinstance(value, slice) or value is Ellipsis:
        return show_key(value)
    if callable(value):
        name = clean(getattr(value, "__name__", "f"), 40)
        return "f" if name == "<lambda>" else name
    return f"<{clean(type(value).__name__, 40)}>"


def _show_integer(value: int) -> str:
    if value.bit_length() > 200:  # str() refuses very long integers
        return (
            f"{'-' if value < 0 else ''}(an integer of about {int(value.bit_length() * 0.30103) + 1} digits)"
        )
    return str(value)


def show_float(value: float, digits: int = 6) -> str:
    """4.0, 0.25, 1e-09, 0.333333, nan, inf."""
    if not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    exact = repr(value)
    if len(exact) <= digits + 2:
        return exact
    short = f"{value:.{digits}g}"
    return short if any(c in short for c in ".en") else short + ".0"


def _show_sequence(value: Any, digits: int, depth: int) -> str:
    items = (
        list(value)
        if len(value) <= ENTRIES
        else [item for item, _ in zip(value, range(ENTRIES), strict=False)]
    )
    texts = [_show(item, digits, depth + 1) for item in items] + ["…"] * (len(value) > ENTRIES)
    inner = ", ".join(texts)
    if isinstance(value, list):
        return f"[{inner}]"
    if isinstance(value, tuple):
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return "{" + inner + "}" if texts else "set()"


def _show_array(value: np.ndarray[Any, Any], digits: int) -> str:
    if value.ndim == 0:
        return _show(value[()], digits, 0)
    corner = value[tuple(slice(0, ENTRIES if value.ndim == 1 else 4) for _ in range(value.ndim))]
    text = _show(corner.tolist(), digits, 0) if corner.size <= 64 else "…"
    if corner.shape == value.shape and text != "…":
        return f"array({text})"
    return f"array of shape {value.shape}: {text[:-1]}, …"
