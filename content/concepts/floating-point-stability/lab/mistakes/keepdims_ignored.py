"""With `keepdims=True` the summed axis is missing from the result of `logsumexp`.

The flag is there so that the result can be subtracted from the argument: a shape of (2, 1) broadcasts
against (2, 3), whereas (2,) is laid along the wrong axis, or does not fit at all.

Ask yourself: what shape must the result have so that `x - logsumexp(x, keepdims=True)` is row by row?
"""

_right_logsumexp = logsumexp


def logsumexp(x, axis=-1, keepdims=False):
    return _right_logsumexp(x, axis)
