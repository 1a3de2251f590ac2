"""Your run stops when a *step* is short, and so a tiny learning rate makes it report success wherever it
stands.

The length of a step is the learning rate times the length of the gradient. It says as much about your
choice of `lr` as about the place; the gradient alone says where you are.

Ask yourself: with lr = 0.000001 on a steep slope, how long is one step, and how far is the minimum?
"""


def gradient_descent(grad, x0, lr, n_steps, tol=0.0, callback=None):
    if n_steps < 0:
        raise ValueError("n_steps must not be negative")
    rate = lr if callable(lr) else lambda k: lr
    x = np.array(x0, dtype=float)
    g = grad(x)
    history, norms = [x], [norm(g)]
    for k in range(n_steps):
        step = rate(k) * g
        if norm(step) <= tol:
            break
        x = x - step
        g = grad(x)
        history.append(x)
        norms.append(norm(g))
        if callback is not None and callback(k + 1, x.copy()) is True:
            break
    return {"x": x, "history": np.array(history), "grad_norms": np.array(norms)}
