"""With u and v both zero, your function says that every w can be reached.

The cause is a test that is too polite: the zero vector is parallel to everything, since [u, w] = 0 w₂ - 0 w₁
is 0 for every w. So "is w parallel to u?" cannot be the question when u is zero.

Ask yourself: which vectors can be written as c₁ · (0, 0) + c₂ · (0, 0)?
"""


def in_span_2d(u, v, w, tol=1e-9):
    if any(len(p) != 2 for p in (u, v, w)):
        raise ValueError("expected 2 entries")
    if not parallel(u, v, tol):
        return True
    return parallel(v if is_zero(u) else u, w, tol)
