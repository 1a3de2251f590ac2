"""`logsumexp` and `softmax` work along the last axis, whichever axis is asked for.

Where the result has the shape of the argument, as with softmax, nothing looks wrong: the entries are
positive and add up to 1, only in the other direction.

Ask yourself: for a table of 2 by 2, which sums are 1 after `softmax(x, axis=0)`: those of the rows, or
those of the columns?
"""

_right_logsumexp, _right_softmax = logsumexp, softmax


def logsumexp(x, axis=-1, keepdims=False):
    return _right_logsumexp(x, -1, keepdims)


def softmax(x, axis=-1):
    return _right_softmax(x, -1)
