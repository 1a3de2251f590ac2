"""The roots of the singular values go to both sides. Each small system is solved by the penalised normal
equations, written out with solve; the sums over the mask are products with zeros and ones.
"""

import numpy as np
from mylib.core.rng import MinStd as MinStd
from mylib.linalg.solve import solve
from mylib.linalg.svd import svd


def truncate(A, k):
    A = np.array(A, dtype=float)
    if not 0 < k <= min(A.shape):
        raise ValueError(f"rank {k}")
    U, s, Vt = svd(A)
    root = np.diag(s[:k]) ** 0.5
    return U[:, :k] @ root, root @ Vt[:k, :]


def rank_for(s, share):
    s = np.array(s, dtype=float)
    if s.ndim != 1 or s.size == 0 or s.max() <= 0 or share <= 0 or share > 1:
        raise ValueError("s or share")
    whole, held = float(s @ s), 0.0
    for k, value in enumerate(s.tolist(), start=1):
        held += value * value
        if held / whole >= share - 1e-12:
            return k
    return len(s)


def als(R, mask, k, lam, iters, rng):
    R, known = np.array(R, dtype=float), np.array(mask).astype(float)
    if R.ndim != 2 or R.shape != known.shape or min(k, iters) < 1 or lam <= 0:
        raise ValueError("als")
    R = np.where(known > 0, R, 0)
    m, n = R.shape
    P, Q = np.zeros((m, k)), np.zeros((n, k))
    for j in range(n):
        for a in range(k):
            Q[j, a] = rng.random() - 0.5
    for _ in range(iters):
        for i in range(m):
            P[i] = solve((Q.T * known[i]) @ Q + lam * np.eye(k), Q.T @ R[i])
        for j in range(n):
            Q[j] = solve((P.T * known[:, j]) @ P + lam * np.eye(k), P.T @ R[:, j])
    return P, Q


def rmse(R, mask, P, Q):
    R, known, P, Q = np.array(R, dtype=float), np.array(mask).astype(bool), np.array(P), np.array(Q)
    if R.shape != known.shape or R.shape != (len(P), len(Q)) or P.shape[1] != Q.shape[1]:
        raise ValueError("shapes")
    if known.sum() == 0:
        raise ValueError("nothing known")
    gaps = np.where(known, R - P @ Q.T, 0.0)
    return float(np.sqrt((gaps**2).sum() / known.sum()))
