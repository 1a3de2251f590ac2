"""`monte_carlo` returns s / n as the standard error.

It is the *variance* of an average that is divided by n. With 100 draws your error bar is ten times too
short, and an interval that should cover the truth in 95 of 100 runs covers it in about 16.

Ask yourself: if Var(average) is s^2 / n, what is its root?
"""


def monte_carlo(f, sampler, n, rng):
    y = np.asarray(f(sampler(rng, n)), dtype=float)
    if n < 2:
        raise ValueError(n)
    return float(y.mean()), float(y.std(ddof=1) / n)
