"""Every class is a shell round functions made in its constructor; normal quantiles from a refined table."""

from math import erfc, exp, inf, lgamma, log, pi, sqrt

import numpy as np
from mylib.core.rng import MinStd as MinStd


class Fixed:
    def __init__(self, numbers):
        self.numbers = list(numbers)

    def random(self):
        return self.numbers.pop(0)


def each(function):
    """A function of arrays from a function of floats."""
    return np.vectorize(function, otypes=[float])


def integrate(f, a, b, n=1000):
    if n not in range(2, n + 1, 2):
        raise ValueError(f"{n} strips")
    h = (b - a) / n
    x = np.linspace(a, b, n + 1)
    y = np.asarray(f(x), dtype=float)
    parabolas = y[:-2:2] + 4 * y[1:-1:2] + y[2::2]
    return float(h / 3 * parabolas.sum())


class Law:
    has_masses = False

    def __init__(self, logarithm, cdf, quantile):
        name = "logpmf" if self.has_masses else "logpdf"
        setattr(self, name, lambda x: np.asarray(logarithm(np.asarray(x, dtype=float))))
        self.cdf = lambda x: np.asarray(cdf(np.asarray(x, dtype=float)))
        self._quantile = quantile

    def ppf(self, q):
        q = np.asarray(q, dtype=float)
        if q.size and not (q.min() > 0 and q.max() < 1):
            raise ValueError("0 < q < 1")
        return self._quantile(q)

    def sample(self, rng, size):
        numbers = (u for u in iter(rng.random, None) if u)
        return self.ppf([next(numbers) for _ in range(size)])


class Uniform(Law):
    def __init__(self, a, b):
        if a >= b:
            raise ValueError("a >= b")
        width = b - a
        super().__init__(
            lambda x: np.select([x < a, x > b], [-inf, -inf], -log(width)),
            lambda x: np.select([x < a, x > b], [0.0, 1.0], (np.clip(x, a, b) - a) / width),
            lambda q: a + width * q,
        )


class Exponential(Law):
    def __init__(self, rate):
        if rate <= 0:
            raise ValueError("rate <= 0")
        super().__init__(
            each(lambda x: log(rate) - rate * x if x >= 0 else -inf),
            each(lambda x: 1 - exp(-rate * x) if x >= 0 else 0.0),
            lambda q: np.log(1 / (1 - q)) / rate,
        )


class Normal(Law):
    def __init__(self, mu, sigma):
        if sigma <= 0:
            raise ValueError("sigma <= 0")
        constant = log(sigma) + log(2 * pi) / 2
        super().__init__(
            lambda x: -(((x - mu) / sigma) ** 2) / 2 - constant,
            each(lambda x: erfc((mu - x) / (sigma * sqrt(2))) / 2),
            lambda q: mu + sigma * standard_quantiles(q),
        )


GRID = np.linspace(-38.0, 0.0, 4001)
LOG_TAIL = np.array([log(erfc(-z / sqrt(2)) / 2) for z in GRID.tolist()])


def standard_quantiles(q):
    """Interpolated in a table of log cdf on the lower half, then five steps of Newton."""
    tail = np.minimum(q, 1 - q)
    z = np.interp(np.log(tail), LOG_TAIL, GRID)
    lower = each(lambda t: erfc(-t / sqrt(2)) / 2)
    for _ in range(5):
        value = lower(z)
        z = z - np.log(value / tail) * value * sqrt(2 * pi) * np.exp(z * z / 2)
    return np.where(q > 0.5, -z, z)


class Counted(Law):
    has_masses = True

    def __init__(self, logarithm, last):
        def guarded(x):
            return logarithm(int(x)) if 0 <= x <= last and x == int(x) else -inf

        masses = [exp(logarithm(k)) for k in range(last + 1)]
        heights = [0.0]
        for mass in masses:
            heights.append(heights[-1] + mass)
        heights[-1] = 1.0
        table = np.array(heights)  # table[k + 1] is the cdf at k
        super().__init__(
            each(guarded),
            lambda x: table[np.clip(np.floor(x) + 1, 0, last + 1).astype(int)],
            lambda q: np.sum(np.asarray(q)[..., None] > table[1:], axis=-1),
        )


class Binomial(Counted):
    def __init__(self, n, p):
        if n < 0 or not 0 <= p <= 1:
            raise ValueError("n < 0, or p is no probability")

        def logarithm(k):
            if 0 in ((p, 1)[k == 0], (1 - p, 1)[k == n]):
                return -inf
            chosen = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
            return chosen + (k and k * log(p)) + (n - k and (n - k) * log(1 - p))

        super().__init__(logarithm, n)


class Bernoulli(Binomial):
    def __init__(self, p):
        super().__init__(1, p)


class Poisson(Counted):
    def __init__(self, lam):
        if lam <= 0:
            raise ValueError("lam <= 0")
        super().__init__(lambda k: k * log(lam) - lam - lgamma(k + 1), int(lam + 25 * sqrt(lam) + 60))


def between(dist, a, b):
    if a > b:
        raise ValueError("a > b")
    if dist.has_masses:
        first, last = np.ceil(a), np.floor(b)
        return float(dist.cdf(last) - dist.cdf(first - 1))
    return float(dist.cdf(b) - dist.cdf(a))


def ks_distance(sample, cdf):
    if len(sample) == 0:
        raise ValueError("nothing")
    n = len(sample)
    heights = np.sort(cdf(np.asarray(sample)))  # a cdf keeps the order
    centre = (np.arange(n) + 0.5) / n
    return float(np.max(np.abs(heights - centre)) + 0.5 / n)
