"""`benjamini_hochberg` rejects the right number of hypotheses, and returns them in the order of the sorted
p-values.

The first entries are True, whatever the first p-values were. Unless p came in sorted, the wrong
hypotheses are rejected.

Ask yourself: which hypothesis does entry 0 of your result belong to, and which entry 0 of p?
"""

_right = benjamini_hochberg


def benjamini_hochberg(p, q):
    return _right(np.sort(np.asarray(p)), q)
