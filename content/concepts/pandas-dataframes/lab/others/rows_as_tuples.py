"""It keeps rows, not columns; groups come from a sorted walk, and a join compares all pairs of rows."""

from itertools import groupby as runs


class Frame:
    def __init__(self, columns):
        self.names = list(columns)
        sizes = [len(columns[name]) for name in self.names]
        if sizes and min(sizes) != max(sizes):
            raise ValueError("ragged columns")
        self.rows = [tuple(columns[name][i] for name in self.names) for i in range(sizes[0] if sizes else 0)]

    @classmethod
    def of(cls, names, rows):
        made = cls.__new__(cls)
        made.names, made.rows = list(names), list(rows)
        return made

    def place(self, name):
        if name not in self.names:
            raise KeyError(name)
        return self.names.index(name)

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, name):
        k = self.place(name)
        return [row[k] for row in self.rows]

    def to_dict(self):
        return {name: [row[k] for row in self.rows] for k, name in enumerate(self.names)}

    def part(self, row, names):
        return tuple(row[self.place(name)] for name in names)

    def select(self, names):
        places = [self.place(name) for name in names]
        return Frame.of(names, [tuple(row[k] for k in places) for row in self.rows])

    def where(self, mask):
        if len(mask) != len(self.rows):
            raise ValueError("the mask has another length")
        return Frame.of(self.names, [row for row, keep in zip(self.rows, mask, strict=True) if keep])

    def sort_by(self, names):
        rows = self.rows
        for name in reversed(names):  # stable sorts, the least important name first
            k = self.place(name)
            known = sorted((row for row in rows if row[k] is not None), key=lambda row, k=k: row[k])
            rows = known + [row for row in rows if row[k] is None]
        return Frame.of(self.names, rows)

    def head(self, n=5):
        return Frame.of(self.names, self.rows[:n])

    def groupby(self, keys):
        return Groups(self, keys)

    def merge(self, other, on, how="inner", suffixes=("_x", "_y")):
        if how not in {"inner", "left", "outer"}:
            raise ValueError(how)
        for name in on:
            self.place(name), other.place(name)
        rest = [name for name in other.names if name not in on]
        clash = {name for name in rest if name in self.names}
        names = [name + suffixes[0] if name in clash else name for name in self.names]
        names += [name + suffixes[1] if name in clash else name for name in rest]
        if len(names) != len(set(names)):
            raise ValueError(names)
        rows, used = [], set()
        for row in self.rows:
            found = [j for j, second in enumerate(other.rows) if other.part(second, on) == self.part(row, on)]
            used.update(found)
            rows += [row + other.part(other.rows[j], rest) for j in found]
            if not found and how != "inner":
                rows.append(row + (None,) * len(rest))
        if how == "outer":
            for j, second in enumerate(other.rows):
                if j not in used:
                    filled = [second[other.place(name)] if name in on else None for name in self.names]
                    rows.append(tuple(filled) + other.part(second, rest))
        return Frame.of(names, rows)

    def pivot(self, index, columns, values):
        table = {}
        for row in self.rows:
            r, c, v = self.part(row, [index, columns, values])
            if r is None or c is None or c in table.setdefault(r, {}):
                raise ValueError((r, c))
            table[r][c] = v
        names = sorted({c for cells in table.values() for c in cells})
        return Frame.of([index, *names], [(r, *(table[r].get(c) for c in names)) for r in sorted(table)])


class Groups:
    def __init__(self, frame, keys):
        self.frame, self.keys = frame, keys
        [frame.place(name) for name in keys]

    def agg(self, spec):
        def key(row):
            return self.frame.part(row, self.keys)

        whole = [row for row in self.frame.rows if all(x is not None for x in key(row))]
        [self.frame.place(name) for name in spec]
        for how in spec.values():
            if not callable(how) and how not in ("sum", "mean", "count", "nunique"):
                raise ValueError(how)
        result = []
        for found, rows in runs(sorted(whole, key=key), key):
            rows = list(rows)
            columns = {name: [row[self.frame.place(name)] for row in rows] for name in spec}
            result.append((*found, *(reduced(columns[name], how) for name, how in spec.items())))
        return Frame.of([*self.keys, *spec], result)


def reduced(values, how):
    if callable(how):
        return how(values)
    known = [x for x in values if x is not None]
    if how == "mean":
        return sum(known) / len(known) if known else None
    return sum(known) if how == "sum" else len(known if how == "count" else set(known))
