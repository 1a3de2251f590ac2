"""Every row of your history is the same point, the last one.

Appending `x` to a list stores the array itself, not its present values. When the array is then changed
in place, all entries of the list show the change, because they are one array.

Ask yourself: how many different arrays does your run create, and how many rows should the history have?
"""


def gradient_descent(grad, x0, lr, n_steps, tol=0.0, callback=None):
    if n_steps < 0:
        raise ValueError("n_steps must not be negative")
    rate = lr if callable(lr) else lambda k: lr
    x = np.array(x0, dtype=float)
    g = grad(x)
    history, norms = [x], [norm(g)]
    for k in range(n_steps):
        if norms[-1] <= tol:
            break
        x -= rate(k) * g
        g = grad(x)
        history.append(x)
        norms.append(norm(g))
        if callback is not None and callback(k + 1, x.copy()) is True:
            break
    return {"x": x, "history": np.array(history), "grad_norms": np.array(norms)}
