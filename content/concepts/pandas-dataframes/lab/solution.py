"""A small data frame in plain Python: named columns of equal length, with groups, joins and pivots.

A missing value is None. Not covered: row labels (a row is known by its position), column types, speed.
"""

JOINS = ("inner", "left", "outer")


class Frame:
    """Columns by name, all of one length. No method changes a frame; each makes a new one."""

    def __init__(self, columns: dict[str, list]) -> None:
        self._columns = {name: list(values) for name, values in columns.items()}
        lengths = {name: len(values) for name, values in self._columns.items()}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"columns of different lengths: {lengths}")

    @property
    def names(self) -> list[str]:
        return list(self._columns)

    def __len__(self) -> int:
        """The number of rows."""
        return max(map(len, self._columns.values()), default=0)

    def __getitem__(self, name: str) -> list:
        return list(self._columns[name])

    def to_dict(self) -> dict[str, list]:
        return {name: self[name] for name in self.names}

    # --- rows and columns

    def select(self, names: list[str]) -> "Frame":
        return Frame({name: self[name] for name in names})

    def where(self, mask: list[bool]) -> "Frame":
        if len(mask) != len(self):
            raise ValueError(f"a mask of length {len(mask)} for {len(self)} rows")
        return self._rows([i for i, keep in enumerate(mask) if keep])

    def sort_by(self, names: list[str]) -> "Frame":
        """Ascending by the first name, ties by the next, then as before; missing values last."""
        keys = self._keys(names)
        return self._rows(sorted(range(len(self)), key=lambda i: [missing_last(x) for x in keys[i]]))

    def head(self, n: int = 5) -> "Frame":
        return self._rows(range(min(n, len(self))))

    def _rows(self, places) -> "Frame":
        return Frame({name: [values[i] for i in places] for name, values in self._columns.items()})

    def _keys(self, names: list[str]) -> list[tuple]:
        """One tuple for each row: its values in these columns."""
        columns = [self._columns[name] for name in names]
        return [tuple(values[i] for values in columns) for i in range(len(self))]

    # --- split, apply, combine

    def groupby(self, keys: list[str]) -> "Groups":
        return Groups(self, keys)

    # --- join

    def merge(self, other: "Frame", on: list[str], how: str = "inner", suffixes=("_x", "_y")) -> "Frame":
        """Every row here beside every row of other with the same key; None matches None."""
        if how not in JOINS:
            raise ValueError(f"how is one of {JOINS}, not {how!r}")
        pairs = matches(self._keys(on), other._keys(on), how)
        columns = []
        for name, values in self._columns.items():
            if name in on:
                columns.append((name, [other[name][j] if i is None else values[i] for i, j in pairs]))
            else:
                head = name + suffixes[0] if name in other.names else name
                columns.append((head, [None if i is None else values[i] for i, _ in pairs]))
        for name, values in other._columns.items():
            if name not in on:
                head = name + suffixes[1] if name in self.names else name
                columns.append((head, [None if j is None else values[j] for _, j in pairs]))
        if len(dict(columns)) < len(columns):
            raise ValueError(f"two columns would have one name: {[name for name, _ in columns]}")
        return Frame(dict(columns))

    # --- reshape

    def pivot(self, index: str, columns: str, values: str) -> "Frame":
        """A row for each value of index, a column for each value of columns, None where nothing stood."""
        cells = {}
        for (row, column), value in zip(self._keys([index, columns]), self[values], strict=True):
            if row is None or column is None:
                raise ValueError(f"a missing label: {index}={row!r}, {columns}={column!r}")
            if (row, column) in cells:
                raise ValueError(f"two values for {index}={row!r}, {columns}={column!r}")
            cells[row, column] = value
        rows, names = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
        return Frame({index: rows} | {name: [cells.get((row, name)) for row in rows] for name in names})


class Groups:
    """The rows of a frame by key, in sorted order of the keys; a row with a missing key is in no group."""

    def __init__(self, frame: Frame, keys: list[str]) -> None:
        self._frame, self._names = frame, keys
        self._places = group_places(frame._keys(keys))

    def agg(self, spec: dict) -> Frame:
        """One row for each group: its key, and each column of spec reduced to one value."""
        columns = {name: [key[k] for key in self._places] for k, name in enumerate(self._names)}
        for name, how in spec.items():
            reduced, values = aggregation(how), self._frame[name]
            columns[name] = [reduced([values[i] for i in places]) for places in self._places.values()]
        return Frame(columns)


def group_places(keys: list[tuple]) -> dict[tuple, list[int]]:
    """{key: the places of its rows}, in sorted order of the keys."""
    found = {}
    for i, key in enumerate(keys):
        if None not in key:
            found.setdefault(key, []).append(i)
    return {key: found[key] for key in sorted(found)}


def matches(left: list[tuple], right: list[tuple], how: str) -> list[tuple]:
    """(place on the left, place on the right) for each row of a join; None where there is no partner."""
    partners = {}
    for j, key in enumerate(right):
        partners.setdefault(key, []).append(j)
    alone = [] if how == "inner" else [None]
    pairs = [(i, j) for i, key in enumerate(left) for j in partners.get(key, alone)]
    if how == "outer":
        met = set(left)
        pairs += [(None, j) for j, key in enumerate(right) if key not in met]
    return pairs


def missing_last(x):
    """Pairs compare by their first part, False before True; two None are equal and never asked for order."""
    return x is None, x


# --- aggregations: the values of one group, missing ones included, become one value ---------------


def present(values: list) -> list:
    return [x for x in values if x is not None]


def mean(values: list):
    known = present(values)
    return sum(known) / len(known) if known else None


AGGREGATIONS = {
    "sum": lambda values: sum(present(values)),
    "mean": mean,
    "count": lambda values: len(present(values)),
    "nunique": lambda values: len(set(present(values))),
}


def aggregation(how):
    if callable(how):
        return how
    if how not in AGGREGATIONS:
        raise ValueError(f"{how!r} is none of {list(AGGREGATIONS)}, nor a function")
    return AGGREGATIONS[how]
