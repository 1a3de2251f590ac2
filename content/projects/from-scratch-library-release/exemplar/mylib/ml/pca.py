"""Principal components by the SVD of the centred rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mylib.array.shapes import as_matrix
from mylib.linalg.svd import svd


class PCA:
    """The k directions of greatest variance. After fit: mean_ (d,), components_ (k, d), variance_ratio_ (k,).

    Raises ValueError where k is not above 0.
    """

    def __init__(self, k: int) -> None:
        if k <= 0:
            raise ValueError(f"k is {k}; expected 1 or more.")
        self.k = k

    def fit(self, X: ArrayLike) -> PCA:
        """Learn from X (n, d). Raises ValueError where k is greater than min(n, d)."""
        X = as_matrix(X)
        if self.k > min(X.shape):
            raise ValueError(f"k is {self.k}, more than min(n, d) = {min(X.shape)}.")
        self.mean_ = X.mean(axis=0)
        _, s, Vt = svd(X - self.mean_)
        self.components_ = Vt[: self.k]
        self.variance_ratio_ = s[: self.k] ** 2 / (s**2).sum()
        return self

    def transform(self, X: ArrayLike) -> np.ndarray:
        """The scores (n, k) of X (n, d). Raises ValueError where X has another d."""
        return (as_matrix(X) - self.mean_) @ self.components_.T

    def restore(self, Z: ArrayLike) -> np.ndarray:
        """Scores (n, k) back to rows (n, d). Raises ValueError where Z has another k."""
        return as_matrix(Z, "Z") @ self.components_ + self.mean_
