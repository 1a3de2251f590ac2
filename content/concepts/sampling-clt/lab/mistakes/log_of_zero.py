"""`box_muller` takes the logarithm of `rng.random()`, which is from 0 on, and 0 is possible.

It comes up once in billions of draws, and then the radius is infinite and the value `inf` or `nan`. A run
that has averaged for a night ends with `nan`, and nobody can repeat it.

Ask yourself: in which of the intervals [0, 1) and (0, 1] does your number lie, and how is one made from
the other?
"""


def box_muller(rng, n):
    pairs = (n + 1) // 2
    with np.errstate(all="ignore"):
        radius = np.sqrt(-2 * np.log(np.array([rng.random() for _ in range(pairs)])))
        angle = 2 * np.pi * np.array([rng.random() for _ in range(pairs)])
        return np.concatenate([radius * np.cos(angle), radius * np.sin(angle)])[:n]
