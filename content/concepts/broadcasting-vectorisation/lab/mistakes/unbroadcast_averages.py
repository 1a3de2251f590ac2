"""`unbroadcast` takes the mean over the repeated places instead of adding them up.

The shape is right and the numbers look tame. But a number that was used in twelve places has twelve
influences on the result, and they add.

Ask yourself: if y = x + x + x, and each of the three places passes back a 1, what must arrive at x?
"""

_right_unbroadcast = unbroadcast


def unbroadcast(g, shape):
    total = _right_unbroadcast(g, shape)
    here = there = 1
    for n in g.shape:
        there *= n
    for n in shape:
        here *= n
    times = there // here if here and there else 1
    return ufunc(lambda x: x / times, total) if isinstance(g, NDArray) else total / times
