"""`expectation` averages the possible values and leaves out how likely they are.

That is right for a fair die, where all weights are equal. With weights 1, 1 and 2 on the values 1, 2 and 6,
it gives 3, as if 6 came as rarely as the others.

Ask yourself: in a thousand draws from this distribution, how many are a 6?
"""


def expectation(dist, g=lambda x: x):
    return sum((g(x) for x in dist.table), Fraction(0)) / len(dist.table)
