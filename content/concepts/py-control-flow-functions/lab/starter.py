"""First functions: the mean of a list, its running maximum, and a root found by halving an interval."""


def mean(xs: list[float]) -> float:
    """The sum of xs divided by how many there are: (xs[0] + xs[1] + ... + xs[n - 1]) / n.

    Raises ValueError if the list is empty.

    >>> mean([2, 3, 7])
    4.0
    """
    raise NotImplementedError("task 1")


def running_max(xs: list[float]) -> list[float]:
    """result[i] is the largest of xs[0], ..., xs[i]; the result is a new list, as long as xs.

    >>> running_max([3, 1, 2, 5, 4])
    [3, 3, 3, 5, 5]
    """
    raise NotImplementedError("task 2")


def bisect_root(f, lo: float, hi: float, *, tol: float = 1e-10, max_iter: int = 200) -> float:
    """The middle of an interval of length tol or less, in which the continuous function f crosses 0.

    Halves the interval from lo to hi at most max_iter times. A point at which f is exactly 0 is returned
    at once. Raises ValueError if f has the same sign at both ends.

    >>> bisect_root(lambda x: x * x - 2, 0, 2, tol=0.5)
    1.25
    """
    raise NotImplementedError("task 3")
