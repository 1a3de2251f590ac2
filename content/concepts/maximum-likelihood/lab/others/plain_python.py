"""Lists and math.fsum instead of arrays; the Newton steps of the gamma fit by recursion."""

import math

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


def numbers(data):
    values = np.array(data).tolist()
    if not isinstance(values, list) or not values or any(isinstance(v, list) for v in values):
        raise ValueError("one row of numbers is needed")
    return [float(v) for v in values]


def average(values):
    return math.fsum(values) / len(values)


def nll(logpdf, data):
    terms = np.asarray(logpdf(np.array(numbers(data)))).tolist()
    return -average(terms)


def fit_normal(x):
    x = numbers(x)
    if len(set(x)) == 1:
        raise ValueError("no spread")
    mu = average(x)
    return mu, math.sqrt(average([(v - mu) ** 2 for v in x]))


def fit_poisson(x):
    x = numbers(x)
    if any(v < 0 or v != int(v) for v in x):
        raise ValueError("no counts")
    return average(x)


def fit_exponential(x):
    x = numbers(x)
    if min(x) < 0 or max(x) == 0:
        raise ValueError("no waiting times")
    return 1 / average(x)


def fit_gamma(x, n_steps=50):
    x = numbers(x)
    if min(x) <= 0 or len(set(x)) == 1:
        raise ValueError("positive values that differ are needed")
    mean = average(x)
    target = -average([math.log(v / mean) for v in x])
    if target <= 0:
        raise ValueError("no spread beyond rounding")

    def newton(k, left):
        if left == 0:
            return k
        gap, slope = math.log(k) - digamma(k) - target, 1 / k - trigamma(k)
        return newton(k - gap / slope, left - 1)

    k = newton(0.5 / target, n_steps)
    return k, mean / k


def fit(logpdf, data, theta0, lr=0.1, n_steps=200):
    theta = [float(t) for t in theta0]
    for _ in range(n_steps):
        slopes = numerical_gradient(lambda t: nll(lambda x: logpdf(x, t), data), np.array(theta))
        theta = [t - lr * g for t, g in zip(theta, slopes.tolist(), strict=True)]
    return np.array(theta)
