"""Only the middle between x and -x is looked at, which is always the same point: the origin.

A function may be dented anywhere else. For x^3 the values at x and -x cancel, their mean is 0, and so is
the value in the middle, as if the function were a straight line.

Ask yourself: which pairs of points does the definition of convexity speak of?
"""


def violates_convexity(f, sampler, n, seed):
    for _ in range(n):
        x, _ = sampler(), sampler()
        y, t = -x, 0.5
        if f(t * x + (1 - t) * y) > t * f(x) + (1 - t) * f(y) + SLACK * (abs(f(x)) + abs(f(y))):
            return x, y, t
    return None
