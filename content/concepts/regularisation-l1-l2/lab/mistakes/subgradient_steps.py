"""Your lasso follows the slope of |w|, lam times the sign of w. The weights that should be 0 hop about
it and are never exactly 0.

At 0 the absolute value has no slope. A step that uses +lam on one side and -lam on the other crosses to
and fro, and no feature is ever left out.

Ask yourself: which part of the objective has a gradient everywhere, and what can be minimised *exactly*
in one step for the other part?
"""


def lasso_ista(X, y, lam, n_steps, fit_intercept=True):
    X, y, x_mean, y_mean = prepared(X, y, lam, fit_intercept)
    m, n = X.shape
    w = np.zeros(n)
    L = eigh_jacobi(X.T @ X / m)[0][-1]
    for _ in range(n_steps if L > 0 else 0):
        w = w - (X.T @ (X @ w - y) / m + lam * np.sign(w)) / L
    return w, float(y_mean - x_mean @ w)
