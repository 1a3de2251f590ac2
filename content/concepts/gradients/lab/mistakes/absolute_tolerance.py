"""The check compares the difference with a fixed tolerance.

Rounding alone makes gradients of size a million differ by more than that, so right ones are rejected.
Gradients of size a billionth never differ by so much, so any of them is accepted.

Ask yourself: would your check notice a gradient of size 1e-9 that is three times too large?
"""


def gradcheck(f, grad, x, rtol=1e-5, atol=1e-7):
    x = np.asarray(x, dtype=float)
    a = np.asarray(grad(x.copy()), dtype=float)
    if a.shape != x.shape:
        return False, float("inf")
    if a.size == 0:
        return True, 0.0
    n = numerical_gradient(f, x)
    if not (np.isfinite(a).all() and np.isfinite(n).all()):
        return False, float("inf")
    worst = float((np.abs(a - n) / 1e-6).max())
    return worst <= 1, worst
