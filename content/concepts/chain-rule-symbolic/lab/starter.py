"""Formulas as trees that compute themselves, differentiate themselves and tidy themselves up.

A tree is never changed after it was built: every method returns a new one, and subtrees may be shared.
The constructors are given. `children` holds the formulas directly below a node; a leaf has none.
"""

from __future__ import annotations


class Expr:
    """A formula. Operators build larger trees: 2 * x + 1 is Add(Mul(Const(2), x), Const(1))."""

    children: tuple[Expr, ...] = ()

    def eval(self, **values: float) -> float:
        """The value, with a number for each variable. Every kind of node has its own.

        >>> Mul(Var("x"), Var("y")).eval(x=2, y=3)
        6
        """
        raise NotImplementedError("task 1")

    def size(self) -> int:
        """Number of nodes: 1 + the sizes of the children. A shared subtree counts each time.

        >>> Mul(Var("x"), Var("x")).size()
        3
        """
        raise NotImplementedError("task 1")

    def diff(self, name: str) -> Expr:
        """The derivative with respect to the variable `name`. Every kind of node has its own.

        (u + v)' = u' + v'    (u v)' = u' v + u v'    (u^c)' = c u^(c-1) u'    f(u)' = f'(u) u'

        >>> (Var("x") * Var("x")).diff("x").eval(x=3.0)
        6.0
        """
        raise NotImplementedError("task 3")

    def simplify(self) -> Expr:
        """The same function with at most as many nodes: children first, then this node.

        >>> (Var("x") * 1 + 0).simplify().size()
        1
        """
        raise NotImplementedError("task 4")

    def __add__(self, other):
        """self + other."""
        raise NotImplementedError("task 2")

    def __radd__(self, other):
        """other + self, where other is not an Expr."""
        raise NotImplementedError("task 2")

    def __mul__(self, other):
        """self * other."""
        raise NotImplementedError("task 2")

    def __rmul__(self, other):
        """other * self."""
        raise NotImplementedError("task 2")

    def __sub__(self, other):
        """self - other = self + (-1) * other."""
        raise NotImplementedError("task 2")

    def __rsub__(self, other):
        """other - self."""
        raise NotImplementedError("task 2")

    def __truediv__(self, other):
        """self / other = self * other^(-1)."""
        raise NotImplementedError("task 2")

    def __rtruediv__(self, other):
        """other / self."""
        raise NotImplementedError("task 2")

    def __neg__(self):
        """-self = (-1) * self."""
        raise NotImplementedError("task 2")

    def __pow__(self, exponent):
        """self ** exponent, the exponent being a number; TypeError otherwise."""
        raise NotImplementedError("task 2")

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self.children))})"


class Const(Expr):
    def __init__(self, value: float):
        self.value = value

    def __repr__(self):
        return f"Const({self.value})"


class Var(Expr):
    def __init__(self, name: str):
        self.name = name

    def __repr__(self):
        return f"Var({self.name!r})"


class Add(Expr):
    def __init__(self, left: Expr, right: Expr):
        self.children = (left, right)


class Mul(Expr):
    def __init__(self, left: Expr, right: Expr):
        self.children = (left, right)


class Pow(Expr):
    """base ** exponent, the exponent being an int or float. An Expr there is a TypeError (task 2)."""

    def __init__(self, base: Expr, exponent: float):
        self.children = (base,)
        self.exponent = exponent

    def __repr__(self):
        return f"Pow({self.children[0]!r}, {self.exponent})"


class Exp(Expr):
    def __init__(self, inner: Expr):
        self.children = (inner,)


class Log(Expr):
    def __init__(self, inner: Expr):
        self.children = (inner,)


class Sin(Expr):
    def __init__(self, inner: Expr):
        self.children = (inner,)


class Cos(Expr):
    def __init__(self, inner: Expr):
        self.children = (inner,)


class Tanh(Expr):
    def __init__(self, inner: Expr):
        self.children = (inner,)
