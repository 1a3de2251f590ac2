"""Shapes are aligned at their left ends, and missing lengths filled in on the right: (3, 4) with (4,) fails,
and (3, 4) with (3,) passes.

The convention is the other one, since the last axis is usually the one that belongs together: the features
of a row, the colours of a pixel.

Ask yourself: a table of shape (1000, 4) minus the mean of each of its 4 columns: which ends of the two shapes
belong together?
"""


def broadcast_shapes(*shapes):
    count = max((len(shape) for shape in shapes), default=0)
    padded = [tuple(shape) + (1,) * (count - len(shape)) for shape in shapes]
    common = []
    for lengths in zip(*padded, strict=True):
        others = {n for n in lengths if n != 1}
        if len(others) > 1:
            raise ValueError("shapes do not broadcast")
        common.append(others.pop() if others else 1)
    return tuple(common)
