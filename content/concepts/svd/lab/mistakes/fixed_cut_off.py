"""The bound for small singular values is a fixed number and does not move with the largest one.

Measured in kilometres instead of millimetres, all singular values are a million times smaller. Which of them
count as zero must not depend on that.

Ask yourself: what is the pseudo-inverse of 1e-14 times the identity?
"""


def pinv(A, rcond=1e-12):
    U, s, Vt = svd(A)
    kept = s > rcond
    return (Vt[kept].T / s[kept]) @ U[:, kept].T
