"""`mean` comes back after the first number: the `return` stands inside the loop.

A `return` ends the whole function, also in the middle of a loop. Python tells what belongs to the loop by
the indentation alone, the spaces at the beginning of the line. Yours is indented as far as the addition
above it, so it is carried out in the first round.

Ask yourself: when the list has three numbers, how often should the addition happen, and how often the
`return`?
"""


def mean(xs):
    if len(xs) == 0:
        raise ValueError("the mean of no numbers is not defined")
    total = 0.0
    for x in xs:
        total = total + x
        return total / len(xs)
