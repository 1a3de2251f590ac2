"""Checks of lab-broadcasting: NumPy's broadcasting, ufuncs, reductions and einsum as oracles."""

import numpy as np

from groundup.grading import check, close, equal, probe, raises, that

FITTING = [
    ((3, 4), (4,)),
    ((3, 1), (4,)),
    ((3, 4), ()),
    ((2, 3), (2, 1)),
    ((2, 1, 4), (3, 1)),
    ((0, 3), (1, 3)),
    ((0, 3), (3,)),
    ((0,), (1,)),
    ((5,), (5,)),
    ((1,), (1, 1)),
]
CLASHING = [((3, 4), (3,)), ((2, 3), (3, 2)), ((0, 3), (2, 3)), ((0,), (2,)), ((2,), (3,)), ((2, 1, 4), (3,))]


def mine(lab, values):
    """The learner's NDArray with the elements of a NumPy array."""
    return lab.NDArray(values.ravel().tolist(), values.shape)


def whole(rng, shape):
    """Whole numbers from -9 to 9, as an array."""
    return rng.integers(-9, 10, size=shape)


def same(got, expected, what="The result"):
    """An NDArray with the elements and the shape of a NumPy array or scalar."""
    that(hasattr(got, "tolist") and hasattr(got, "shape"), f"{what} should be an NDArray.")
    expected = np.asarray(expected)
    equal(list(got.shape), list(expected.shape), f"{what} has the wrong shape")
    close(got.tolist(), expected.tolist(), abs_tol=1e-9)


def some_shapes(rng, count):
    """Shapes that fit: a common one, with ones put in and axes left out at the left."""
    common = rng.choice([0, 1, 2, 3, 4], size=int(rng.integers(1, 4)), p=[0.1, 0.15, 0.25, 0.25, 0.25])
    shapes = []
    for _ in range(count):
        lengths = [1 if rng.random() < 0.4 else int(n) for n in common]
        shapes.append(tuple(lengths[int(rng.integers(0, len(lengths) + 1)) :]))
    return shapes


# --- task 1 -------------------------------------------------------------------------------------


@check("Two shapes are aligned from the right, and 1 stretches", task=1)
def two_shapes(lab, rng):
    equal(lab.broadcast_shapes((3, 1), (4,)), (3, 4), as_type=tuple)
    for one, other in FITTING:
        equal(lab.broadcast_shapes(one, other), np.broadcast_shapes(one, other))
        equal(lab.broadcast_shapes(other, one), np.broadcast_shapes(one, other))


@check("Any number of shapes", task=1)
def many_shapes(lab, rng):
    equal(lab.broadcast_shapes(), ())
    equal(lab.broadcast_shapes((2, 3)), (2, 3))
    equal(lab.broadcast_shapes((3, 1), (4,), (2, 1, 1)), (2, 3, 4))
    for count in (2, 3, 4):
        for _ in range(10):
            shapes = some_shapes(rng, count)
            equal(lab.broadcast_shapes(*shapes), np.broadcast_shapes(*shapes))


@check("Shapes that clash are refused, a length 0 against 2 as well", task=1)
def clashes(lab, rng):
    equal(lab.broadcast_shapes((2, 3), (3,)), (2, 3))
    for one, other in CLASHING:
        raises(ValueError, lab.broadcast_shapes, one, other)
    raises(ValueError, lab.broadcast_shapes, (1,), (2,), (3,))


# --- task 2 -------------------------------------------------------------------------------------


@check("broadcast_to repeats along new and stretched axes", task=2)
def stretches(lab, rng):
    same(lab.broadcast_to(lab.NDArray([1, 2, 3], (3,)), (2, 3)), [[1, 2, 3], [1, 2, 3]])
    for one, other in FITTING:
        shape, x = np.broadcast_shapes(one, other), whole(rng, other)
        same(lab.broadcast_to(mine(lab, x), shape), np.broadcast_to(x, shape))


@check("Nothing is copied: repeated axes have stride 0, and later writes are seen", task=2)
def zero_strides(lab, rng):
    a = lab.NDArray([1, 2, 3], (3, 1))
    wide = lab.broadcast_to(a, (2, 3, 4))
    that(hasattr(wide, "strides"), "`broadcast_to` should return an NDArray.")
    equal(list(wide.strides), [0, 1, 0], "The strides of (3, 1) stretched to (2, 3, 4)")
    a[1, 0] = 99
    same(wide, np.broadcast_to([[1], [99], [3]], (2, 3, 4)), "The view, after a write to the array,")


