"""Two values for one cell of the pivot: the later one silently replaces the earlier.

A cell can show one value. If the data have two, somebody has to decide whether to add them, average them or
ask why there are two; a program that drops one decides without saying so.

Ask yourself: what does `cells[row, column] = value` do when the pair is already there?
"""


def _pivot(self, index, columns, values):
    cells = dict(zip(self._keys([index, columns]), self[values], strict=True))
    if any(None in pair for pair in cells):
        raise ValueError("a missing label")
    rows, names = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
    return Frame({index: rows} | {name: [cells.get((row, name)) for row in rows] for name in names})


Frame.pivot = _pivot
