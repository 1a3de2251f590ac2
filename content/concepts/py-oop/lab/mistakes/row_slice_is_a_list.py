"""A slice of your Row is a plain list: it has lost everything that a row can do.

The square brackets are passed on to the list inside, and a slice of a list is a list. Whoever writes
`row[1:] + other` then gets an error, or two lists joined.

Ask yourself: of which type is `"abc"[1:]`, and of which type `[1, 2, 3][1:]`? What would one expect of a row?
"""


def _getitem(self, key):
    return self._entries[key]


Row.__getitem__ = _getitem
