"""An integer index keeps its axis, with length 1: `a[0]` of a (3, 4) array has shape (1, 4).

That is what the slice `a[0:1]` is for. An integer says which one, and nothing is left to count along that
axis; with the axis kept, `a[0][1]` asks for a row that does not exist.

Ask yourself: how many integers does it take to name one element of `a`, and how many to name one of `a[0]`?
"""

_right_view = NDArray._view


def _kept(self, key):
    parts = self._one_part_per_axis(key)
    for part, n in zip(parts, self.shape, strict=True):
        if isinstance(part, int) and not -n <= part < n:
            raise IndexError(f"index {part} is out of range for an axis of length {n}")
    pairs = zip(parts, self.shape, strict=True)
    return _right_view(self, tuple(slice(p % n, p % n + 1) if isinstance(p, int) else p for p, n in pairs))


def _getitem(self, key):
    parts = key if isinstance(key, tuple) else (key,)
    if len(parts) == len(self.shape) and all(isinstance(part, int) for part in parts):
        return _right_view(self, key).tolist()
    return _kept(self, key)


NDArray.__getitem__ = _getitem
