"""Gradient descent with its whole history, and a backtracking line search.

Not covered: momentum, gradients from samples, and steps that use curvature.
"""

from collections.abc import Callable

import numpy as np

Array = np.ndarray


def gradient_descent(
    grad: Callable[[Array], Array],
    x0: Array,
    lr: float | Callable[[int], float],
    n_steps: int,
    tol: float = 0.0,
    callback: Callable[[int, Array], bool | None] | None = None,
) -> dict[str, Array]:
    """Repeat x <- x - lr * grad(x), at most n_steps times, from x0 of shape (n,), which is not changed.

    lr: a number, or a function of the step k = 0, 1, ...
    Stops before a step where |grad(x)| <= tol, and after a step k = 1, 2, ... where callback(k, x) is True.
    Returns x: (n,), the last point; history: (k, n), all points from x0 to x; grad_norms: (k,), the length
    of the gradient at each of them.
    """
    if n_steps < 0:
        raise ValueError(f"n_steps must not be negative, got {n_steps}")
    rate = lr if callable(lr) else lambda k: lr
    x = np.array(x0, dtype=float)  # a copy: the caller's array stays as it is
    g = grad(x)
    history, norms = [x], [norm(g)]
    for k in range(n_steps):
        if norms[-1] <= tol:
            break
        x = x - rate(k) * g  # a new array: those in the history stay as they are
        g = grad(x)
        history.append(x)
        norms.append(norm(g))
        if callback is not None and callback(k + 1, x.copy()) is True:
            break
    return {"x": x, "history": np.array(history), "grad_norms": np.array(norms)}


def backtracking(
    f: Callable[[Array], float],
    grad: Callable[[Array], Array],
    x: Array,
    direction: Array,
    t0: float = 1.0,
    c: float = 1e-4,
    rho: float = 0.5,
) -> float:
    """The first t of t0, rho t0, rho^2 t0, ... with f(x + t d) <= f(x) + c t grad(x).d, d the direction.

    Source: Armijo (1966); Boyd and Vandenberghe, Convex Optimization, section 9.2.
    """
    here = f(x)
    slope = np.sum(grad(x) * direction)  # of t -> f(x + t d) at t = 0
    if not slope < 0:
        raise ValueError(f"the direction does not lead downhill: slope {slope}")
    t = t0
    while not f(x + t * direction) <= here + c * t * slope:  # nan is not <= anything: not accepted
        t = rho * t
        if np.all(x + t * direction == x):
            raise ValueError("no step lowers f: do f and grad belong together?")
    return float(t)


def norm(g: Array) -> float:
    return float(np.sqrt(np.sum(g * g)))
