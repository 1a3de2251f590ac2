"""Differences of its own in `fit`, moments about the first value, and Newton on the summed score."""

import math

import numpy as np


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


def vector(data):
    x = np.array(data, dtype=np.float64)
    if len(x.shape) != 1:
        raise ValueError("not a vector")
    if not len(x):
        raise ValueError("no data")
    return x


def nll(logpdf, data):
    x = vector(data)
    return float(np.sum(-np.asarray(logpdf(x))) / x.size)


def fit_normal(x):
    x = vector(x)
    shifted = x - x[0]  # small numbers, whatever the level of the data
    if not shifted.any():
        raise ValueError("constant")
    centre = shifted.mean()
    return float(x[0] + centre), float(np.sqrt(((shifted - centre) ** 2).mean()))


def fit_poisson(x):
    x = vector(x)
    if not np.array_equal(x, np.abs(np.trunc(x))):
        raise ValueError("not counts")
    return float(x.sum() / x.size)


def fit_exponential(x):
    x = vector(x)
    total = x.sum()
    if x.min() < 0 or total == 0:
        raise ValueError("not waiting times")
    return float(x.size / total)


def fit_gamma(x, n_steps=50):
    x = vector(x)
    if x.min() <= 0 or x.min() == x.max():
        raise ValueError("not positive, or constant")
    n, mean = x.size, x.mean()
    logs = float(np.log(x / mean).sum())
    if logs >= 0:
        raise ValueError("constant to rounding")
    k, steps = -n / (2 * logs), 0
    while steps < n_steps:
        score = n * (math.log(k) - digamma(k)) + logs  # the derivative of the profile log-likelihood
        curvature = n * (1 / k - trigamma(k))
        k -= score / curvature
        steps += 1
    return float(k), float(mean / k)


def fit(logpdf, data, theta0, lr=0.1, n_steps=200):
    x = vector(data)
    theta = np.array(theta0, dtype=np.float64)
    for _ in range(n_steps):
        slopes = np.zeros_like(theta)
        for i in range(theta.size):
            h = np.zeros_like(theta)
            h[i] = 1e-5
            slopes[i] = np.mean(logpdf(x, theta - h) - logpdf(x, theta + h)) / 2e-5
        theta = theta - lr * slopes
    return theta
