"""Checks of lab-vectors against NumPy: sums, multiples, combinations, and span in the plane by rank."""

import numpy as np

from groundup.grading import check, close, echo, equal, probe, raises

# --- task 1 ------------------------------------------------------------------------------------


@check("add: sums entry by entry", task=1)
def add_sums(lab, rng):
    close(lab.add([1, 2], [3, 4]), [4, 6])  # the docstring's example
    for n in (1, 2, 3, 8):  # small vectors first: the first failure shown is the smallest
        u, v = whole(rng, n), whole(rng, n)
        close(lab.add(u, v), np.add(u, v))
        u, v = rng.normal(size=n).tolist(), rng.normal(size=n).tolist()
        close(lab.add(u, v), np.add(u, v), abs_tol=1e-12)


@check("add: order does not matter, and zero changes nothing", task=1)
def add_properties(lab, rng):
    u, v = whole(rng, 3), whole(rng, 3)
    close(lab.add(v, u), np.add(u, v))
    close(lab.add(u, [0, 0, 0]), u)
    close(lab.add(u, [-x for x in u]), [0, 0, 0])
    equal(lab.add([], []), [])


@check("add: entries of very different size", task=1)
def add_extremes(lab, rng):
    close(lab.add([1e150, 2e-150], [3e150, 5e-150]), [4e150, 7e-150], rel_tol=1e-12)


@check("add: refuses vectors of different lengths", task=1)
def add_refuses(lab, rng):
    close(lab.add([1.0], [2.0]), [3.0])  # refusing everything would not do
    raises(ValueError, lab.add, [1.0], [])
    raises(ValueError, lab.add, [1.0], [1.0, 2.0])
    raises(ValueError, lab.add, [1.0, 2.0, 3.0], [1.0, 2.0])


@check("add: leaves its arguments alone", task=1)
def add_leaves(lab, rng):
    u, v = whole(rng, 3), whole(rng, 3)
    result, after = echo(lab.add, u, v)
    close(result, np.add(u, v))
    equal(after[0], u, "`add` changed its first argument in place")
    equal(after[1], v, "`add` changed its second argument in place")


# --- task 2 ------------------------------------------------------------------------------------


@check("scale: multiplies every entry", task=2)
def scale_multiplies(lab, rng):
    close(lab.scale(3, [2, 1]), [6, 3])  # the docstring's example
    close(lab.scale(-0.5, [4.0]), [-2.0])
    for n in (1, 2, 3, 8):
        c, v = rng.normal(), rng.normal(size=n).tolist()
        close(lab.scale(c, v), np.multiply(c, v), abs_tol=1e-12)
        c, v = int(rng.integers(-5, 6)), whole(rng, n)
        close(lab.scale(c, v), np.multiply(c, v))


@check("scale: 0, 1 and -1; the empty vector; huge and tiny factors", task=2)
def scale_edges(lab, rng):
    v = whole(rng, 3)
    close(lab.scale(0, v), [0, 0, 0])
    close(lab.scale(1, v), v)
    close(lab.scale(-1, v), np.negative(v))
    equal(lab.scale(2, []), [])
    close(lab.scale(1e200, [1e-200, 2.0]), [1.0, 2e200], rel_tol=1e-12)


@check("scale: leaves its argument alone", task=2)
def scale_leaves(lab, rng):
    v = whole(rng, 3)
    result, after = echo(lab.scale, 2, v)
    close(result, np.multiply(2, v))
    equal(after[1], v, "`scale` changed the vector in place")


# --- task 3 ------------------------------------------------------------------------------------


@check("linear_combination: weighs whole vectors and adds them", task=3)
def combination(lab, rng):
    close(lab.linear_combination([2, 3], [[2, 1], [0, 3]]), [4, 11])  # the docstring's example
    for k, n in ((1, 1), (1, 3), (2, 2), (2, 3), (4, 2), (5, 7)):
        coeffs, vectors = whole(rng, k), [whole(rng, n) for _ in range(k)]
        close(lab.linear_combination(coeffs, vectors), np.dot(coeffs, vectors))
        coeffs, vectors = rng.normal(size=k), rng.normal(size=(k, n))
        got = lab.linear_combination(coeffs.tolist(), vectors.tolist())
        close(got, np.dot(coeffs, vectors), abs_tol=1e-12)


