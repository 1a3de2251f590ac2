"""A class that holds the system. Its normal method solves one larger square system for the residual and
x together; weights of zero drop their rows.
"""

import numpy as np
from mylib.linalg.qr import qr_householder
from mylib.linalg.solve import solve


class Misfit(ValueError):
    """Shapes or weights that do not belong together."""


class System:
    """A x = b with as many columns on the right as b has, and what is needed to shape x like b."""

    def __init__(self, A, b):
        self.A, b = np.asarray(A, dtype=float), np.asarray(b, dtype=float)
        if self.A.ndim != 2 or b.ndim == 0 or b.ndim > 2 or len(b) != len(self.A):
            raise Misfit("equations and right-hand sides differ in number")
        self.B, self.vector = (b[:, None], True) if b.ndim == 1 else (b, False)
        self.sizes = np.max(np.abs(self.A), axis=0)

    def shaped(self, X):
        return X[:, 0] if self.vector else X

    def by_qr(self):
        n = self.A.shape[1]
        Q, R = qr_householder(self.A)
        if np.any(np.diag(R) <= 1e-13 * self.sizes):
            raise Misfit("dependent columns")
        X = np.zeros((n, self.B.shape[1]))
        C = Q.T @ self.B
        for i in range(n)[::-1]:
            X[i] = (C[i] - R[i] @ X) / R[i, i]
        return self.shaped(X)

    def by_normal(self):
        """[[I, A], [A^T, 0]] [r, x] = [b, 0] is the same as A^T A x = A^T b with r = b - A x."""
        m, n = self.A.shape
        if m < n or np.any(self.sizes == 0):
            raise Misfit("dependent columns")
        scaled = self.A / self.sizes
        whole = np.block([[np.eye(m), scaled], [scaled.T, np.zeros((n, n))]])
        both = solve(whole, np.vstack([self.B, np.zeros((n, self.B.shape[1]))]))
        return self.shaped(both[m:] / self.sizes[:, None])


def lstsq(A, b, method="qr"):
    system = System(A, b)
    routes = {"qr": system.by_qr, "normal": system.by_normal}
    if method not in routes:
        raise Misfit(f"no such method: {method}")
    return routes[method]()


def weighted_lstsq(A, b, w):
    system, w = System(A, b), np.asarray(w, dtype=float)
    if not system.vector or w.ndim != 1 or w.size != len(system.B):
        raise Misfit("one weight for each equation")
    if not np.all(w >= 0):
        raise Misfit("weights are not negative")
    used = w > 0
    roots = np.sqrt(w[used])
    return lstsq((system.A[used].T * roots).T, system.B[used, 0] * roots)


def polyfit(x, y, degree):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.ndim != 1 or x.shape != y.shape:
        raise Misfit("x and y do not fit")
    return lstsq(np.vander(x, degree + 1)[:, ::-1], y)
