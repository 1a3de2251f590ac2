"""A small pseudo-random generator and what is drawn with it: whole numbers, shuffles, weighted choices.

Good enough for teaching and for repeatable runs; not for secrets, and its period is only 2**31 - 2.
"""

from itertools import accumulate

MODULUS = 2**31 - 1  # a prime, so every state but 0 lies on one cycle of length MODULUS - 1
MULTIPLIER = 48271  # Park, Miller and Stockmeyer (1993); minstd_rand of the C++ standard


class MinStd:
    """x <- 48271 x mod (2**31 - 1). The same seed gives the same numbers, on every machine."""

    def __init__(self, seed: int):
        self.state = seed % MODULUS
        if self.state == 0:
            raise ValueError(f"seed {seed} is a multiple of {MODULUS}: the generator would return 0 for ever")

    def next_int(self) -> int:
        """A whole number from 1 to 2**31 - 2."""
        self.state = MULTIPLIER * self.state % MODULUS
        return self.state

    def random(self) -> float:
        """A float in [0, 1)."""
        return (self.next_int() - 1) / (MODULUS - 1)


def randbelow(rng: MinStd, n: int) -> int:
    """A whole number from 0 to n - 1, each equally likely.

    A generator with N values cannot be divided evenly among n results unless n divides N; the draws
    that are left over are thrown away and drawn again.
    """
    n_values = MODULUS - 1
    if not 1 <= n <= n_values:
        raise ValueError(f"n must be from 1 to {n_values}, not {n}")
    usable = n_values - n_values % n
    while True:
        x = rng.next_int() - 1
        if x < usable:
            return x % n


def shuffle(rng: MinStd, xs: list) -> None:
    """Put xs into random order in place, all n! orders equally likely (Fisher and Yates)."""
    for i in range(len(xs) - 1, 0, -1):
        j = randbelow(rng, i + 1)  # 0..i, never beyond: positions after i are settled
        xs[i], xs[j] = xs[j], xs[i]


def sample_weighted(rng: MinStd, w: list[float]) -> int:
    """An index i, drawn with probability w[i] / sum(w)."""
    sums = list(accumulate(w, initial=0.0))  # 0, w[0], w[0] + w[1], ...
    total = sums[-1]
    if any(weight < 0 for weight in w) or not 0 < total < float("inf"):
        raise ValueError("weights must be finite and not negative, and one of them positive")
    u = rng.random() * total  # in [0, total); entry i owns the stretch from sums[i] to sums[i + 1]
    return next(i for i, end in enumerate(sums[1:]) if u < end)
