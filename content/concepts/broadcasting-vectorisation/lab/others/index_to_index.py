"""Indices are mapped to indices: which place of another array does each place of this one stand for?"""

from itertools import product

from mylib.array.ndarray import NDArray


def indices(shape):
    return product(*(range(n) for n in shape))


def broadcast_shapes(*shapes):
    n_axes = max([len(shape) for shape in shapes] + [0])
    common = [1] * n_axes
    for shape in shapes:
        for k, n in enumerate(shape, n_axes - len(shape)):
            if common[k] == 1:
                common[k] = n
            elif n not in (1, common[k]):
                raise ValueError(f"{n} against {common[k]} on axis {k}")
    return tuple(common)


def source(index, shape):
    """The index in an array of this shape that a stretched index stands for."""
    behind = index[len(index) - len(shape) :]
    return tuple(0 if n == 1 else i for i, n in zip(behind, shape, strict=True))


def broadcast_to(a, shape):
    if len(shape) < len(a.shape) or broadcast_shapes(a.shape, shape) != tuple(shape):
        raise ValueError(f"cannot stretch {a.shape} to {tuple(shape)}")
    new = len(shape) - len(a.shape)
    strides = [0] * new
    for k, stride in enumerate(a.strides):
        strides.append(0 if a.shape[k] != shape[new + k] else stride)
    return NDArray(a.buffer, tuple(shape), tuple(strides), a.offset)


def at(a, index):
    place = a.offset
    for i, stride in zip(index, a.strides, strict=True):
        place += i * stride
    return a.buffer[place]


def ufunc(f, *arrays):
    shape = broadcast_shapes(*[a.shape for a in arrays])
    return NDArray([f(*[at(a, source(i, a.shape)) for a in arrays]) for i in indices(shape)], shape)


def reduce(f, a, axis=None, keepdims=False, initial=None):
    gone = axes_in(axis, len(a.shape))
    collected = {}
    kept_shape = [n if k not in gone else 1 for k, n in enumerate(a.shape)]
    for place in indices(kept_shape):
        collected[place] = [] if initial is None else [initial]
    for index in indices(a.shape):
        collected[tuple(i * (k not in gone) for k, i in enumerate(index))].append(at(a, index))
    results = []
    for terms in collected.values():
        if not terms:
            raise ValueError("there is nothing to fold")
        total = terms[0]
        for x in terms[1:]:
            total = f(total, x)
        results.append(total)
    shape = kept_shape if keepdims else [n for k, n in enumerate(a.shape) if k not in gone]
    return NDArray(results, tuple(shape))


def axes_in(axis, count):
    named = [axis] if isinstance(axis, int) else list(range(count) if axis is None else axis)
    found = []
    for k in named:
        place = range(count)[k] if -count <= k < count else None
        if place is None or place in found:
            raise ValueError(f"axis {k} is not there, or is there twice")
        found.append(place)
    return found


def unbroadcast(g, shape):
    """NDArrays: every entry is sent back to where it came from. NumPy arrays: by a method of their own."""
    shape = tuple(shape)
    if len(shape) > len(g.shape) or broadcast_shapes(shape, g.shape) != tuple(g.shape):
        raise ValueError(f"{shape} is not what {g.shape} came from")
    if not isinstance(g, NDArray):
        new = len(g.shape) - len(shape)
        repeated = [k for k, n in enumerate(shape, new) if n == 1]
        return g.sum(axis=(*range(new), *repeated)).reshape(shape)
    total = dict.fromkeys(indices(shape), 0)
    for index in indices(g.shape):
        total[source(index, shape)] += at(g, index)
    return NDArray(list(total.values()), shape)


def einsum(spec, *arrays):
    """One walk over all letters: each product is added to the place of its output letters."""
    inputs, arrow, output = spec.partition("->")
    terms = inputs.split(",")
    letters = {}
    if not arrow or len(terms) != len(arrays):
        raise ValueError(spec)
    for term, a in zip(terms, arrays, strict=True):
        if len(term) != len(a.shape):
            raise ValueError(f"{term!r} for {len(a.shape)} axes")
        for letter, n in zip(term, a.shape, strict=True):
            if letters.setdefault(letter, n) != n:
                raise ValueError(f"two lengths for {letter!r}")
    if sorted(set(output)) != sorted(output) or set(output) - set(letters):
        raise ValueError(f"output {output!r}")
    shape = tuple(letters[letter] for letter in output)
    total = dict.fromkeys(indices(shape), 0)
    for values in indices(letters.values()):
        here = dict(zip(letters, values, strict=True))
        term_product = 1
        for term, a in zip(terms, arrays, strict=True):
            term_product *= at(a, [here[letter] for letter in term])
        total[tuple(here[letter] for letter in output)] += term_product
    return NDArray(list(total.values()), shape)
