"""Hessian as the gradient of the entries of the numerical gradient; recursion for damping and line search."""

import numpy as np
from mylib.calculus.gradcheck import numerical_gradient
from mylib.linalg.cholesky import cho_solve, cholesky


def hessian(f, x, h=1e-4):
    x = np.array(x, dtype=float)

    def slope(i):
        return lambda p: numerical_gradient(f, p, h)[i]

    rows = np.array([numerical_gradient(slope(i), x, h) for i in range(x.size)])
    return (rows + rows.T) / 2


def newton_minimise(f, grad, hess, x0, tol=1e-8, max_iter=100):
    points = [np.array(x0, dtype=float)]
    while len(points) <= max_iter:
        x = points[-1]
        g = np.array(grad(x), dtype=float)
        if sum(g**2) ** 0.5 <= tol:
            break
        H = np.array(hess(x), dtype=float)
        if np.isnan(g.sum() + H.sum()) or np.isinf(g).any() or np.isinf(H).any():
            raise ValueError("not finite")
        d = direction(g, H, 0.0)
        t = accepted(f, x, d, float(np.dot(g, d)), f(x), 1.0)
        if not t:
            break
        points.append(x + t * d)
    x = points[-1]
    return {"x": x, "f": float(f(x)), "n_iter": len(points) - 1, "history": np.stack(points)}


def direction(g, H, tau):
    try:
        L = cholesky(H + tau * np.identity(len(H)))
    except ValueError:
        if tau > 0:
            return direction(g, H, 10 * tau)
        largest = max(abs(h) for h in H.ravel())
        return direction(g, H, largest / 1000 if largest > 0 else 1.0)
    return cho_solve(L, -g)


def accepted(f, x, d, slope, here, t):
    if t < 2**-59:
        return 0
    if f(x + t * d) - here <= 1e-4 * t * slope + 1e-14 * abs(here):
        return t
    return accepted(f, x, d, slope, here, t / 2)


def violates_convexity(f, sampler, n, seed):
    return first_dent(f, sampler, n, np.random.default_rng(seed))


def first_dent(f, sampler, n, rng):
    if n == 0:
        return None
    t, x, y = rng.random(), sampler(), sampler()
    above = f(y + t * (x - y)) - (f(y) + t * (f(x) - f(y)))
    if above > 1e-9 * (abs(f(x)) + abs(f(y))):
        return x, y, t
    return first_dent(f, sampler, n - 1, rng)
