"""Where both frames have a column of the same name, only one of the two is in the result.

Both were put into the dictionary of columns under one name, and the second wrote over the first. The values
that were lost are not missed until somebody wonders why a price has changed.

Ask yourself: both frames have a column `v`. Under which two names does the brief want them?
"""


def _merge(self, other, on, how="inner", suffixes=("_x", "_y")):
    if how not in JOINS:
        raise ValueError(how)
    pairs = matches(self._keys(on), other._keys(on), how)
    columns = {name: [None if i is None else self[name][i] for i, _ in pairs] for name in self.names}
    for name in other.names:
        if name not in on:
            columns[name] = [None if j is None else other[name][j] for _, j in pairs]
    for name in on:
        columns[name] = [other[name][j] if i is None else self[name][i] for i, j in pairs]
    return Frame(columns)


Frame.merge = _merge
