"""`permutation_test` draws the new samples with replacement, as the bootstrap does.

Some values then occur twice and others not at all, and the samples vary in a way that has nothing to do
with the labels. The question of this test is another one: the values are as they are; could their labels
be exchanged?

Ask yourself: if x and y come from the same distribution, what exactly is equally likely?
"""


def permutation_test(x, y, stat, B, rng):
    pooled, n = np.concatenate([x, y]), len(x)
    extreme = abs(stat(pooled[:n], pooled[n:])) * (1 - 1e-9)
    count = 1
    for _ in range(B):
        drawn = pooled[[int(len(pooled) * rng.random()) for _ in pooled]]
        count += abs(stat(drawn[:n], drawn[n:])) >= extreme
    return count / (B + 1)
