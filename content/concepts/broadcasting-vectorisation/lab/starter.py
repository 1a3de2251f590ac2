"""Whole-array operations on NDArray: broadcasting, elementwise functions, reductions, einsum."""

from collections.abc import Callable

from mylib.array.ndarray import NDArray


def broadcast_shapes(*shapes: tuple[int, ...]) -> tuple[int, ...]:
    """The common shape: aligned from the right, missing lengths count as 1, and 1 stretches to any length.

    Raises ValueError if two lengths other than 1 meet on an axis.

    >>> broadcast_shapes((3, 1), (4,))
    (3, 4)
    """
    raise NotImplementedError("task 1")


def broadcast_to(a: NDArray, shape: tuple[int, ...]) -> NDArray:
    """A view of `a` with the given shape; new and stretched axes have stride 0.

    Raises ValueError if `a` does not stretch to `shape`.
    """
    raise NotImplementedError("task 2")


def ufunc(f: Callable, *arrays: NDArray) -> NDArray:
    """f on the elements that meet when the arrays are broadcast; a new array in C order."""
    raise NotImplementedError("task 3")


def reduce(
    f: Callable, a: NDArray, axis: int | tuple | None = None, keepdims: bool = False, initial=None
) -> NDArray:
    """Fold f over the named axes, all of them for None: f(f(f(x0, x1), x2), ...), from `initial` if given.

    The named axes disappear, or stay with length 1 if `keepdims`. Raises ValueError for an axis that does
    not exist or is named twice, and for an empty fold without `initial`.
    """
    raise NotImplementedError("task 4")


def unbroadcast(g, shape: tuple[int, ...]):
    """Sum g back to `shape`, over every axis along which broadcasting from `shape` to g.shape repeated.

    g is an NDArray or a NumPy array, and the result is of the same kind. For every x of shape `shape`:
    the sum of broadcast_to(x, g.shape) * g equals the sum of x * unbroadcast(g, shape).

    Raises ValueError if `shape` does not stretch to g.shape.
    """
    raise NotImplementedError("task 5")


def einsum(spec: str, *arrays: NDArray) -> NDArray:
    """Multiply the elements that the letters point at, and sum over every letter that is not in the output.

    "ij,jk->ik" means result[i, k] = sum over j of a[i, j] * b[j, k].

    Raises ValueError if spec and arrays do not fit.
    """
    raise NotImplementedError("task 6")
