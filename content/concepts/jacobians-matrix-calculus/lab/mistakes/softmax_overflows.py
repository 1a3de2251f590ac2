"""The exponentials are taken of the scores as they are.

For scores of a thousand they overflow, and inf / inf is nan. Your `softmax` of an earlier lab knows a
way round that.

Ask yourself: which number may be subtracted from all scores without changing a single probability?
"""


def softmax_jacobian(z):
    with np.errstate(all="ignore"):
        e = np.exp(np.asarray(z, dtype=float))
        p = e / np.sum(e)
        return np.diag(p) - outer(p, p)
