"""`suspects` treats codes as measured numbers: a code that decides the target is not noticed.

The association of a number with a category asks how far apart the means lie, and the mean of codes means
nothing.

Ask yourself: the codes 5 and 2 stand for "no", the codes 1 and 9 for "yes". Does a mean tell them apart?
"""


def as_measured(values):
    return values
