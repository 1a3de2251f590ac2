"""One base class with the tests of all three; quantiles bit by bit; the next count from its neighbours."""

import math

import numpy as np
from mylib.stats.distributions import Normal


def log_beta(a: float, b: float) -> float:
    """Given: log B(a, b), the logarithm of the integral of p^(a-1) (1-p)^(b-1) over [0, 1]."""
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def beta_cdf(x: float, a: float, b: float) -> float:
    """Given: P(p <= x) for p ~ Beta(a, b), 0 < x < 1, by the power series of the smaller side.

    With x below the mean, it is x^a (1-x)^b / B(a, b) times the sum of t_0 = 1/a, t_1, t_2, ... where
    t_{k+1} = t_k x (a+b+k) / (a+1+k). Leave it as it is.
    """
    turned = x * (a + b) > a
    if turned:
        x, a, b = 1 - x, b, a
    term = total = 1 / a
    k = 0
    while total + term > total:
        term *= x * (a + b + k) / (a + 1 + k)
        total += term
        k += 1
    value = math.exp(a * math.log(x) + b * math.log1p(-x) - log_beta(a, b)) * total
    return 1 - value if turned else value


class Belief:
    """Keeps named parameters; those in `spreads` must be positive."""

    names = ()
    spreads = ()

    def __init__(self, *values, **named):
        given = dict(zip(self.names, values, strict=False)) | named
        for name in self.names:
            value = float(given[name])
            if name in self.spreads and not value > 0:
                raise ValueError(f"{name} = {value}")
            setattr(self, name, value)

    @staticmethod
    def ends(level):
        if not 0 < level < 1:
            raise ValueError(level)
        return [0.5 - level / 2, 0.5 + level / 2]

    @staticmethod
    def row(data):
        data = np.asarray(data, dtype=float)
        if data.ndim != 1:
            raise ValueError(data.shape)
        return data


class BetaBinomial(Belief):
    names = spreads = ("a", "b")

    def update(self, k, n):
        if k not in range(n + 1):
            raise ValueError((k, n))
        return BetaBinomial(self.a + k, self.b + n - k)

    @property
    def mean(self):
        return self.a / (self.a + self.b)

    @property
    def mode(self):
        top, rest = self.a - 1, self.b - 1
        if top < 0 or rest < 0 or top + rest == 0:
            raise ValueError("mode")
        return top / (top + rest)

    def interval(self, level):
        found = []
        for q in self.ends(level):
            width, p = 0.5, 0.0
            while width > 2.0**-60:
                if beta_cdf(p + width, self.a, self.b) < q if p + width < 1 else False:
                    p += width
                width /= 2
            found.append(p)
        return tuple(found)

    def predictive(self, k, n):
        more = self.update(k, n)
        ways = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
        return math.exp(ways + log_beta(more.a, more.b) - log_beta(self.a, self.b))


class GammaPoisson(Belief):
    names = spreads = ("a", "b")

    def update(self, counts):
        counts = self.row(counts)
        if not np.array_equal(counts, np.abs(np.rint(counts))):
            raise ValueError(counts)
        return GammaPoisson(a=self.a + np.sum(counts), b=self.b + counts.size)

    @property
    def mean(self):
        return self.a / self.b

    def predictive(self, k):
        """Negative binomial, from the ratios of neighbours."""
        if k < 0:
            raise ValueError(k)
        share = 1 / (self.b + 1)
        masses = [(1 - share) ** self.a]
        while len(masses) <= k:
            masses.append(masses[-1] * share * (self.a + len(masses) - 1) / len(masses))
        return masses[k]


class NormalKnownVar(Belief):
    names, spreads = ("mu0", "tau0", "sigma"), ("tau0", "sigma")

    def update(self, x):
        x = self.row(x)
        ratio = (self.sigma / self.tau0) ** 2  # how many observations the prior is worth
        mu = (ratio * self.mu0 + x.sum()) / (ratio + x.size)
        return NormalKnownVar(mu, self.sigma / math.sqrt(ratio + x.size), self.sigma)

    def interval(self, level):
        return tuple(Normal(self.mu0, self.tau0).ppf(np.array(self.ends(level))).tolist())

    def predictive(self):
        return self.mu0, abs(complex(self.tau0, self.sigma))


def grid_posterior(logprior, loglik, grid):
    grid = Belief.row(grid)
    if grid.size < 2 or min(np.diff(grid)) <= 0:
        raise ValueError("grid")
    score = np.asarray(logprior(grid), dtype=float) + np.asarray(loglik(grid), dtype=float)
    if np.all(np.isneginf(score)):
        raise ValueError("nothing is possible")
    height = np.exp(score - np.nanmax(score))
    area = sum(
        (right - left) * (one + other) / 2
        for left, right, one, other in zip(grid[:-1], grid[1:], height[:-1], height[1:], strict=True)
    )
    return height / area
