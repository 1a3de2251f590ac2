"""Functions of one number, spread over arrays by one helper; Newton for normal quantiles, no base class."""

import math

import numpy as np
from mylib.calculus.numdiff import newton_root
from mylib.core.rng import MinStd as MinStd


class Fixed:
    def __init__(self, numbers):
        self.numbers = list(numbers)

    def random(self):
        return self.numbers.pop(0)


def spread(function, values):
    """The function of one number at every entry of an array of any shape."""
    values = np.asarray(values, dtype=float)
    return np.array([function(v) for v in values.ravel().tolist()], dtype=float).reshape(values.shape)


def quantiles(function, q):
    for value in np.asarray(q, dtype=float).ravel().tolist():
        if value <= 0 or value >= 1:
            raise ValueError(f"{value} is not strictly between 0 and 1")
    return spread(function, q)


def draw(dist, rng, size):
    values = []
    for _ in range(size):
        u = rng.random()
        while u == 0:
            u = rng.random()
        values.append(u)
    return dist.ppf(values)


def integrate(f, a, b, n=1000):
    if n <= 0 or n % 2 != 0:
        raise ValueError("an even number of strips")
    x = a + (b - a) * np.arange(n + 1) / n
    weights = np.ones(n + 1)
    for i in range(1, n):
        weights[i] = 4 if i % 2 else 2
    return float(np.sum(weights * f(x)) * (b - a) / (3 * n))


class Uniform:
    def __init__(self, a, b):
        if b <= a:
            raise ValueError("empty interval")
        self.a, self.b = a, b

    def logpdf(self, x):
        return spread(lambda v: -math.log(self.b - self.a) if self.a <= v <= self.b else -math.inf, x)

    def cdf(self, x):
        return spread(lambda v: min(1.0, max(0.0, (v - self.a) / (self.b - self.a))), x)

    def ppf(self, q):
        return quantiles(lambda v: (1 - v) * self.a + v * self.b, q)

    def sample(self, rng, size):
        return draw(self, rng, size)


class Exponential:
    def __init__(self, rate):
        if rate <= 0:
            raise ValueError("rate must be positive")
        self.rate = rate

    def logpdf(self, x):
        return spread(lambda v: math.log(self.rate) - self.rate * v if v >= 0 else -math.inf, x)

    def cdf(self, x):
        return spread(lambda v: 0.0 if v < 0 else 1 - math.exp(-self.rate * v), x)

    def ppf(self, q):
        return quantiles(lambda v: -math.log(1 - v) / self.rate, q)

    def sample(self, rng, size):
        return draw(self, rng, size)


class Normal:
    def __init__(self, mu, sigma):
        if sigma <= 0:
            raise ValueError("sigma must be positive")
        self.mu, self.sigma = mu, sigma

    def logpdf(self, x):
        def one(v):
            return -(((v - self.mu) / self.sigma) ** 2) / 2 - math.log(self.sigma * math.sqrt(2 * math.pi))

        return spread(one, x)

    def cdf(self, x):
        return spread(lambda v: lower((v - self.mu) / self.sigma), x)

    def ppf(self, q):
        return quantiles(lambda v: self.mu + self.sigma * standard_quantile(v), q)

    def sample(self, rng, size):
        return draw(self, rng, size)


def lower(z):
    return math.erfc(-z / math.sqrt(2)) / 2


def standard_quantile(q):
    """Newton on log cdf, which is concave: from the left of the zero it approaches without overshooting."""
    if q > 0.5:
        return -standard_quantile(1 - q)
    slope = lambda z: math.exp(-z * z / 2) / math.sqrt(2 * math.pi) / lower(z)  # noqa: E731 - two lines of calculus
    return newton_root(lambda z: math.log(lower(z) / q), slope, -math.sqrt(-2 * math.log(q)))


class Binomial:
    def __init__(self, n, p):
        if n < 0 or p < 0 or p > 1:
            raise ValueError("not a binomial distribution")
        self.n, self.p = n, p

    def one(self, v):
        if v < 0 or v > self.n or v != int(v):
            return -math.inf
        k = int(v)
        if (self.p == 0 and k > 0) or (self.p == 1 and k < self.n):
            return -math.inf
        total = math.lgamma(self.n + 1) - math.lgamma(k + 1) - math.lgamma(self.n - k + 1)
        if k:
            total += k * math.log(self.p)
        if k < self.n:
            total += (self.n - k) * math.log(1 - self.p)
        return total

    def logpmf(self, x):
        return spread(self.one, x)

    def cdf(self, x):
        def below(v):
            if v < 0:
                return 0.0
            if v >= self.n:
                return 1.0
            return math.fsum(math.exp(self.one(k)) for k in range(int(v) + 1))

        return spread(below, x)

    def ppf(self, q):
        running, total = [], 0.0
        for k in range(self.n):
            total += math.exp(self.one(k))
            running.append(total)

        def smallest(v):
            for k, so_far in enumerate(running):
                if so_far >= v:
                    return k
            return self.n

        return quantiles(smallest, q)

    def sample(self, rng, size):
        return draw(self, rng, size)


class Bernoulli:
    def __init__(self, p):
        if not 0 <= p <= 1:
            raise ValueError("p must be a probability")
        self.p = p

    def logpmf(self, x):
        chances = {0.0: 1 - self.p, 1.0: self.p}
        return spread(lambda v: math.log(chances[v]) if chances.get(v, 0) > 0 else -math.inf, x)

    def cdf(self, x):
        return spread(lambda v: 0.0 if v < 0 else 1 - self.p if v < 1 else 1.0, x)

    def ppf(self, q):
        return quantiles(lambda v: 0 if v <= 1 - self.p else 1, q)

    def sample(self, rng, size):
        return draw(self, rng, size)


class Poisson:
    def __init__(self, lam):
        if lam <= 0:
            raise ValueError("lam must be positive")
        self.lam = lam

    def one(self, v):
        if v < 0 or v == math.inf or v != int(v):
            return -math.inf
        return v * math.log(self.lam) - self.lam - math.lgamma(v + 1)

    def logpmf(self, x):
        return spread(self.one, x)

    def cdf(self, x):
        far = self.lam + 40 * math.sqrt(self.lam) + 40

        def below(v):
            if v < 0:
                return 0.0
            return 1.0 if v > far else math.fsum(math.exp(self.one(k)) for k in range(int(v) + 1))

        return spread(below, x)

    def ppf(self, q):
        running = [math.exp(-self.lam)]

        def smallest(v):
            k = 0
            while running[k] < v:
                k += 1
                if k == len(running):
                    running.append(running[-1] + math.exp(self.one(k)))
                    if running[-1] == running[-2] and k > self.lam:
                        return k
            return k

        return quantiles(smallest, q)

    def sample(self, rng, size):
        return draw(self, rng, size)


def between(dist, a, b):
    if b < a:
        raise ValueError("the interval is backwards")
    if isinstance(dist, (Uniform, Exponential, Normal)):
        return float(dist.cdf(b)) - float(dist.cdf(a))
    return float(dist.cdf(b)) - float(dist.cdf(math.ceil(a) - 1))


def ks_distance(sample, cdf):
    ordered = sorted(np.asarray(sample).tolist())
    if not ordered:
        raise ValueError("no sample")
    heights = np.asarray(cdf(np.array(ordered))).tolist()
    largest = 0.0
    for i, height in enumerate(heights):
        largest = max(largest, height - i / len(ordered), (i + 1) / len(ordered) - height)
    return largest
