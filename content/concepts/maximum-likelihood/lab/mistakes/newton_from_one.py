"""Your Newton iteration begins at k = 1, whatever the data. Where the solution lies well below, the
first step leads to a negative shape, and everything after it is nan or an error.

A Newton step trusts a tangent. The curve falls steeply towards k = 0 and flattens out: from a flat place
the tangent reaches zero far on the other side.

Ask yourself: on which side of the solution does a tangent to a falling, convex curve meet the axis
before the curve does?
"""


def fit_gamma(x, n_steps=50):
    x = varied(sample(x))
    if np.any(x <= 0):
        raise ValueError("a gamma variable is positive")
    mean = np.mean(x)
    s = -np.mean(np.log(x / mean))
    k = 1.0
    for _ in range(n_steps):
        k = k - (math.log(k) - digamma(k) - s) / (1 / k - trigamma(k))
    return float(k), float(mean / k)
