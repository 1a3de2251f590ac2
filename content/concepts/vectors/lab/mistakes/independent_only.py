"""You return whether u and v are independent, and never look at w.

That is half of the answer: independent vectors reach everything. But parallel ones do not reach
*nothing*; they still reach all points of one line, and w may be one of them.

Ask yourself: for which w can two parallel vectors still succeed, and where in your function is w used?
"""


def in_span_2d(u, v, w, tol=1e-9):
    if any(len(p) != 2 for p in (u, v, w)):
        raise ValueError("expected 2 entries")
    return not parallel(u, v, tol)
