"""The total is set back to 0 in every round of the loop, so that only the last number is left in it.

What stands inside a loop is done once for each entry. A start value is set once, before the first round.

Ask yourself: which value does `total` have after the first round, and which one at the beginning of the
second?
"""


def mean(xs):
    if len(xs) == 0:
        raise ValueError("the mean of no numbers is not defined")
    for x in xs:
        total = 0.0
        total = total + x
    return total / len(xs)
