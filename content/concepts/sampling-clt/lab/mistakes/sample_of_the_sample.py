"""Each sample of `bootstrap` is drawn from the sample before, not from the data.

A value that is missed once never comes back. After a few times n rounds a single value is left, repeated n
times, and all further replicates are equal.

Ask yourself: what stands for the population, and may it change while you draw from it?
"""


def bootstrap(data, stat, B, rng):
    data = np.asarray(data)
    n = len(data)
    if n == 0:
        raise ValueError("no data")
    values = []
    for _ in range(B):
        data = data[[int(n * rng.random()) for _ in range(n)]]
        values.append(stat(data))
    return np.array(values, dtype=float)
