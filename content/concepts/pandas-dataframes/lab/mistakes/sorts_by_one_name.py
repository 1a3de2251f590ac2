"""Only the first name decides the order; rows that agree in it stay as they were.

The other names are there for exactly those rows.

Ask yourself: two rows have the same value in the first column. Which of your lines looks at the second?
"""


def _sort_by(self, names):
    first, *_ = names
    values = self[first]
    return self._rows(sorted(range(len(self)), key=lambda i: missing_last(values[i])))


Frame.sort_by = _sort_by
