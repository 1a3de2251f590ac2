"""Ridge in the eigenbasis of X^T X, where directions shrink by s^2 / (s^2 + lam); loops elsewhere."""

import numpy as np
from mylib.linalg.eigen import eigh_jacobi


class Centred:
    """X and y about their means, or as they are."""

    def __init__(self, X, y, lam, with_intercept):
        self.X, self.y = np.asarray(X, float), np.asarray(y, float)
        if self.X.ndim != 2 or not self.X.size or self.y.ndim != 1 or len(self.y) != len(self.X):
            raise ValueError("shapes do not fit")
        if not lam >= 0:
            raise ValueError("lam")
        self.at = self.X.mean(0) if with_intercept else np.zeros(self.X.shape[1])
        self.height = self.y.mean() if with_intercept else 0.0
        self.X, self.y = self.X - self.at, self.y - self.height

    def with_intercept_of(self, w):
        return w, float(self.height - sum(a * c for a, c in zip(w, self.at, strict=True)))


def ridge(X, y, lam, fit_intercept=True):
    data = Centred(X, y, lam, fit_intercept)
    squares, V = eigh_jacobi(data.X.T @ data.X)
    squares = np.maximum(squares, 0)
    if squares[0] + lam <= 1e-12 * squares[-1] or squares[0] + lam == 0:
        raise ValueError("dependent columns need a penalty")
    return data.with_intercept_of(V @ ((V.T @ (data.X.T @ data.y)) / (squares + lam)))


def soft_threshold(z, t):
    if t < 0:
        raise ValueError("negative")

    def one(v):
        if v > t:
            return v - t
        return v + t if v < -t else 0.0

    z = np.asarray(z, float)
    return np.array([one(v) for v in z.ravel()]).reshape(z.shape)


def lasso_ista(X, y, lam, n_steps, fit_intercept=True):
    data = Centred(X, y, lam, fit_intercept)
    L = eigh_jacobi(data.X.T @ data.X / len(data.y))[0].max()
    w = np.zeros(data.X.shape[1])
    while n_steps > 0 and L > 0:
        miss = data.X @ w - data.y
        w = np.array(
            [
                float(soft_threshold(w[j] - np.mean(column * miss) / L, lam / L))
                for j, column in enumerate(data.X.T)
            ]
        )
        n_steps -= 1
    return data.with_intercept_of(w)


def standardised(fit, X, y, lam):
    columns = [np.asarray(column, float) for column in np.asarray(X, float).T]
    means = [column.mean() for column in columns]
    spreads = [column.std() if len(set(column.tolist())) > 1 else 1.0 for column in columns]
    Z = np.column_stack([(c - a) / s for c, a, s in zip(columns, means, spreads, strict=True)])
    w, b = fit(Z, y, lam)
    back = [v / s for v, s in zip(w, spreads, strict=True)]
    return np.array(back), float(b) - float(sum(v * a for v, a in zip(back, means, strict=True)))
