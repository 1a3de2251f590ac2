"""Sorted, but items with equal keys change places: your merge takes the right one first when two keys are
equal.

On plain numbers nobody can see it, since one 5 is like another. Sort a table by name and then by city, and
the names inside each city come out in disorder.

Ask yourself: when the two front items of your runs have equal keys, which of them stood earlier in the
list?
"""


def _sorted(pairs):
    if len(pairs) <= 1:
        return pairs
    half = len(pairs) // 2
    left, right = _sorted(pairs[:half]), _sorted(pairs[half:])
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i][0] < right[j][0]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]
