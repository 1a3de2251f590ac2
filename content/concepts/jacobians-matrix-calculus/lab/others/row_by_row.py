"""Rows are gradients of single outputs; everything else in loops over entries."""

import numpy as np
from mylib.calculus.gradcheck import numerical_gradient


def jacobian(f, x, h=1e-6):
    x = np.array(x, dtype=float)
    outputs = len(f(x))
    return np.array([numerical_gradient(lambda p, i=i: f(p)[i], x, h) for i in range(outputs)])


def jvp(f, x, v):
    x, v = np.array(x, dtype=float), np.array(v, dtype=float)
    if len(x) != len(v):
        raise ValueError("v must be as long as x")
    longest = max(abs(entry) for entry in v)
    if longest == 0:
        return np.array([0.0 for _ in f(x)])
    move = v * (1e-6 / longest)
    after, before = f(x + move), f(x - move)
    return np.array([(a - b) / 2e-6 * longest for a, b in zip(after, before, strict=True)])


def vjp(f, x, u):
    x = np.array(x, dtype=float)
    result = []
    for j in range(len(x)):
        moved = [x.copy(), x.copy()]
        moved[0][j] += 1e-5
        moved[1][j] -= 1e-5
        above, below = f(moved[0]), f(moved[1])
        result.append(sum(w * (a - b) for w, a, b in zip(u, above, below, strict=True)) / 2e-5)
    return np.array(result)


def softmax_jacobian(z):
    exponentials = [np.exp(float(entry) - float(max(z))) for entry in z]
    p = [e / sum(exponentials) for e in exponentials]
    return np.array([[a * ((i == j) - b) for j, b in enumerate(p)] for i, a in enumerate(p)])


def quadratic_grad(A, x):
    n = len(x)
    return np.array([sum(float(A[i][j] + A[j][i]) * x[j] for j in range(n)) for i in range(n)])


def mse_grad(X, w, y):
    if np.ndim(y) != 1 or len(y) != len(X):
        raise ValueError("one target for each row")
    gradient = np.zeros(len(w))
    for row, target in zip(X, y, strict=True):
        error = sum(float(a) * float(b) for a, b in zip(row, w, strict=True)) - target
        gradient += [2 * error * float(a) / len(X) for a in row]
    return gradient
