"""`log1pexp` is 0 for arguments below about -37, and has lost digits long before that.

The small number exp(x) is added to 1 first. Next to 1 there is only room for multiples of 2e-16; the rest
is rounded away before the logarithm sees it.

Ask yourself: what does Python print for `1 + 4e-18 == 1`, and which function of NumPy takes the 4e-18 alone?
"""


def log1pexp(x):
    x = floats(x)
    return np.maximum(x, 0) + np.log(1 + np.exp(-np.abs(x)))
