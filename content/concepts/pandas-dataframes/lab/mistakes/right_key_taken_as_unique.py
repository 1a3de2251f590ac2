"""Each row finds at most one partner: of several right rows with the same key, only the last one is kept.

The dictionary holds one place for each key, so every further row with that key writes over the one before.
As long as keys on the right are unique nobody notices, and then a table with two addresses for one customer
comes along.

Ask yourself: the key 1 comes twice on the left and three times on the right. How many rows has the join, and
how many places can your dictionary hold for the key 1?
"""


def matches(left, right, how):
    partner = {key: j for j, key in enumerate(right)}
    pairs = [(i, partner[key]) if key in partner else (i, None) for i, key in enumerate(left)]
    if how == "inner":
        pairs = [(i, j) for i, j in pairs if j is not None]
    if how == "outer":
        pairs += [(None, j) for j, key in enumerate(right) if key not in left]
    return pairs
