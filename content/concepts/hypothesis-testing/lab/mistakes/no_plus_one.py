"""`permutation_test` leaves out the 1 in numerator and denominator.

If none of the B random orders is as extreme as the observed one, p is 0: as if it could not have
happened by chance. But the observed order is itself one of the possible ones, and counting it keeps the
promise that p is at most 0.05 in at most 5 % of all cases without a difference.

Ask yourself: after 99 shuffles, how small can you honestly say the probability is?
"""


def permutation_test(x, y, stat, B, rng):
    pooled, n = np.concatenate([x, y]), len(x)
    extreme = abs(stat(pooled[:n], pooled[n:])) * (1 - 1e-9)
    count = 0
    for _ in range(B):
        shuffled = pooled[np.argsort([rng.random() for _ in pooled])]
        count += abs(stat(shuffled[:n], shuffled[n:])) >= extreme
    return count / B
