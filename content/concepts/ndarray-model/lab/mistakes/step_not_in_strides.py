"""A slice with a step gets the right length, but the array is then walked with its old strides: `a[::2]`
shows the first elements, one next to the other.

The length says how many elements there are. How far apart they lie in the buffer is the business of the
stride, and with a step of 2 they lie further apart than before.

Ask yourself: from `a[::2][0]` to `a[::2][1]`, how many places of the buffer do you move?
"""

_right_view = NDArray._view


def _view(self, key):
    right = _right_view(self, key)
    parts = zip(self._one_part_per_axis(key), self.strides, strict=True)
    strides = tuple(stride for part, stride in parts if isinstance(part, slice))
    step_back = zip(right.shape, right.strides, strict=True)
    first = right.offset + sum((n - 1) * s for n, s in step_back if s < 0 and n)
    backwards = any(s < 0 for s in right.strides)
    return NDArray(self.buffer, right.shape, strides, max(0, first) if backwards else right.offset)


NDArray._view = _view
