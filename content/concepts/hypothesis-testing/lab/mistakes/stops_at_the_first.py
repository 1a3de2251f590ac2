"""`benjamini_hochberg` goes up from the smallest p-value and stops at the first that misses its threshold.

That is a step-down procedure, and a stricter one. Here the search is for the *largest* k that passes, so
one begins at the other end.

Ask yourself: if the smallest p-value misses its threshold, can there be any rejection?
"""


def benjamini_hochberg(p, q):
    p = np.asarray(p)
    rejected = np.zeros(len(p), dtype=bool)
    for k, i in enumerate(np.argsort(p), start=1):
        if p[i] > q * k / len(p):
            break
        rejected[i] = True
    return rejected
