"""`a + b` gives the right result, and afterwards a is no longer what it was: the sum was written into it.

Whoever else has a name for that fraction finds another number there. A member of a set is even lost, since
its hash has changed under it. An operator makes a new object.

Ask yourself: after `c = a + b`, how many fractions should there be? How many are there in your version?
"""

_sum = Fraction.__add__


def _add(self, other):
    result = _sum(self, other)
    if result is NotImplemented:
        return NotImplemented
    self.n, self.d = result.n, result.d
    return self


Fraction.__add__ = _add
Fraction.__radd__ = _add
