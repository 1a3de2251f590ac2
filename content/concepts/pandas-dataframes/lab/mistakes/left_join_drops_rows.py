"""`how="left"` gives the inner join: left rows without a partner are lost.

A left join is chosen in order to lose no row of the left table; the columns from the right are then
missing in those rows.

Ask yourself: what should stand in the result for a left row whose key the right frame does not have?
"""


def matches(left, right, how):
    partners = {}
    for j, key in enumerate(right):
        partners.setdefault(key, []).append(j)
    pairs = [(i, j) for i, key in enumerate(left) for j in partners.get(key, [])]
    if how == "outer":
        pairs += [(i, None) for i, key in enumerate(left) if key not in partners]
        pairs.sort()
        pairs += [(None, j) for j, key in enumerate(right) if key not in left]
    return pairs