@check("Sliced and transposed arrays are stretched with their own strides and offset", task=2)
def stretched_views(lab, rng):
    x = whole(rng, (3, 4))
    same(lab.broadcast_to(mine(lab, x)[1:, ::-2], (2, 2, 2)), np.broadcast_to(x[1:, ::-2], (2, 2, 2)))
    same(lab.broadcast_to(mine(lab, x).transpose(), (2, 4, 3)), np.broadcast_to(x.T, (2, 4, 3)))


@check("broadcast_to refuses every other shape, smaller ones too", task=2)
def refuses_stretch(lab, rng):
    same(lab.broadcast_to(lab.NDArray([7], (1,)), (2,)), [7, 7])
    for shape, target in (((3,), (1,)), ((1, 3), (3,)), ((3, 4), (3, 1)), ((3,), (3, 4)), ((2,), (0,))):
        raises(ValueError, lab.broadcast_to, mine(lab, whole(rng, shape)), target)


# --- task 3 -------------------------------------------------------------------------------------


@check("ufunc calls f on the elements that meet", task=3)
def elementwise(lab, rng):
    a, b = np.array([[10], [20]]), np.array([1, 2, 3])
    same(lab.ufunc(lambda x, y: x - y, mine(lab, a), mine(lab, b)), a - b)
    for one, other in FITTING:
        a, b = whole(rng, one), whole(rng, other)
        same(lab.ufunc(lambda x, y: 2 * x - y, mine(lab, a), mine(lab, b)), 2 * a - b)


@check("One array, three arrays, views, and no axes", task=3)
def other_numbers(lab, rng):
    x, y = whole(rng, (2, 3)), whole(rng, (3,))
    same(lab.ufunc(abs, mine(lab, x)), abs(x))
    three = lab.ufunc(lambda p, q, r: p * q + r, mine(lab, x), mine(lab, y), mine(lab, np.array(5)))
    same(three, x * y + 5)
    same(lab.ufunc(lambda p, q: p - q, mine(lab, x).transpose(), mine(lab, y)[::-2]), x.T - y[::-2])
    same(lab.ufunc(lambda p: p + 1, mine(lab, np.array(4))), 5)


@check("ufunc returns something new, refuses shapes that clash, and calls f once for each element", task=3)
def fresh_result(lab, rng):
    calls = []

    def f(x, y):
        calls.append(1)
        return x + y

    x, y = whole(rng, (2, 1)), whole(rng, (3,))
    a = mine(lab, x)
    got = lab.ufunc(f, a, mine(lab, y))
    same(got, x + y)
    that(len(calls) == 6, f"f was called {len(calls)} times for 6 elements.")
    got[0, 0] = 1000
    same(a, x, "The first argument, after a write to the result,")
    raises(ValueError, lab.ufunc, f, mine(lab, whole(rng, (2, 3))), mine(lab, whole(rng, (2,))))


# --- task 4 -------------------------------------------------------------------------------------


def add(x, y):
    return x + y


@check("reduce folds along the named axes, which disappear", task=4)
def sums(lab, rng):
    x = np.array([[1, 2, 3], [4, 5, 6]])
    same(lab.reduce(add, mine(lab, x), 0), x.sum(axis=0))
    same(lab.reduce(add, mine(lab, x), 1), x.sum(axis=1))
    x = whole(rng, (2, 3, 4))
    for axis in (0, 1, 2, -1, -3, (0, 2), (2, 1), (-1, 0), (0, 1, 2), None, ()):
        same(lab.reduce(add, mine(lab, x), axis), x.sum(axis=axis), f"The sum over axis {axis}")


@check("keepdims keeps them with length 1", task=4)
def keeps(lab, rng):
    x = whole(rng, (2, 3, 4))
    for axis in (0, -1, (0, 2), None, ()):
        got = lab.reduce(add, mine(lab, x), axis, True)
        same(got, x.sum(axis=axis, keepdims=True), f"The sum over axis {axis} with keepdims")


