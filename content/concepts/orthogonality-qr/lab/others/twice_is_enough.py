"""Classical Gram-Schmidt, run twice on every column, for the first task; whole reflection matrices for
the second; the projector as a sum of the projectors on single directions.
"""

import numpy as np
from mylib.linalg.norms import norm


def matrix(A):
    A = np.array(A, dtype=np.float64)
    if A.ndim != 2:
        raise ValueError(f"two axes are needed, not {A.ndim}")
    if A.shape[1] > A.shape[0]:
        raise ValueError("the matrix is not tall")
    return A


def qr_mgs(A):
    A = matrix(A)
    m, n = A.shape
    sizes = np.array([norm(A[:, j]) for j in range(n)])
    if not sizes.all():
        raise ValueError("a column of zeros")
    A = A / sizes
    Q, R = np.empty((m, 0)), np.zeros((n, n))
    for j in range(n):
        rest = A[:, j].copy()
        for _ in range(2):
            shares = Q.T @ rest
            rest -= Q @ shares
            R[:j, j] += shares
        R[j, j] = norm(rest)
        if R[j, j] <= 1e-13:
            raise ValueError("dependent columns")
        Q = np.column_stack([Q, rest / R[j, j]])
    return Q, R * sizes


def qr_householder(A):
    R = matrix(A)
    m, n = R.shape
    Q = np.eye(m)
    for k in range(n):
        x = R[k:, k]
        length = norm(x)
        if length == 0:
            continue
        sign = -1.0 if x[0] > 0 else 1.0
        v = x / length - sign * np.eye(m - k)[0]
        H = np.eye(m)
        H[k:, k:] -= 2 * np.outer(v, v) / (v @ v)
        H[k:] *= sign  # so that the entry that stays is positive at once
        R = H @ R
        Q = Q @ H.T
        R[k + 1 :, k] = 0.0
    return Q[:, :n].copy(), R[:n].copy()


def projector(A):
    A = matrix(A)
    sizes = np.array([norm(column) for column in A.T])
    Q, R = qr_householder(A)
    if np.any(np.diag(R) <= 1e-13 * sizes):
        raise ValueError("dependent columns")
    P = np.zeros((len(Q), len(Q)))
    for q in Q.T:
        P += q[:, None] * q[None, :]
    return P