@check("linear_combination: weights 1, 0, 0 pick the first vector; equal weights give the mean", task=3)
def combination_properties(lab, rng):
    vectors = [whole(rng, 4) for _ in range(3)]
    for j in range(3):
        close(lab.linear_combination([float(i == j) for i in range(3)], vectors), vectors[j])
    close(lab.linear_combination([1 / 3] * 3, vectors), np.mean(vectors, axis=0), abs_tol=1e-12)


@check("linear_combination: refuses what has no meaning", task=3)
def combination_refuses(lab, rng):
    close(lab.linear_combination([2.0], [[1.0, 3.0]]), [2.0, 6.0])
    raises(ValueError, lab.linear_combination, [], [])
    raises(ValueError, lab.linear_combination, [], [[1.0, 2.0]])
    raises(ValueError, lab.linear_combination, [1.0], [[1.0, 2.0], [3.0, 4.0]])
    raises(ValueError, lab.linear_combination, [1.0, 2.0], [[1.0, 2.0]])
    raises(ValueError, lab.linear_combination, [1.0, 2.0], [[1.0, 2.0], [3.0]])
    raises(ValueError, lab.linear_combination, [1.0, 2.0], [[1.0], [3.0, 4.0]])


@check("linear_combination: leaves its arguments alone", task=3)
def combination_leaves(lab, rng):
    coeffs, vectors = whole(rng, 2), [whole(rng, 3), whole(rng, 3)]
    result, after = echo(lab.linear_combination, coeffs, vectors)
    close(result, np.dot(coeffs, vectors))
    equal(after[0], coeffs, "`linear_combination` changed the coefficients in place")
    equal(after[1], vectors, "`linear_combination` changed the vectors in place")


# --- task 4 ------------------------------------------------------------------------------------


@check("in_span_2d: the examples of the brief", task=4)
def span_examples(lab, rng):
    equal(lab.in_span_2d([2, 1], [1, 3], [7, 11]), True)
    equal(lab.in_span_2d([2, 1], [4, 2], [7, 11]), False)
    equal(lab.in_span_2d([2, 1], [4, 2], [8, 4]), True)
    equal(lab.in_span_2d([1e-6, 0], [0, 1e-6], [3, 4]), True)


@check("in_span_2d: independent vectors reach everything", task=4)
def span_plane(lab, rng):
    equal(lab.in_span_2d([1, 0], [0, 1], [3, -2]), True)
    equal(lab.in_span_2d([0, 2], [3, 0], [1, 1]), True)
    for _ in range(20):
        u, v, w = (rng.normal(size=2).tolist() for _ in range(3))
        equal(lab.in_span_2d(u, v, w), True)


@check("in_span_2d: parallel vectors reach one line", task=4)
def span_line(lab, rng):
    for _ in range(10):
        u = nonzero(rng)
        off = [u[0] - u[1], u[1] + u[0]]  # u turned by 45 degrees and stretched
        for multiple in (1, -1, 2, -3):
            v = [multiple * x for x in u]
            equal(lab.in_span_2d(u, v, [-2 * x for x in u]), True)
            equal(lab.in_span_2d(u, v, off), False)


@check("in_span_2d: zero vectors", task=4)
def span_zeros(lab, rng):
    u, zero = nonzero(rng), [0, 0]
    equal(lab.in_span_2d(zero, zero, zero), True)
    equal(lab.in_span_2d(zero, zero, u), False)
    for first, second in ((u, zero), (zero, u)):
        equal(lab.in_span_2d(first, second, [3 * x for x in u]), True)
        equal(lab.in_span_2d(first, second, [-u[1], u[0]]), False)
        equal(lab.in_span_2d(first, second, zero), True)


@check("in_span_2d: agrees with rank on small whole numbers", task=4)
def span_rank(lab, rng):
    for _ in range(60):
        u, v, w = (rng.integers(-2, 3, size=2) for _ in range(3))
        rank = np.linalg.matrix_rank
        expected = bool(rank(np.stack([u, v])) == rank(np.stack([u, v, w])))
        equal(lab.in_span_2d(u.tolist(), v.tolist(), w.tolist()), expected)


@check("in_span_2d: rounding and units do not matter", task=4)
def span_scale(lab, rng):
    for size in (1e-8, 1e-3, 1e5, 1e9):
        u, v, w = ([size * x for x in p] for p in ([2, 1], [1, 3], [1, 1]))
        equal(lab.in_span_2d(u, v, w), True)
        equal(lab.in_span_2d(u, [3 * x for x in u], w), False)
    # In floats 0.1 * 0.9 is not 0.3 * 0.3.
    equal(lab.in_span_2d([0.1, 0.3], [0.3, 0.9], [1, 1]), False)
    equal(lab.in_span_2d([0.1, 0.3], [0.3, 0.9], [0.2, 0.6]), True)


