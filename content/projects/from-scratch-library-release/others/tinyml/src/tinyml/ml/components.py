"""Principal components."""

import numpy as np

from ..linalg import power


def variance_shares(X, k):
    """Share of the variance of X (n, d) in each of k components (k,). Raises ValueError where k > d."""
    centred = np.asarray(X, dtype=float) - np.mean(X, axis=0)
    S = centred.T @ centred / (len(centred) - 1)
    return power.leading(S, k)[0] / np.trace(S)
