"""`permutation_test` counts only values that are as large as the observed one, and forgets those on the
other side.

If x happens to be the smaller sample, the observed difference is negative, nearly every other one is
larger, and p is close to 1 for the clearest of effects.

Ask yourself: what should happen to p if x and y are exchanged?
"""


def permutation_test(x, y, stat, B, rng):
    pooled, n = np.concatenate([x, y]), len(x)
    observed = stat(pooled[:n], pooled[n:])
    count = 1
    for _ in range(B):
        shuffled = pooled[np.argsort([rng.random() for _ in pooled])]
        count += stat(shuffled[:n], shuffled[n:]) >= observed - 1e-9 * abs(observed)
    return count / (B + 1)
