"""Joins by sorting: both sides are put in order of their keys and walked once; groups are cut from runs."""

from functools import cmp_to_key


class Frame:
    def __init__(self, columns):
        self.data = dict(columns)
        if len({len(values) for values in self.data.values()}) > 1:
            raise ValueError("columns must be equally long")

    @property
    def names(self):
        return [*self.data]

    def __len__(self):
        for values in self.data.values():
            return len(values)
        return 0

    def __getitem__(self, name):
        return self.data[name][:]

    def to_dict(self):
        return {name: self[name] for name in self.data}

    def take(self, places):
        return Frame({name: [values[i] for i in places] for name, values in self.data.items()})

    def select(self, names):
        return Frame({name: self.data[name] for name in names})

    def where(self, mask):
        n = len(self)
        if n != len(mask):
            raise ValueError(f"{n} rows, {len(mask)} truth values")
        return self.take([i for i in range(n) if mask[i] is True])

    def ordered(self, names):
        """Places in the order of these columns, missing values last, ties as they stand."""
        columns = [self.data[name] for name in names]

        def compare(i, j):
            for values in columns:
                if order := three_way(values[i], values[j]):
                    return order
            return i - j

        return sorted(range(len(self)), key=cmp_to_key(compare))

    def sort_by(self, names):
        return self.take(self.ordered(names))

    def head(self, n=5):
        return self.take(list(range(len(self)))[:n])

    def key(self, i, names):
        return [self.data[name][i] for name in names]

    def runs(self, names):
        """[(key, places with this key)] in order of the keys."""
        found = []
        for i in self.ordered(names):
            if found and found[-1][0] == self.key(i, names):
                found[-1][1].append(i)
            else:
                found.append((self.key(i, names), [i]))
        return found

    def groupby(self, keys):
        return Groups(self, keys)

    def merge(self, other, on, how="inner", suffixes=("_x", "_y")):
        if how not in ["inner", "left", "outer"]:
            raise ValueError("how?")
        ours, theirs = self.runs(on), other.runs(on)
        pairs, alone = [], []
        while ours or theirs:
            order = -1 if not theirs else 1 if not ours else compared(ours[0][0], theirs[0][0])
            if order == 0:
                (_, left), (_, right) = ours.pop(0), theirs.pop(0)
                pairs += [(i, j) for i in left for j in right]
            elif order < 0:
                pairs += [(i, None) for i in ours.pop(0)[1] if how != "inner"]
            else:
                alone += theirs.pop(0)[1]
        pairs.sort(key=lambda pair: (pair[0], -1 if pair[1] is None else pair[1]))
        if how == "outer":
            pairs += [(None, j) for j in sorted(alone)]
        result = {}
        for frame, side in ((self, 0), (other, 1)):
            for name in frame.names:
                if name in on and side == 1:
                    continue
                twin = name in (other, self)[side].names and name not in on
                head = name + suffixes[side] * twin
                if head in result:
                    raise ValueError(f"{head} twice")
                result[head] = [
                    None if pair[side] is None else frame.data[name][pair[side]] for pair in pairs
                ]
        for name in on:
            for k, (i, j) in enumerate(pairs):
                if i is None:
                    result[name][k] = other.data[name][j]
        return Frame(result)

    def pivot(self, index, columns, values):
        content = self.data[values]
        groups = self.runs([index, columns])
        if any(len(places) > 1 for _, places in groups):
            raise ValueError("ambiguous")
        if any(part is None for key, _ in groups for part in key):
            raise ValueError("unlabelled")
        rows = [row for (row,), _ in self.runs([index])]
        names = [name for (name,), _ in self.runs([columns])]
        wide = {index: rows, **{name: [None for _ in rows] for name in names}}
        for (row, name), (place,) in groups:
            wide[name][rows.index(row)] = content[place]
        return Frame(wide)


def three_way(x, y):
    if x is None or y is None:
        return (x is None) - (y is None)
    return (x > y) - (x < y)


def compared(one, other):
    return next((c for c in map(three_way, one, other) if c), 0)


class Groups:
    def __init__(self, frame, keys):
        self.frame, self.keys = frame, keys
        self.groups = [(key, places) for key, places in frame.runs(keys) if None not in key]

    def agg(self, spec):
        table = {name: [] for name in [*self.keys, *spec]}
        for name, how in spec.items():
            column = self.frame[name]
            reduce = how if callable(how) else NAMED.get(how)
            if reduce is None:
                raise ValueError(how)
            table[name] = [reduce([column[i] for i in places]) for _, places in self.groups]
        for k, name in enumerate(self.keys):
            table[name] = [key[k] for key, _ in self.groups]
        return Frame(table)


def known(values):
    return list(filter(lambda x: x is not None, values))


def average(values):
    n = NAMED["count"](values)
    return NAMED["sum"](values) / n if n > 0 else None


NAMED = {
    "sum": lambda values: sum(0 if x is None else x for x in values),
    "count": lambda values: sum(x is not None for x in values),
    "nunique": lambda values: len(frozenset(known(values))),
    "mean": average,
}
