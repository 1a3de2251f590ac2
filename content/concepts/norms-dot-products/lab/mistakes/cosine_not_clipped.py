"""The cosine of parallel vectors can come out as 1.0000000000000002.

Rounding puts the quotient a hair outside the interval, and whoever takes the arc cosine of it gets an
error. It happens for some vectors only, which makes it hard to find later.

Ask yourself: which values may a cosine have, and what do you do with one that rounding has pushed beyond
them?
"""


def cosine(u, v):
    length_u, length_v = norm(u), norm(v)
    if length_u == 0 or length_v == 0:
        raise ValueError("the zero vector has no direction")
    return dot([a / length_u for a in u], [b / length_v for b in v])
