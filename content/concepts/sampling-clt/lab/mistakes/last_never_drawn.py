"""`bootstrap` never draws the last value of the data.

The indices come from `int((n - 1) * rng.random())`, and since `random()` stays below 1, the largest of them
is n - 2. Nothing looks wrong unless the last value is an unusual one.

Ask yourself: which indices does the list have, and what is the largest number that your formula can give?
"""


def bootstrap(data, stat, B, rng):
    data = np.asarray(data)
    n = len(data)
    if n == 0:
        raise ValueError("no data")
    drawn = [[int((n - 1) * rng.random()) for _ in range(n)] for _ in range(B)]
    return np.array([stat(data[i]) for i in drawn], dtype=float)
