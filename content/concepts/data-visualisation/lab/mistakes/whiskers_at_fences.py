"""The whiskers end at the fences, where no data are.

1.5 IQR beyond the box is the line that decides what still counts as inside. The whisker then goes to the
last datum inside. Drawn at the fence, it claims data that do not exist.

Ask yourself: what is the largest value among 1, 2, 3, 4, 100 that is not beyond the fence?
"""

_box = box_stats


def box_stats(x):
    found = _box(x)
    reach = 1.5 * (found["q3"] - found["q1"])
    return found | {"whislo": found["q1"] - reach, "whishi": found["q3"] + reach}
