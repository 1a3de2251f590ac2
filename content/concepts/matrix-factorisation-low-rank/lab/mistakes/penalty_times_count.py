"""The penalty of a row is multiplied by the number of its known entries.

There is a method that does this on purpose. It minimises another objective than the one that was asked
for: rows with many entries are held back more.

Ask yourself: in the objective of the brief, which factor stands in front of the square of p_i?
"""


def best_rows(R, mask, Q, lam):
    k = Q.shape[1]
    rows = []
    for row, seen in zip(R, mask, strict=True):
        more = math.sqrt(lam * max(seen.sum(), 1)) * identity(k)
        rows.append(lstsq(np.vstack([Q[seen], more]), np.append(row[seen], np.zeros(k)), method="normal"))
    return np.array(rows)
