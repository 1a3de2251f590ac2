"""`sample_size` takes the whole of alpha for one side.

That is enough for a test that looks at one direction only. A two-sided test at the same alpha has its
limit farther out, and with your number of values it finds the difference less often than promised.

Ask yourself: beyond which z does a two-sided test at 5 % reject?
"""


def sample_size(delta, sigma, alpha=0.05, power=0.8):
    if delta == 0:
        raise ValueError(delta)
    z = np.sum(Normal(0, 1).ppf([1 - alpha, power]))
    return math.ceil(2 * (z * sigma / delta) ** 2)
