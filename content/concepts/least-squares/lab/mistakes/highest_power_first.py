"""The coefficients come in the wrong order, the highest power first. For a line, intercept and slope are
exchanged.

Both orders are in use: `numpy.polyfit` has this one, the newer `numpy.polynomial` the other. The brief
asks for the lowest power first.

Ask yourself: evaluate your result at x = 0. Which entry should come out alone?
"""


def polyfit(x, y, degree):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.ndim != 1 or y.shape != x.shape:
        raise ValueError("x and y do not fit")
    return lstsq(x[:, None] ** np.arange(degree + 1), y)[::-1]
