"""Rows that lie far below the largest entry of the whole array come out as `nan`.

One number is subtracted everywhere, the maximum over all rows. That protects the row in which it stands. In
a row a thousand below it, every exponential is 0, and 0 is divided by 0.

Ask yourself: for the rows (1000, 1000) and (-1000, -1000), what is left of the second one after your
subtraction?
"""


def softmax(x, axis=-1):
    x = floats(x)
    with np.errstate(invalid="ignore"):
        e = np.exp(x - np.max(x))
        return e / np.sum(e, axis=axis, keepdims=True)
