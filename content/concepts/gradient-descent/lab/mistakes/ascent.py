"""Your points climb: at every step the loss grows, for every learning rate, however small.

The gradient points in the direction of steepest *ascent*. Your update follows it.

Ask yourself: at x = 1 on f(x) = x², the slope is 2. To which side is the minimum, and to which side does
your step lead?
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
        x = x + rate(k) * g
        g = grad(x)
        history.append(x)
        norms.append(norm(g))
        if callback is not None and callback(k + 1, x.copy()) is True:
            break
    return {"x": x, "history": np.array(history), "grad_norms": np.array(norms)}
