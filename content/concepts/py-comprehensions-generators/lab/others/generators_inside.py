"""Nested generator functions behind the tests; windows are cut from a list that is shortened at the front."""


def transpose(rows):
    width = max((len(row) for row in rows), default=0)
    if any(len(row) < width for row in rows):
        raise ValueError("a row is too short")
    result = []
    for j in range(width):
        result.append([row[j] for row in rows])
    return result


def tabulate(f, start=0):
    yield f(start)
    yield from following(f, start)


def following(f, i):
    while 1:
        i += 1
        yield f(i)


def batched(it, n, drop_last=False):
    def generate():
        batch = []
        for item in it:
            batch = [*batch, item]
            if len(batch) >= n:
                yield batch
                batch = []
        if len(batch) > 0 and drop_last is False:
            yield batch

    if not n >= 1:
        raise ValueError("n is too small")
    return generate()


def windows(it, size, step=1):
    def generate():
        kept, wait = [], 0
        for item in it:
            if wait > 0:
                wait -= 1
                continue
            kept.append(item)
            if len(kept) == size:
                yield tuple(kept)
                wait = max(step - size, 0)
                del kept[:step]

    if size < 1:
        raise ValueError("size is too small")
    if step < 1:
        raise ValueError("step is too small")
    return generate()
