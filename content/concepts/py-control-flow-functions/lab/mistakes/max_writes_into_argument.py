"""The result is right, but the list that was passed in has been overwritten: both are the same list.

`result = xs` copies nothing. It gives the one list a second name, and what is written through the new name is
seen through the old one too. Whoever called your function has lost the readings.

Ask yourself: after `result = xs`, how many lists are there? Which way of making a list gives a second one?
"""


def running_max(xs):
    result = xs
    for i in range(1, len(xs)):
        result[i] = max(result[i - 1], xs[i])
    return result
