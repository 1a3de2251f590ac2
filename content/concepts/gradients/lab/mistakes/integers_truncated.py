"""Integer input stays integer.

Moving an entry of an integer array by 0.00001 cuts it back to the whole number it was, both function
values are equal, and the gradient is all zeros.

Ask yourself: what does an integer array hold after `x[0] = 1.00001`?
"""


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x)
    gradient = np.empty(x.shape)
    for at in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[at] = x[at] + h
        below[at] = x[at] - h
        gradient[at] = (f(above) - f(below)) / (2 * h)
    return gradient
