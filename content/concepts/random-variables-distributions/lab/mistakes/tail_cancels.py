"""The normal cdf is computed as one half of 1 + erf, which cancels in the lower tail.

At z = -10, erf is -1 to all sixteen digits, so the sum is 0, and the probability of about 10 to the -23 is
lost. Quantiles of very small probabilities are lost with it, and every logarithm of such a cdf is
minus infinity.

Ask yourself: which function of `math` is 1 - erf without the subtraction, and at which argument is it needed?
"""


class Normal(Normal):
    def cdf(self, x):
        z = (np.asarray(x, dtype=float) - self.mu) / self.sigma
        return 0.5 * (1 + np.vectorize(math.erf, otypes=[float])(z / math.sqrt(2)))
