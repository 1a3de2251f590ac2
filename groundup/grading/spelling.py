"""Exact values as the text a person would type, and as TeX.

Knows int, Fraction, float, NumPy's numbers and arrays, and SymPy's expressions, without importing either
library: what is at hand brings it along.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

LONGEST_EXACT_FLOAT = 8  # digits: 0.125 is meant exactly, 0.30000000000000004 is not


def spell(value: Any, *, tolerant: bool = False) -> str:
    """One number or expression as text that `reading.read` reads back. Raises ValueError, TypeError.

    A float of many digits is refused unless it is compared with a tolerance.
    """
    value = _plain(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        raise TypeError("An answer that is True or False is a Choice or Printed, not a number.")
    if isinstance(value, int | Fraction):
        return str(value)
    if isinstance(value, float):
        return _spell_float(value, tolerant)
    if hasattr(value, "free_symbols"):
        return _spell_sympy(value)
    raise TypeError(f"{value!r} is no number or expression.")


def _spell_float(value: float, tolerant: bool) -> str:
    if math.isnan(value):
        raise ValueError("An answer cannot be NaN.")
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    text = repr(value)
    if not tolerant and len(text.lstrip("-0.").replace(".", "").split("e")[0]) > LONGEST_EXACT_FLOAT:
        raise ValueError(f"{text} is a float: give an exact value (Fraction, SymPy) or a tolerance.")
    return text.removesuffix(".0")


def _spell_sympy(value: Any) -> str:
    from sympy import sstr  # the value is SymPy's, so it is loaded already

    text = str(sstr(value))
    return text.replace("Heaviside", "heaviside").replace("Abs", "abs").replace("ceiling", "ceil")


def _plain(value: Any) -> Any:
    """NumPy's numbers as Python's."""
    return value.item() if hasattr(value, "dtype") and getattr(value, "shape", None) == () else value


# --- TeX ----------------------------------------------------------------------------------------


def tex(value: Any) -> str:
    """TeX of a number, fraction, SymPy expression; a list or 1-D array is a column vector, a list of lists
    or 2-D array a matrix, a tuple a row in round brackets; text stays as it is."""
    value = value.tolist() if hasattr(value, "dtype") else value
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "(" + ", ".join(map(tex, value)) + ")"
    if isinstance(value, list):
        rows = [[tex(x) for x in row] if isinstance(row, list | tuple) else [tex(row)] for row in value]
        return r"\begin{bmatrix} " + r" \\ ".join(" & ".join(row) for row in rows) + r" \end{bmatrix}"
    if isinstance(value, Fraction):
        return _tex_fraction(value)
    if isinstance(value, float):
        return _tex_float(value)
    if isinstance(value, int):
        return str(value)
    if hasattr(value, "free_symbols") or hasattr(value, "is_Matrix"):
        from sympy import latex  # the value is SymPy's, so it is loaded already

        return str(latex(value, mat_delim="[", ln_notation=False))
    raise TypeError(f"{value!r} has no TeX.")


def _tex_fraction(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return ("-" if value < 0 else "") + rf"\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def _tex_float(value: float) -> str:
    if not math.isfinite(value):
        return r"\text{nan}" if math.isnan(value) else r"\infty" if value > 0 else r"-\infty"
    text = f"{value:.6g}"
    if "e" not in text:
        return text
    mantissa, exponent = text.split("e")
    power = f"10^{{{int(exponent)}}}"
    return power if mantissa == "1" else f"-{power}" if mantissa == "-1" else rf"{mantissa} \cdot {power}"
