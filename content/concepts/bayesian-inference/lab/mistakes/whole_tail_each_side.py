"""Your interval leaves out the whole remainder on each side: twice as much as it should.

An interval called 90 % then holds 80 %. What is left out has to be shared by the two tails.

Ask yourself: with the level 0.9, how much probability is outside in total, and how much of it on the
left?
"""


def tail_of(level):
    if not 0 < level < 1:
        raise ValueError("no level")
    return 1 - level
