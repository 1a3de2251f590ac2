"""Powers and factorials are computed themselves, and the logarithm is taken at the end.

For lam = 500 the power and the factorial are both too large for a float, and infinity divided by infinity is
`nan`. The result, a mass of about 0.018, would have been harmless.

Ask yourself: what is the logarithm of a product, and how large is log(500!)?
"""


class Poisson(Poisson):
    def logpmf(self, x):
        x = np.asarray(x, dtype=float)
        possible = (x == np.floor(x)) & (x >= 0) & (x < np.inf)
        k = np.where(possible, x, 0)
        with np.errstate(all="ignore"):
            factorial = np.exp(lgamma(k + 1))
            return np.where(possible, np.log(self.lam**k * np.exp(-self.lam) / factorial), -np.inf)
