"""The callback is called, but what it returns is thrown away: a run that was asked to stop goes on.

The value of a call is lost unless something is done with it. Early stopping will rely on this one.

Ask yourself: in your code, what becomes of the `True` that the callback returns?
"""

_gradient_descent = gradient_descent


def gradient_descent(grad, x0, lr, n_steps, tol=0.0, callback=None):
    def deaf(k, x):
        callback(k, x)

    return _gradient_descent(grad, x0, lr, n_steps, tol, deaf if callback is not None else None)
