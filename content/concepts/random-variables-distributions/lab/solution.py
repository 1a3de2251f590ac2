"""Six distributions, each with log-density or log-mass, cdf, quantiles and samples; and tools to test them.

Not covered: distributions of vectors, and estimating parameters from data.
"""

import math
from collections.abc import Callable

import numpy as np
from mylib.core.rng import MinStd as MinStd  # passed on: callers make their generator from this module

Array = np.ndarray

erfc = np.vectorize(math.erfc, otypes=[float])  # 2 / sqrt(pi) * integral of exp(-t^2) from z to infinity
lgamma = np.vectorize(math.lgamma, otypes=[float])  # lgamma(k + 1) = log(k!)


class Fixed:
    """Given: a generator whose random() returns the listed numbers in order. Leave it as it is."""

    def __init__(self, numbers: list[float]):
        self.numbers = list(numbers)

    def random(self) -> float:
        return self.numbers.pop(0)


def integrate(f: Callable[[Array], Array], a: float, b: float, n: int = 1000) -> float:
    """The integral of f from a to b by Simpson's rule on n strips: h/3 (f_0 + 4 f_1 + 2 f_2 + ... + f_n).

    f takes an array of points. Exact for polynomials of degree 3. Raises ValueError unless n is even and
    positive.
    """
    if n < 1 or n % 2 == 1:
        raise ValueError(f"n must be even and positive, not {n}")
    y = f(np.linspace(a, b, n + 1))  # (n + 1,)
    return float((b - a) / n / 3 * (y[0] + 4 * np.sum(y[1::2]) + 2 * np.sum(y[2:n:2]) + y[-1]))


class Distribution:
    """What all six share: samples by the inverse cdf."""

    def sample(self, rng, size: int) -> Array:
        """(size,) independent draws: the quantiles of uniform numbers, one rng.random() for each.

        A number that is exactly 0 has no quantile and is drawn again.
        """
        draws = []
        while len(draws) < size:
            u = rng.random()
            if u > 0:
                draws.append(u)
        return self.ppf(np.array(draws))


class Uniform(Distribution):
    """Density 1 / (b - a) on [a, b]."""

    def __init__(self, a: float, b: float):
        if not a < b:
            raise ValueError(f"a must be below b, not {a} and {b}")
        self.a, self.b = a, b

    def logpdf(self, x: Array) -> Array:
        x = np.asarray(x)
        return np.where((self.a <= x) & (x <= self.b), -math.log(self.b - self.a), -np.inf)

    def cdf(self, x: Array) -> Array:
        return np.clip((np.asarray(x) - self.a) / (self.b - self.a), 0, 1)

    def ppf(self, q: Array) -> Array:
        return self.a + (self.b - self.a) * probabilities(q)


class Exponential(Distribution):
    """Density rate * exp(-rate * x) for x >= 0; the mean is 1 / rate."""

    def __init__(self, rate: float):
        if not rate > 0:
            raise ValueError(f"rate must be positive, not {rate}")
        self.rate = rate

    def logpdf(self, x: Array) -> Array:
        x = np.asarray(x)
        return np.where(x >= 0, math.log(self.rate) - self.rate * x, -np.inf)

    def cdf(self, x: Array) -> Array:
        return -np.expm1(-self.rate * np.maximum(np.asarray(x), 0))

    def ppf(self, q: Array) -> Array:
        return -np.log1p(-probabilities(q)) / self.rate


class Normal(Distribution):
    """Density exp(-z^2 / 2) / (sigma sqrt(2 pi)), z = (x - mu) / sigma; sigma is the standard deviation."""

    def __init__(self, mu: float, sigma: float):
        if not sigma > 0:
            raise ValueError(f"sigma must be positive, not {sigma}")
        self.mu, self.sigma = mu, sigma

    def logpdf(self, x: Array) -> Array:
        z = (np.asarray(x) - self.mu) / self.sigma
        return -0.5 * z**2 - math.log(self.sigma) - 0.5 * math.log(2 * math.pi)

    def cdf(self, x: Array) -> Array:
        z = (np.asarray(x) - self.mu) / self.sigma
        return 0.5 * erfc(-z / math.sqrt(2))  # erfc keeps its digits in the far tail, 1 + erf does not

    def ppf(self, q: Array) -> Array:
        q = probabilities(q)
        low, high = (
            np.full(q.shape, -40.0),
            np.full(q.shape, 40.0),
        )  # of z; the tail below -40 is below 1e-300
        for _ in range(64):  # 80 / 2^64 is less than the spacing of floats near 1
            middle = (low + high) / 2
            below = 0.5 * erfc(-middle / math.sqrt(2)) < q
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        return self.mu + self.sigma * high