@check("in_span_2d: `tol` decides what counts as parallel", task=4)
def span_tol(lab, rng):
    nearly = ([1.0, 1.0], [1.0, 1.001], [1.0, 0.0])
    equal(lab.in_span_2d(*nearly), True)
    equal(lab.in_span_2d(*nearly, tol=0.01), False)
    # At most tol: exactly parallel vectors are parallel even for a tolerance of 0.
    equal(lab.in_span_2d([2, 1], [4, 2], [7, 11], tol=0.0), False)
    equal(lab.in_span_2d([2, 1], [4, 2], [6, 3], tol=0.0), True)


@check("in_span_2d: refuses vectors that are not in the plane", task=4)
def span_refuses(lab, rng):
    equal(lab.in_span_2d([1.0, 2.0], [3.0, 1.0], [1.0, 1.0]), True)
    raises(ValueError, lab.in_span_2d, [1.0, 2.0, 3.0], [1.0, 2.0], [1.0, 2.0])
    raises(ValueError, lab.in_span_2d, [1.0, 2.0], [1.0], [1.0, 2.0])
    raises(ValueError, lab.in_span_2d, [1.0, 2.0], [2.0, 1.0], [])


@check("in_span_2d: leaves its arguments alone", task=4)
def span_leaves(lab, rng):
    u, w = nonzero(rng), nonzero(rng)
    result, after = echo(lab.in_span_2d, u, [2 * x for x in u], w)
    equal(result, u[0] * w[1] == u[1] * w[0])
    equal(after[0], u, "`in_span_2d` changed its first argument in place")
    equal(after[1], [2 * x for x in u], "`in_span_2d` changed its second argument in place")
    equal(after[2], w, "`in_span_2d` changed its third argument in place")


# --- inputs ------------------------------------------------------------------------------------


def whole(rng, n):
    """n whole numbers between -9 and 9, as a list of int."""
    return rng.integers(-9, 10, size=n).tolist()


def nonzero(rng):
    """A vector of the plane whose entries are whole and neither of them zero."""
    return (rng.choice([-1, 1], size=2) * rng.integers(1, 6, size=2)).tolist()


# --- probes: one for each way in which the known mistakes differ -------------------------------


@probe
def sum_of_integers(lab):
    return lab.add([1, 2], [3, 4])


@probe
def sum_in_place(lab):
    return echo(lab.add, [1, 2], [3, 4])[1]


@probe
def sum_of_unequal_lengths(lab):
    return lab.add([1, 2, 3], [4, 5])


@probe
def three_times(lab):
    return lab.scale(3, [2, 1])


@probe
def half_times(lab):
    return lab.scale(0.5, [2, 1])


@probe
def three_vectors_of_length_two(lab):
    return lab.linear_combination([2, 3, -1], [[2, 1], [1, 3], [5, 4]])


@probe
def two_vectors_of_length_two(lab):
    return lab.linear_combination([2, 3], [[2, 1], [0, 3]])


@probe
def independent_pair(lab):
    return lab.in_span_2d([2, 1], [1, 3], [7, 11])


@probe
def usual_axes(lab):
    return lab.in_span_2d([1, 0], [0, 1], [3, 4])


@probe
def parallel_pair_target_on_line(lab):
    return lab.in_span_2d([2, 1], [4, 2], [6, 3])


@probe
def parallel_pair_target_off_line(lab):
    return lab.in_span_2d([2, 1], [4, 2], [7, 11])


@probe
def zero_first_target_on_line(lab):
    return lab.in_span_2d([0, 0], [1, 2], [2, 4])


@probe
def zero_first_target_off_line(lab):
    return lab.in_span_2d([0, 0], [1, 2], [5, 4])


@probe
def zero_pair(lab):
    return lab.in_span_2d([0, 0], [0, 0], [3, 4])


@probe
def short_independent_pair(lab):
    return lab.in_span_2d([1e-6, 0], [0, 1e-6], [3, 4])


@probe
def parallel_up_to_rounding(lab):
    return lab.in_span_2d([0.1, 0.3], [0.3, 0.9], [1, 1])
