"""Each of your steps has the same length `lr`, because the gradient is divided by its own length.

Far from the minimum that looks harmless. Near it, the walk cannot settle: it jumps over the lowest point
and back, at a distance that never shrinks, since the one thing that should make the steps shorter has
been divided away.

Ask yourself: how long is your step when the gradient is 0.001 long, and how long should it be?
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
        x = x - rate(k) * g / norm(g)
        g = grad(x)
        history.append(x)
        norms.append(norm(g))
        if callback is not None and callback(k + 1, x.copy()) is True:
            break
    return {"x": x, "history": np.array(history), "grad_norms": np.array(norms)}
