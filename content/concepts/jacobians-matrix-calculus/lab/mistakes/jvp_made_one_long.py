"""`jvp` divides by the length of v and leaves it at that.

That is the directional derivative, the change per unit of distance. The product J v is linear in v: a
step twice as long changes the outputs, to first order, twice as much.

Ask yourself: for f(x) = x, what is J, and what should J v be for v = (3, 4)?
"""

_right_jvp = jvp


def jvp(f, x, v):
    length = np.sqrt(np.sum(np.asarray(v, dtype=float) ** 2))
    return _right_jvp(f, x, v) / (length if length else 1.0)
