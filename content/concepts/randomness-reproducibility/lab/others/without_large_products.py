"""Schrage's step, which never exceeds 2**31, and running subtraction in the place of running sums.

The generator keeps its state in a list cell behind a closure; the shuffle calls itself.
"""

Q, R = divmod(2**31 - 1, 48271)  # m = a q + r
LAST = 2**31 - 2


class MinStd:
    __slots__ = ("_advance",)

    def __init__(self, seed):
        start = seed % (LAST + 1)
        if not start:
            raise ValueError("a generator cannot start at 0")
        cell = [start]

        def advance():
            high, low = divmod(cell[0], Q)
            x = 48271 * low - R * high
            cell[0] = x if x > 0 else x + LAST + 1
            return cell[0]

        self._advance = advance

    def next_int(self):
        return self._advance()

    def random(self):
        return (self._advance() - 1) / LAST


def randbelow(rng, n):
    if n < 1 or n > LAST:
        raise ValueError(f"no numbers below {n}")
    x = rng.next_int() - 1
    while x // n >= LAST // n:
        x = rng.next_int() - 1
    return x - x // n * n


def shuffle(rng, xs):
    def settle(i):
        while i > 0:
            j = randbelow(rng, i + 1)
            entry = xs[i]
            xs[i] = xs[j]
            xs[j] = entry
            i -= 1

    settle(len(xs) - 1)


def sample_weighted(rng, w):
    for weight in w:
        if not 0 <= weight < float("inf"):
            raise ValueError(f"{weight} is no weight")
    total = sum(w)
    if total == 0:
        raise ValueError("nothing can be drawn")
    left, last = rng.random() * total, 0
    for i, weight in enumerate(w):
        if weight > 0:
            last = i
            if left < weight:
                break
        left -= weight
    return last
