"""NumPy's machine epsilon and its least-squares line; Newton as a while loop with its moves counted down."""

import numpy as np

EPS = np.finfo(float).eps


def derivative(f, x, h=None, method="central"):
    if method == "forward":
        behind, share = 0.0, 0.5
    elif method == "central":
        behind, share = 1.0, 1 / 3
    else:
        raise ValueError(f"what is {method}?")
    if h is None:
        h = float(EPS**share * np.maximum(1.0, np.abs(x)))
    if not h > 0:
        raise ValueError("steps go forward")
    return float((f(x + h) - f(x - behind * h)) / ((1 + behind) * h))


def convergence_order(f, df, x, hs, method="central"):
    errors = [derivative(f, x, h, method) - df(x) for h in hs]
    slope, _ = np.polyfit(np.log(hs), np.log(np.abs(errors)), 1)
    return float(slope)


def newton_root(f, df, x0, tol=1e-12, max_iter=50):
    x, moves_left = float(x0), max_iter
    while moves_left > 0 and f(x) != 0:
        slope = df(x)
        if not slope:
            raise ValueError("the tangent never meets the axis")
        before, x = x, x - f(x) / slope
        if abs(x - before) <= tol * max(1.0, abs(x)):
            return x
        moves_left -= 1
    if moves_left == 0:
        raise ValueError("out of moves")
    return x
