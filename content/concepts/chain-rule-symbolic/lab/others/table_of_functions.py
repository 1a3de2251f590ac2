"""One class for all functions of one argument, driven by a table of (value, derivative); diff knows no class.

The operators are made in a loop, and `simplify` is one function of a list of rules.
"""

import math


def lifted(value):
    if isinstance(value, Expr):
        return value
    return Const(value) if type(value) in (int, float) else None


class Expr:
    children = ()

    def eval(self, **values):
        return self.compute([child.eval(**values) for child in self.children], values)

    def diff(self, name):
        """The sum over the children of (slope along the child) times (its own derivative)."""
        parts = [
            Mul(slope, child.diff(name)) for slope, child in zip(self.slopes(), self.children, strict=True)
        ]
        total = parts[0]
        for part in parts[1:]:
            total = Add(total, part)
        return total

    def size(self):
        return sum((child.size() for child in self.children), 1)

    def over(self, children):
        return type(self)(*children)

    def simplify(self):
        node = self.over([child.simplify() for child in self.children]) if self.children else self
        for rule in RULES:
            found = rule(node)
            if found is not None:
                return found
        return node

    def __neg__(self):
        return Mul(Const(-1), self)

    def __pow__(self, exponent):
        return Pow(self, exponent)


class Const(Expr):
    def __init__(self, value):
        self.value = value

    def compute(self, parts, values):
        return self.value

    def diff(self, name):
        return Const(0)


class Var(Expr):
    def __init__(self, name):
        self.name = name

    def compute(self, parts, values):
        return values[self.name]

    def diff(self, name):
        return Const(int(name == self.name))


class Add(Expr):
    def __init__(self, left, right):
        self.children = (left, right)

    def compute(self, parts, values):
        return parts[0] + parts[1]

    def slopes(self):
        return [Const(1), Const(1)]


class Mul(Expr):
    def __init__(self, left, right):
        self.children = (left, right)

    def compute(self, parts, values):
        return parts[0] * parts[1]

    def slopes(self):
        return self.children[::-1]


class Pow(Expr):
    def __init__(self, base, exponent):
        if type(exponent) not in (int, float):
            raise TypeError(f"{exponent!r} is no number")
        self.children, self.exponent = (base,), exponent

    def over(self, children):
        return Pow(children[0], self.exponent)

    def compute(self, parts, values):
        return math.pow(parts[0], self.exponent)

    def slopes(self):
        if self.exponent == 0:
            return [Const(0)]
        return [Mul(Const(self.exponent), Pow(self.children[0], self.exponent - 1))]


class Function(Expr):
    def __init__(self, inner):
        self.children = (inner,)

    def compute(self, parts, values):
        return TABLE[type(self).__name__][0](parts[0])

    def slopes(self):
        return [TABLE[type(self).__name__][1](self.children[0])]


TABLE = {
    "Exp": (math.exp, lambda u: Exp(u)),
    "Log": (math.log, lambda u: Pow(u, -1)),
    "Sin": (math.sin, lambda u: Cos(u)),
    "Cos": (math.cos, lambda u: Mul(Const(-1), Sin(u))),
    "Tanh": (math.tanh, lambda u: Add(Const(1), Mul(Const(-1), Pow(Tanh(u), 2)))),
}
Exp, Log, Sin, Cos, Tanh = (type(name, (Function,), {}) for name in TABLE)


def operator(build):
    def forwards(self, other):
        other = lifted(other)
        return NotImplemented if other is None else build(self, other)

    def backwards(self, other):
        other = lifted(other)
        return NotImplemented if other is None else build(other, self)

    return forwards, backwards


for symbol, build in (
    ("add", Add),
    ("sub", lambda u, v: Add(u, Mul(Const(-1), v))),
    ("mul", Mul),
    ("truediv", lambda u, v: Mul(u, Pow(v, -1))),
):
    forwards, backwards = operator(build)
    setattr(Expr, f"__{symbol}__", forwards)
    setattr(Expr, f"__r{symbol}__", backwards)


# --- rules: a node whose children are tidy, to what replaces it, or None


def fold(node):
    if node.children and all(isinstance(child, Const) for child in node.children):
        try:
            return Const(node.eval())
        except (ValueError, OverflowError):
            return None
    return None


def drop_zero(node):
    if isinstance(node, Add):
        for one, other in (node.children, node.children[::-1]):
            if number(one) == 0:
                return other
    return None


def drop_one(node):
    if isinstance(node, Mul):
        for one, other in (node.children, node.children[::-1]):
            if number(one) == 1:
                return other
    return node.children[0] if isinstance(node, Pow) and node.exponent == 1 else None


def collapse(node):
    vanishes = isinstance(node, Mul) and 0 in map(number, node.children)
    if vanishes and total(node):
        return Const(0)
    return Const(1) if isinstance(node, Pow) and node.exponent == 0 and total(node) else None


RULES = (fold, drop_zero, drop_one, collapse)


def number(node):
    return node.value if isinstance(node, Const) else None


def total(node):
    """Whether the formula surely has a value everywhere."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        waiting += one.children
        if isinstance(one, Log) or (isinstance(one, Pow) and (one.exponent < 0 or one.exponent % 1 != 0)):
            return False
    return True
