"""`monte_carlo` returns s, the standard deviation of a single draw, as the standard error.

s says how far one draw lies from the mean. It does not get smaller when more are drawn. The average of many
lies closer, and by how much depends on how many they are.

Ask yourself: with a hundred times as many draws, should your second result change?
"""


def monte_carlo(f, sampler, n, rng):
    y = np.asarray(f(sampler(rng, n)), dtype=float)
    if n < 2:
        raise ValueError(n)
    return float(y.mean()), float(y.std(ddof=1))
