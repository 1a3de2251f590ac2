"""Items get lost: your merge stops when one of the two runs is used up, and what is left of the other
never reaches the result.

The loop has to stop there, as there is nothing left to compare with. The items that remain are already in
order; but they are still items.

Ask yourself: you merge [1, 2] with [3, 4]. After which comparison does your loop end, and where are 3
and 4 then?
"""


def _sorted(pairs):
    if len(pairs) <= 1:
        return pairs
    half = len(pairs) // 2
    left, right = _sorted(pairs[:half]), _sorted(pairs[half:])
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if right[j][0] < left[i][0]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged
