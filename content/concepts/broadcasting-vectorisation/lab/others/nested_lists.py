"""Nested lists, walked by recursion; only `broadcast_to` looks at strides."""

from itertools import zip_longest

from mylib.array.ndarray import NDArray


def broadcast_shapes(*shapes):
    common = []
    for lengths in zip_longest(*(reversed(shape) for shape in shapes), fillvalue=1):
        length = 1
        for n in lengths:
            if length != 1 and n not in (1, length):
                raise ValueError(f"{shapes}: {n} meets {length}")
            length = length if n == 1 else n
        common.insert(0, length)
    return tuple(common)


def broadcast_to(a, shape):
    shape, missing = tuple(shape), len(shape) - len(a.shape)
    if missing < 0 or any(m != n and m != 1 for m, n in zip(a.shape, shape[missing:], strict=True)):
        raise ValueError(f"{a.shape} is no part of {shape}")
    pairs = zip(a.shape, shape[missing:], a.strides, strict=True)
    return NDArray(a.buffer, shape, [0] * missing + [s * (m == n) for m, n, s in pairs], a.offset)


def leaves(nested, depth):
    return [nested] if depth == 0 else [x for row in nested for x in leaves(row, depth - 1)]


def ufunc(f, *arrays):
    shape = broadcast_shapes(*(a.shape for a in arrays))

    def meet(rows, depth):
        if depth == 0:
            return f(*rows)
        return [meet(parts, depth - 1) for parts in zip(*rows, strict=True)]

    table = meet([broadcast_to(a, shape).tolist() for a in arrays], len(shape))
    return NDArray(leaves(table, len(shape)), shape)


def reduce(f, a, axis=None, keepdims=False, initial=None):
    count = len(a.shape)
    if axis is None:
        axis = tuple(range(count))
    named = [k + count if k < 0 else k for k in (axis if type(axis) is tuple else (axis,))]
    if len(set(named)) < len(named) or not set(named) <= set(range(count)):
        raise ValueError(f"axes {axis}")
    kept = [1 if k in named else n for k, n in enumerate(a.shape)]
    size = 1
    for n in kept:
        size *= n
    results = [initial] * size
    begun = [initial is not None] * size

    def walk(nested, k, place):
        """Element by element in reading order; `place` is where its fold is kept."""
        if k == count:
            results[place] = f(results[place], nested) if begun[place] else nested
            begun[place] = True
            return
        for i, part in enumerate(nested):
            walk(part, k + 1, place * kept[k] + (0 if k in named else i))

    walk(a.tolist(), 0, 0)
    if not all(begun):
        raise ValueError("an axis of length 0 has nothing to fold")
    return NDArray(results, kept if keepdims else [n for k, n in enumerate(kept) if k not in named])


def unbroadcast(g, shape):
    """Axes are summed in one go; NumPy arrays answer with their own method."""
    shape, whole = tuple(shape), tuple(g.shape)
    if len(shape) > len(whole) or broadcast_shapes(shape, whole) != whole:
        raise ValueError(f"{whole} did not come from {shape}")
    ones = (1,) * (len(whole) - len(shape)) + shape
    axes = tuple(k for k, n in enumerate(ones) if n == 1)
    if isinstance(g, NDArray):
        return reduce(lambda x, y: x + y, g, axes, initial=0).reshape(shape)
    return g.sum(axis=axes).reshape(shape)


def einsum(spec, *arrays):
    if spec.count("->") != 1:
        raise ValueError("write the output behind ->")
    inputs, output = spec.split("->")
    terms = inputs.split(",")
    if len(terms) != len(arrays) or any(len(t) != len(a.shape) for t, a in zip(terms, arrays, strict=False)):
        raise ValueError(f"{spec!r} does not fit the arrays")
    lengths = {}
    for term, a in zip(terms, arrays, strict=True):
        for letter, n in zip(term, a.shape, strict=True):
            if letter in lengths and lengths[letter] != n:
                raise ValueError(f"{letter} is {n} and {lengths[letter]}")
            lengths[letter] = n
    if any(output.count(letter) != 1 or letter not in lengths for letter in output):
        raise ValueError(f"cannot give {output!r}")
    summed = [letter for letter in lengths if letter not in output]
    tables = [a.tolist() for a in arrays]

    def element(at):
        product = 1
        for term, table in zip(terms, tables, strict=True):
            for letter in term:
                table = table[at[letter]]
            product = product * table
        return product

    def total(letters, at):
        if not letters:
            return element(at)
        first, *rest = letters
        return sum((total(rest, {**at, first: i}) for i in range(lengths[first])), 0)

    def cells(letters, at):
        if not letters:
            return [total(summed, at)]
        return [x for i in range(lengths[letters[0]]) for x in cells(letters[1:], {**at, letters[0]: i})]

    return NDArray(cells(output, {}), [lengths[letter] for letter in output])
