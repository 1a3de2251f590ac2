"""Python's statistics module for the closed forms; one recursive walk for both iterations."""

import math
import statistics
from collections.abc import Callable

import numpy as np
from mylib.calculus.gradcheck import numerical_gradient


def digamma(x):
    below = 0.0
    while x < 6:
        below += 1 / x
        x += 1
    y = 1 / x**2
    series = y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y * (1 / 240 - y / 132))))
    return math.log(x) - 1 / (2 * x) - series - below


def trigamma(x):
    below = 0.0
    while x < 6:
        below += 1 / x**2
        x += 1
    y = 1 / x**2
    return 1 / x + y / 2 + y / x * (1 / 6 - y * (1 / 30 - y * (1 / 42 - y / 30))) + below


def repeated(step: Callable, start, times: int):
    for _ in range(times):
        start = step(start)
    return start


def as_list(data, allowed=lambda v: True):
    x = np.ravel(data).astype(float)
    if np.ndim(data) != 1 or x.size == 0 or not all(map(allowed, x)):
        raise ValueError("these values cannot come from the distribution")
    return x.tolist()


def nll(logpdf, data):
    return -statistics.fmean(np.asarray(logpdf(np.array(as_list(data)))).tolist())


def fit_normal(x):
    x = as_list(x)
    sigma = statistics.pstdev(x)
    if sigma == 0:
        raise ValueError("no spread")
    return statistics.fmean(x), sigma


def fit_poisson(x):
    return statistics.fmean(as_list(x, lambda v: v >= 0 and v % 1 == 0))


def fit_exponential(x):
    mean = statistics.fmean(as_list(x, lambda v: v >= 0))
    if mean == 0:
        raise ValueError("no time has passed")
    return 1 / mean


def fit_gamma(x, n_steps=50):
    x = as_list(x, lambda v: v > 0)
    if max(x) == min(x):
        raise ValueError("no spread")
    mean = statistics.fmean(x)
    s = math.log(mean) - statistics.fmean(map(math.log, x))
    if s <= 0:
        raise ValueError("no spread beyond rounding")

    def step(k):
        return k * (1 - (math.log(k) - digamma(k) - s) / (1 - k * trigamma(k)))

    shape = repeated(step, 0.5 / s, n_steps)
    return shape, mean / shape


def fit(logpdf, data, theta0, lr=0.1, n_steps=200):
    def step(theta):
        return theta - lr * numerical_gradient(lambda t: nll(lambda x: logpdf(x, t), data), theta)

    return repeated(step, np.array(theta0, dtype=float), n_steps)
