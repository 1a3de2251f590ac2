"""The fall that you ask for is the same for every t: the step length is missing from the right-hand
side.

A shorter step cannot fall as far as a longer one. Asking both for the same fall, the search goes on
shortening and becomes harder to please with each trial.

Ask yourself: along a slope of -2, how far does f fall in a step of t = 1, and in a step of t = 0.01?
"""


def backtracking(f, grad, x, direction, t0=1.0, c=1e-4, rho=0.5):
    here = f(x)
    slope = np.sum(grad(x) * direction)
    if not slope < 0:
        raise ValueError("not downhill")
    t = t0
    while not f(x + t * direction) <= here + c * slope:
        t = rho * t
        if np.all(x + t * direction == x):
            raise ValueError("no step lowers f")
    return float(t)
