"""The indices of the observed variables are sorted, and the values are not sorted with them.

With `[2, 0]` and `[1, 5]` the variable 2 is 1 and the variable 0 is 5. After sorting only the indices,
the values have changed places.

Ask yourself: which value belongs to which index after your first lines?
"""

_right = condition


def condition(mean, S, idx_b, x_b):
    return _right(mean, S, sorted(idx_b), x_b)
