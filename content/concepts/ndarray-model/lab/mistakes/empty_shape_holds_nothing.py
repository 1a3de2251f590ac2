"""The product of the lengths of shape () is taken as 0, so an array without axes holds no element.

Each further axis multiplies the number of elements. With no axis at all nothing has been multiplied yet, and
the result must be the number that leaves products unchanged. Shape () is what remains of a vector when its
only axis is gone: one element.

Ask yourself: what is `math.prod([])`, and with what value must a loop that multiplies begin?
"""

_right_size = size_of


def size_of(shape):
    return _right_size(shape) if shape else 0


def c_strides(shape):
    return tuple(_right_size(shape[k + 1 :]) for k in range(len(shape)))


_right_tolist = NDArray.tolist


def _tolist(self):
    return [] if not self.shape else [_element(self, i) for i in range(self.shape[0])]


def _element(self, i):
    inner = self._at_first_axis(i)
    return inner.tolist() if inner.shape else inner.buffer[inner.offset]


_right_getitem = NDArray.__getitem__


def _getitem(self, key):
    found = self._view(key)
    parts = key if isinstance(key, tuple) else (key,)
    if found.shape or Ellipsis in parts or not parts:
        return found
    return found.buffer[found.offset]


NDArray.tolist = _tolist
NDArray.__getitem__ = _getitem