class Discrete(Distribution):
    """Whole numbers from 0 to self.top; the cdf is the running sum of the masses."""

    def table(self) -> Array:
        """(top + 1,) the cdf at 0, 1, ..., top; the last entry is exactly 1."""
        sums = np.cumsum(np.exp(self.logpmf(np.arange(self.top + 1))))
        return np.append(sums[:-1], 1.0)

    def cdf(self, x: Array) -> Array:
        k = np.floor(np.asarray(x))
        return np.where(k < 0, 0.0, self.table()[np.clip(k, 0, self.top).astype(int)])

    def ppf(self, q: Array) -> Array:
        return np.searchsorted(self.table(), probabilities(q))  # the first k with cdf(k) >= q


class Binomial(Discrete):
    """The number of successes in n independent trials: C(n, k) p^k (1 - p)^(n - k)."""

    def __init__(self, n: int, p: float):
        if n < 0 or not 0 <= p <= 1:
            raise ValueError(f"n must not be negative and p must be a probability, not {n} and {p}")
        self.n, self.p, self.top = n, p, n

    def logpmf(self, x: Array) -> Array:
        x = np.asarray(x)
        possible = (x == np.floor(x)) & (x >= 0) & (x <= self.n)
        k = np.where(possible, x, 0)
        ways = math.lgamma(self.n + 1) - lgamma(k + 1) - lgamma(self.n - k + 1)
        return np.where(possible, ways + power(k, self.p) + power(self.n - k, 1 - self.p), -np.inf)


class Bernoulli(Binomial):
    """1 with probability p, else 0: one trial."""

    def __init__(self, p: float):
        super().__init__(1, p)


class Poisson(Discrete):
    """The number of events at a constant rate, lam of them on average: lam^k exp(-lam) / k!."""

    def __init__(self, lam: float):
        if not lam > 0:
            raise ValueError(f"lam must be positive, not {lam}")
        self.lam = lam
        self.top = int(lam + 12 * math.sqrt(lam)) + 30  # what lies above has a probability below 1e-16

    def logpmf(self, x: Array) -> Array:
        x = np.asarray(x)
        possible = (x == np.floor(x)) & (x >= 0) & (x < np.inf)
        k = np.where(possible, x, 0)
        return np.where(possible, k * math.log(self.lam) - self.lam - lgamma(k + 1), -np.inf)


def between(dist: Distribution, a: float, b: float) -> float:
    """P(a <= X <= b), both ends included. Raises ValueError if a > b."""
    if a > b:
        raise ValueError(f"a must not be above b, not {a} and {b}")
    at_a = np.exp(dist.logpmf(a)) if isinstance(dist, Discrete) else 0  # a density gives a point nothing
    return float(dist.cdf(b) - dist.cdf(a) + at_a)


def ks_distance(sample: Array, cdf: Callable[[Array], Array]) -> float:
    """The largest gap between the cdf and the share of the sample at or below x, over all x.

    sample: (n,) from a continuous distribution. The share jumps at each value: the gap is taken
    on both sides of the jump. Raises ValueError for an empty sample.
    """
    n = len(sample)
    F = cdf(np.sort(sample))  # (n,)
    after, before = np.arange(1, n + 1) / n, np.arange(n) / n
    return float(max(np.max(after - F), np.max(F - before)))  # max refuses an empty sample


def probabilities(q: Array) -> Array:
    """q as an array. Raises ValueError unless all lie strictly between 0 and 1."""
    q = np.asarray(q)
    if not np.all((q > 0) & (q < 1)):
        raise ValueError("quantiles are asked for probabilities strictly between 0 and 1")
    return q


def power(k: Array, p: float) -> Array:
    """log(p^k), with 0^0 = 1."""
    return k * math.log(p) if p > 0 else np.where(k == 0, 0.0, -np.inf)
