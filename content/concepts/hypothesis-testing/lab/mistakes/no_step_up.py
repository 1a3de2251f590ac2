"""`benjamini_hochberg` compares each p-value with its own threshold only.

A p-value that misses its own threshold is left out even if a larger one passes. The procedure works the
other way: it looks for the largest number of rejections that is justified, and a p-value that is smaller
than a rejected one is rejected too.

Ask yourself: for 0.029 and 0.03 with thresholds 0.025 and 0.05, does it make sense to reject the larger
one alone?
"""


def benjamini_hochberg(p, q):
    p = np.asarray(p)
    ranks = np.empty(len(p))
    ranks[np.argsort(p)] = np.arange(1, len(p) + 1)
    return p <= q * ranks / max(len(p), 1)
