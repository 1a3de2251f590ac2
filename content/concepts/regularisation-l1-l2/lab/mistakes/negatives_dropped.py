"""Your threshold turns every negative entry into 0, however large it is.

It subtracts t and cuts off at zero. That is right for positive entries; for a negative one, subtracting
leads away from zero instead of towards it.

Ask yourself: what should become of -3 when every entry is moved by 1 towards zero?
"""


def soft_threshold(z, t):
    if not t >= 0:
        raise ValueError("negative threshold")
    return np.maximum(np.asarray(z) - t, 0)
