"""One base class that inverts any cdf by halving, and masses from running sums of logarithms."""

import math

import numpy as np
from mylib.core.rng import MinStd as MinStd

upper_tail = np.frompyfunc(math.erfc, 1, 1)


class Fixed:
    def __init__(self, numbers):
        self.numbers = list(numbers)

    def random(self):
        return self.numbers.pop(0)


def integrate(f, a, b, n=1000):
    """Two thirds of the midpoint rule and one third of the trapezoidal rule on strips twice as wide."""
    if n % 2 or n < 1:
        raise ValueError("n must be even")
    h = (b - a) / n
    ends = f(a + 2 * h * np.arange(n // 2 + 1))
    middles = f(a + h * (2 * np.arange(n // 2) + 1))
    trapezoids = 2 * h * (np.sum(ends) - (ends[0] + ends[-1]) / 2)
    return float((2 * (2 * h * np.sum(middles)) + trapezoids) / 3)


class Invertible:
    low, high, steps = 0.0, 1.0, 70

    def ppf(self, q):
        q = np.array(q, dtype=float)
        if np.any(q <= 0) or np.any(q >= 1):
            raise ValueError("outside of (0, 1)")
        low, high = np.zeros_like(q) + self.low, np.zeros_like(q) + self.high
        for _ in range(self.steps):
            middle = self.halve(low, high)
            enough = self.cdf(middle) >= q
            high = np.where(enough, middle, high)
            low = np.where(enough, low, middle)
        return high

    def halve(self, low, high):
        return low + (high - low) / 2

    def sample(self, rng, size):
        u = np.empty(size)
        i = 0
        while i < size:
            u[i] = rng.random()
            i += u[i] != 0
        return self.ppf(u)


class Uniform(Invertible):
    def __init__(self, a, b):
        if not b - a > 0:
            raise ValueError("a < b is needed")
        self.low, self.high = float(a), float(b)

    def logpdf(self, x):
        outside = (np.asarray(x) < self.low) | (np.asarray(x) > self.high)
        return np.where(outside, -np.inf, -np.log(self.high - self.low))

    def cdf(self, x):
        x = np.minimum(np.maximum(x, self.low), self.high)
        return (x - self.low) / (self.high - self.low)


class Exponential(Invertible):
    def __init__(self, rate):
        if not rate > 0:
            raise ValueError("rate > 0 is needed")
        self.rate = rate
        self.low, self.high = 0.0, 800 / rate

    def logpdf(self, x):
        x = np.array(x, dtype=float)
        return np.where(x < 0, -np.inf, np.log(self.rate) - self.rate * np.where(x < 0, 0, x))

    def cdf(self, x):
        x = np.array(x, dtype=float)
        return np.where(x < 0, 0.0, -np.expm1(-self.rate * np.where(x < 0, 0, x)))


class Normal(Invertible):
    def __init__(self, mu, sigma):
        if not sigma > 0:
            raise ValueError("sigma > 0 is needed")
        self.mu, self.sigma = mu, sigma
        self.low, self.high = mu - 40 * sigma, mu + 40 * sigma

    def logpdf(self, x):
        square = (np.array(x, dtype=float) - self.mu) ** 2
        return -square / (2 * self.sigma**2) - 0.5 * np.log(2 * np.pi * self.sigma**2)

    def cdf(self, x):
        z = (self.mu - np.array(x, dtype=float)) / (self.sigma * 2**0.5)
        return np.asarray(upper_tail(z), dtype=float) / 2


class Counts(Invertible):
    """self.logs: log masses at 0, 1, ..., without gaps."""

    def fill(self, logs):
        self.logs = logs
        self.sums = np.minimum(np.cumsum(np.exp(logs)), 1.0)
        self.sums[-1] = 1.0
        self.low, self.high = -1.0, len(logs) - 1.0
        self.steps = len(logs).bit_length() + 1

    def halve(self, low, high):
        return np.where(high - low > 1, np.floor((low + high) / 2), high)

    def logpmf(self, x):
        x = np.array(x, dtype=float)
        possible = np.isin(x, np.arange(len(self.logs)))
        return np.where(possible, self.logs[np.where(possible, x, 0).astype(int)], -np.inf)

    def cdf(self, x):
        steps = np.arange(len(self.sums))
        return np.concatenate([[0.0], self.sums])[np.searchsorted(steps, np.asarray(x, dtype=float), "right")]


class Binomial(Counts):
    def __init__(self, n, p):
        if n < 0 or not 0 <= p <= 1:
            raise ValueError("n or p")
        self.n, self.p = n, p
        with np.errstate(divide="ignore"):
            factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
            ways = factorials[n] - factorials - factorials[::-1]
            if p in (0, 1):
                logs = np.full(n + 1, -np.inf)
                logs[n if p else 0] = 0.0
            else:
                logs = ways + np.arange(n + 1) * np.log(p) + np.arange(n, -1, -1) * np.log1p(-p)
        self.fill(logs)


class Bernoulli(Counts):
    def __init__(self, p):
        if p < 0 or p > 1:
            raise ValueError("p")
        with np.errstate(divide="ignore"):
            self.fill(np.log([1 - p, p]))


class Poisson(Counts):
    def __init__(self, lam):
        if not lam > 0:
            raise ValueError("lam")
        last = int(lam + 20 * lam**0.5) + 100
        factors = np.log(lam) - np.log(np.arange(1, last + 1))
        self.fill(-lam + np.concatenate([[0.0], np.cumsum(factors)]))


def between(dist, a, b):
    if a > b:
        raise ValueError("backwards")
    return float(dist.cdf(b)) - float(dist.cdf(np.nextafter(a, -np.inf)))  # P(X < a), for every kind


def ks_distance(sample, cdf):
    values = np.sort(np.array(sample, dtype=float))
    if values.size == 0:
        raise ValueError("empty")
    expected = cdf(values)
    at = np.searchsorted(values, values, side="right") / values.size
    before = np.searchsorted(values, values, side="left") / values.size
    return float(np.max(np.concatenate([at - expected, expected - before])))
