"""The host opens any door but yours, also the one with the prize.

Then door 2 wins one time in two once door 3 has been opened on a goat, and the puzzle is no puzzle. But the
pair (2, 2), the host opening the door with the prize, is in your table, and the host of this game never does
that: he knows.

Ask yourself: for each place of the prize, which doors may this host open?
"""


def doors(n=3):
    if n < 3:
        raise ValueError(n)
    return FiniteDist({(prize, opened): 1 for prize in range(1, n + 1) for opened in range(2, n + 1)})
