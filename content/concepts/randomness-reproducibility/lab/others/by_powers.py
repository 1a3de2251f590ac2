"""No step at all: the generator counts its draws and computes the state as seed * 48271**k mod m.

randbelow calls itself again where a value is thrown away; the shuffle collects its exchanges before it makes
them; the weighted choice compares with a running total, a weight at a time.
"""

M = 2**31 - 1


class MinStd:
    def __init__(self, seed):
        self.start, self.draws = seed % M, 0
        if self.start < 1:
            raise ValueError("dead seed")

    def next_int(self):
        self.draws = self.draws + 1
        return self.start * pow(48271, self.draws, M) % M

    def random(self):
        return float(self.next_int() - 1) / float(M - 1)


def randbelow(rng, n):
    if not (n > 0 and n < M):
        raise ValueError(n)
    part = (M - 1) // n  # how many values belong to each result
    round_number, result = divmod(rng.next_int() - 1, n)
    return result if round_number < part else randbelow(rng, n)


def shuffle(rng, xs):
    exchanges = [(i, randbelow(rng, i + 1)) for i in range(1, len(xs))[::-1]]
    for i, j in exchanges:
        if i != j:
            xs[i], xs[j] = xs[j], xs[i]


def sample_weighted(rng, w):
    total = 0.0
    for weight in w:
        if weight < 0 or weight != weight or weight == float("inf"):
            raise ValueError("a weight is negative, infinite or nan")
        total += weight
    if total == 0.0:
        raise ValueError("all weights are zero")
    u = total * rng.random()
    passed, i = 0.0, 0
    while passed + w[i] <= u:
        passed += w[i]
        i += 1
    return i
