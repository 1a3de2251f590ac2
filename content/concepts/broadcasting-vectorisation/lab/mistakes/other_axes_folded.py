"""`axis` is read as the axes to keep: the sum over axis 0 of shape (2, 3) comes out with 2 elements.

The axis that is named is the one that is walked along, and it is gone afterwards. Summing over axis 0
adds the rows to each other.

Ask yourself: a table has one row for each customer and one column for each month. After a sum over the
axis of the customers, what is left, months or customers?
"""

_right_axes = axes_of


def axes_of(axis, count):
    named = _right_axes(axis, count)
    return named if axis is None or count < 2 else set(range(count)) - named


def unbroadcast(g, shape):
    shape = tuple(shape)
    if broadcast_shapes(shape, g.shape) != tuple(g.shape):
        raise ValueError("does not stretch")
    new = len(g.shape) - len(shape)
    axes = set(range(new)) | {k + new for k, n in enumerate(shape) if n == 1 and g.shape[k + new] != 1}
    if not isinstance(g, NDArray):
        return g.sum(axis=tuple(axes), keepdims=True).reshape(shape)
    folded = {}
    for index, x in zip(product(*map(range, g.shape)), elements(g), strict=True):
        target = tuple(0 if k in axes else i for k, i in enumerate(index))
        folded[target] = folded.get(target, 0) + x
    kept = tuple(1 if k in axes else n for k, n in enumerate(g.shape))
    return NDArray([folded.get(index, 0) for index in product(*map(range, kept))], shape)
