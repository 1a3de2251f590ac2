"""Six distributions, each with log-density or log-mass, cdf, quantiles and samples; and two tools."""

from collections.abc import Callable

import numpy as np
from mylib.core.rng import MinStd as MinStd  # your own; the checks take it from here, so leave this line

Array = np.ndarray


class Fixed:
    """Given: a generator whose random() returns the listed numbers in order. Leave it as it is."""

    def __init__(self, numbers: list[float]):
        self.numbers = list(numbers)

    def random(self) -> float:
        return self.numbers.pop(0)


def integrate(f: Callable[[Array], Array], a: float, b: float, n: int = 1000) -> float:
    """The integral of f from a to b by Simpson's rule on n strips of width h = (b - a) / n:

    h/3 (f(x_0) + 4 f(x_1) + 2 f(x_2) + 4 f(x_3) + ... + 4 f(x_{n-1}) + f(x_n)),  x_i = a + i h.

    f takes an array of points and returns an array. Raises ValueError unless n is even and positive.

    >>> integrate(lambda x: x**3, 0, 2, n=2)
    4.0
    """
    raise NotImplementedError("task 1")


class Distribution:
    """What all six share. (The base classes are an offer: any arrangement with the same methods will do.)"""

    def sample(self, rng, size: int) -> Array:
        """(size,) draws: ppf of one rng.random() each; a number that is exactly 0 is drawn again."""
        raise NotImplementedError("task 5")


class Uniform(Distribution):
    """Density 1 / (b - a) on [a, b]. Raises ValueError unless a < b."""

    def __init__(self, a: float, b: float):
        raise NotImplementedError("task 2")

    def logpdf(self, x: Array) -> Array:
        """The logarithm of the density, -inf outside of [a, b]; the shape of x."""
        raise NotImplementedError("task 2")

    def cdf(self, x: Array) -> Array:
        """P(X <= x); the shape of x."""
        raise NotImplementedError("task 2")

    def ppf(self, q: Array) -> Array:
        """The x with cdf(x) = q; the shape of q. Raises ValueError unless 0 < q < 1 everywhere."""
        raise NotImplementedError("task 2")


class Exponential(Distribution):
    """Density rate * exp(-rate * x) for x >= 0; the mean is 1 / rate. Raises ValueError unless rate > 0."""

    def __init__(self, rate: float):
        raise NotImplementedError("task 2")

    def logpdf(self, x: Array) -> Array:
        """log(rate) - rate * x for x >= 0, else -inf."""
        raise NotImplementedError("task 2")

    def cdf(self, x: Array) -> Array:
        """1 - exp(-rate * x) for x >= 0, else 0."""
        raise NotImplementedError("task 2")

    def ppf(self, q: Array) -> Array:
        """The x with cdf(x) = q. Raises ValueError unless 0 < q < 1 everywhere."""
        raise NotImplementedError("task 2")


class Normal(Distribution):
    """Density exp(-z^2 / 2) / (sigma sqrt(2 pi)), z = (x - mu) / sigma. ValueError unless sigma > 0."""

    def __init__(self, mu: float, sigma: float):
        raise NotImplementedError("task 3")

    def logpdf(self, x: Array) -> Array:
        """-z^2 / 2 - log(sigma) - log(2 pi) / 2."""
        raise NotImplementedError("task 3")

    def cdf(self, x: Array) -> Array:
        """P(X <= x) = (1 + erf(z / sqrt(2))) / 2 = erfc(-z / sqrt(2)) / 2."""
        raise NotImplementedError("task 3")

    def ppf(self, q: Array) -> Array:
        """The x with cdf(x) = q. Raises ValueError unless 0 < q < 1 everywhere."""
        raise NotImplementedError("task 3")


class Discrete(Distribution):
    """What the three distributions of whole numbers share."""

    def cdf(self, x: Array) -> Array:
        """P(X <= x) for any number x; the shape of x."""
        raise NotImplementedError("task 4")

    def ppf(self, q: Array) -> Array:
        """The smallest whole number k with cdf(k) >= q. Raises ValueError unless 0 < q < 1 everywhere."""
        raise NotImplementedError("task 4")


class Binomial(Discrete):
    """The number of successes in n trials: C(n, k) p^k (1 - p)^(n - k), k = 0..n.

    Raises ValueError unless n >= 0 and 0 <= p <= 1.
    """

    def __init__(self, n: int, p: float):
        raise NotImplementedError("task 4")

    def logpmf(self, x: Array) -> Array:
        """The logarithm of P(X = x), -inf where that is 0; the shape of x."""
        raise NotImplementedError("task 4")


class Bernoulli(Binomial):
    """1 with probability p, else 0. Raises ValueError unless 0 <= p <= 1."""

    def __init__(self, p: float):
        raise NotImplementedError("task 4")


class Poisson(Discrete):
    """The number of events, lam on average: lam^k exp(-lam) / k!, k = 0, 1, 2, ...

    Raises ValueError unless lam > 0.
    """

    def __init__(self, lam: float):
        raise NotImplementedError("task 4")

    def logpmf(self, x: Array) -> Array:
        """As for Binomial."""
        raise NotImplementedError("task 4")


def between(dist, a: float, b: float) -> float:
    """P(a <= X <= b) for one of the six distributions, both ends included. Raises ValueError if a > b."""
    raise NotImplementedError("task 5")


def ks_distance(sample: Array, cdf: Callable[[Array], Array]) -> float:
    """The largest gap, over all x, between cdf(x) and the share of the sample at or below x.

    sample: (n,) from a continuous distribution; cdf takes an array. Raises ValueError for an empty sample.
    """
    raise NotImplementedError("task 6")
