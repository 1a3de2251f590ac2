"""`reshape` lays fresh C-order strides over the same buffer. On an array that lies in C order this is
right; on a transposed or sliced one the elements come out as they lie in the buffer, not as the array
shows them.

`reshape` promises the same elements in the order in which the array is read, last axis fastest. The
buffer need not lie in that order.

Ask yourself: for `t = NDArray([0, 1, 2, 3, 4, 5], (2, 3)).transpose()`, what is `t.tolist()`, and which
numbers does your `t.reshape((6,))` show?
"""


def _reshape(self, shape):
    return NDArray(self.buffer, filled_in(tuple(shape), size_of(self.shape)))


NDArray.reshape = _reshape
