"""The inequality points the other way, so bowls are reported and domes are not.

Convex means that the chord is never below the function. A violation is a point where the function is
above it.

Ask yourself: for x^2 between -1 and 1, which is larger in the middle, the function or the chord?
"""


def violates_convexity(f, sampler, n, seed):
    rng = np.random.default_rng(seed)
    for _ in range(n):
        x, y, t = sampler(), sampler(), rng.random()
        fx, fy = f(x), f(y)
        if f(t * x + (1 - t) * y) < t * fx + (1 - t) * fy - SLACK * (abs(fx) + abs(fy)):
            return x, y, t
    return None