@check("Any f, from left to right, from `initial` where it is given", task=4)
def folds(lab, rng):
    x = whole(rng, (3, 4))
    same(lab.reduce(lambda p, q: p - q, mine(lab, x), 0), np.subtract.reduce(x, axis=0))
    same(lab.reduce(max, mine(lab, x), 1), x.max(axis=1))
    same(lab.reduce(lambda p, q: 2 * p + q, mine(lab, np.array([1, 0, 1])), 0, False, 3), 29)
    same(lab.reduce(add, mine(lab, x).transpose()[1:], 0, False, 100), x.T[1:].sum(axis=0) + 100)
    same(lab.reduce(add, mine(lab, np.array(7))), 7)


@check("Nothing to fold: `initial`, or an error", task=4)
def empty_folds(lab, rng):
    empty = lab.NDArray([], (0, 3))
    same(lab.reduce(add, empty, 0, False, 0), [0, 0, 0])
    same(lab.reduce(add, empty, None, False, 0), 0)
    same(lab.reduce(add, empty, 1), np.zeros(0))
    raises(ValueError, lab.reduce, add, empty, 0)
    raises(ValueError, lab.reduce, add, empty)


@check("Axes that do not exist, or are named twice, are refused", task=4)
def bad_axes(lab, rng):
    a = mine(lab, np.array([[1, 2], [3, 5]]))
    same(lab.reduce(add, a, -2), [4, 7])
    for axis in (2, -3, (0, 2), (0, 0), (0, -2)):
        raises(ValueError, lab.reduce, add, a, axis)


# --- task 5 -------------------------------------------------------------------------------------

BACK = [
    ((3,), (2, 3)),
    ((1, 3), (2, 3)),
    ((3, 1), (3, 4)),
    ((3, 1), (2, 3, 4)),
    ((), (2, 3)),
    ((2, 3), (2, 3)),
    ((1, 1), (2, 3)),
    ((1, 3), (1, 3)),
    ((1,), (0,)),
    ((3,), (0, 3)),
    ((3, 1), (1, 3, 4)),
]


@check("unbroadcast adds up what stands in all places of one number", task=5)
def adds_back(lab, rng):
    g = np.array([[1, 2, 3], [4, 5, 6]])
    same(lab.unbroadcast(mine(lab, g), (3,)), [5, 7, 9])
    same(lab.unbroadcast(mine(lab, g), (2, 1)), [[6], [15]])
    same(lab.unbroadcast(mine(lab, g), ()), 21)
    for shape, wide in BACK:
        g = whole(rng, wide)
        same(lab.unbroadcast(mine(lab, g), shape), counted_back(g, shape), f"{wide} back to {shape}")


@check("unbroadcast works on NumPy arrays, and gives NumPy arrays", task=5)
def adds_back_numpy(lab, rng):
    for shape, wide in BACK:
        g = rng.normal(size=wide)
        kind = np.ndarray if shape else None  # NumPy itself makes a number of an array without axes
        close(lab.unbroadcast(g, shape), counted_back(g, shape), abs_tol=1e-12, as_type=kind)


@check("unbroadcast is the adjoint of broadcasting: <stretched x, g> = <x, unbroadcast g>", task=5)
def adjoint(lab, rng):
    for _ in range(12):
        shape, other = some_shapes(rng, 2)
        wide = np.broadcast_shapes(shape, other)
        x, g = rng.normal(size=shape), rng.normal(size=wide)
        back = lab.unbroadcast(g, shape)
        equal(list(np.shape(back)), list(shape), f"Shape {wide} back to {shape} has the wrong shape")
        close((x * back).sum(), (np.broadcast_to(x, wide) * g).sum(), abs_tol=1e-12)


@check("unbroadcast refuses shapes that do not stretch to that of g", task=5)
def refuses_back(lab, rng):
    same(lab.unbroadcast(mine(lab, np.array([1, 2])), (1,)), [3])
    pairs = [((2,), (2, 3)), ((2, 3), (3,)), ((3,), (1,)), ((2, 2), (2, 3)), ((1, 1, 3), (3,)), ((1,), ())]
    for shape, wide in pairs:
        raises(ValueError, lab.unbroadcast, mine(lab, whole(rng, wide)), shape)


