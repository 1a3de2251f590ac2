"""A list of dicts, one for each row; aggregations grow value by value, and a join is a plain double loop."""


class Frame:
    def __init__(self, columns):
        self._names = tuple(columns)
        lengths = {len(list(column)) for column in columns.values()}
        if len(lengths) > 1:
            raise ValueError(f"lengths {sorted(lengths)}")
        n = lengths.pop() if lengths else 0
        self._rows = [{name: columns[name][i] for name in columns} for i in range(n)]

    names = property(lambda self: list(self._names))

    def _with(self, rows, names=None):
        names = self._names if names is None else names
        return Frame({name: [row[name] for row in rows] for name in names})

    def _known(self, *names):
        for name in names:
            if name not in self._names:
                raise KeyError(f"no column {name!r}")

    def __len__(self):
        return len(self._rows)

    def __getitem__(self, name):
        self._known(name)
        return [row[name] for row in self._rows]

    def to_dict(self):
        return {name: self[name] for name in self._names}

    def select(self, names):
        self._known(*names)
        return self._with(self._rows, names)

    def where(self, mask):
        if len(list(mask)) != len(self):
            raise ValueError("one truth value for each row")
        return self._with([self._rows[i] for i in range(len(self)) if mask[i]])

    def sort_by(self, names):
        self._known(*names)
        ordered = []
        for row in self._rows:  # insertion behind the last row that does not come after it
            place = len(ordered)
            while place > 0 and before(row, ordered[place - 1], names):
                place -= 1
            ordered.insert(place, row)
        return self._with(ordered)

    def head(self, n=5):
        return self._with([row for i, row in enumerate(self._rows) if i < n])

    def groupby(self, keys):
        self._known(*keys)
        return Groups(self, list(keys))

    def merge(self, other, on, how="inner", suffixes=("_x", "_y")):
        if how != "inner" and how != "left" and how != "outer":
            raise ValueError(f"unknown join {how}")
        self._known(*on)
        other._known(*on)
        both = set(self._names) & set(other._names) - set(on)
        mine = {name: f"{name}{suffixes[0]}" if name in both else name for name in self._names}
        theirs = {
            name: f"{name}{suffixes[1]}" if name in both else name for name in other._names if name not in on
        }
        names = [*mine.values(), *theirs.values()]
        if any(names.count(name) > 1 for name in names):
            raise ValueError("a name would come twice")
        nothing = dict.fromkeys(names)
        result, lonely = [], list(other._rows)
        for left in self._rows:
            partners = [right for right in other._rows if all(left[k] == right[k] for k in on)]
            lonely = [right for right in lonely if not any(right is one for one in partners)]
            base = nothing | {mine[name]: left[name] for name in self._names}
            for right in partners:
                result.append(base | {theirs[name]: right[name] for name in theirs})
            if not partners and how in ("left", "outer"):
                result.append(base)
        if how == "outer":
            for right in lonely:
                keys = {name: right[name] for name in on}
                result.append(nothing | keys | {theirs[name]: right[name] for name in theirs})
        return self._with(result, names)

    def pivot(self, index, columns, values):
        self._known(index, columns, values)
        if None in self[index] or None in self[columns]:
            raise ValueError("a label is missing")
        places = [(row[index], row[columns]) for row in self._rows]
        if len(set(places)) < len(places):
            raise ValueError("a cell has two values")
        heads = sorted(set(self[index]))
        wide = {index: heads}
        for name in sorted(set(self[columns])):
            column = [None] * len(heads)
            for row in self._rows:
                if row[columns] == name:
                    column[heads.index(row[index])] = row[values]
            wide[name] = column
        return Frame(wide)


def before(one, other, names):
    """Whether row `one` comes strictly before row `other`."""
    for name in names:
        x, y = one[name], other[name]
        if x == y:
            continue
        if x is None or y is None:
            return y is None
        return x < y
    return False


class Groups:
    def __init__(self, frame, keys):
        self.frame, self.keys = frame, keys

    def agg(self, spec):
        self.frame._known(*spec)
        for how in spec.values():
            if how not in ["sum", "mean", "count", "nunique"] and not callable(how):
                raise ValueError(f"cannot aggregate by {how}")
        rows = [row for row in self.frame._rows if None not in [row[key] for key in self.keys]]
        keys = sorted({tuple(row[key] for key in self.keys) for row in rows})
        result = {name: [key[i] for key in keys] for i, name in enumerate(self.keys)}
        for name in spec:
            result[name] = []
            for key in keys:
                group = [row[name] for row in rows if tuple(row[k] for k in self.keys) == key]
                result[name].append(one_value(group, spec[name]))
        return Frame(result)


def one_value(group, how):
    if how not in ["sum", "mean", "count", "nunique"]:
        return how(group)
    total, seen = 0, []
    for value in group:
        if value is not None:
            total += value if how in ("sum", "mean") else 0
            seen.append(value)
    if how == "sum":
        return total
    if how == "count":
        return len(seen)
    if how == "nunique":
        return len(dict.fromkeys(seen))
    return None if not seen else total / len(seen)
