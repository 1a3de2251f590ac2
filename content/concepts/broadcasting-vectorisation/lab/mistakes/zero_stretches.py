"""An axis of length 0 is stretched, or the larger of two lengths taken: (0, 3) and (2, 3) pass, and (0,
3) with (1, 3) gives one row.

Only length 1 stretches, because there is one element to repeat. Length 0 has none: an empty batch stays
empty, and meeting two rows it is an error like any other.

Ask yourself: if an array of no rows became two rows, which numbers would stand in them?
"""


def broadcast_shapes(*shapes):
    count = max((len(shape) for shape in shapes), default=0)
    padded = [(1,) * (count - len(shape)) + tuple(shape) for shape in shapes]
    for lengths in zip(*padded, strict=True):
        if len({n for n in lengths if n > 1}) > 1:
            raise ValueError("shapes do not broadcast")
    return tuple(max(lengths) for lengths in zip(*padded, strict=True))
