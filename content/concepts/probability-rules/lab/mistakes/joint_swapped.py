"""The pairs of `joint` come out as (y, x): first the outcome of the second distribution.

As long as both are dice nobody notices. With a coin and an urn, the pair ("h", 2) does not exist and (2, "h")
does.

Ask yourself: in joint(coin, urn), what should the first entry of every outcome be?
"""


def joint(d1, d2):
    return FiniteDist({(y, x): p * q for x, p in d1.table.items() for y, q in d2.table.items()})
