"""Formulas as trees that compute themselves, differentiate themselves and tidy themselves up.

A tree is never changed after it was built: every method returns a new one, and subtrees may be shared.
"""

from __future__ import annotations

import math


class Expr:
    """A formula. `children` holds the formulas directly below; a leaf has none."""

    children: tuple[Expr, ...] = ()

    def eval(self, **values: float) -> float:
        """The value, with a number for each variable: (x * y).eval(x=2, y=3)."""
        raise NotImplementedError

    def diff(self, name: str) -> Expr:
        """The derivative with respect to the variable `name`, all others held still."""
        raise NotImplementedError

    def simplify(self) -> Expr:
        """The same function with at most as many nodes: children first, then this node."""
        if not self.children:
            return self
        return tidy(self.rebuilt(*[child.simplify() for child in self.children]))

    def rebuilt(self, *children: Expr) -> Expr:
        """A node like this one over other children."""
        return type(self)(*children)

    def size(self) -> int:
        """Number of nodes; a shared subtree counts each time it is met."""
        return 1 + sum(child.size() for child in self.children)

    # A foreign operand gives NotImplemented: Python then asks the other side before it raises TypeError.

    def __add__(self, other):
        other = as_expr(other)
        return other if other is NotImplemented else Add(self, other)

    def __radd__(self, other):
        other = as_expr(other)
        return other if other is NotImplemented else Add(other, self)

    def __mul__(self, other):
        other = as_expr(other)
        return other if other is NotImplemented else Mul(self, other)

    def __rmul__(self, other):
        other = as_expr(other)
        return other if other is NotImplemented else Mul(other, self)

    def __neg__(self):
        return Mul(Const(-1), self)

    def __sub__(self, other):
        other = as_expr(other)
        return other if other is NotImplemented else Add(self, -other)

    def __rsub__(self, other):
        other = as_expr(other)
        return other if other is NotImplemented else Add(other, -self)

    def __truediv__(self, other):
        other = as_expr(other)
        return other if other is NotImplemented else Mul(self, Pow(other, -1))

    def __rtruediv__(self, other):
        other = as_expr(other)
        return other if other is NotImplemented else Mul(other, Pow(self, -1))

    def __pow__(self, exponent):
        return Pow(self, exponent)


def is_number(value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def as_expr(value):
    """Numbers become constants, formulas stay; anything else is NotImplemented."""
    if isinstance(value, Expr):
        return value
    return Const(value) if is_number(value) else NotImplemented


# --- leaves ------------------------------------------------------------------------------------


class Const(Expr):
    def __init__(self, value: float):
        self.value = value

    def eval(self, **values):
        return self.value

    def diff(self, name):
        return Const(0)


class Var(Expr):
    def __init__(self, name: str):
        self.name = name

    def eval(self, **values):
        return values[self.name]

    def diff(self, name):
        return Const(1 if name == self.name else 0)


# --- two children ------------------------------------------------------------------------------


class Add(Expr):
    def __init__(self, left: Expr, right: Expr):
        self.children = (left, right)

    def eval(self, **values):
        left, right = self.children
        return left.eval(**values) + right.eval(**values)

    def diff(self, name):
        left, right = self.children
        return left.diff(name) + right.diff(name)


class Mul(Expr):
    def __init__(self, left: Expr, right: Expr):
        self.children = (left, right)

    def eval(self, **values):
        left, right = self.children
        return left.eval(**values) * right.eval(**values)

    def diff(self, name):
        left, right = self.children
        return left.diff(name) * right + left * right.diff(name)


# --- one child: the derivative of the outer function at the child, times that of the child ------


class Pow(Expr):
    """base ** exponent, the exponent being a number."""

    def __init__(self, base: Expr, exponent: float):
        if not is_number(exponent):
            raise TypeError("the exponent must be a number; for u ** v write Exp(v * Log(u))")
        self.children = (base,)
        self.exponent = exponent

    def rebuilt(self, base):
        return Pow(base, self.exponent)

    def eval(self, **values):
        return math.pow(self.children[0].eval(**values), self.exponent)

    def diff(self, name):
        base = self.children[0]
        if self.exponent == 0:
            return Const(0)  # the rule below would ask for base ** -1, which does not exist at 0
        return Const(self.exponent) * base ** (self.exponent - 1) * base.diff(name)


class Exp(Expr):
    def __init__(self, inner: Expr):
        self.children = (inner,)

    def eval(self, **values):
        return math.exp(self.children[0].eval(**values))

    def diff(self, name):
        inner = self.children[0]
        return self * inner.diff(name)


class Log(Expr):
    def __init__(self, inner: Expr):
        self.children = (inner,)

    def eval(self, **values):
        return math.log(self.children[0].eval(**values))

    def diff(self, name):
        inner = self.children[0]
        return inner.diff(name) / inner


class Sin(Expr):
    def __init__(self, inner: Expr):
        self.children = (inner,)

    def eval(self, **values):
        return math.sin(self.children[0].eval(**values))

    def diff(self, name):
        inner = self.children[0]
        return Cos(inner) * inner.diff(name)


class Cos(Expr):
    def __init__(self, inner: Expr):
        self.children = (inner,)

    def eval(self, **values):
        return math.cos(self.children[0].eval(**values))

    def diff(self, name):
        inner = self.children[0]
        return -Sin(inner) * inner.diff(name)


class Tanh(Expr):
    def __init__(self, inner: Expr):
        self.children = (inner,)

    def eval(self, **values):
        return math.tanh(self.children[0].eval(**values))

    def diff(self, name):
        inner = self.children[0]
        return (1 - self**2) * inner.diff(name)


# --- tidying up --------------------------------------------------------------------------------


def tidy(node: Expr) -> Expr:
    """One node whose children are tidy already."""
    if all(isinstance(child, Const) for child in node.children):
        return folded(node)
    if isinstance(node, Add):
        return tidy_sum(node)
    if isinstance(node, Mul):
        return tidy_product(node)
    if isinstance(node, Pow):
        return tidy_power(node)
    return node


def folded(node: Expr) -> Expr:
    """A constant in place of a node over constants, unless it has no value."""
    try:
        return Const(node.eval())
    except (ValueError, OverflowError):
        return node


def tidy_sum(node: Add) -> Expr:
    left, right = node.children
    if is_const(left, 0):
        return right
    return left if is_const(right, 0) else node


def tidy_product(node: Mul) -> Expr:
    left, right = node.children
    if is_const(left, 1):
        return right
    if is_const(right, 1):
        return left
    zero = is_const(left, 0) or is_const(right, 0)
    return Const(0) if zero and has_value_everywhere(node) else node


def tidy_power(node: Pow) -> Expr:
    if node.exponent == 1:
        return node.children[0]
    return Const(1) if node.exponent == 0 and has_value_everywhere(node) else node


def is_const(node: Expr, value: float) -> bool:
    return isinstance(node, Const) and node.value == value


def has_value_everywhere(node: Expr) -> bool:
    """Whether no choice of the variables makes this formula undefined. (When in doubt: no.)"""
    if isinstance(node, Log):
        return False
    if isinstance(node, Pow) and not (node.exponent >= 0 and float(node.exponent).is_integer()):
        return False
    return all(has_value_everywhere(child) for child in node.children)
