"""`outer` multiplies entries in the same place.

The result is a vector, and exists only for equal lengths. An outer product pairs every entry of u with
every entry of v.

Ask yourself: how many products can you form from 2 numbers on one side and 3 on the other?
"""


def outer(u, v):
    return np.asarray(u) * np.asarray(v)
