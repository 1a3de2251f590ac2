"""Every entry is four times too large: the differences were divided by h squared.

The two values of a central difference are 2h apart, in the direction of e_i and once more in that of
e_j.

Ask yourself: what does your formula give for f(x) = x^2, whose second derivative is 2?
"""


def hessian(f, x, h=1e-4):
    x = np.asarray(x, dtype=float)
    steps = h * np.eye(len(x))
    H = np.empty((len(x), len(x)))
    for i, p in enumerate(steps):
        for j, q in enumerate(steps):
            H[i, j] = (f(x + p + q) + f(x - p - q) - (f(x + p - q) + f(x - p + q))) / (h * h)
    return H
