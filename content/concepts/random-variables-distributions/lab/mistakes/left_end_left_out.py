"""`between` is the plain difference of two cdfs, which leaves out the left end.

F(b) - F(a) is the probability of a < X <= b. For a density that is the same, since a point weighs nothing;
for counts, P(1 <= X <= 2) becomes P(X = 2).

Ask yourself: from F(2), which values should be taken away if 1 is to stay?
"""


def between(dist, a, b):
    if a > b:
        raise ValueError(a, b)
    return float(dist.cdf(b) - dist.cdf(a))
