"""`shuffle` returns a shuffled copy, and the list that was passed in stays in its old order.

A caller who writes `shuffle(rng, rows)` and goes on with `rows` notices nothing: no error, only unshuffled
data.

Ask yourself: after `ys = list(xs)`, whose entries does `ys[i], ys[j] = ys[j], ys[i]` exchange?
"""

_right_shuffle = shuffle


def shuffle(rng, xs):
    ys = list(xs)
    _right_shuffle(rng, ys)
    return ys
