"""The sums are divided by n, whatever `ddof` is.

That describes these rows themselves. As an estimate for the population that they were drawn from it is too
small on average, which is why the default here is another divisor.

Ask yourself: with two rows, 2 and 4, what are the two answers for ddof 0 and 1, and which one do you give?
"""


def cov(X, ddof=1):
    C = centred(X)
    if len(C) <= ddof:
        raise ValueError("too few rows")
    return C.T @ C / len(C)
