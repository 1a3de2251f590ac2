"""Every exception counts as the same failure. Shrinking then runs away to whatever crashes soonest: from a
missing price deep in the data to the empty list that nobody would ever pass.

Ask yourself: the full input raises a ValueError, and a part of it a TypeError. Is that the bug that you
were looking for?
"""


def fails_like(run, items):
    if raised_by(run, items) is None:
        raise ValueError("raises nothing")

    def fails(part):
        return raised_by(run, part) is not None

    return fails
