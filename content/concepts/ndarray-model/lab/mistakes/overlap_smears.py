"""Elements are copied one after another while source and target overlap: `a[1:] = a[:-1]` fills the
array with its first element.

Each value is read after its place has already been overwritten by the step before.

Ask yourself: when your loop comes to write `a[2]`, what does `a[1]` hold by then?
"""


def _setitem(self, key, value):
    view = self._view(key)
    if not isinstance(value, NDArray):
        for place in view._places():
            self.buffer[place] = value
        return
    if value.shape != view.shape:
        raise ValueError("shapes differ")
    for place, source in zip(view._places(), value._places(), strict=True):
        self.buffer[place] = value.buffer[source]


NDArray.__setitem__ = _setitem
