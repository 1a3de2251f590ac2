"""The weights that you return belong to the standardised columns, not to those of X.

Used on X itself they predict nonsense: a feature in millimetres gets a weight that is meant for one
whose values lie about 1.

Ask yourself: z = (x - mean) / scale, and w z is part of the prediction. How many times w is the weight
of x?
"""


def standardised(fit, X, y, lam):
    X = np.asarray(X, dtype=float)
    mean = np.mean(X, axis=0)
    scale = np.where(np.min(X, axis=0) == np.max(X, axis=0), 1.0, np.std(X, axis=0))
    w, b = fit((X - mean) / scale, y, lam)
    return w, float(b - mean @ (w / scale))
