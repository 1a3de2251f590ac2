"""Your history begins after the first step: the starting point is missing, and the lengths of the
gradients sit one row too early.

Entry i of `grad_norms` belongs to row i of `history`. Here each length was measured before the step
whose result stands beside it.

Ask yourself: for n_steps = 0, which point has been visited, and how many rows does your history have?
"""


def gradient_descent(grad, x0, lr, n_steps, tol=0.0, callback=None):
    if n_steps < 0:
        raise ValueError("n_steps must not be negative")
    rate = lr if callable(lr) else lambda k: lr
    x = np.array(x0, dtype=float)
    history, norms = [], []
    for k in range(n_steps):
        g = grad(x)
        if norm(g) <= tol:
            break
        x = x - rate(k) * g
        history.append(x)
        norms.append(norm(g))
        if callback is not None and callback(k + 1, x.copy()) is True:
            break
    return {"x": x, "history": np.array(history), "grad_norms": np.array(norms)}
