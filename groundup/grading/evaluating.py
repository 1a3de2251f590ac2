"""Values of trees: exact where they are rational, else real numbers of 50 digits.

Every step is bounded: a power, an exponential or a sum that would grow too far is refused as TooLarge,
and what has no real value is Undefined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from math import isqrt
from typing import Any

from groundup.grading.reading import Tree

BITS = 20_000  # of a numerator or denominator
EXPONENT = 4_096
DIGITS = 50
SMALL = 64  # a power that is multiplied out
ARGUMENT = 10**5  # of an exponential; sines and the like take up to ARGUMENT**3


class Undefined(Exception):
    """No real value: a division by zero, a root or logarithm of what has none."""


class TooLarge(Exception):
    """A value beyond what is worth computing."""


# --- exact --------------------------------------------------------------------------------------


def exact(tree: Tree, point: Mapping[str, Fraction] | None = None) -> Fraction | None:
    """The rational value of the tree, None where it is not rational. Raises Undefined, TooLarge."""
    match tree:
        case ("number", value):
            return Fraction(value)
        case ("name", name):
            return (point or {}).get(name)
        case ("neg", a):
            value = exact(a, point)
            return None if value is None else -value
        case ("call", name, *args):
            return _exact_call(name, [exact(arg, point) for arg in args])
        case (sign, a, b):
            left, right = exact(a, point), exact(b, point)
            return None if left is None or right is None else _bounded(_exact_step(sign, left, right))
    raise AssertionError(tree)


def _exact_step(sign: str, left: Fraction, right: Fraction) -> Fraction | None:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    if sign == "/":
        if not right:
            raise Undefined("division by zero")
        return left / right
    return _exact_power(left, right)


def _exact_power(base: Fraction, power: Fraction) -> Fraction | None:
    if power.denominator == 2:
        root = _exact_root(base)
        return None if root is None else _exact_power(root, Fraction(power.numerator))
    if power.denominator != 1:
        return None
    if not base and power < 0:
        raise Undefined("division by zero")
    if base in (0, 1, -1):
        return base ** (power.numerator if base >= 0 else power.numerator % 2) if power else Fraction(1)
    if abs(power) > EXPONENT or _size(base) * abs(power.numerator) > BITS:
        raise TooLarge("a power")
    return Fraction(base**power.numerator)


def _exact_root(value: Fraction) -> Fraction | None:
    if value < 0:
        raise Undefined("root of a negative number")
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    return (
        Fraction(top, bottom)
        if top * top == value.numerator and bottom * bottom == value.denominator
        else None
    )


def _exact_call(name: str, args: list[Fraction | None]) -> Fraction | None:
    values = [arg for arg in args if arg is not None]
    if len(values) < len(args):
        return None
    if name == "sqrt":
        return _exact_root(values[0])
    simple: dict[str, Callable[..., Any]] = {
        "abs": abs,
        "max": max,
        "min": min,
        "sign": lambda x: (x > 0) - (x < 0),
        "relu": lambda x: max(x, 0),
        "floor": lambda x: x.__floor__(),
        "ceil": lambda x: x.__ceil__(),
    }
    return Fraction(simple[name](*values)) if name in simple else None


def _bounded(value: Fraction | None) -> Fraction | None:
    if value is not None and _size(value) > BITS:
        raise TooLarge("a number")
    return value


def _size(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


# --- numeric ------------------------------------------------------------------------------------


@cache
def context() -> Any:
    """A context of our own: nobody else's precision is changed."""
    from mpmath.ctx_mp import MPContext  # loaded when a value is irrational; start-up does not pay for it

    context = MPContext()
    context.dps = DIGITS
    return context


def numeric(tree: Tree, point: Mapping[str, Fraction] | None = None) -> Any:
    """The real value of the tree as an mpf of 50 digits. Raises Undefined, TooLarge."""
    mp = context()
    match tree:
        case ("number", value):
            return mp.mpf(value.numerator) / value.denominator
        case ("name", name):
            return _numeric_name(mp, name, point or {})
        case ("neg", a):
            return -numeric(a, point)
        case ("call", name, *args):
            return _finite(mp, _numeric_call(mp, name, [numeric(arg, point) for arg in args]))
        case (sign, a, b):
            return _finite(mp, _numeric_step(mp, sign, numeric(a, point), numeric(b, point)))
    raise AssertionError(tree)


def _numeric_name(mp: Any, name: str, point: Mapping[str, Fraction]) -> Any:
    if name in point:
        return mp.mpf(point[name].numerator) / point[name].denominator
    return {"pi": +mp.pi, "e": +mp.e, "inf": mp.inf}[name]


