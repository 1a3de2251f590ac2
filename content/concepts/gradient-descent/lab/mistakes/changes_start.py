"""The run overwrites the array that it was given: afterwards the caller's `x0` holds the last point.

`x = x0` gives a second name to the same array, and `x -= ...` writes into it. The caller, who may want
to start a second run from the same point, starts it from somewhere else.

Ask yourself: after `x = x0` and `x -= 1`, what is `x0`? And after `x = x - 1`?
"""


def gradient_descent(grad, x0, lr, n_steps, tol=0.0, callback=None):
    if n_steps < 0:
        raise ValueError("n_steps must not be negative")
    rate = lr if callable(lr) else lambda k: lr
    x = x0 if isinstance(x0, np.ndarray) and x0.dtype == float else np.array(x0, dtype=float)
    g = grad(x)
    history, norms = [x.copy()], [norm(g)]
    for k in range(n_steps):
        if norms[-1] <= tol:
            break
        x -= rate(k) * g
        g = grad(x)
        history.append(x.copy())
        norms.append(norm(g))
        if callback is not None and callback(k + 1, x.copy()) is True:
            break
    return {"x": x.copy(), "history": np.array(history), "grad_norms": np.array(norms)}
