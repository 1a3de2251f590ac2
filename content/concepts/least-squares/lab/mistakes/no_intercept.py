"""The column of ones is missing. Every polynomial that you fit goes through the origin, whatever the
points say.

The constant is a coefficient like the others; it belongs to the power 0. Without it the residuals do not
add up to zero, and the slope pays for what the constant should have explained.

Ask yourself: for points that all have y = 5, which line fits best, and which one do you get?
"""


def polyfit(x, y, degree):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.ndim != 1 or y.shape != x.shape:
        raise ValueError("x and y do not fit")
    powers = x[:, None] ** np.arange(1, degree + 1)
    return np.concatenate([[0.0], lstsq(powers, y)])
