"""What is not known is fitted as if it were 0.

A film that somebody has not seen becomes a film that this person hates. All predictions are pulled towards 0,
most of all for those who have rated little.

Ask yourself: if only one tenth of the table is known, what does a model that answers 0 everywhere cost you?
"""


def als(R, mask, k, lam, iters, rng):
    R, mask = np.asarray(R), np.asarray(mask, dtype=bool)
    if R.ndim != 2 or mask.shape != R.shape or k < 1 or iters < 1 or not lam > 0:
        raise ValueError("these do not fit")
    Q = np.array([[rng.random() - 0.5 for _ in range(k)] for _ in R.T])
    filled, everywhere = np.where(mask, R, 0.0), np.ones(R.shape, dtype=bool)
    for _ in range(iters):
        P = best_rows(filled, everywhere, Q, lam)
        Q = best_rows(filled.T, everywhere.T, P, lam)
    return P, Q
