"""Classes with __next__ instead of yield: what has to be remembered between two items is an attribute."""


def transpose(rows):
    if not rows:
        return []
    for row in rows:
        if len(row) != len(rows[0]):
            raise ValueError(f"a row of {len(row)} and one of {len(rows[0])}")
    columns = [[] for _ in rows[0]]
    for row in rows:
        for column, entry in zip(columns, row, strict=True):
            column.append(entry)
    return columns


class tabulate:
    def __init__(self, f, start=0):
        self.f, self.i = f, start

    def __iter__(self):
        return self

    def __next__(self):
        value = self.f(self.i)
        self.i += 1
        return value


class batched:
    def __init__(self, it, n, drop_last=False):
        if n <= 0:
            raise ValueError("no batch without items")
        self.source, self.n, self.least = iter(it), n, n if drop_last else 1

    def __iter__(self):
        return self

    def __next__(self):
        batch = []
        while len(batch) < self.n:
            try:
                batch.append(next(self.source))
            except StopIteration:
                break
        if len(batch) < self.least:
            raise StopIteration
        return batch


class windows:
    def __init__(self, it, size, step=1):
        if size <= 0 or step <= 0:
            raise ValueError("no window without items, no walk without steps")
        self.source, self.size, self.step = iter(it), size, step
        self.kept, self.skip = (), 0

    def __iter__(self):
        return self

    def __next__(self):
        for _ in range(self.skip):
            next(self.source)
        while len(self.kept) < self.size:
            self.kept += (next(self.source),)
        window = self.kept
        self.kept, self.skip = window[self.step :], max(0, self.step - self.size)
        return window
