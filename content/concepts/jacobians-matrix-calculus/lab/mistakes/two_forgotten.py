"""The factor from the square is missing.

The gradient is half as long as it should be. Minimisation still arrives, but a gradient check fails by
the same factor in every entry.

Ask yourself: what is the derivative of r squared by r?
"""

_right_mse_grad = mse_grad


def mse_grad(X, w, y):
    return _right_mse_grad(X, w, y) / 2
