"""An n-dimensional array in plain Python: one flat list, and shape, strides and offset to walk it with."""


class NDArray:
    """Element (i_0, i_1, ...) is buffer[offset + i_0 * strides[0] + i_1 * strides[1] + ...].

    Strides count elements. Attributes: buffer, shape, strides, offset.
    """

    def __init__(
        self, buffer: list, shape: tuple[int, ...], strides: tuple[int, ...] | None = None, offset: int = 0
    ) -> None:
        """Keep `buffer` itself, without copying it. Strides in C order by default.

        Raises ValueError if there are not as many strides as axes, or if an element lies outside the buffer.

        >>> NDArray([10, 11, 12, 13, 14, 15], (2, 3)).strides
        (3, 1)
        """
        raise NotImplementedError("task 1")

    def tolist(self):
        """Nested lists, the last axis innermost; for shape () the element itself.

        >>> NDArray([10, 11, 12, 13, 14, 15], (2, 3)).tolist()
        [[10, 11, 12], [13, 14, 15]]
        """
        raise NotImplementedError("task 1")

    def __getitem__(self, key):
        """The element, where `key` is one integer for each axis; otherwise a view.

        `key` is an int, a slice, Ellipsis, or a tuple of these.

        >>> NDArray([10, 11, 12, 13, 14, 15], (2, 3))[:, ::-1].tolist()
        [[12, 11, 10], [15, 14, 13]]
        """
        raise NotImplementedError("task 2")

    def __setitem__(self, key, value) -> None:
        """Write a scalar everywhere, or an NDArray of equal shape element by element, where `key` selects.

        Raises ValueError if the shapes differ.
        """
        raise NotImplementedError("task 3")

    def transpose(self, axes: tuple[int, ...] | None = None) -> "NDArray":
        """A view whose axis k is axis axes[k] of this array; all axes reversed by default.

        Raises ValueError if `axes` does not name each axis once.
        """
        raise NotImplementedError("task 4")

    def reshape(self, shape: tuple[int, ...]) -> "NDArray":
        """The same elements in the same order under another shape: a view if strides permit, else a copy.

        One length may be -1: it follows from the others. Raises ValueError if the numbers of elements differ.
        """
        raise NotImplementedError("task 5")