def counted_back(g, shape):
    """Every entry of g added to the place of `shape` that it came from."""
    total = np.zeros(shape)
    np.add.at(total.reshape(-1), np.broadcast_to(np.arange(total.size).reshape(shape), g.shape), g)
    return total


# --- task 6 -------------------------------------------------------------------------------------

SPECS = [
    ("i,i->", (4,), (4,)),
    ("i,j->ij", (2,), (3,)),
    ("ii->", (3, 3)),
    ("ii->i", (3, 3)),
    ("ij->ji", (2, 3)),
    ("ij->", (2, 3)),
    ("ij->j", (2, 3)),
    ("ij,j->i", (2, 3), (3,)),
    ("ij,jk->ik", (2, 3), (3, 4)),
    ("ij,kj->ki", (2, 3), (4, 3)),
    ("bij,bjk->bik", (2, 2, 3), (2, 3, 2)),
    ("ij,ij->i", (2, 3), (2, 3)),
    ("ijk->kij", (2, 3, 4)),
    ("i,ij,j->", (2,), (2, 3), (3,)),
    ("iji->j", (2, 3, 2)),
    ("ij,jk->ik", (2, 0), (0, 2)),
    ("i,j->i", (2,), (3,)),
    ("->", ()),
    (",i->i", (), (3,)),
]


@check("einsum: dot, outer, trace, transpose, products of matrices and more", task=6)
def sums_of_products(lab, rng):
    a, b = np.array([[1, 2], [3, 4]]), np.array([[0, 1], [5, 2]])
    same(lab.einsum("ij,jk->ik", mine(lab, a), mine(lab, b)), a @ b)
    same(lab.einsum("ii->", mine(lab, a)), 5)
    for spec, *shapes in SPECS:
        arrays = [whole(rng, shape) for shape in shapes]
        same(lab.einsum(spec, *[mine(lab, x) for x in arrays]), np.einsum(spec, *arrays), f'"{spec}"')


@check("einsum walks views by their strides", task=6)
def einsum_views(lab, rng):
    x = whole(rng, (4, 4))
    same(lab.einsum("ii->i", mine(lab, x)[::-1, 1:][:3]), np.einsum("ii->i", x[::-1, 1:][:3]))
    got = lab.einsum("ij,jk->ik", mine(lab, x).transpose(), mine(lab, x)[:, ::2])
    same(got, x.T @ x[:, ::2])


@check("einsum refuses what does not fit", task=6)
def refuses_specs(lab, rng):
    a, v = mine(lab, whole(rng, (2, 3))), lab.NDArray([1, 2, 3], (3,))
    same(lab.einsum("i->", v), 6)
    for spec, *arrays in (
        ("ij", a),
        ("ij->", v),
        ("i->", a),
        ("i->", v, v),
        ("i,i->", v),
        ("ii->", a),
        ("ij,i->j", a, v),
        ("i->ii", v),
        ("i->j", v),
        ("i,i->i", v, lab.NDArray([5], (1,))),
    ):
        raises(ValueError, lab.einsum, spec, *arrays)


# --- probes -------------------------------------------------------------------------------------


def six(lab):
    return lab.NDArray([1, 2, 3, 4, 5, 6], (2, 3))


@probe
def row_against_table(lab):
    return lab.broadcast_shapes((3, 4), (4,))


@probe
def column_against_table(lab):
    return lab.broadcast_shapes((3, 4), (3,))


@probe
def nothing_against_two(lab):
    return lab.broadcast_shapes((0, 3), (2, 3))


@probe
def stretched_strides(lab):
    return list(lab.broadcast_to(lab.NDArray([1, 2, 3], (1, 3)), (2, 3)).strides)


@probe
def sum_over_rows(lab):
    return lab.reduce(add, six(lab), 0).tolist()


@probe
def back_to_column(lab):
    return np.asarray(lab.unbroadcast(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), (2, 1))).tolist()


@probe
def back_to_row(lab):
    return np.asarray(lab.unbroadcast(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), (3,))).tolist()


@probe
def trace(lab):
    return lab.einsum("ii->", lab.NDArray([1, 2, 3, 4], (2, 2))).tolist()


@probe
def turned(lab):
    return lab.einsum("ij->ji", six(lab)).tolist()
