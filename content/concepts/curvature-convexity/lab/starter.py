"""Curvature at work: Hessians by differences, Newton's method that cannot be fooled, a search for dents."""

from collections.abc import Callable

import numpy as np
from mylib.linalg.cholesky import cho_solve, cholesky  # yours
from mylib.linalg.solve import LinAlgError  # yours, what cholesky raises

Array = np.ndarray


def hessian(f: Callable[[Array], float], x: Array, h: float = 1e-4) -> Array:
    """The second derivatives of f at x: (n,), from four values each. Returns (n, n), exactly symmetric.

    H_ij = (f(x + p + q) + f(x - p - q) - f(x + p - q) - f(x - p + q)) / (4 h^2) with p = h e_i, q = h e_j.

    >>> hessian(lambda x: x[0] ** 2 * x[1], [1, 2], h=0.5)
    array([[4., 2.],
           [2., 0.]])
    """
    raise NotImplementedError("task 1")


def newton_minimise(
    f: Callable[[Array], float],
    grad: Callable[[Array], Array],
    hess: Callable[[Array], Array],
    x0: Array,
    tol: float = 1e-8,
    max_iter: int = 100,
) -> dict:
    """Repeat x <- x + t d with the damped Newton direction d, from x0 of shape (n,), which is not changed.

    d = -(H + tau I)^-1 g with the first tau of 0, beta, 10 beta, 100 beta, ... for which Cholesky succeeds,
    where beta is 1e-3 times the largest absolute entry of H, or 1 if H is zero.
    t is the first of 1, 1/2, 1/4, ..., 2^-59 with f(x + t d) <= f(x) + 1e-4 t g.d + 1e-14 |f(x)|.

    Stops where |grad(x)| <= tol, after max_iter steps, or where none of these t is accepted.
    Returns x: (n,), f: its value, n_iter: the number of steps, history: (n_iter + 1, n), all points.
    Raises ValueError if the gradient or the Hessian has an entry that is not finite.
    """
    raise NotImplementedError("task 2")


def violates_convexity(
    f: Callable[[Array], float], sampler: Callable[[], Array], n: int, seed: int
) -> tuple | None:
    """The first of n random triples (x, y, t) at which the chord of f runs below f; None if there is none.

    x and y are drawn by sampler(), t by the method random() of np.random.default_rng(seed). Below means
    f(t x + (1 - t) y) > t f(x) + (1 - t) f(y) + 1e-9 (|f(x)| + |f(y)|).
    """
    raise NotImplementedError("task 3")
