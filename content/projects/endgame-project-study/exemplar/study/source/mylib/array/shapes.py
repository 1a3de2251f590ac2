"""What every other module asks first: is this an array of the shape and kind that I can work with?"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def as_matrix(X: ArrayLike, name: str = "X") -> np.ndarray:
    """X as floats of shape (n, d), without a copy where it is one already.

    Raises ValueError where it has another number of axes, is empty, or holds a NaN or an infinity.
    """
    array = np.asarray(X, dtype=float)
    if array.ndim != 2 or array.size == 0:
        raise ValueError(f"{name} has shape {array.shape}; expected (n, d) with n, d > 0.")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} holds a NaN or an infinity.")
    return array


def as_labels(y: ArrayLike, n: int) -> np.ndarray:
    """y as whole numbers of shape (n,), each 0 or more.

    Raises ValueError where the length is another or a label is no whole number.
    """
    array = np.asarray(y)
    if array.shape != (n,):
        raise ValueError(f"y has shape {array.shape}; expected ({n},).")
    whole = array.astype(int)
    if not np.array_equal(whole, array) or whole.min(initial=0) < 0:
        raise ValueError("y holds something that is no label 0, 1, 2, ...")
    return whole


def one_hot(y: np.ndarray, k: int) -> np.ndarray:
    """Labels of shape (n,) as rows of zeros with a single one: shape (n, k).

    Raises IndexError where a label is k or more.
    """
    rows = np.zeros((len(y), k))
    rows[np.arange(len(y)), y] = 1.0
    return rows
