"""Negative weights are accepted, and the result is made of nan or of nonsense.

A negative weight would reward an equation for being violated: the worse the fit there, the better the
sum. Then there is no least value at all.

Ask yourself: with weights 1 and -2 on the equations x = 0 and x = 1, what does the sum tend to when x grows?
"""


def weighted_lstsq(A, b, w):
    A, b, w = np.asarray(A), np.asarray(b), np.asarray(w)
    if b.ndim != 1 or w.shape != b.shape:
        raise ValueError("the weights do not fit")
    root = np.sqrt(np.abs(w))
    return lstsq(root[:, None] * A, root * b)
