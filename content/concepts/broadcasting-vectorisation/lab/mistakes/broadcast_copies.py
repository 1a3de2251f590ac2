"""`broadcast_to` shows the right elements, but writes them all out into a new list.

Stretching a row to a million rows then costs a million times its memory, and what is written to the row
later is not seen. NumPy's own result is a view on one row.

Ask yourself: in which attribute of an array could "take the same element again" be written down?
"""

_right = broadcast_to


def broadcast_to(a, shape):
    return NDArray(elements(_right(a, shape)), tuple(shape))
