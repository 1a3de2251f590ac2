"""The threshold after each step is lam, although the step itself is only 1/L long: the penalty is L
times too strong, or too weak where L is below 1.

Gradient step and threshold are two halves of one step. Both are as long as the step is.

Ask yourself: minimise L/2 (w - z)^2 + lam |w| for a single number w. By how much is z moved?
"""


def lasso_ista(X, y, lam, n_steps, fit_intercept=True):
    X, y, x_mean, y_mean = prepared(X, y, lam, fit_intercept)
    m, n = X.shape
    w = np.zeros(n)
    L = eigh_jacobi(X.T @ X / m)[0][-1]
    for _ in range(n_steps if L > 0 else 0):
        w = soft_threshold(w - X.T @ (X @ w - y) / m / L, lam)
    return w, float(y_mean - x_mean @ w)
