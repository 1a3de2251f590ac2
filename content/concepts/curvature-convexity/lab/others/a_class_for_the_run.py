"""A class holds the run; the Hessian's values are collected in one table of corners and weighted at once."""

from dataclasses import dataclass, field

import numpy as np
from mylib.linalg.cholesky import cho_solve, cholesky
from mylib.linalg.solve import LinAlgError

SIGNS = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]])


def hessian(f, x, h=1e-4):
    x = np.asarray(x, dtype=float)
    n = x.size
    values = np.zeros((n, n, 4))
    for i in range(n):
        for j in range(i, n):
            for k, (a, b) in enumerate(SIGNS):
                shift = np.zeros(n)
                shift[i] += a
                shift[j] += b
                values[i, j, k] = values[j, i, k] = f(x + h * shift)
    return values @ SIGNS.prod(axis=1) / (4 * h**2)


@dataclass
class Run:
    f: object
    grad: object
    hess: object
    x: np.ndarray
    points: list = field(default_factory=list)

    def moves(self, tol):
        g = np.asarray(self.grad(self.x))
        if np.hypot.reduce(g) <= tol:
            return False
        H = np.asarray(self.hess(self.x))
        if not np.isfinite(g).all() or not np.isfinite(H).all():
            raise ValueError("not finite")
        d = -cho_solve(self.factor(H), g)
        fx, slope = self.f(self.x), float(d @ g)
        for t in np.logspace(0, -59, 60, base=2):
            if self.f(self.x + t * d) <= fx + 1e-4 * t * slope + 1e-14 * abs(fx):
                self.x = self.x + t * d
                self.points.append(self.x.copy())
                return True
        return False

    @staticmethod
    def factor(H):
        tau, beta = 0.0, (1e-3 * max(H.max(), -H.min())) or 1.0
        while True:
            shifted = H + tau * np.eye(H.shape[0])
            try:
                return cholesky(shifted)
            except LinAlgError:
                tau = beta if tau == 0 else tau * 10


def newton_minimise(f, grad, hess, x0, tol=1e-8, max_iter=100):
    start = np.array(x0, dtype=float)
    run = Run(f, grad, hess, start, [start.copy()])
    steps = 0
    while steps < max_iter and run.moves(tol):
        steps += 1
    return {"x": run.x, "f": float(f(run.x)), "n_iter": steps, "history": np.array(run.points)}


def violates_convexity(f, sampler, n, seed):
    for t in np.random.default_rng(seed).random(n):
        x, y = sampler(), sampler()
        left, right = f(x - (1 - t) * (x - y)), t * f(x) + (1 - t) * f(y)
        if left - right > 1e-9 * abs(f(x)) + 1e-9 * abs(f(y)):
            return (x, y, t)
    return None
