"""The possible pairs (prize, opened) are listed correctly, and then all get the same probability.

With three doors there are four pairs, so each gets 1/4, and your own door ends up with the prize half of the
time. Possible is not the same as equally likely: the prize is placed first, and the pairs share what its
place has.

Ask yourself: how likely must (1, 2) and (1, 3) be together?
"""


def doors(n=3):
    if n < 3:
        raise ValueError(n)
    return FiniteDist(
        {(prize, opened): 1 for prize in range(1, n + 1) for opened in range(2, n + 1) if prize != opened}
    )
