"""One kind of node with the name of its operation; the constructors only fill it in; values by a stack.

Derivatives are taken bottom up, over the nodes in the order in which they can be computed.
"""

import math

UNARY = {
    "Exp": (math.exp, lambda node, u: node),
    "Log": (math.log, lambda node, u: 1 / u),
    "Sin": (math.sin, lambda node, u: Cos(u)),
    "Cos": (math.cos, lambda node, u: -Sin(u)),
    "Tanh": (math.tanh, lambda node, u: 1 - node**2),
}


def tree_of(thing):
    if isinstance(thing, Expr):
        return thing
    if isinstance(thing, (int, float)) and not isinstance(thing, bool):
        return Const(thing)
    return NotImplemented


class Expr:
    operation, children, data = "", (), None

    def in_order(self):
        """Every node, children before their parents; a shared node as often as it is met."""
        found, waiting = [], [self]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting.extend(node.children)
        return found[::-1]

    def folded(self, leaf, inner):
        """The result for the root, when leaves and inner nodes are answered by these two functions."""
        stack = []
        for node in self.in_order():
            if node.children:
                parts = [stack.pop() for _ in node.children]  # the last child's result lies on top
                stack.append(inner(node, parts[::-1]))
            else:
                stack.append(leaf(node))
        return stack.pop()

    def eval(self, **values):
        def leaf(node):
            return node.data if node.operation == "Const" else values[node.data]

        def inner(node, parts):
            if node.operation == "Add":
                return parts[0] + parts[1]
            if node.operation == "Mul":
                return parts[0] * parts[1]
            if node.operation == "Pow":
                return math.pow(parts[0], node.data)
            return UNARY[node.operation][0](parts[0])

        return self.folded(leaf, inner)

    def diff(self, name):
        def leaf(node):
            return Const(1.0 if node.operation == "Var" and node.data == name else 0.0)

        def inner(node, slopes):
            if node.operation == "Add":
                return slopes[0] + slopes[1]
            if node.operation == "Mul":
                u, v = node.children
                return slopes[0] * v + u * slopes[1]
            (u,) = node.children
            if node.operation == "Pow":
                return Const(0) if node.data == 0 else node.data * u ** (node.data - 1) * slopes[0]
            return UNARY[node.operation][1](node, u) * slopes[0]

        return self.folded(leaf, inner)

    def size(self):
        return len(self.in_order())

    def simplify(self):
        return self.folded(lambda node: node, tidied)

    def __add__(self, other):
        other = tree_of(other)
        return other if other is NotImplemented else Add(self, other)

    def __mul__(self, other):
        other = tree_of(other)
        return other if other is NotImplemented else Mul(self, other)

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self):
        return -1 * self

    def __sub__(self, other):
        other = tree_of(other)
        return other if other is NotImplemented else self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        other = tree_of(other)
        return other if other is NotImplemented else self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __pow__(self, exponent):
        return Pow(self, exponent)


def node(operation, *children, data=None):
    made = Expr()
    made.operation, made.children, made.data = operation, children, data
    return made


def Const(value):
    return node("Const", data=value)


def Var(name):
    return node("Var", data=name)


def Add(left, right):
    return node("Add", left, right)


def Mul(left, right):
    return node("Mul", left, right)


def Pow(base, exponent):
    if tree_of(exponent) is NotImplemented or isinstance(exponent, Expr):
        raise TypeError("a power has a number for its exponent")
    return node("Pow", base, data=exponent)


def Exp(inner):
    return node("Exp", inner)


def Log(inner):
    return node("Log", inner)


def Sin(inner):
    return node("Sin", inner)


def Cos(inner):
    return node("Cos", inner)


def Tanh(inner):
    return node("Tanh", inner)


def tidied(old, parts):
    new = node(old.operation, *parts, data=old.data)
    constants = [part.data if part.operation == "Const" else None for part in parts]
    if None not in constants:
        try:
            return Const(new.eval())
        except (ValueError, OverflowError):
            return new
    if new.operation == "Pow" and new.data == 1:
        return parts[0]
    if new.operation in ("Add", "Mul"):
        neutral = 0 if new.operation == "Add" else 1
        if neutral in constants:
            return parts[1 - constants.index(neutral)]
    is_zero = new.operation == "Mul" and 0 in constants
    if (is_zero or (new.operation == "Pow" and new.data == 0)) and all(map(harmless, new.in_order())):
        return Const(0 if is_zero else 1)
    return new


def harmless(one):
    return one.operation != "Log" and (
        one.operation != "Pow" or (one.data >= 0 and one.data == one.data // 1)
    )
