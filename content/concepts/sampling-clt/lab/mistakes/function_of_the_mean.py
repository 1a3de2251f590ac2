"""`monte_carlo` averages the draws and applies f to their average.

That estimates f(E[X]). For a curved f it is another number, however many draws there are, and the error
bar around it says nothing of that.

Ask yourself: for X = 1 or 3, equally likely, what is E[X^2], and what does your function tend to?
"""


def monte_carlo(f, sampler, n, rng):
    x = np.asarray(sampler(rng, n), dtype=float)
    if n < 2:
        raise ValueError(n)
    y = np.asarray(f(x), dtype=float)
    return float(np.asarray(f(np.array([x.mean()])), dtype=float)[0]), float(y.std(ddof=1) / math.sqrt(n))
