"""Your sigma is too large: by a factor of 1.41 for two values, by half a per cent for a hundred.

The divisor n - 1 makes the squared spread right on average over many samples. That is a good property,
but not the one that was asked for: here sigma is the value under which these very data are most likely.

Ask yourself: S is the sum of squared deviations. Where the derivative of -n log(sigma) - S / (2 sigma^2)
with respect to sigma is zero, which number stands under S?
"""


def fit_normal(x):
    x = varied(sample(x))
    return float(np.mean(x)), float(np.std(x, ddof=1))
