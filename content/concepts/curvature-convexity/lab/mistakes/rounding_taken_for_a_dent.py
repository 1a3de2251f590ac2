"""The two sides are compared to the last digit, so that rounding is reported as a dent.

For a straight line both sides are equal in exact arithmetic. In floats one of them is larger about every
third time, by something like 1e-16.

Ask yourself: by how much may two floats differ that were computed in two ways and should be equal?
"""


def violates_convexity(f, sampler, n, seed):
    rng = np.random.default_rng(seed)
    for _ in range(n):
        x, y, t = sampler(), sampler(), rng.random()
        if f(t * x + (1 - t) * y) > t * f(x) + (1 - t) * f(y):
            return x, y, t
    return None
