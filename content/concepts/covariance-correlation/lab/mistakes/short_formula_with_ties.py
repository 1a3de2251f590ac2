"""The rank correlation is computed by the short formula 1 - 6 sum d^2 / (n (n^2 - 1)).

The formula follows from the definition if the ranks are 1, 2, ..., n, each once. With ties their variance is
smaller, and the formula no longer gives the correlation of the ranks.

Ask yourself: for x = [1, 1, 2] and y = [1, 1, 2] all d are 0. And for x = [1, 1, 1] and any y, what should
come out, and what does?
"""


def spearman(x, y):
    r, s = ranks(x), ranks(y)
    if r.shape != s.shape or len(r) == 0:
        raise ValueError("vectors of one length are needed")
    n = len(r)
    if np.ptp(r) == 0 or np.ptp(s) == 0:
        return math.nan
    return float(1 - 6 * ((r - s) ** 2).sum() / (n * (n * n - 1)))
