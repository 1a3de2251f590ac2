"""The result of one `argsort` is used as ranks.

`argsort` answers the question: which entry comes first, which second? Its k-th number is the index of an
entry. A rank answers the opposite question: at which place does the k-th entry come?

Ask yourself: for [30, 10, 20], which entry is the largest, and which rank does your function give it?
"""


def ranks(x):
    x = np.asarray(x)
    if x.ndim != 1:
        raise ValueError("a vector is needed")
    return np.argsort(x, kind="stable") + 1.0
