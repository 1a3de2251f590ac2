"""The cdf of a discrete distribution stops before x: it is P(X < x), not P(X <= x).

At whole numbers the mass of x itself is missing. For densities there is no difference, which is why it is
easy to overlook; for two coins, the cdf at 0 should be one quarter and comes out as 0.

Ask yourself: what should the cdf of a coin, with the values 0 and 1, be at 1?
"""


class Below:
    def cdf(self, x):
        k = np.ceil(np.asarray(x, dtype=float)) - 1
        return np.where(k < 0, 0.0, self.table()[np.clip(k, 0, self.top).astype(int)])


class Binomial(Below, Binomial):
    pass


class Bernoulli(Below, Bernoulli):
    pass


class Poisson(Below, Poisson):
    pass
