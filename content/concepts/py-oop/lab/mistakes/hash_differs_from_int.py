"""`Fraction(2) == 2` is true, and yet their hashes differ, so that a set can hold both of them.

A set looks for a member in the place that its hash names. If equal things have different hashes, the set
looks in the wrong place, does not find the equal member, and keeps a second one.

Ask yourself: to which objects of other types can a fraction of yours be equal? What is `hash(2)`?
"""


def _hash(self):
    return hash((self.n, self.d))


Fraction.__hash__ = _hash
