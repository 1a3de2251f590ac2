"""Gradient descent with its whole history, and a backtracking line search."""

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
    Raises ValueError if n_steps < 0.

    >>> run = gradient_descent(lambda p: np.array([2 * p[0], 6 * p[1]]), [4, 1], lr=0.1, n_steps=2)
    >>> run["history"]  # for f(x, y) = x^2 + 3 y^2
    array([[4.  , 1.  ],
           [3.2 , 0.4 ],
           [2.56, 0.16]])
    """
    raise NotImplementedError("task 1")


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

    Raises ValueError if grad(x).d >= 0, or if t becomes too small to change x.

    >>> backtracking(lambda x: float(x[0] ** 2), lambda x: 2 * x, np.array([1.0]), np.array([-2.0]))
    0.5
    """
    raise NotImplementedError("task 3")
