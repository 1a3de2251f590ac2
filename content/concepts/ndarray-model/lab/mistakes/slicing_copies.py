"""A slice shows the right elements, but on a list of its own: writing to `a[1:]` leaves `a` as it was.

Python's lists copy when they are sliced. An array does not: a view costs the same few numbers for ten
elements as for ten million, and a loop that updates a part of the array in place depends on it.

Ask yourself: after `v = a[1:]` and `v[0] = 99`, which list holds the 99?
"""

_right_view = NDArray._view
_right_getitem = NDArray.__getitem__


def _getitem(self, key):
    found = _right_getitem(self, key)
    if not isinstance(found, NDArray):
        return found
    return NDArray([found.buffer[place] for place in found._places()], found.shape)


NDArray.__getitem__ = _getitem
