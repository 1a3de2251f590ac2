"""The point is nearer to x while the chord is read nearer to y: the weights t and 1 - t were exchanged.

So two different places are compared, and even a straight line seems to violate the definition.

Ask yourself: for t = 1, which point do you stand on, and which value is on the right-hand side?
"""


def violates_convexity(f, sampler, n, seed):
    rng = np.random.default_rng(seed)
    for _ in range(n):
        x, y, t = sampler(), sampler(), rng.random()
        fx, fy = f(x), f(y)
        if f(t * x + (1 - t) * y) > (1 - t) * fx + t * fy + SLACK * (abs(fx) + abs(fy)):
            return x, y, t
    return None
