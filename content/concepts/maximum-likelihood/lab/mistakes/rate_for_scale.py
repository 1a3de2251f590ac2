"""The second number that you return for the gamma distribution is a rate: one over the scale.

There are two habits of writing this density, with exp(-x / theta) and with exp(-beta x). The mean is k
times theta in the first, and k over beta in the second.

Ask yourself: multiply your two numbers. Do you get the mean of the data?
"""

_fit_gamma = fit_gamma


def fit_gamma(x, n_steps=50):
    shape, scale = _fit_gamma(x, n_steps)
    return shape, 1 / scale
