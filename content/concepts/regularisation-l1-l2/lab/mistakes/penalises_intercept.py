"""Your intercept is penalised like a weight: it is a column of ones, and lam pulls it towards 0.

Add 100 to every y. A line that fits should move up by 100 and keep its slope; yours moves up by less,
and the weights change to make up for it.

Ask yourself: is there any reason to expect that the values of y lie near 0?
"""


def ridge(X, y, lam, fit_intercept=True):
    X, y, _, _ = prepared(X, y, lam, False)
    m, n = X.shape
    A = np.hstack([X, np.ones((m, 1))]) if fit_intercept else X
    p = A.shape[1]
    w = lstsq(np.vstack([A, np.sqrt(lam) * np.eye(p)]), np.append(y, np.zeros(p)))
    return (w[:n], float(w[n])) if fit_intercept else (w, 0.0)
