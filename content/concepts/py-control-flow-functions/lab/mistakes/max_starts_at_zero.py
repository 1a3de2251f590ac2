"""Your largest value so far begins at 0, and a list of numbers below zero never gets past it.

The 0 was not in the list, and yet it is in the result. A start value takes part in every comparison, so it
must be one that cannot win against the numbers themselves.

Ask yourself: what is the largest number of [-5]? Which value can you be sure of before the loop begins?
"""


def running_max(xs):
    result = []
    largest = 0
    for x in xs:
        largest = max(largest, x)
        result.append(largest)
    return result
