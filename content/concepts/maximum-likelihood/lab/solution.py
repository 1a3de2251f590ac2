"""Maximum likelihood: closed forms, Newton for the gamma distribution, gradient steps for everything else.

Not covered: standard errors of the estimates, priors, and censored or dependent observations.
"""

import math
from collections.abc import Callable

import numpy as np
from mylib.calculus.gradcheck import numerical_gradient

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
    """
    return float(-np.mean(logpdf(sample(data))))


def fit_normal(x: Array) -> tuple[float, float]:
    """(mu, sigma), the mean and the root of the mean squared deviation: divisor n. x: (n,).

    Raises ValueError if all values are equal: the likelihood then grows without bound as sigma -> 0.
    """
    x = varied(sample(x))
    mu = np.mean(x)
    return float(mu), float(np.sqrt(np.mean((x - mu) ** 2)))


def fit_poisson(x: Array) -> float:
    """lam, the mean count. x: (n,) whole numbers >= 0, else ValueError."""
    x = sample(x)
    if np.any((x < 0) | (x != np.floor(x))):
        raise ValueError("counts are whole numbers from 0 on")
    return float(np.mean(x))


def fit_exponential(x: Array) -> float:
    """rate, one over the mean. x: (n,), none negative and not all 0, else ValueError."""
    x = sample(x)
    if np.any(x < 0) or not np.any(x):
        raise ValueError("waiting times are not negative, and not all 0")
    return float(1 / np.mean(x))


def fit_gamma(x: Array, n_steps: int = 50) -> tuple[float, float]:
    """(shape, scale) of the density x^(k-1) exp(-x/theta) / (Gamma(k) theta^k). x: (n,), all positive.

    theta = mean / k is best for each k. What is left is log k - psi(k) = s, s = log(mean) - mean(log x).
    Newton from k = 1 / (2 s), which lies below the solution: the left side falls and is convex in k, so no
    step goes too far. Raises ValueError for values that are not positive, or all equal (to rounding).
    """
    x = varied(sample(x))
    if np.any(x <= 0):
        raise ValueError("a gamma variable is positive")
    mean = np.mean(x)
    s = -np.mean(np.log(x / mean))
    if not s > 0:
        raise ValueError("the values are equal to rounding")
    k = 1 / (2 * s)
    for _ in range(n_steps):
        k = k - (math.log(k) - digamma(k) - s) / (1 / k - trigamma(k))
    return float(k), float(mean / k)


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
    """
    theta = np.array(theta0, dtype=float)
    for _ in range(n_steps):
        theta = theta - lr * numerical_gradient(lambda t: nll(lambda x: logpdf(x, t), data), theta)
    return theta


def sample(data: Array) -> Array:
    """data as a vector of floats. Raises ValueError unless it is one, and not empty."""
    x = np.asarray(data, dtype=float)
    if x.ndim != 1 or x.size == 0:
        raise ValueError(f"a sample is a vector with at least one entry, not shape {x.shape}")
    return x


def varied(x: Array) -> Array:
    """x. Raises ValueError if all its entries are equal."""
    if np.all(x == x[0]):
        raise ValueError("all values are equal: no spread can be estimated")
    return x
