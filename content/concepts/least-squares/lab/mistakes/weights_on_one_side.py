"""The rows of A got their factors, the entries of b did not. These are other equations, and even with
points that lie exactly on a line the line is missed.

Multiplying an equation by a number means both of its sides.

Ask yourself: the equation 2x = 6 counts more than the others. Does it turn into 4x = 6?
"""


def weighted_lstsq(A, b, w):
    A, b, w = np.asarray(A), np.asarray(b), np.asarray(w)
    if b.ndim != 1 or w.shape != b.shape or np.any(w < 0):
        raise ValueError("the weights do not fit")
    return lstsq(np.sqrt(w)[:, None] * A, b)
