"""`unbroadcast` sums the axes that were added on the left, and forgets those that were stretched from
length 1.

A bias of shape (3, 1) that met data of shape (2, 3, 4) was repeated along two axes: along the new one,
and along its own last. A gradient that still has 4 entries there cannot belong to it.

Ask yourself: in how many places of the (2, 3, 4) array did one number of the (3, 1) array stand?
"""


def unbroadcast(g, shape):
    shape = tuple(shape)
    if broadcast_shapes(shape, g.shape) != tuple(g.shape):
        raise ValueError("does not stretch")
    axes = tuple(range(len(g.shape) - len(shape)))
    if isinstance(g, NDArray):
        return reduce(operator.add, g, axes, initial=0)
    return g.sum(axis=axes)
