"""One triangle of the Hessian, copied; definiteness by pivots of an elimination of its own; generators."""

from itertools import count

import numpy as np


def hessian(f, x, h=1e-4):
    x = np.asarray(x, dtype=np.float64)
    n = len(x)
    H = np.zeros((n, n))

    def at(i, a, j, b):
        moved = x.copy()
        moved[i] += a * h
        moved[j] += b * h
        return f(moved)

    for i in range(n):
        for j in range(i + 1):
            H[i, j] = (at(i, 1, j, 1) - at(i, 1, j, -1) - at(i, -1, j, 1) + at(i, -1, j, -1)) / (2 * h) ** 2
            H[j, i] = H[i, j]
    return H


def pivots_solve(A, b):
    """The solution of A x = b by elimination, or None if a pivot is not positive."""
    n = len(A)
    U, y, diagonal = np.array(A, dtype=float), np.array(b, dtype=float), np.diag(A).copy()
    for j in range(n):
        if not U[j, j] > 1e-12 * diagonal[j]:
            return None
        for i in range(j + 1, n):
            share = U[i, j] / U[j, j]
            U[i] -= share * U[j]
            y[i] -= share * y[j]
    x = np.zeros(n)
    for i in range(n - 1, -1, -1):
        x[i] = (y[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x


def shifts(H):
    yield 0.0
    largest = float(np.max(np.absolute(H)))
    beta = 1.0 if largest == 0 else 0.001 * largest
    for k in count():
        yield beta * 10.0**k


def newton_minimise(f, grad, hess, x0, tol=1e-8, max_iter=100):
    x, visited = np.array(x0, dtype=np.float64), []
    for step in range(max_iter + 1):
        visited.append(x)
        g = np.asarray(grad(x), dtype=float)
        if float(np.sum(np.square(g))) ** 0.5 <= tol or step == max_iter:
            break
        H = np.asarray(hess(x), dtype=float)
        if not np.all(np.isfinite(np.append(H.ravel(), g))):
            raise ValueError("gradient and Hessian must be finite")
        solutions = (pivots_solve(H + tau * np.eye(len(x)), g) for tau in shifts(H))
        d = -next(s for s in solutions if s is not None)
        fx, t, trial = f(x), 1.0, 1
        while not f(x + t * d) <= fx + 1e-4 * t * np.sum(g * d) + 1e-14 * abs(fx):
            t, trial = t / 2, trial + 1
            if trial > 60:
                break
        if trial > 60:
            break
        x = x + t * d
    return {"history": np.vstack(visited), "n_iter": len(visited) - 1, "f": float(f(x)), "x": x}


def violates_convexity(f, sampler, n, seed):
    weights = np.random.default_rng(seed)
    triples = ((sampler(), sampler(), float(weights.random())) for _ in range(n))
    return next((triple for triple in triples if dented(f, *triple)), None)


def dented(f, x, y, t):
    ends = f(x), f(y)
    chord = np.dot([t, 1 - t], ends)
    return bool(f(x * t + y * (1 - t)) - chord > 1e-9 * sum(map(abs, ends)))
