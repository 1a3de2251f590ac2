"""The axes of the result stand in the order in which their letters first occur, whatever stands behind
the arrow: "ij->ji" gives the matrix unchanged.

The letters behind the arrow say two things: which axes remain, and in which order.

Ask yourself: for `b` from "ij->ji" on a (2, 3) array, what should `b.shape` be?
"""

_right_einsum = einsum


def einsum(spec, *arrays):
    _, output, lengths = read_spec(spec, arrays)
    left = spec.partition("->")[0]
    return _right_einsum(left + "->" + "".join(letter for letter in lengths if letter in output), *arrays)
