"""Checks of lab-ndarray: NumPy shows the same elements, and shares memory in the same cases."""

import numpy as np

from groundup.grading import check, equal, probe, raises, that

SHAPES = [(), (1,), (5,), (0,), (2, 3), (3, 1), (1, 4), (2, 0), (0, 3), (2, 3, 4), (3, 2, 1), (2, 1, 3, 2)]


def pair(lab, shape):
    """The learner's array and NumPy's, both counting from 10 in C order."""
    theirs = np.arange(10, 10 + int(np.prod(shape))).reshape(shape)
    return lab.NDArray(theirs.ravel().tolist(), shape), theirs


def same(got, expected, what=""):
    """An NDArray with the elements and shape of a NumPy array, strides included where they matter."""
    that(hasattr(got, "tolist") and hasattr(got, "shape"), f"{what or 'That'} should be an NDArray.")
    equal(got.tolist(), expected.tolist())
    equal(list(got.shape), list(expected.shape), f"{what} has the wrong shape".strip())


def same_walk(got, expected, what):
    """`same`, and the strides agree along every axis on which more than one element lies."""
    same(got, expected, what)
    if expected.size:
        walked = [k for k, n in enumerate(expected.shape) if n > 1]
        mine = [got.strides[k] for k in walked] if len(got.strides) == expected.ndim else list(got.strides)
        equal(mine, [expected.strides[k] // expected.itemsize for k in walked], f"{what}: the strides differ")


def some_key(rng, shape):
    """Integers and slices for some of the axes, perhaps with an Ellipsis."""
    count = int(rng.integers(0, len(shape) + 1))
    parts = []
    for n in shape[:count]:
        if n and rng.random() < 0.35:
            parts.append(int(rng.integers(-n, n)))
        else:
            ends = [None if rng.random() < 0.3 else int(rng.integers(-n - 2, n + 3)) for _ in range(2)]
            parts.append(slice(*ends, [None, 1, 2, 3, -1, -2][int(rng.integers(6))]))
    if count < len(shape) and rng.random() < 0.3:
        parts.append(Ellipsis)
    return parts[0] if len(parts) == 1 and rng.random() < 0.5 else tuple(parts)


def text(key):
    return str(key).replace("slice(None, None, None)", ":").replace("Ellipsis", "...")


# --- task 1 -------------------------------------------------------------------------------------


@check("Default strides are those of C order, and tolist reads the last axis fastest", task=1)
def c_order(lab, rng):
    a = lab.NDArray([10, 11, 12, 13, 14, 15], (2, 3))
    equal(a.tolist(), [[10, 11, 12], [13, 14, 15]])
    equal(list(a.strides), [3, 1], "The strides of shape (2, 3)")
    for shape in [s for s in SHAPES if s != ()]:
        mine, theirs = pair(lab, shape)
        same_walk(mine, theirs, f"NDArray of shape {shape}")


@check("Shape () holds one element, and a length 0 none", task=1)
def no_axes(lab, rng):
    equal(lab.NDArray([7], ()).tolist(), 7)
    equal(lab.NDArray([7, 8], (), None, 1).tolist(), 8)
    equal(lab.NDArray([], (0,)).tolist(), [])
    equal(lab.NDArray([], (2, 0)).tolist(), [[], []])
    equal(lab.NDArray([], (0, 2)).tolist(), [])


@check("Strides and offset that are given are used, also 0 and negative ones", task=1)
def own_strides(lab, rng):
    equal(lab.NDArray(list(range(6)), (3, 2), (1, 3)).tolist(), [[0, 3], [1, 4], [2, 5]])
    equal(lab.NDArray(list(range(6)), (3,), (-2,), 5).tolist(), [5, 3, 1])
    equal(lab.NDArray([1, 2], (2, 2), (0, 1)).tolist(), [[1, 2], [1, 2]])
    for _ in range(6):
        shape, strides = rng.integers(1, 4, size=2), rng.integers(-3, 4, size=2)
        places = [[int(i * strides[0] + j * strides[1]) for j in range(shape[1])] for i in range(shape[0])]
        offset = -min(map(min, places))
        buffer = rng.integers(0, 100, size=30).tolist()
        mine = lab.NDArray(buffer, tuple(shape.tolist()), tuple(strides.tolist()), offset)
        equal(mine.tolist(), [[buffer[offset + place] for place in row] for row in places])


@check("What does not fit the buffer is refused", task=1)
def outside(lab, rng):
    equal(lab.NDArray([1, 2, 3], (3,)).tolist(), [1, 2, 3])
    for shape, strides, offset in (
        ((4,), None, 0),
        ((2, 2), None, 0),
        ((3,), None, 1),
        ((2,), (3,), 0),
        ((2,), (-1,), 0),
        ((2,), (1,), -1),
        ((2,), (-1,), 3),
        ((), None, 3),
        ((3,), (1, 1), 0),
        ((1, 3), (1,), 0),
    ):
        raises(ValueError, lab.NDArray, [1, 2, 3], shape, strides, offset)


# --- task 2 -------------------------------------------------------------------------------------


@check("One integer for each axis gives the element; fewer remove their axes", task=2)
def integers(lab, rng):
    a, b = pair(lab, (3, 4))
    equal(a[1, 2], 16)
    equal(a[-1, -4], 18)
    same_walk(a[0], b[0], "a[0]")
    same_walk(a[-2], b[-2], "a[-2]")
    same_walk(a[:, 1], b[:, 1], "a[:, 1]")
    equal(lab.NDArray([5], ())[()], 5)


@check("Slices with any step, also backwards, and ends beyond the array", task=2)
def slices(lab, rng):
    a, b = pair(lab, (6,))
    keys = [slice(1, None), slice(None, None, 2), slice(None, None, -1), slice(4, 1, -2), slice(-2, None)]
    keys += [slice(None, 0, -1), slice(2, 100), slice(-100, 2), slice(4, 2), slice(100, None, -3)]
    for key in keys:
        same_walk(a[key], b[key], f"a[{text(key)}]")


@check("`...` stands for all axes that are missing", task=2)
def dots(lab, rng):
    a, b = pair(lab, (2, 3, 4))
    for key in (..., (..., 1), (0, ...), (1, ..., 2), (slice(None), ..., slice(None, None, -2)), ()):
        same_walk(a[key], b[key], f"a[{text(key)}]")
    last = a[1, ..., 2, 3]
    same(last, np.asarray(b[1, 2, 3]), "a[1, ..., 2, 3]")


@check("A view of a view still begins in the right place", task=2)
def twice(lab, rng):
    a, b = pair(lab, (8,))
    same_walk(a[2:][1:], b[2:][1:], "a[2:][1:]")
    same_walk(a[::-1][::2], b[::-1][::2], "a[::-1][::2]")
    equal(a[2:][1], 13)
    m, n = pair(lab, (4, 5))
    same_walk(m[1:, ::-1][1:, 2:], n[1:, ::-1][1:, 2:], "a[1:, ::-1][1:, 2:]")


@check("Random keys agree with NumPy", task=2)
def random_keys(lab, rng):
    for shape in [s for s in SHAPES if s != ()]:
        a, b = pair(lab, shape)
        for _ in range(4):
            key = some_key(rng, shape)
            expected = b[key]
            if isinstance(expected, np.ndarray):
                same_walk(a[key], expected, f"a[{text(key)}] of shape {shape}")
            else:
                equal(a[key], int(expected))


@check("A slice is a view: what is written to it is seen in the array", task=2)
def sliced_views(lab, rng):
    a, b = pair(lab, (3, 4))
    for key in ((slice(1, None), slice(None, None, 2)), (1,), (slice(None), -1)):
        view, theirs = a[key], b[key]
        that(hasattr(view, "tolist"), f"a[{text(key)}] should be an NDArray.")
        first = (0,) * theirs.ndim
        view[first] = int(rng.integers(100, 1000))
        theirs[first] = view[first]
        equal(a.tolist(), b.tolist(), f"Writing to a[{text(key)}] must write to a")


@check("Keys without a meaning are refused", task=2)
def refused_keys(lab, rng):
    a, _ = pair(lab, (2, 3))
    equal(a[1, 2], 15)
    for key in (2, -3, (0, 3), (0, -4), (0, 0, 0), (..., ...), (..., 0, 0, 0)):
        raises(IndexError, a.__getitem__, key)
    raises(TypeError, a.__getitem__, [0, 1])
    raises(TypeError, a.__getitem__, (0, "x"))


# --- task 3 -------------------------------------------------------------------------------------


@check("A scalar is written to every selected place and to no other", task=3)
def writes_scalar(lab, rng):
    for shape in ((3,), (2, 3), (2, 3, 4), ()):
        for _ in range(3):
            a, b = pair(lab, shape)
            key = some_key(rng, shape)
            a[key] = 99
            b[key] = 99
            equal(a.tolist(), b.tolist(), f"After a[{text(key)}] = 99 on shape {shape}")


@check("An array of equal shape is written element by element", task=3)
def writes_array(lab, rng):
    a, b = pair(lab, (3, 4))
    values = rng.integers(100, 999, size=6)
    a[1:, ::-1][:, :3] = lab.NDArray(values.tolist(), (3, 2)).transpose()
    b[1:, ::-1][:, :3] = values.reshape(3, 2).T
    equal(a.tolist(), b.tolist(), "After a[1:, ::-1][:, :3] = (a transposed array)")


@check("Source and target may overlap", task=3)
def overlap(lab, rng):
    a = lab.NDArray([1, 2, 3, 4], (4,))
    a[1:] = a[:-1]
    equal(a.tolist(), [1, 1, 2, 3], "After a[1:] = a[:-1]")
    b = lab.NDArray([1, 2, 3, 4], (4,))
    b[...] = b[::-1]
    equal(b.tolist(), [4, 3, 2, 1], "After b[...] = b[::-1]")


@check("Another shape is refused", task=3)
def refuses_shapes(lab, rng):
    a = lab.NDArray([1, 2, 3, 4], (2, 2))
    a[0] = lab.NDArray([8, 9], (2,))
    equal(a.tolist(), [[8, 9], [3, 4]])
    for shape in ((1,), (2, 2), (1, 2), (3,)):
        raises(ValueError, a.__setitem__, 0, pair(lab, shape)[0])


# --- task 4 -------------------------------------------------------------------------------------


@check("transpose takes axis k from axes[k], and reverses without axes", task=4)
def transposes(lab, rng):
    a, b = pair(lab, (2, 3))
    same_walk(a.transpose(), b.T, "a.transpose()")
    a, b = pair(lab, (2, 3, 4))
    for axes in ((1, 2, 0), (2, 0, 1), (0, 2, 1), (0, 1, 2), None):
        same_walk(a.transpose(axes), b.transpose(axes), f"a.transpose({axes})")
    for shape in SHAPES:
        a, b = pair(lab, shape)
        axes = tuple(rng.permutation(len(shape)).tolist())
        same_walk(a.transpose(axes), b.transpose(axes), f"a.transpose({axes}) of shape {shape}")
    a, b = pair(lab, (4, 5))
    same_walk(a[1:, ::-2].transpose(), b[1:, ::-2].T, "a[1:, ::-2].transpose()")


@check("transpose is a view, and refuses what is no order of the axes", task=4)
def transposed_view(lab, rng):
    a, _ = pair(lab, (2, 3))
    view = a.transpose()
    that(hasattr(view, "tolist"), "a.transpose() should be an NDArray.")
    view[2, 0] = 99
    equal(a.tolist(), [[10, 11, 99], [13, 14, 15]], "Writing to a.transpose() must write to a")
    for axes in ((0,), (0, 0), (1, 2), (0, 1, 2)):
        raises(ValueError, a.transpose, axes)


# --- task 5 -------------------------------------------------------------------------------------

WALKS = [
    ("a", lambda a: a),
    ("a.transpose()", lambda a: a.transpose()),
    ("a[..., ::-1]", lambda a: a[..., ::-1]),
    ("a[..., ::2]", lambda a: a[..., ::2]),
    ("a[1:]", lambda a: a[1:]),
    ("a[:, :1]", lambda a: a[:, :1]),
    ("a[::-1, ::-1]", lambda a: a[::-1, ::-1]),
]
TARGETS = [(-1,), (1, -1), (2, -1), (-1, 3), (2, 3, -1), (-1, 2, 2), (6, 2), (4, 3), (3, 1, -1), (2, 2, 3)]


@check("reshape keeps the order in which the array is read", task=5)
def reshapes(lab, rng):
    a, b = pair(lab, (2, 3))
    same(a.reshape((3, 2)), b.reshape(3, 2), "a.reshape((3, 2))")
    same(a.transpose().reshape((6,)), b.T.reshape(6), "a.transpose().reshape((6,))")
    for shape in ((3, 4), (2, 6), (4, 3, 2)):
        a, b = pair(lab, shape)
        for name, walk in WALKS:
            mine, theirs = walk(a), walk(b)
            for target in TARGETS:
                if fits(theirs, target):
                    same(mine.reshape(target), theirs.reshape(target), f"{name}.reshape({target})")


@check("reshape is a view exactly where NumPy's is", task=5)
def reshaped_views(lab, rng):
    for shape in ((12,), (3, 4), (4, 3, 2)):
        for name, walk in WALKS:
            if len(shape) == 1 and "," in name.replace("...,", ""):
                continue
            for target in TARGETS:
                a, b = pair(lab, shape)
                mine, theirs = walk(a), walk(b)
                if not fits(theirs, target):
                    continue
                changed = mine.reshape(target)
                same(changed, theirs.reshape(target), f"{name}.reshape({target})")
                changed[(0,) * len(target)] = -1
                shared = np.shares_memory(theirs.reshape(target), theirs)
                came = "a view" if -1 in flat(mine.tolist()) else "a copy"
                sentence = f"{name}.reshape({target}) of shape {shape} is {came}, and strides "
                sentence += "for a view exist." if shared else "for a view do not exist."
                that((came == "a view") == shared, sentence)


@check("Axes that are even among themselves, but not with those in front, still make one", task=5)
def uneven_in_front(lab, rng):
    for target in ((3, 12), (9, 4), (3, 3, 4), (36,), (3, 2, 6)):
        a, b = pair(lab, (3, 4, 2, 2))
        mine, theirs = a[:, :3], b[:, :3]
        changed = mine.reshape(target)
        same(changed, theirs.reshape(target), f"a[:, :3].reshape({target})")
        changed[(0,) * len(target)] = -1
        shared = np.shares_memory(theirs.reshape(target), theirs)
        came = "a view" if -1 in flat(mine.tolist()) else "a copy"
        sentence = f"For shape (3, 4, 2, 2), a[:, :3].reshape({target}) is {came}, and strides for a view "
        that((came == "a view") == shared, sentence + ("exist." if shared else "do not exist."))


@check("Shapes (), with length 1 and with length 0", task=5)
def odd_shapes(lab, rng):
    cases = [((1,), ()), ((), (1, 1)), ((), (-1,)), ((3, 1), (1, 3)), ((0, 3), (3, 0)), ((0,), (2, 0, 5))]
    for shape, target in [*cases, ((2, 0), (-1,)), ((2, 0), (-1, 4))]:
        a, b = pair(lab, shape)
        same(a.reshape(target), b.reshape(target), f"reshape({target}) of shape {shape}")


@check("reshape refuses shapes that do not come out", task=5)
def refuses_reshape(lab, rng):
    a, _ = pair(lab, (2, 3))
    same(a.reshape((6,)), np.arange(10, 16), "a.reshape((6,))")
    for target in ((5,), (4, -1), (-1, -1), (2, 2), (), (-2, -3), (0, -1)):
        raises(ValueError, a.reshape, target)
    raises(ValueError, pair(lab, (0, 3))[0].reshape, (0, -1))
    raises(ValueError, pair(lab, (2, 2))[0].reshape, (-2, -2))
    raises(ValueError, pair(lab, (0, 3))[0].reshape, (-2, 0))


def fits(array, target):
    known = int(np.prod([n for n in target if n != -1]))
    return array.size % known == 0 if -1 in target else array.size == known


def flat(values):
    return [x for value in values for x in flat(value)] if isinstance(values, list) else [values]


# --- probes -------------------------------------------------------------------------------------


def six(lab):
    return lab.NDArray([10, 11, 12, 13, 14, 15], (2, 3))


@probe
def one_element(lab):
    return lab.NDArray([7], ()).tolist()


@probe
def row(lab):
    return list(six(lab)[0].shape)


@probe
def backwards(lab):
    return lab.NDArray([1, 2, 3], (3,))[::-1].tolist()


@probe
def every_second(lab):
    return lab.NDArray([1, 2, 3, 4, 5], (5,))[::2].tolist()


@probe
def slice_of_slice(lab):
    return lab.NDArray([1, 2, 3, 4, 5], (5,))[2:][1:].tolist()


@probe
def write_through_slice(lab):
    a = lab.NDArray([1, 2, 3], (3,))
    a[1:][0] = 9
    return a.tolist()


@probe
def shifted(lab):
    a = lab.NDArray([1, 2, 3, 4], (4,))
    a[1:] = a[:-1]
    return a.tolist()


@probe
def circle_of_axes(lab):
    return list(lab.NDArray(list(range(24)), (2, 3, 4)).transpose((1, 2, 0)).shape)


@probe
def flattened_transpose(lab):
    return six(lab).transpose().reshape((6,)).tolist()


@probe
def write_through_reshape(lab):
    a = lab.NDArray([1, 2, 3, 4], (4,))
    a.reshape((2, 2))[1, 0] = 9
    return a.tolist()
