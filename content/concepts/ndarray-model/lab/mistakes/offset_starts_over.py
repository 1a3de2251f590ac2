"""A view of a view begins at the start of the buffer again: `a[2:][1:]` shows the same as `a[1:]`.

The first slice put its start into the offset. The second has its own start, counted from where the first
view begins, not from where the buffer does.

Ask yourself: where in the buffer is element 0 of `a[2:]`, and where is element 1 of it?
"""

_right_view = NDArray._view


def _view(self, key):
    right = _right_view(self, key)
    offset = right.offset - self.offset
    try:
        return NDArray(self.buffer, right.shape, right.strides, offset)
    except ValueError:
        return right


NDArray._view = _view
