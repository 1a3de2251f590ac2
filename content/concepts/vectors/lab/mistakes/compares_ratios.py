"""You ask whether w is a multiple of u, by dividing entry by entry. That forgets v, and it divides by
zero as soon as u lies along an axis.

A vector may be in the span of u and v without being a multiple of either; most vectors are.

Ask yourself: is (7, 11) a multiple of (2, 1)? Of (1, 3)? And can it be built from both together?
"""


def in_span_2d(u, v, w, tol=1e-9):
    if any(len(p) != 2 for p in (u, v, w)):
        raise ValueError("expected 2 entries")
    return abs(w[0] / u[0] - w[1] / u[1]) <= tol
