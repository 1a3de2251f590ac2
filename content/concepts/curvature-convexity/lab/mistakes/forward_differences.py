"""The four values are taken on one side of x only, at x, x + h e_i, x + h e_j and x + h e_i + h e_j.

That is a second derivative, but of a place beside x: the error shrinks like h, not like h squared. With
a step as small as rounding allows, half of the correct digits are gone.

Ask yourself: where is the middle of your four points, and where is x?
"""


def hessian(f, x, h=1e-4):
    x = np.asarray(x, dtype=float)
    steps = h * np.eye(len(x))
    H = np.empty((len(x), len(x)))
    for i, p in enumerate(steps):
        for j, q in enumerate(steps):
            H[i, j] = (f(x + p + q) + f(x) - (f(x + p) + f(x + q))) / (h * h)
    return H
