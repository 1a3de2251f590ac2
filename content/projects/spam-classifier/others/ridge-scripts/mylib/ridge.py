"""Ridge regression in its dual form: w = X^T (X X^T + lambda I)^-1 (y - mean). From my workspace."""

import numpy as np


class Ridge:
    """n rows and many more columns: the n x n system is the small one."""

    def __init__(self, penalty=1.0):
        self.penalty = penalty

    def fit(self, X, y):
        X = X.toarray() if hasattr(X, "toarray") else np.asarray(X, float)
        y = np.asarray(y, float)
        centre = X.mean(axis=0)
        Z = X - centre
        gram = Z @ Z.T
        gram.flat[:: len(y) + 1] += self.penalty
        self.w = Z.T @ np.linalg.solve(gram, y - y.mean())
        self.b = y.mean() - centre @ self.w
        return self

    def decision_function(self, X):
        return X @ self.w + self.b


def platt(z, y, steps=50):
    """(a, b) of sigmoid(a z + b) by Newton's method on the log loss, with a little ridge for safety."""
    A = np.column_stack([z, np.ones_like(z)])
    theta = np.zeros(2)
    for _ in range(steps):
        p = 1 / (1 + np.exp(-(A @ theta)))
        gradient = A.T @ (p - y) + 1e-3 * theta
        hessian = (A * (p * (1 - p))[:, None]).T @ A + 1e-3 * np.eye(2)
        theta -= np.linalg.solve(hessian, gradient)
    return theta
