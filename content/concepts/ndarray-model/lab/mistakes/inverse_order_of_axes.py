"""`transpose` sends axis k *to* place axes[k], where the result should take its axis k *from* axes[k].

For two axes, and for every order that swaps one pair, the two readings agree. With three axes moved in a
circle they do not.

Ask yourself: with shape (2, 3, 4) and axes (1, 2, 0), how long should axis 0 of the result be, and how
long is it in yours?
"""

_right_transpose = NDArray.transpose


def _transpose(self, axes=None):
    if axes is None or sorted(axes) != list(range(len(self.shape))):
        return _right_transpose(self, axes)
    inverse = sorted(range(len(axes)), key=lambda k: axes[k])
    return _right_transpose(self, tuple(inverse))


NDArray.transpose = _transpose
