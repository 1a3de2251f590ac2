"""Missing ends of a slice are taken as 0 and n whatever the sign of the step, so `a[::-1]` is empty.

A walk with a negative step begins at the other end, and its missing stop lies *before* element 0. That stop
cannot be written as -1 in a slice either, since -1 there means the last element.

Ask yourself: which element does `[10, 11, 12][::-1]` show first, and after which one does it end?
"""


class _Slice:
    """Stands in for slice.indices."""

    def __init__(self, part):
        self.part = part

    def indices(self, n):
        step = 1 if self.part.step is None else self.part.step
        if step > 0:
            return self.part.indices(n)
        start = 0 if self.part.start is None else self.part.start
        stop = n if self.part.stop is None else self.part.stop
        return start % n if n else 0, stop % n if stop < 0 else stop, step


_right_parts = NDArray._one_part_per_axis


def _parts(self, key):
    return [_Slice(part) if isinstance(part, slice) else part for part in _right_parts(self, key)]


NDArray._one_part_per_axis = _parts
