"""Your lasso weighs the penalty against the *sum* of squares. The objective has their mean: with m rows
your penalty is m times too weak.

The largest eigenvalue of X^T X takes the place of that of X^T X / m, which makes no difference to the
step on the squares. But the threshold lam / L becomes m times smaller.

Ask yourself: with all rows written down twice, should the weights stay as they are, for this objective?
"""


def lasso_ista(X, y, lam, n_steps, fit_intercept=True):
    X, y, x_mean, y_mean = prepared(X, y, lam, fit_intercept)
    n = X.shape[1]
    w = np.zeros(n)
    L = eigh_jacobi(X.T @ X)[0][-1]
    for _ in range(n_steps if L > 0 else 0):
        w = soft_threshold(w - X.T @ (X @ w - y) / L, lam / L)
    return w, float(y_mean - x_mean @ w)
