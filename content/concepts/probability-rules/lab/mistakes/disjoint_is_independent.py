"""`independent` says True for events that cannot happen together.

That is disjointness, and it is nearly the opposite: if A excludes B, then hearing that A happened tells you
everything about B. "Even" and "odd" on a die come out as independent here.

Ask yourself: you learn that the die shows an even number. How likely is an odd one now, and how likely was it
before?
"""


def independent(dist, A, B):
    return dist.prob(lambda x: A(x) and B(x)) == 0
