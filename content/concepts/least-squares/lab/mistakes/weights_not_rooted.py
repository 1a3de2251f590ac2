"""The rows are multiplied by the weights themselves. Inside the square each weight then counts squared:
a weight of 3 acts like nine repeated rows.

What is squared at the end is the whole row, its factor included.

Ask yourself: a row that is multiplied by 3 adds (3 r)^2 to the sum. How many times r^2 is that, and how
many times should it be?
"""


def weighted_lstsq(A, b, w):
    A, b, w = np.asarray(A), np.asarray(b), np.asarray(w)
    if b.ndim != 1 or w.shape != b.shape or np.any(w < 0):
        raise ValueError("the weights do not fit")
    return lstsq(w[:, None] * A, w * b)
