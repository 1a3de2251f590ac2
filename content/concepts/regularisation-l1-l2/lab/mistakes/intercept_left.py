"""The intercept that you return belongs to the centred columns: it is the mean of y, whatever the means
of the features are.

The weights are right, and every prediction is off by the same amount.

Ask yourself: what do your weights and your intercept predict for a row that holds the mean of each
feature, and what should come out?
"""


def standardised(fit, X, y, lam):
    X = np.asarray(X, dtype=float)
    mean = np.mean(X, axis=0)
    scale = np.where(np.min(X, axis=0) == np.max(X, axis=0), 1.0, np.std(X, axis=0))
    w, b = fit((X - mean) / scale, y, lam)
    return w / scale, float(b)
