"""When u is zero and v is not, you still measure w against u, and so lose the line that v spans.

Of two parallel vectors, one may be the zero vector, which points nowhere. The line is then the other
one's.

Ask yourself: which points do u = (0, 0) and v = (1, 2) reach together, and which of the two vectors
tells you?
"""


def in_span_2d(u, v, w, tol=1e-9):
    if any(len(p) != 2 for p in (u, v, w)):
        raise ValueError("expected 2 entries")
    if not parallel(u, v, tol):
        return True
    return is_zero(w) if is_zero(u) else parallel(u, w, tol)
