"""`sample_size` leaves out the factor 2.

The formula without it is for one sample that is compared with a known number. Here both means are
uncertain, and the variances of their errors add up.

Ask yourself: what is the variance of the difference of two means of n values each?
"""


def sample_size(delta, sigma, alpha=0.05, power=0.8):
    if delta == 0:
        raise ValueError(delta)
    z = np.sum(Normal(0, 1).ppf([1 - alpha / 2, power]))
    return math.ceil((z * sigma / delta) ** 2)
