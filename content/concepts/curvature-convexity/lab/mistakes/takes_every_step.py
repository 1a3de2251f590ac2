"""Each step is -H^-1 g, whatever H is and whatever f does: this looks for a place where the gradient is
zero.

Minima are such places, and so are saddles and maxima; the pure Newton step is drawn to all of them
alike. The gradient tends to 0, the loop reports success, and f may have risen all the way.

Ask yourself: for f(x) = -x^2, in which direction does -g/H lead, and in which one does f fall?
"""

from mylib.linalg.solve import solve


def newton_direction(g, H):
    if not (np.isfinite(g).all() and np.isfinite(H).all()):
        raise ValueError("not finite")
    return -solve(H, g)


def step_length(f, x, d, slope):
    return 1.0
