"""A small pseudo-random generator and what is drawn with it: whole numbers, shuffles, weighted choices."""

MODULUS = 2**31 - 1
MULTIPLIER = 48271


class MinStd:
    """The generator x <- 48271 x mod (2**31 - 1), started at x = seed mod (2**31 - 1).

    Raises ValueError if that start is 0.

    >>> rng = MinStd(1)
    >>> rng.next_int(), rng.next_int()
    (48271, 182605794)
    """

    def __init__(self, seed: int):
        raise NotImplementedError("task 1")

    def next_int(self) -> int:
        """Move to the next state and return it: a whole number from 1 to 2**31 - 2."""
        raise NotImplementedError("task 1")

    def random(self) -> float:
        """(x - 1) / (2**31 - 2) for the next state x: a float in [0, 1)."""
        raise NotImplementedError("task 1")


def randbelow(rng: MinStd, n: int) -> int:
    """A whole number from 0 to n - 1, each equally likely.

    Let x be the next state less 1, one of N = 2**31 - 2 values. If x lies below the largest multiple of n
    that is at most N, the result is x % n; otherwise x is thrown away and the next one is drawn.

    Raises ValueError unless 1 <= n <= 2**31 - 2.

    >>> rng = MinStd(1)
    >>> [randbelow(rng, 6) for _ in range(5)]
    [0, 5, 5, 0, 0]
    """
    raise NotImplementedError("task 2")


def shuffle(rng: MinStd, xs: list) -> None:
    """Put xs into random order in place; all orders equally likely. Returns None.

    For i = n - 1, n - 2, ..., 1: swap entry i with entry randbelow(rng, i + 1).

    >>> cards = ["A", "B", "C", "D"]
    >>> shuffle(MinStd(2), cards)
    >>> cards
    ['D', 'A', 'C', 'B']
    """
    raise NotImplementedError("task 3")


def sample_weighted(rng: MinStd, w: list[float]) -> int:
    """An index, drawn with probability w[i] / sum(w), from one call of rng.random().

    With u = rng.random() * sum(w): the first i for which u < w[0] + ... + w[i].

    Raises ValueError if a weight is negative, infinite or nan, or if none is positive.

    >>> rng = MinStd(1)
    >>> [sample_weighted(rng, [1, 0, 3]) for _ in range(5)]
    [0, 0, 2, 2, 2]
    """
    raise NotImplementedError("task 4")
