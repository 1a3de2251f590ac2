"""A direction that leads uphill is not refused: your search returns a step along it as if nothing were
wrong.

With a positive slope the right-hand side of the condition rises with t, so the condition can be met
while f grows.

Ask yourself: what is the sign of grad(x) · direction when the direction leads uphill, and where does
your function look at it?
"""


def backtracking(f, grad, x, direction, t0=1.0, c=1e-4, rho=0.5):
    here = f(x)
    slope = np.sum(grad(x) * direction)
    t = t0
    while not f(x + t * direction) <= here + c * t * slope:
        t = rho * t
        if np.all(x + t * direction == x):
            break
    return float(t)
