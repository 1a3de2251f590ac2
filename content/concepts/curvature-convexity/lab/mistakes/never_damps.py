"""The Newton direction is used even where the Hessian is not positive definite. There it may lead uphill.

Then no trial of the line search is accepted, and the run ends on the slope of a hill, with a gradient
that is far from zero. The line search cannot mend a wrong direction; it can only refuse it.

Ask yourself: which sign has the slope g . d for d = -H^-1 g, if H is negative definite?
"""

from mylib.linalg.solve import solve


def newton_direction(g, H):
    if not (np.isfinite(g).all() and np.isfinite(H).all()):
        raise ValueError("not finite")
    return -solve(H, g)


def step_length(f, x, d, slope):
    if slope >= 0:
        return 0.0
    here = f(x)
    for k in range(TRIALS):
        t = 0.5**k
        if f(x + t * d) <= here + SHARE * t * slope + ROUNDING * abs(here):
            return t
    return 0.0
