"""A learning rate that is a function is asked for the wrong step: your count begins at 1.

The first step has the number 0, as the first entry of a list has. A schedule that starts with a warm-up,
or that halves the rate at a certain step, is then one step off throughout.

Ask yourself: with n_steps = 3, for which values of k should `lr(k)` be called?
"""

_gradient_descent = gradient_descent


def gradient_descent(grad, x0, lr, n_steps, tol=0.0, callback=None):
    rate = (lambda k: lr(k + 1)) if callable(lr) else lr
    return _gradient_descent(grad, x0, rate, n_steps, tol, callback)
