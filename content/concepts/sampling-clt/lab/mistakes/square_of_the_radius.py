"""In `box_muller` the radius has no square root: it is -2 log u instead of its root.

-2 log u is the *squared* distance from the origin of a point with two normal coordinates. Taken as the
distance itself, it sends far points much farther: values beyond 4, which a normal variable gives once in
15,000 draws, come up more than a hundred times as often.

Ask yourself: what is the sum of the squares of your two values, and what should it be?
"""


def box_muller(rng, n):
    pairs = (n + 1) // 2
    radius = -2 * np.log(np.array([1 - rng.random() for _ in range(pairs)]))
    angle = 2 * np.pi * np.array([rng.random() for _ in range(pairs)])
    return np.concatenate([radius * np.cos(angle), radius * np.sin(angle)])[:n]
