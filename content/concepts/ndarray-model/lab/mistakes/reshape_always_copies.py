"""`reshape` shows the right elements in the right shape, but always on a new list, also where strides
would do.

Most reshapes are of arrays that lie in order, and a view of those is free. Code that reshapes and then
writes counts on it: with a copy the writes are lost.

Ask yourself: after `m = a.reshape((2, 3))` and `m[0, 0] = 99`, for an `a` straight from the constructor,
what should `a[0]` be?
"""


def _reshape(self, shape):
    shape = filled_in(tuple(shape), size_of(self.shape))
    return NDArray([self.buffer[place] for place in self._places()], shape)


NDArray.reshape = _reshape
