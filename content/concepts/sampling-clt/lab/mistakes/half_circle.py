"""In `box_muller` the angle covers half of the circle only: it is pi v.

The sine of such an angle is never negative, so half of the values are all on one side. Their mean is 0.8
where it should be 0.

Ask yourself: which angles does a point have that is equally likely in all directions, and which of them does
your v from 0 to 1 reach?
"""


def box_muller(rng, n):
    pairs = (n + 1) // 2
    radius = np.sqrt(-2 * np.log(np.array([1 - rng.random() for _ in range(pairs)])))
    angle = np.pi * np.array([rng.random() for _ in range(pairs)])
    return np.concatenate([radius * np.cos(angle), radius * np.sin(angle)])[:n]
