"""`simplify` cancels a formula against its own reciprocal: x / x becomes 1.

At every x but one the value is the same. At x = 0 the original has no value and the tidied tree says 1: a
division by zero that a caller ought to have heard of has been tidied away.

Ask yourself: at which x do x / x and 1 differ, and who will notice later?
"""

_right_product = tidy_product


def _same(a, b):
    if type(a) is not type(b) or len(a.children) != len(b.children):
        return False
    if isinstance(a, Const):
        return a.value == b.value
    if isinstance(a, Var):
        return a.name == b.name
    if isinstance(a, Pow) and a.exponent != b.exponent:
        return False
    return all(_same(c, d) for c, d in zip(a.children, b.children, strict=True))


def tidy_product(node):
    left, right = node.children
    for one, other in ((left, right), (right, left)):
        if isinstance(other, Pow) and other.exponent == -1 and _same(one, other.children[0]):
            return Const(1)
    return _right_product(node)
