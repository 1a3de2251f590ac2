"""Equal values get different ranks, in the order in which they happen to stand.

Exchange two rows with the same x, and the rank correlation changes, though the data are the same.

Ask yourself: in [10, 10, 20], is there a reason why one of the tens should count as larger?
"""


def ranks(x):
    x = np.asarray(x)
    if x.ndim != 1:
        raise ValueError("a vector is needed")
    return np.argsort(np.argsort(x, kind="stable"), kind="stable") + 1.0
