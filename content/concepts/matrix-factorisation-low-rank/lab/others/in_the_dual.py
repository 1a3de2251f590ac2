"""The table is projected on the eigenvectors of A^T A (or A A^T, if that is smaller). A row of factors
is written as a combination of the other factor's rows, so that a system as large as the number of known
entries is solved.
"""

import math

import numpy as np
from mylib.core.rng import MinStd as MinStd
from mylib.linalg.eigen import eigh_jacobi
from mylib.linalg.solve import solve


def truncate(A, k):
    A = np.asarray(A, dtype=float)
    m, n = A.shape
    if k not in range(1, min(m, n) + 1):
        raise ValueError("no such rank")
    size = np.abs(A).max() or 1.0
    B = A / size
    if n <= m:
        V = eigh_jacobi(B.T @ B)[1][:, -k:]
        return A @ V, V.T
    U = eigh_jacobi(B @ B.T)[1][:, -k:]
    return U, U.T @ A


def rank_for(s, share):
    s = np.asarray(s, dtype=float)
    if s.ndim != 1 or not np.any(s > 0) or not 0 < share <= 1:
        raise ValueError("s or share")
    total = math.fsum(x * x for x in s)
    enough = [k for k in range(1, len(s) + 1) if math.fsum(x * x for x in s[:k]) > (share - 1e-12) * total]
    return enough[0]


def combination(Q, r, lam):
    """p = Q^T c with (Q Q^T + lam I) c = r; Q and r hold what is known."""
    if len(Q) == 0:
        return np.zeros(Q.shape[1])
    return Q.T @ solve(Q @ Q.T + lam * np.eye(len(Q)), r)


def als(R, mask, k, lam, iters, rng):
    R, mask = np.asarray(R, dtype=float), np.asarray(mask, dtype=bool)
    if R.ndim != 2 or mask.shape != R.shape:
        raise ValueError("shapes")
    if k <= 0 or iters <= 0 or lam <= 0:
        raise ValueError("not positive")
    m, n = R.shape
    Q = np.array([rng.random() for _ in range(n * k)]).reshape(n, k) - 0.5
    while iters:
        P = np.stack([combination(Q[mask[i]], R[i][mask[i]], lam) for i in range(m)])
        Q = np.stack([combination(P[mask[:, j]], R[mask[:, j], j], lam) for j in range(n)])
        iters -= 1
    return P, Q


def rmse(R, mask, P, Q):
    P, Q = np.asarray(P, dtype=float), np.asarray(Q, dtype=float)
    if np.shape(R) != np.shape(mask) or np.shape(R) != (len(P), len(Q)):
        raise ValueError("shapes")
    errors = [float(R[i][j]) - float(P[i] @ Q[j]) for i, j in np.argwhere(np.asarray(mask, dtype=bool))]
    if not errors:
        raise ValueError("nothing known")
    return math.sqrt(math.fsum(e * e for e in errors) / len(errors))
