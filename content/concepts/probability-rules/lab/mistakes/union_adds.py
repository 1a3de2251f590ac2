"""The probabilities of the events are added, so an outcome that lies in two of them is counted twice.

For a fair die, "even or at least 4" gives 1: the sides 4 and 6 belong to both events. With three events that
overlap a lot the result passes 1, which no probability can.

Ask yourself: for which pairs of events is the plain sum right, and what do the others have in common?
"""


def at_least_one(dist, events):
    return sum((dist.prob(event) for event in events), Fraction(0))
