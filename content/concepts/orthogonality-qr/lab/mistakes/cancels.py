"""The mirror is always built from x - |x| e1. For a column that is nearly parallel to the first axis
this subtracts two nearly equal numbers: digits are lost, and for a column exactly along the axis nothing
is left to divide by.

The other choice, x + |x| e1, reflects to the opposite side, which is just as good: only the sign of the
result differs, and you may change it at the end.

Ask yourself: for x = (1, 1e-9), which of 1 - |x| and 1 + |x| does a float get right?
"""


def mirror(x):
    length = norm(x)
    if length == 0:
        return np.zeros(len(x))
    v = x / length
    v[0] -= 1.0
    size = norm(v)
    return v / size if size > 0 else v
