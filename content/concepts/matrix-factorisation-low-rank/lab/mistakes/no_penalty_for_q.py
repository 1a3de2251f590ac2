"""Only P is held back by the penalty; Q is fitted without it.

P then shrinks and Q grows to make up for it, from sweep to sweep, and a column with few known entries is
fitted exactly, noise included.

Ask yourself: halve P and double Q. What happens to the product, and what to your penalty?
"""


def als(R, mask, k, lam, iters, rng):
    R, mask = np.asarray(R), np.asarray(mask, dtype=bool)
    if R.ndim != 2 or mask.shape != R.shape or k < 1 or iters < 1 or not lam > 0:
        raise ValueError("these do not fit")
    Q = np.array([[rng.random() - 0.5 for _ in range(k)] for _ in R.T])
    for _ in range(iters):
        P = best_rows(R, mask, Q, lam)
        Q = best_rows(R.T, mask.T, P, 1e-9)
    return P, Q
