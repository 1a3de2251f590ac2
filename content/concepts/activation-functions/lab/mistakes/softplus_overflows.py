"""`softplus` is written as the formula stands: the exponential is taken first.

For z above 709 the exponential is larger than any double, and the logarithm of infinity is infinity. The
right value at 1000 is 1000.

Ask yourself: which part of log(1 + exp(z)) can be pulled out so that the exponent left over is never
positive?
"""


def softplus(z):
    with np.errstate(over="ignore"):
        return np.log(1 + np.exp(_floats(z)))
