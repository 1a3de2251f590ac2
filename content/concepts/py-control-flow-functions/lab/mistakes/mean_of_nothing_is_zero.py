"""For an empty list your `mean` answers 0. Nobody who reads that 0 can tell it from a real mean.

No number is the mean of no numbers. A function that makes one up hides the fact that the data is missing,
and the wrong 0 turns up later, far away from its cause. Raising an error says at once what is the matter.

Ask yourself: a thermometer sends no readings for a week. Which mean temperature should the report show?
"""


def mean(xs):
    if len(xs) == 0:
        return 0.0
    total = 0.0
    for x in xs:
        total = total + x
    return total / len(xs)
