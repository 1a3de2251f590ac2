"""One axis at a time: shapes are joined in pairs, arrays folded in runs, einsum made of ufunc and reduce."""

from functools import reduce as fold

from mylib.array.ndarray import NDArray


def broadcast_shapes(*shapes):
    return fold(pair, shapes, ())


def pair(one, other):
    if not one or not other:
        return tuple(one) or tuple(other)
    front = pair(one[:-1], other[:-1])
    m, n = one[-1], other[-1]
    if m != n and 1 not in (m, n):
        raise ValueError(f"lengths {m} and {n} meet")
    return (*front, n if m == 1 else m)


def broadcast_to(a, shape):
    if broadcast_shapes(a.shape, shape) != tuple(shape):
        raise ValueError(f"{a.shape} to {shape}")
    strides = [0] * len(shape)
    for k in range(1, len(a.shape) + 1):
        if a.shape[-k] == shape[-k]:
            strides[-k] = a.strides[-k]
    return NDArray(a.buffer, shape, strides, a.offset)


def flat(a):
    if not a.shape:
        return [a.tolist()]
    return [x for i in range(a.shape[0]) for x in flat(along_first(a, i))]


def along_first(a, i):
    return NDArray(a.buffer, a.shape[1:], a.strides[1:], a.offset + i * a.strides[0])


def ufunc(f, *arrays):
    shape = broadcast_shapes(*[a.shape for a in arrays])
    columns = [flat(broadcast_to(a, shape)) for a in arrays]
    return NDArray(list(map(f, *columns)), shape)


def reduce(f, a, axis=None, keepdims=False, initial=None):
    """Named axes are brought to the end, in order: each element of the result is then a run of the list."""
    n_axes = len(a.shape)
    named = tuple(range(n_axes)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    if any(k < -n_axes or k >= n_axes for k in named):
        raise ValueError(f"axis {axis} of {n_axes}")
    gone = sorted({k % n_axes for k in named})
    if len(gone) != len(named):
        raise ValueError(f"{axis} names an axis twice")
    left = [k for k in range(n_axes) if k not in gone]
    values = iter(flat(a.transpose(tuple(left + gone))))
    count, run = 1, 1
    for k in left:
        count *= a.shape[k]
    for k in gone:
        run *= a.shape[k]
    results = []
    for _ in range(count):
        start = [] if initial is None else [initial]
        terms = start + [next(values) for _ in range(run)]
        if not terms:
            raise ValueError("nothing to fold")
        results.append(fold(f, terms))
    shape = [a.shape[k] for k in left]
    if keepdims:
        shape = [1 if k in gone else a.shape[k] for k in range(n_axes)]
    return NDArray(results, tuple(shape))


def unbroadcast(g, shape):
    if broadcast_shapes(g.shape, shape) != tuple(g.shape):
        raise ValueError(f"{shape} does not become {g.shape}")
    while len(g.shape) > len(shape):
        g = added(g, 0).reshape(tuple(g.shape[1:]))
    for k, n in enumerate(shape):
        if n == 1 and g.shape[k] != 1:
            g = added(g, k)
    return reduce(lambda x, y: x + y, g, ()) if isinstance(g, NDArray) else g


def added(g, k):
    """The sum along axis k, which stays with length 1."""
    if isinstance(g, NDArray):
        return reduce(lambda x, y: x + y, g, k, True, 0)
    return g.sum(axis=k, keepdims=True)


def einsum(spec, *arrays):
    """Every operand becomes an array over all letters; they are multiplied, and the rest is summed."""
    left, arrow, output = spec.partition("->")
    terms = left.split(",")
    if arrow == "" or len(terms) != len(arrays):
        raise ValueError(f"{spec!r} for {len(arrays)} arrays")
    lengths = {}
    for term, a in zip(terms, arrays, strict=True):
        if len(term) != len(a.shape) or any(
            lengths.setdefault(*at) != at[1] for at in zip(term, a.shape, strict=True)
        ):
            raise ValueError(f"{term!r} for shape {a.shape}")
    if len(set(output)) != len(output) or not set(output).issubset(lengths):
        raise ValueError(f"output {output!r}")
    letters = [*output, *(x for x in lengths if x not in output)]
    total = NDArray([1], ())
    for term, a in zip(terms, arrays, strict=True):
        strides = [sum(s for x, s in zip(term, a.strides, strict=True) if x == letter) for letter in letters]
        shape = [lengths[letter] if letter in term else 1 for letter in letters]
        total = ufunc(lambda p, q: p * q, total, NDArray(a.buffer, shape, strides, a.offset))
    whole = tuple(lengths[letter] for letter in letters)
    summed = tuple(range(len(output), len(letters)))
    return reduce(lambda p, q: p + q, broadcast_to(total, whole), summed, False, 0)
