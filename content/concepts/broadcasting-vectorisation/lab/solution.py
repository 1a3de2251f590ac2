"""Whole-array operations on NDArray: broadcasting, elementwise functions, reductions, einsum.

Broadcasting copies nothing: a stretched axis has stride 0. Not covered: einsum without "->" or with "...".
"""

import operator
from collections.abc import Callable
from itertools import product

from mylib.array.ndarray import NDArray


def broadcast_shapes(*shapes: tuple[int, ...]) -> tuple[int, ...]:
    """The common shape: aligned from the right, missing lengths count as 1, and 1 stretches to any length."""
    count = max((len(shape) for shape in shapes), default=0)
    padded = [(1,) * (count - len(shape)) + tuple(shape) for shape in shapes]
    common = []
    for lengths in zip(*padded, strict=True):
        others = {n for n in lengths if n != 1}
        if len(others) > 1:
            raise ValueError(f"shapes {shapes} do not broadcast: lengths {sorted(others)} meet on one axis")
        common.append(others.pop() if others else 1)
    return tuple(common)


def broadcast_to(a: NDArray, shape: tuple[int, ...]) -> NDArray:
    """A view of `a` with the given shape; new and stretched axes have stride 0."""
    shape = tuple(shape)
    if broadcast_shapes(a.shape, shape) != shape:
        raise ValueError(f"shape {a.shape} does not stretch to {shape}")
    new = len(shape) - len(a.shape)
    kept = [stride if n == m else 0 for n, m, stride in zip(a.shape, shape[new:], a.strides, strict=True)]
    return NDArray(a.buffer, shape, (0,) * new + tuple(kept), a.offset)


def ufunc(f: Callable, *arrays: NDArray) -> NDArray:
    """f on the elements that meet when the arrays are broadcast; a new array in C order."""
    shape = broadcast_shapes(*(a.shape for a in arrays))
    stretched = [elements(broadcast_to(a, shape)) for a in arrays]
    return NDArray([f(*values) for values in zip(*stretched, strict=True)], shape)


def elements(a: NDArray) -> list:
    """The elements as a flat list, last axis fastest."""
    places = (
        a.offset + sum(i * s for i, s in zip(index, a.strides, strict=True))
        for index in product(*map(range, a.shape))
    )
    return [a.buffer[place] for place in places]


def reduce(
    f: Callable, a: NDArray, axis: int | tuple | None = None, keepdims: bool = False, initial=None
) -> NDArray:
    """Fold f over the named axes, all of them for None: f(f(f(x0, x1), x2), ...), from `initial` if given."""
    gone = axes_of(axis, len(a.shape))
    kept_shape = tuple(1 if k in gone else n for k, n in enumerate(a.shape))
    folded: dict[tuple[int, ...], object] = {}
    if initial is not None:
        folded = dict.fromkeys(product(*map(range, kept_shape)), initial)
    for index, x in zip(product(*map(range, a.shape)), elements(a), strict=True):
        target = tuple(0 if k in gone else i for k, i in enumerate(index))
        folded[target] = f(folded[target], x) if target in folded else x
    results = []
    for index in product(*map(range, kept_shape)):
        if index not in folded:
            raise ValueError("nothing to fold along an axis of length 0, and no initial value")
        results.append(folded[index])
    shape = kept_shape if keepdims else tuple(n for k, n in enumerate(a.shape) if k not in gone)
    return NDArray(results, shape)


def axes_of(axis: int | tuple | None, count: int) -> set[int]:
    """The axes named by `axis`, counted from 0."""
    if axis is None:
        return set(range(count))
    named = axis if isinstance(axis, tuple) else (axis,)
    for k in named:
        if not -count <= k < count:
            raise ValueError(f"there is no axis {k} among {count}")
    found = {k % count for k in named}
    if len(found) < len(named):
        raise ValueError(f"an axis is named twice in {axis}")
    return found


def unbroadcast(g, shape: tuple[int, ...]):
    """Sum g back to `shape`, over every axis along which broadcasting from `shape` to g.shape repeated.

    g is an NDArray or a NumPy array, and the result is of the same kind.
    """
    shape = tuple(shape)
    if broadcast_shapes(shape, g.shape) != tuple(g.shape):
        raise ValueError(f"shape {shape} does not stretch to {tuple(g.shape)}")
    new = len(g.shape) - len(shape)
    stretched = [k + new for k, n in enumerate(shape) if n == 1 and g.shape[k + new] != 1]
    axes = (*range(new), *stretched)
    if isinstance(g, NDArray):
        return reduce(operator.add, g, axes, keepdims=True, initial=0).reshape(shape)
    return g.sum(axis=axes, keepdims=True).reshape(shape)


def einsum(spec: str, *arrays: NDArray) -> NDArray:
    """Multiply the elements that the letters point at, and sum over every letter that is not in the output.

    "ij,jk->ik" means result[i, k] = sum over j of a[i, j] * b[j, k].
    """
    terms, output, lengths = read_spec(spec, arrays)
    summed = [letter for letter in lengths if letter not in output]
    # Moving one step along a letter moves by the sum of the strides of all axes that carry it.
    steps = [
        {letter: sum(s for t, s in zip(term, a.strides, strict=True) if t == letter) for letter in set(term)}
        for term, a in zip(terms, arrays, strict=True)
    ]
    results = []
    for outer in product(*(range(lengths[letter]) for letter in output)):
        total = 0
        for inner in product(*(range(lengths[letter]) for letter in summed)):
            at = dict(zip([*output, *summed], outer + inner, strict=True))
            term = 1
            for a, step in zip(arrays, steps, strict=True):
                term = term * a.buffer[a.offset + sum(at[letter] * s for letter, s in step.items())]
            total = total + term
        results.append(total)
    return NDArray(results, tuple(lengths[letter] for letter in output))


def read_spec(spec: str, arrays) -> tuple[list[str], str, dict[str, int]]:
    """The letters of each operand, those of the output, and the length that each letter runs over."""
    left, arrow, output = spec.partition("->")
    terms = left.split(",")
    if not arrow or not all((term + "a").isalpha() for term in [*terms, output]):
        raise ValueError(f"cannot read {spec!r}: letters, commas and one -> are allowed")
    if len(terms) != len(arrays):
        raise ValueError(f"{spec!r} names {len(terms)} operands, and {len(arrays)} are given")
    lengths: dict[str, int] = {}
    for term, a in zip(terms, arrays, strict=True):
        if len(term) != len(a.shape):
            raise ValueError(f"{term!r} has {len(term)} letters for {len(a.shape)} axes")
        for letter, n in zip(term, a.shape, strict=True):
            if lengths.setdefault(letter, n) != n:
                raise ValueError(f"letter {letter!r} stands for lengths {lengths[letter]} and {n}")
    if len(set(output)) < len(output) or not set(output) <= set(lengths):
        raise ValueError(f"each letter of the output {output!r} must occur once in it and in an operand")
    return terms, output, lengths
