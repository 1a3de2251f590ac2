"""An entry that was moved is not put back before the next one is measured.

The second partial derivative is then taken at a point where the first coordinate is already off, and so
on. With every entry the point drifts further, and the caller's array is left changed.

Ask yourself: after the loop, does x still hold what it held before?
"""


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    gradient = np.empty_like(x)
    for at in np.ndindex(x.shape):
        x[at] += h
        above = f(x.copy())
        x[at] -= 2 * h
        gradient[at] = (above - f(x.copy())) / (2 * h)
    return gradient
