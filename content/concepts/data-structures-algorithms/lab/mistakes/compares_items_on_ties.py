"""With a key, items whose keys are equal are put in order by the items themselves: you compare the pairs
(key, item), and Python goes on to the second entry when the first ones are equal.

The result is no longer stable, and items that cannot be compared, such as dictionaries, make it fail.

Ask yourself: what is `(1, "b") < (1, "a")` decided by, and what should decide it?
"""


def _sorted(pairs):
    if len(pairs) <= 1:
        return pairs
    half = len(pairs) // 2
    left, right = _sorted(pairs[:half]), _sorted(pairs[half:])
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]
