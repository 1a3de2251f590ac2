"""The covariance is divided by the product of the variances instead of that of the standard deviations.

The result still has a unit, one over that of the covariance, so it changes when centimetres become metres.
A column's correlation with itself comes out as one over its variance.

Ask yourself: covariances are measured in cm times kg. In which unit is what you divide by?
"""


def corr(X):
    C = centred(X)
    v = (C * C).sum(axis=0) / max(len(C) - 1, 1)
    v[v == 0] = math.nan
    return C.T @ C / max(len(C) - 1, 1) / np.outer(v, v)