def _numeric_step(mp: Any, sign: str, left: Any, right: Any) -> Any:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    if sign == "/":
        if not right:
            raise Undefined("division by zero")
        return left / right
    return _numeric_power(mp, left, right)


def _numeric_power(mp: Any, base: Any, power: Any) -> Any:
    if not base:
        if power < 0:
            raise Undefined("division by zero")
        return mp.mpf(1) if not power else mp.mpf(0)
    whole = mp.isint(power)
    if base < 0 and not whole:
        raise Undefined("root of a negative number")
    if whole and abs(power) <= SMALL:
        return base ** int(power)
    if not abs(power * mp.log(abs(base))) <= ARGUMENT:
        raise TooLarge("a power")
    value = (
        mp.exp(power * mp.log(abs(base))) if not whole or abs(power) > EXPONENT else abs(base) ** int(power)
    )
    return -value if base < 0 and int(power) % 2 else value


def _numeric_call(mp: Any, name: str, args: list[Any]) -> Any:
    x = args[0]
    if name in ("max", "min"):
        return max(args) if name == "max" else min(args)
    if name == "log" and len(args) == 2:
        return _logarithm(mp, x) / _nonzero(_logarithm(mp, args[1]))
    if name in GROWING and not abs(x) <= ARGUMENT:
        raise TooLarge(name)
    if not abs(x) <= ARGUMENT**3 and name not in (
        "sqrt",
        "cbrt",
        "abs",
        "log",
        "log2",
        "log10",
        "sign",
        "relu",
    ):
        raise TooLarge(name)
    return _functions(mp)[name](x)


ROUNDING = ("sign", "floor", "ceil")
GROWING = {"exp", "sinh", "cosh", "sigmoid", "softplus", "tanh", "erf"}


@cache
def _functions(mp: Any) -> dict[str, Callable[[Any], Any]]:
    plain = {
        name: getattr(mp, name)
        for name in (
            "exp",
            "sin",
            "cos",
            "sinh",
            "cosh",
            "tanh",
            "atan",
            "asinh",
            "erf",
            "sign",
            "floor",
            "ceil",
        )
    }
    return plain | {
        "abs": abs,
        "sqrt": lambda x: mp.sqrt(_at_least(x, 0)),
        "cbrt": lambda x: mp.sign(x) * mp.cbrt(abs(x)),
        "log": lambda x: _logarithm(mp, x),
        "log2": lambda x: _logarithm(mp, x) / mp.log(2),
        "log10": lambda x: _logarithm(mp, x) / mp.log(10),
        "tan": lambda x: mp.sin(x) / _nonzero(mp.cos(x)),
        "cot": lambda x: mp.cos(x) / _nonzero(mp.sin(x)),
        "sec": lambda x: 1 / _nonzero(mp.cos(x)),
        "csc": lambda x: 1 / _nonzero(mp.sin(x)),
        "asin": lambda x: mp.asin(_at_least(1 - abs(x), 0, x)),
        "acos": lambda x: mp.acos(_at_least(1 - abs(x), 0, x)),
        "acosh": lambda x: mp.acosh(_at_least(x, 1)),
        "atanh": lambda x: mp.atanh(_at_least(1 - abs(x), mp.eps, x)),
        "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
        "softplus": lambda x: mp.log(1 + mp.exp(x)),
        "relu": lambda x: max(x, mp.mpf(0)),
        "heaviside": lambda x: mp.mpf(x > 0) if x else mp.mpf(1) / 2,
    }


def _logarithm(mp: Any, value: Any) -> Any:
    if value <= 0:
        raise Undefined("logarithm of what is not positive")
    return mp.log(value)


def _at_least(value: Any, bound: Any, result: Any = None) -> Any:
    if value < bound:
        raise Undefined("outside the domain")
    return value if result is None else result


def _nonzero(value: Any) -> Any:
    if abs(value) < 10 ** (10 - DIGITS):
        raise Undefined("division by zero")
    return value


def _finite(mp: Any, value: Any) -> Any:
    if mp.isnan(value):
        raise Undefined("no value")
    if mp.isfinite(value) and value and abs(mp.mag(value)) > 4 * ARGUMENT:
        raise TooLarge("a number")
    return value


def value_of(tree: Tree) -> Any:
    """A number: a Fraction where it is rational, else an mpf. Raises Undefined, TooLarge."""
    rational = exact(tree)
    return numeric(tree) if rational is None else rational
