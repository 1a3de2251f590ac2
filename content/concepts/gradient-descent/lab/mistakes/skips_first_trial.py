"""The search shortens the step before it has tried it: `t0` itself is never accepted.

Every step is then at least one factor `rho` shorter than it might be, and a method that relies on trying
the full step first (Newton's does) loses its speed.

Ask yourself: if t0 is already good enough, how often should t be multiplied by rho?
"""


def backtracking(f, grad, x, direction, t0=1.0, c=1e-4, rho=0.5):
    here = f(x)
    slope = np.sum(grad(x) * direction)
    if not slope < 0:
        raise ValueError("not downhill")
    t = rho * t0
    while not f(x + t * direction) <= here + c * t * slope:
        t = rho * t
        if np.all(x + t * direction == x):
            raise ValueError("no step lowers f")
    return float(t)
