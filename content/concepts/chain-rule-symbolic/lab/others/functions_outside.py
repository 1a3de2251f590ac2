"""The classes hold data and nothing else; four functions outside decide by `match` what a node is."""

from __future__ import annotations

import math
from dataclasses import dataclass


class Expr:
    @property
    def children(self):
        return ()

    def eval(self, **values):
        return value(self, values)

    def diff(self, name):
        return slope(self, name)

    def size(self):
        return count(self)

    def simplify(self):
        return tidy(self)

    def __add__(self, other):
        return NotImplemented if (u := formula(other)) is None else Add(self, u)

    def __radd__(self, other):
        return NotImplemented if (u := formula(other)) is None else Add(u, self)

    def __mul__(self, other):
        return NotImplemented if (u := formula(other)) is None else Mul(self, u)

    def __rmul__(self, other):
        return NotImplemented if (u := formula(other)) is None else Mul(u, self)

    def __sub__(self, other):
        return NotImplemented if (u := formula(other)) is None else Add(self, negative(u))

    def __rsub__(self, other):
        return NotImplemented if (u := formula(other)) is None else Add(u, negative(self))

    def __truediv__(self, other):
        return NotImplemented if (u := formula(other)) is None else Mul(self, Pow(u, -1))

    def __rtruediv__(self, other):
        return NotImplemented if (u := formula(other)) is None else Mul(u, Pow(self, -1))

    def __neg__(self):
        return negative(self)

    def __pow__(self, exponent):
        return Pow(self, exponent)


def formula(thing):
    match thing:
        case Expr():
            return thing
        case bool():
            return None
        case int() | float():
            return Const(thing)
        case _:
            return None


def negative(u):
    return Mul(Const(-1), u)


@dataclass(frozen=True)
class Const(Expr):
    value: float


@dataclass(frozen=True)
class Var(Expr):
    name: str


@dataclass(frozen=True)
class Pair(Expr):
    left: Expr
    right: Expr

    @property
    def children(self):
        return self.left, self.right


class Add(Pair):
    pass


class Mul(Pair):
    pass


@dataclass(frozen=True)
class Single(Expr):
    inner: Expr

    @property
    def children(self):
        return (self.inner,)


class Exp(Single):
    pass


class Log(Single):
    pass


class Sin(Single):
    pass


class Cos(Single):
    pass


class Tanh(Single):
    pass


@dataclass(frozen=True)
class Pow(Single):
    exponent: float

    def __post_init__(self):
        if not isinstance(self.exponent, int | float):
            raise TypeError("exponents are numbers")


def value(node, values):
    match node:
        case Const(number):
            return number
        case Var(name):
            return values[name]
        case Add(u, v):
            return value(u, values) + value(v, values)
        case Mul(u, v):
            return value(u, values) * value(v, values)
        case Pow(u, exponent):
            return math.pow(value(u, values), exponent)
        case Single(u):
            return getattr(math, type(node).__name__.lower())(value(u, values))


def slope(node, name):
    match node:
        case Const():
            return Const(0)
        case Var(other):
            return Const(1) if other == name else Const(0)
        case Add(u, v):
            return Add(slope(u, name), slope(v, name))
        case Mul(u, v):
            return Add(Mul(v, slope(u, name)), Mul(u, slope(v, name)))
        case Pow(_, 0):
            return Const(0)
        case Pow(u, exponent):
            outer = Mul(Const(exponent), Pow(u, exponent - 1))
        case Exp():
            outer = node
        case Log(u):
            outer = Pow(u, -1)
        case Sin(u):
            outer = Cos(u)
        case Cos(u):
            outer = negative(Sin(u))
        case Tanh():
            outer = 1 - node * node
    return Mul(slope(node.inner, name), outer)


def count(node):
    total, waiting = 0, [node]
    while waiting:
        total += 1
        waiting.extend(waiting.pop().children)
    return total


def tidy(node):
    match node:
        case Const() | Var():
            return node
        case Add(u, v):
            return constant(tidy_sum(tidy(u), tidy(v)))
        case Mul(u, v):
            return constant(tidy_product(tidy(u), tidy(v)))
        case Pow(u, exponent):
            return constant(tidy_power(tidy(u), exponent))
        case Single(u):
            return constant(type(node)(tidy(u)))


def constant(node):
    """A Const where all children are constants and there is a value."""
    if not node.children or not all(isinstance(child, Const) for child in node.children):
        return node
    try:
        return Const(value(node, {}))
    except (ValueError, OverflowError):
        return node


def tidy_sum(u, v):
    match u, v:
        case (Const(0), other) | (other, Const(0)):
            return other
    return Add(u, v)


def tidy_product(u, v):
    match u, v:
        case (Const(1), other) | (other, Const(1)):
            return other
        case (Const(0), other) | (other, Const(0)) if safe(other):
            return Const(0)
    return Mul(u, v)


def tidy_power(u, exponent):
    if exponent == 1:
        return u
    return Const(1) if exponent == 0 and safe(u) else Pow(u, exponent)


def safe(node):
    match node:
        case Log():
            return False
        case Pow(_, exponent) if exponent < 0 or exponent != int(exponent):
            return False
    return all(map(safe, node.children))
