"""The shares are taken of the singular values themselves, not of their squares.

What adds up to the sum of the squares of all entries are the squares of the singular values. Large ones count
for more than your sum says, so your rank is often too large.

Ask yourself: which sum of singular values gives the squared Frobenius norm?
"""


def rank_for(s, share):
    s = np.asarray(s, dtype=float)
    if s.ndim != 1 or not s.any() or not 0 < share <= 1:
        raise ValueError("no singular values, or no share")
    held = np.cumsum(s)
    return int((held < (share - 1e-12) * held[-1]).sum()) + 1
