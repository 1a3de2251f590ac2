"""`bootstrap` shuffles the data instead of drawing with replacement.

Each sample then holds every value exactly once. The mean, the median and every other statistic that does
not look at the order is the same in all of them: B equal numbers, and a spread of 0.

Ask yourself: in B new samples from the population, would every one of them contain the same values?
"""


def bootstrap(data, stat, B, rng):
    data = np.asarray(data)
    if len(data) == 0:
        raise ValueError("no data")
    values = []
    for _ in range(B):
        order = sorted(range(len(data)), key=lambda i: rng.random())
        values.append(stat(data[order]))
    return np.array(values, dtype=float)
