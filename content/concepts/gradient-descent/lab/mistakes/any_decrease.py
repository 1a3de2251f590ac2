"""Your line search accepts every step that lowers f, be it by next to nothing.

A sequence of such steps can lower the loss for ever and still never reach the minimum. That is why the
condition compares the fall with what the slope promised for a step of this length.

Ask yourself: what does `c` change in your function? Try c = 0.0001 and c = 0.9.
"""


def backtracking(f, grad, x, direction, t0=1.0, c=1e-4, rho=0.5):
    here = f(x)
    slope = np.sum(grad(x) * direction)
    if not slope < 0:
        raise ValueError("not downhill")
    t = t0
    while not f(x + t * direction) < here:
        t = rho * t
        if np.all(x + t * direction == x):
            raise ValueError("no step lowers f")
    return float(t)
