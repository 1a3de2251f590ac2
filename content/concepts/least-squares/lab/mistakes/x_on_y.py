"""x and y have changed places: you fit x by powers of y, which makes the *horizontal* distances small.
For a line the slope is that of another line, steeper than the right one once it is drawn in the usual
way.

Which variable is to be predicted decides in which direction the misfit is measured. Unless all points
lie on a line, the two answers differ.

Ask yourself: in the equation of one point, c_0 + c_1 x_i on the left, what stands on the right?
"""


def polyfit(x, y, degree):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.ndim != 1 or y.shape != x.shape:
        raise ValueError("x and y do not fit")
    return lstsq(y[:, None] ** np.arange(degree + 1), x)
