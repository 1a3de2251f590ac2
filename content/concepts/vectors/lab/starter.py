"""Vectors as lists of numbers: sums, multiples, linear combinations, span in the plane."""


def add(u: list[float], v: list[float]) -> list[float]:
    """The sum u + v, entry by entry: result[i] = u[i] + v[i].

    Raises ValueError if the lengths differ.

    >>> add([1, 2], [3, 4])
    [4, 6]
    """
    raise NotImplementedError("task 1")


def scale(c: float, v: list[float]) -> list[float]:
    """The multiple c * v, entry by entry: result[i] = c * v[i].

    >>> scale(3, [2, 1])
    [6, 3]
    """
    raise NotImplementedError("task 2")


def linear_combination(coeffs: list[float], vectors: list[list[float]]) -> list[float]:
    """c_1 v_1 + ... + c_k v_k for k coefficients and k vectors of length n; the result has length n.

    Raises ValueError if there are not as many coefficients as vectors, if the vectors differ in
    length, or if there are none.

    >>> linear_combination([2, 3], [[2, 1], [0, 3]])
    [4, 11]
    """
    raise NotImplementedError("task 3")


def in_span_2d(u: list[float], v: list[float], w: list[float], tol: float = 1e-9) -> bool:
    """Whether w = c_1 u + c_2 v for some numbers c_1, c_2. All three vectors have two entries.

    Two nonzero vectors count as parallel when, after each is divided by its largest absolute entry,
    |p_1 q_2 - p_2 q_1| <= tol. The zero vector is parallel to everything.

    Raises ValueError if a vector does not have two entries.

    >>> in_span_2d([2, 1], [4, 2], [8, 4])
    True
    >>> in_span_2d([2, 1], [4, 2], [7, 11])
    False
    """
    raise NotImplementedError("task 4")
