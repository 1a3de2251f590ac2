"""Your threshold sets small entries to 0 and leaves the others as they are.

That is the *hard* threshold. The absolute value pulls with the same strength everywhere, at large
weights as well, so that every entry which survives has been moved.

Ask yourself: minimise (w - 3)^2 / 2 + |w| by setting the derivative to 0. Is it 3?
"""


def soft_threshold(z, t):
    if not t >= 0:
        raise ValueError("negative threshold")
    z = np.asarray(z)
    return np.where(np.abs(z) > t, z, 0.0)
