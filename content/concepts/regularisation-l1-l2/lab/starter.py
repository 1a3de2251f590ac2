"""Ridge and lasso for linear models, and a wrapper that puts the features on one scale first."""

from collections.abc import Callable

import numpy as np
from mylib.linalg.eigen import eigh_jacobi  # yours: eigh_jacobi(A) -> (eigenvalues ascending, vectors)
from mylib.linalg.lstsq import lstsq  # yours: lstsq(A, b); raises ValueError where columns are dependent

Array = np.ndarray


def ridge(X: Array, y: Array, lam: float, fit_intercept: bool = True) -> tuple[Array, float]:
    """(w: (n,), b) with |y - Xw - b|^2 + lam |w|^2 least. X: (m, n), y: (m,).

    b is not penalised; without fit_intercept it is 0. Raises ValueError for lam < 0, for shapes that do not
    fit, and for lam = 0 where the columns are dependent.

    >>> ridge([[-1.0], [0.0], [1.0]], [1.0, 5.0, 9.0], 2.0)  # sum xy = 8, sum x^2 = 2
    (array([2.]), 5.0)
    """
    raise NotImplementedError("task 1")


def soft_threshold(z: Array, t: float) -> Array:
    """sign(z) max(|z| - t, 0) entry by entry, in the shape of z. Raises ValueError for t < 0.

    >>> soft_threshold([3.0, -3.0, 0.5, -1.0], 1.0)
    array([ 2., -2.,  0., -0.])
    """
    raise NotImplementedError("task 2")


def lasso_ista(
    X: Array, y: Array, lam: float, n_steps: int, fit_intercept: bool = True
) -> tuple[Array, float]:
    """(w: (n,), b) after n_steps proximal gradient steps from w = 0 on |y - Xw - b|^2 / (2m) + lam |w|_1.

    w <- soft_threshold(w - slope / L, lam / L), with the slope X^T (Xw - y) / m and L the largest eigenvalue
    of X^T X / m, both for centred X and y if there is an intercept. If X is then 0, w stays 0.
    Raises ValueError for lam < 0 and for shapes that do not fit.

    >>> lasso_ista([[-1.0], [0.0], [1.0]], [1.0, 5.0, 9.0], 1.0, 5)  # 4 becomes 4 - 3/2
    (array([2.5]), 5.0)
    """
    raise NotImplementedError("task 3")


def standardised(
    fit: Callable[[Array, Array, float], tuple[Array, float]], X: Array, y: Array, lam: float
) -> tuple[Array, float]:
    """(w: (n,), b) for X: (m, n) itself, where fit(Z, y, lam) saw columns of mean 0 and deviation 1.

    The deviation has the divisor m. A constant column has none: it is centred only.

    >>> w, b = standardised(ridge, [[1000.0], [2000.0], [3000.0]], [1.0, 5.0, 9.0], 3.0)
    >>> round(w[0], 6), round(b, 6)  # the same predictions as with 1, 2, 3
    (0.002, 1.0)
    """
    raise NotImplementedError("task 4")
