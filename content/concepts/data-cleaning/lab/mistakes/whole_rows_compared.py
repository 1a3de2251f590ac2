"""Records count as duplicates only if they agree in *every* column; `keys` is not looked at.

Two entries of one patient, of which the later has a corrected address, then both stay.

Ask yourself: which columns say that two records are of the same thing?
"""


def dedupe(rows, keys, keep="first"):
    if keep not in ("first", "last"):
        raise ValueError(keep)
    for row in rows:
        [row[name] for name in keys]
    if keep == "last":
        return [row for i, row in enumerate(rows) if row not in rows[i + 1 :]]
    return [row for i, row in enumerate(rows) if row not in rows[:i]]
