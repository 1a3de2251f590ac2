"""The new Q is fitted to the P of the sweep before, not to the one that was just found.

Both are then computed from old values. Each alone would lower the objective, together they may raise it.

Ask yourself: in the second half of a sweep, which of the two factors is the newest?
"""


def als(R, mask, k, lam, iters, rng):
    R, mask = np.asarray(R), np.asarray(mask, dtype=bool)
    if R.ndim != 2 or mask.shape != R.shape or k < 1 or iters < 1 or not lam > 0:
        raise ValueError("these do not fit")
    Q = np.array([[rng.random() - 0.5 for _ in range(k)] for _ in R.T])
    P = best_rows(R, mask, Q, lam)
    Q = best_rows(R.T, mask.T, P, lam)
    for _ in range(iters - 1):
        P, Q = best_rows(R, mask, Q, lam), best_rows(R.T, mask.T, P, lam)
    return P, Q
