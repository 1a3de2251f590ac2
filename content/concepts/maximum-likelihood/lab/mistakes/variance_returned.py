"""The second number that you return is the variance, not its root.

For spreads above 1 it is too large, for spreads below 1 too small, and its unit is the square of that of
x.

Ask yourself: if all data are given in millimetres instead of metres, by which factor should sigma grow,
and by which one does your number grow?
"""


def fit_normal(x):
    x = varied(sample(x))
    return float(np.mean(x)), float(np.var(x))
