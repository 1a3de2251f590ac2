"""Curvature at work: Hessians by differences, Newton's method that cannot be fooled, a search for dents.

Not covered: Hessians that are too large to hold, trust regions, and proofs of convexity.
"""

from collections.abc import Callable

import numpy as np
from mylib.linalg.cholesky import cho_solve, cholesky
from mylib.linalg.solve import LinAlgError

Array = np.ndarray

SHARE = 1e-4  # of the fall that the slope promises: so much a step must keep
ROUNDING = 1e-14  # relative: changes of f that are smaller say nothing
TRIALS = 60  # of the line search, each half as long as the one before
SLACK = 1e-9  # relative: chords are compared no more closely than this


def hessian(f: Callable[[Array], float], x: Array, h: float = 1e-4) -> Array:
    """The second derivatives of f at x: (n,), from four values each. Returns (n, n), exactly symmetric.

    H_ij = (f(x + p + q) + f(x - p - q) - f(x + p - q) - f(x - p + q)) / (4 h^2) with p = h e_i, q = h e_j.
    """
    steps = h * np.eye(len(x))
    H = np.empty((len(x), len(x)))
    for i, p in enumerate(steps):
        for j, q in enumerate(steps):
            same, opposite = (
                f(x + p + q) + f(x - p - q),
                f(x + p - q) + f(x - p + q),
            )  # sums commute: symmetric
            H[i, j] = (same - opposite) / (4 * h * h)
    return H


def newton_minimise(
    f: Callable[[Array], float],
    grad: Callable[[Array], Array],
    hess: Callable[[Array], Array],
    x0: Array,
    tol: float = 1e-8,
    max_iter: int = 100,
) -> dict:
    """Repeat x <- x + t d with the damped Newton direction d, from x0 of shape (n,), which is not changed.

    Stops where |grad(x)| <= tol, after max_iter steps, or where no trial of the line search is accepted.
    Returns x: (n,), f: its value, n_iter: the number of steps, history: (n_iter + 1, n), all points.
    Raises ValueError if the gradient or the Hessian has an entry that is not finite.

    Source: Nocedal and Wright, Numerical Optimization (2006), sections 3.1 and 3.4.
    """
    x = np.array(x0, dtype=float)
    history = [x]
    for _ in range(max_iter):
        g = np.asarray(grad(x))
        if np.sqrt(g @ g) <= tol:
            break
        d = newton_direction(g, np.asarray(hess(x)))
        t = step_length(f, x, d, g @ d)
        if t == 0:
            break
        x = x + t * d  # a new array: those in the history stay as they are
        history.append(x)
    return {"x": x, "f": float(f(x)), "n_iter": len(history) - 1, "history": np.array(history)}


def newton_direction(g: Array, H: Array) -> Array:
    """-(H + tau I)^-1 g with the first tau of 0, beta, 10 beta, ... for which Cholesky succeeds.

    beta is 1e-3 times the largest absolute entry of H, or 1 if H is zero.
    """
    if not (np.isfinite(g).all() and np.isfinite(H).all()):
        raise ValueError("the gradient and the Hessian must be finite")
    tau = 0.0
    while True:
        try:
            return -cho_solve(cholesky(H + tau * np.eye(len(g))), g)
        except LinAlgError:
            tau = 10 * tau or 1e-3 * np.abs(H).max() or 1.0


def step_length(f: Callable[[Array], float], x: Array, d: Array, slope: float) -> float:
    """The first t of 1, 1/2, 1/4, ... with a fair share of the promised fall; 0 if there is none in 60."""
    here = f(x)
    for k in range(TRIALS):
        t = 0.5**k
        if f(x + t * d) <= here + SHARE * t * slope + ROUNDING * abs(here):  # false for nan
            return t
    return 0.0


def violates_convexity(
    f: Callable[[Array], float], sampler: Callable[[], Array], n: int, seed: int
) -> tuple | None:
    """The first of n random triples (x, y, t) at which the chord of f runs below f; None if there is none.

    x and y are drawn by sampler(), t by the method random() of np.random.default_rng(seed). Below means
    f(t x + (1 - t) y) > t f(x) + (1 - t) f(y) + 1e-9 (|f(x)| + |f(y)|).
    """
    rng = np.random.default_rng(seed)
    for _ in range(n):
        x, y, t = sampler(), sampler(), rng.random()
        fx, fy = f(x), f(y)
        if f(t * x + (1 - t) * y) > t * fx + (1 - t) * fy + SLACK * (abs(fx) + abs(fy)):
            return x, y, t
    return None
