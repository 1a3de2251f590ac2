"""A marker object says that the source has ended; windows come from the last items and a countdown."""

END = object()


def transpose(rows):
    readers = [iter(row) for row in rows]
    columns = []
    while readers:
        column = [next(reader, END) for reader in readers]
        missing = sum(entry is END for entry in column)
        if missing == len(column):
            break
        if missing:
            raise ValueError("some rows end before others")
        columns.append(column)
    return columns


def tabulate(f, start=0):
    places = [start]

    def step():
        places.append(places[-1] + 1)
        return f(places[-2])

    yield from iter(step, END)


def batched(it, n, drop_last=False):
    if n < 1:
        raise ValueError(n)
    return gathered(iter(it), n, drop_last)


def gathered(source, n, drop_last):
    while (item := next(source, END)) is not END:
        batch = [item]
        while len(batch) < n and (item := next(source, END)) is not END:
            batch.append(item)
        if len(batch) == n or not drop_last:
            yield batch


def windows(it, size, step=1):
    if size < 1 or step < 1:
        raise ValueError((size, step))
    return recent(it, size, step)


def recent(it, size, step):
    last, left = (), size
    for item in it:
        last = (*last, item)[-size:]
        left -= 1
        if left == 0:
            yield last
            left = step
