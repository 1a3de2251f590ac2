"""Cramér's V is returned without its square root.

The quotient inside is a share of the largest possible chi squared. The root brings it to the scale of a
correlation.

Ask yourself: what is sqrt(0.25), and which of the two numbers did you return?
"""

_v = cramers_v


def cramers_v(xs, ys):
    return _v(xs, ys) ** 2
