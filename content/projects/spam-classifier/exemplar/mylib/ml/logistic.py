"""Logistic regression with an L2 penalty: 0.5 |w|^2 + C sum log(1 + e^z) - y z; the intercept is free.

The loss and its gradient are ours; scipy.optimize walks down. Not covered: more than two classes, weights.
"""

import numpy as np
from scipy.optimize import minimize


def sigmoid(z):
    """1 / (1 + e^-z) without overflow for any z."""
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=float)))


class LogisticRegression:
    def __init__(self, C=1.0, tol=1e-9, max_iter=2000):
        self.C, self.tol, self.max_iter = C, tol, max_iter

    def fit(self, X, y):
        """X: CSR (n, d); y: (n,) of 0 and 1."""
        y = np.asarray(y, dtype=float)

        def objective(theta):
            w, b = theta[:-1], theta[-1]
            z = X.matvec(w) + b
            loss = np.sum(np.logaddexp(0.0, z) - y * z)  # log(1 + e^z) - y z, stable
            residual = sigmoid(z) - y
            gradient = np.append(w + self.C * X.rmatvec(residual), self.C * residual.sum())
            return 0.5 * w @ w + self.C * loss, gradient

        options = {"maxiter": self.max_iter, "ftol": 1e-15, "gtol": self.tol}
        start = np.zeros(X.shape[1] + 1)
        found = minimize(objective, start, jac=True, method="L-BFGS-B", options=options)
        self.coef_, self.intercept_, self.objective_ = found.x[:-1], float(found.x[-1]), float(found.fun)
        return self

    def decision_function(self, X):
        return X.matvec(self.coef_) + self.intercept_
