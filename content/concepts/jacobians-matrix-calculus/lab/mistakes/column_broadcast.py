"""A column of targets is accepted.

Predictions of shape (m,) minus targets of shape (m, 1) are broadcast to m x m differences, of every
prediction with every target. The numbers that follow have nothing to do with the loss, and nothing warns
you.

Ask yourself: what is the shape of np.ones(3) - np.ones((3, 1))?
"""

_right_mse_grad = mse_grad


def mse_grad(X, w, y):
    y = np.asarray(y, dtype=float)
    if y.ndim == 1:
        return _right_mse_grad(X, w, y)
    X = np.asarray(X, dtype=float)
    differences = matvec(X, w) - y
    return 2 / len(y) * matvec(transpose(X), np.sum(differences, axis=1))
