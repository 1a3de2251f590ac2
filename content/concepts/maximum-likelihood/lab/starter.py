"""Maximum likelihood: closed forms, Newton for the gamma distribution, gradient steps for everything else."""

import math
from collections.abc import Callable

import numpy as np
from mylib.calculus.gradcheck import numerical_gradient  # yours: numerical_gradient(f, x), of the shape of x

Array = np.ndarray


def digamma(x: float) -> float:
    """Given: psi(x), the derivative of log Gamma(x), for x > 0, to ten digits. Leave it as it is."""
    below = 0.0
    while x < 6:  # psi(x) = psi(x + 1) - 1 / x
        below += 1 / x
        x += 1
    y = 1 / x**2
    series = y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y * (1 / 240 - y / 132))))
    return math.log(x) - 1 / (2 * x) - series - below


def trigamma(x: float) -> float:
    """Given: the derivative of psi(x), for x > 0, to nine digits. Leave it as it is."""
    below = 0.0
    while x < 6:
        below += 1 / x**2
        x += 1
    y = 1 / x**2
    return 1 / x + y / 2 + y / x * (1 / 6 - y * (1 / 30 - y * (1 / 42 - y / 30))) + below


def nll(logpdf: Callable[[Array], Array], data: Array) -> float:
    """The mean of -log f(x_i) over data: (n,), where logpdf gives the n values log f(x_i).

    inf where an observation is impossible under f. Raises ValueError unless data is a vector with entries.

    >>> nll(lambda x: -x, [1.0, 2.0, 6.0])  # the log-density of Exponential(1)
    3.0
    """
    raise NotImplementedError("task 1")


def fit_normal(x: Array) -> tuple[float, float]:
    """(mu, sigma) under which x: (n,) is most likely. Raises ValueError if all values are equal.

    >>> fit_normal([1.0, 2.0, 6.0, 7.0])  # the root of 6.5
    (4.0, 2.5495097567963922)
    """
    raise NotImplementedError("task 2")


def fit_poisson(x: Array) -> float:
    """lam under which the counts x: (n,) are most likely. Whole numbers >= 0, else ValueError.

    >>> fit_poisson([2, 0, 3, 1, 3])
    1.8
    """
    raise NotImplementedError("task 2")


def fit_exponential(x: Array) -> float:
    """rate under which x: (n,) is most likely. None negative and not all 0, else ValueError.

    >>> fit_exponential([1.0, 2.0, 9.0])
    0.25
    """
    raise NotImplementedError("task 2")


def fit_gamma(x: Array, n_steps: int = 50) -> tuple[float, float]:
    """(shape, scale) of the density x^(k-1) exp(-x/theta) / (Gamma(k) theta^k). x: (n,), all positive.

    Newton for log k - psi(k) = s, with s = log(mean) - mean(log x), from k = 1 / (2 s); theta = mean / k.
    Raises ValueError for values that are not positive, or all equal (to rounding).

    >>> shape, scale = fit_gamma([1.0, 2.0, 4.0, 8.0])
    >>> round(shape, 4), round(scale, 4)
    (1.9228, 1.9503)
    """
    raise NotImplementedError("task 3")


def fit(
    logpdf: Callable[[Array, Array], Array],
    data: Array,
    theta0: Array,
    lr: float = 0.1,
    n_steps: int = 200,
) -> Array:
    """Gradient descent on the mean negative log-likelihood: n_steps steps of length lr from theta0: (p,).

    logpdf(x, theta) gives the log-density of each entry of x under the parameters theta, for every theta in
    R^p: a positive parameter goes in as its logarithm. Returns (p,); theta0 is not changed.

    >>> fit(lambda x, t: -0.5 * (x - t[0]) ** 2, [1.0, 2.0, 6.0], [0.0], lr=0.5, n_steps=2).round(6)
    array([2.25])
    """
    raise NotImplementedError("task 4")
