"""Checks of lab-stable-numerics against SciPy's stable formulas, math.fsum and math.ulp."""

import math

import numpy as np
from scipy.special import expit, log_softmax, logsumexp, softmax

from groundup.grading import array, check, close, echo, equal, probe, that

INF, NAN, EPS = math.inf, math.nan, 2.0**-52
TINY = {"rel_tol": 1e-11, "abs_tol": 1e-300}  # below 1e-300 a float64 has no eleven digits any more

# --- task 1 ------------------------------------------------------------------------------------


@check("sigmoid: the examples of the brief", task=1)
def sigmoid_examples(lab, rng):
    close(lab.sigmoid([0.0, 1000.0, -1000.0]), [0.5, 1, 0], **TINY)
    close(lab.sigmoid(0.0), 0.5)
    close(lab.sigmoid(-40.0), math.exp(-40) / (1 + math.exp(-40)), **TINY)


@check("sigmoid: the same as scipy.special.expit, both ends included", task=1)
def sigmoid_values(lab, rng):
    for size in (1, 30, 700, 1e4):
        x = rng.uniform(-size, size, size=6)
        close(lab.sigmoid(x), expit(x), **TINY)
    x = rng.uniform(-50, 50, size=(2, 1, 3))
    close(lab.sigmoid(x), expit(x), **TINY)


@check("sigmoid: infinities and nan", task=1)
def sigmoid_limits(lab, rng):
    close(lab.sigmoid([INF, -INF, 0.0, NAN]), [1, 0, 0.5, NAN], nan_ok=True, **TINY)


@check("log1pexp: the examples of the brief", task=1)
def log1pexp_examples(lab, rng):
    close(lab.log1pexp([1000.0, -1000.0]), [1000, 0], **TINY)
    close(lab.log1pexp(0.0), math.log(2), **TINY)
    close(lab.log1pexp(-40.0), math.log1p(math.exp(-40)), **TINY)


@check("log1pexp: accurate for arguments of every size and sign", task=1)
def log1pexp_values(lab, rng):
    for size in (1, 30, 700, 1e4):
        x = rng.uniform(-size, size, size=6)
        close(lab.log1pexp(x), np.logaddexp(0, x), **TINY)
    x = rng.uniform(-50, 50, size=(2, 1, 3))
    close(lab.log1pexp(x), np.logaddexp(0, x), **TINY)


@check("log1pexp: infinities and nan", task=1)
def log1pexp_limits(lab, rng):
    close(lab.log1pexp([INF, -INF, 0.0, NAN]), [INF, 0, math.log(2), NAN], nan_ok=True, **TINY)


@check("sigmoid, log1pexp: lists and integers give float64, float32 stays float32", task=1)
def elementwise_types(lab, rng):
    whole = rng.integers(-100, 101, size=4)
    whole[0] = -128
    for function, oracle in ((lab.sigmoid, expit), (lab.log1pexp, lambda x: np.logaddexp(0, x))):
        close(function(whole.tolist()), oracle(whole.astype(float)), dtype=np.float64, **TINY)
        small = whole.astype(np.int8)
        close(function(small), oracle(small.astype(float)), dtype=np.float64, **TINY)
        halves = whole.astype(np.float32) / 8
        close(function(halves), oracle(halves.astype(float)), rel_tol=1e-5, dtype=np.float32)


@check("sigmoid, log1pexp: the argument is not changed", task=1)
def elementwise_kept(lab, rng):
    x = rng.normal(size=3)
    for function, expected in ((lab.sigmoid, expit(x)), (lab.log1pexp, np.logaddexp(0, x))):
        result, after = echo(function, x)
        close(result, expected, **TINY)
        equal(after[0], x, "The argument was changed in place")


# --- task 2 ------------------------------------------------------------------------------------


@check("logsumexp: the examples of the brief", task=2)
def logsumexp_examples(lab, rng):
    close(lab.logsumexp([0.0, 0.0]), math.log(2), rel_tol=1e-12)
    close(lab.logsumexp([-3.0]), -3.0, rel_tol=1e-12)
    x = [[1000.0, 1000.0], [-1000.0, -1000.0]]
    close(lab.logsumexp(x), [1000 + math.log(2), -1000 + math.log(2)], rel_tol=1e-12)


@check("softmax: the examples of the brief", task=2)
def softmax_examples(lab, rng):
    close(lab.softmax([0.0, math.log(3)]), [0.25, 0.75], rel_tol=1e-12)
    close(lab.softmax([1000.0, 1000.0]), [0.5, 0.5], rel_tol=1e-12)
    close(lab.softmax([-1000.0, -1000.0 + math.log(3)]), [0.25, 0.75], rel_tol=1e-11)


@check("log_softmax: the examples of the brief", task=2)
def log_softmax_examples(lab, rng):
    close(lab.log_softmax([0.0, math.log(3)]), [-math.log(4), math.log(0.75)], rel_tol=1e-12)
    close(lab.log_softmax([0.0, -2000.0]), [0, -2000], abs_tol=1e-12, rel_tol=1e-12)


@check("logsumexp, softmax, log_softmax: the same as SciPy on rows of every size", task=2)
def rows(lab, rng):
    for size in (1, 30, 700, 1e4):
        for n in (1, 2, 5):
            compare(lab, rng.uniform(-size, size, size=n), -1)
    compare(lab, rng.uniform(-1e4, 1e4, size=(4, 3)), -1)


@check("logsumexp, softmax, log_softmax: each row for itself, however far apart", task=2)
def far_apart(lab, rng):
    compare(lab, np.array([[1000.0, 1001.0], [-1000.0, -999.0]]), -1)
    compare(lab, rng.normal(size=(3, 2)) + np.array([[0.0], [5000.0], [-5000.0]]), -1)


@check("logsumexp, softmax, log_softmax: along any axis; keepdims", task=2)
def along_axes(lab, rng):
    compare(lab, np.array([[0.0, 50.0], [1.0, -900.0]]), 0)
    x = rng.uniform(-900, 900, size=(2, 3, 4))
    for axis in (0, 1, 2, -1, -2, -3):
        compare(lab, x, axis)
    close(lab.softmax(x), softmax(x, axis=2), **TINY)
    close(lab.log_softmax(x), log_softmax(x, axis=2), rel_tol=1e-11, abs_tol=1e-11)
    close(lab.logsumexp(x), logsumexp(x, axis=2), rel_tol=1e-11)
    array(lab.logsumexp(x), (2, 3))
    array(lab.logsumexp(x[:1], axis=1), (1, 4))
    close(lab.logsumexp(x, axis=1, keepdims=True), logsumexp(x, axis=1, keepdims=True), rel_tol=1e-11)
    close(lab.logsumexp(x[0, 0], keepdims=True), logsumexp(x[0, 0], keepdims=True), rel_tol=1e-11)


@check("softmax: adding a constant changes nothing; the entries are shares of 1", task=2)
def softmax_properties(lab, rng):
    x = rng.normal(size=(3, 4))
    for constant in (1.0, -300.0, 5000.0):
        close(lab.softmax(x + constant), softmax(x, axis=-1), rel_tol=1e-11)
    shares = array(lab.softmax(100 * x), (3, 4))
    close(shares.sum(axis=1), [1, 1, 1], "The sums of the rows", rel_tol=1e-12)
    that(bool((shares >= 0).all()), "A softmax has no negative entries.")


@check("logsumexp, softmax, log_softmax: masked entries", task=2)
def masked(lab, rng):
    row = [1.0, -INF, 3.0]
    close(lab.logsumexp(row), logsumexp([1.0, 3.0]), rel_tol=1e-12)
    left, right = softmax([1.0, 3.0]).tolist()
    close(lab.softmax(row), [left, 0, right], rel_tol=1e-12)
    close(lab.log_softmax(row), [math.log(left), -INF, math.log(right)], rel_tol=1e-12)


@check("logsumexp: -inf for a row that is all -inf, and other rows undisturbed", task=2)
def all_masked_sum(lab, rng):
    close(lab.logsumexp([-INF, -INF]), -INF)
    close(lab.logsumexp([[-INF, -INF], [0.0, 0.0], [-INF, 7.0]]), [-INF, math.log(2), 7], rel_tol=1e-12)


@check("softmax, log_softmax: nan for a row that is all -inf, and other rows undisturbed", task=2)
def all_masked_shares(lab, rng):
    x = [[-INF, -INF], [0.0, 0.0]]
    close(lab.softmax(x), [[NAN, NAN], [0.5, 0.5]], nan_ok=True)
    close(lab.log_softmax(x), [[NAN, NAN], [-math.log(2)] * 2], nan_ok=True)


@check("logsumexp: +inf and nan", task=2)
def infinite_rows(lab, rng):
    x = [[INF, 1.0], [1.0, 1.0], [INF, -INF], [900.0, INF]]
    close(lab.logsumexp(x), [INF, 1 + math.log(2), INF, INF], rel_tol=1e-12)
    close(lab.logsumexp([[NAN, 1.0], [1.0, 1.0]]), [NAN, 1 + math.log(2)], rel_tol=1e-12, nan_ok=True)


@check("logsumexp, softmax, log_softmax: lists and integers give float64, float32 stays float32", task=2)
def row_types(lab, rng):
    whole = rng.integers(-100, 101, size=(2, 3))
    whole[0, :2] = -128, 127  # their difference does not fit int8
    wide, halves = whole.astype(float), whole.astype(np.float32) / 2
    for function, oracle in (
        (lab.logsumexp, logsumexp),
        (lab.softmax, softmax),
        (lab.log_softmax, log_softmax),
    ):
        for x in (whole.tolist(), whole.astype(np.int8)):
            close(function(x), oracle(wide, axis=-1), rel_tol=1e-11, abs_tol=1e-11, dtype=np.float64)
        expected = oracle(halves.astype(float), axis=-1)
        close(function(halves), expected, rel_tol=1e-4, abs_tol=1e-5, dtype=np.float32)


@check("logsumexp, softmax, log_softmax: the argument is not changed", task=2)
def rows_kept(lab, rng):
    x = rng.normal(size=(2, 3))
    for function, oracle in (
        (lab.logsumexp, logsumexp),
        (lab.softmax, softmax),
        (lab.log_softmax, log_softmax),
    ):
        result, after = echo(function, x)
        close(result, oracle(x, axis=-1), rel_tol=1e-11)
        equal(after[0], x, "The argument was changed in place")


def compare(lab, x, axis):
    """All three against SciPy. A result near 0 may carry the rounding error of the numbers it came from."""
    slack = 1e-12 * max(1.0, float(np.abs(x).max()))
    close(lab.logsumexp(x, axis=axis), logsumexp(x, axis=axis), rel_tol=1e-11, abs_tol=slack)
    close(lab.softmax(x, axis=axis), softmax(x, axis=axis), **TINY)
    close(lab.log_softmax(x, axis=axis), log_softmax(x, axis=axis), rel_tol=1e-11, abs_tol=slack)


# --- task 3 ------------------------------------------------------------------------------------


@check("kahan_sum: the example of the brief, and short sums", task=3)
def kahan_examples(lab, rng):
    equal(lab.kahan_sum([1.0] + [1e-16] * 10), math.fsum([1.0] + [1e-16] * 10))
    equal(lab.kahan_sum([]), 0.0, as_type=float)
    equal(lab.kahan_sum([1.5, -0.25, 4.0]), 5.25, as_type=float)
    equal(lab.kahan_sum([1, 2, 3]), 6.0, as_type=float)


@check("kahan_sum: the error does not grow with the number of terms", task=3)
def kahan_bound(lab, rng):
    for n in (10, 1000, 20_000):
        bounded(lab, [0.1] * n)
    bounded(lab, [1.0] + [2.0**-53] * 5000)
    bounded(lab, [-1.0] + [-(2.0**-53)] * 5000)
    bounded(lab, rng.uniform(0, 1, size=20_000).tolist())


@check("kahan_sum: terms of both signs and very different sizes", task=3)
def kahan_mixed(lab, rng):
    for _ in range(5):
        bounded(lab, (rng.normal(size=300) * 10.0 ** rng.integers(-12, 13, size=300)).tolist())
    bounded(lab, [1e16, 1.0, 1.0, 1.0, 1.0, -1e16])


@check("kahan_sum: adds in float64, whatever the type of the terms", task=3)
def kahan_types(lab, rng):
    terms = rng.uniform(0, 1, size=2000).astype(np.float32)
    exact = math.fsum(terms.tolist())
    close(lab.kahan_sum(terms), exact, abs_tol=2 * EPS * exact)
    equal(lab.kahan_sum(np.full(3, 100, dtype=np.int8)), 300.0)


@check("kahan_sum: an infinite term makes the sum infinite, not nan", task=3)
def kahan_infinite(lab, rng):
    equal(lab.kahan_sum([1.0, INF]), INF)
    equal(lab.kahan_sum([INF, 1.0, 2.0]), INF)
    equal(lab.kahan_sum([0.5, -INF, 1.0, 2.0]), -INF)


@check("kahan_sum: the argument is not changed", task=3)
def kahan_kept(lab, rng):
    terms = rng.integers(-9, 10, size=5).astype(float).tolist()
    result, after = echo(lab.kahan_sum, terms)
    equal(result, sum(terms))
    equal(after[0], terms, "The argument was changed in place")


def bounded(lab, terms):
    bound = 2 * EPS * math.fsum(map(abs, terms))
    close(lab.kahan_sum(terms), math.fsum(terms), abs_tol=bound)


@check("ulp: the spacing at 1, around powers of two and at everyday numbers", task=3)
def ulp_values(lab, rng):
    for x in (1.0, 1000.0, 0.1, 2.0, 3.0, 4.0, 1 - EPS / 2, 2 - EPS, 1e300, 1e-300):
        equal(lab.ulp(x), math.ulp(x), as_type=float)
    for _ in range(10):
        x = float(rng.normal() * 10.0 ** rng.integers(-200, 200))
        equal(lab.ulp(x), math.ulp(x))
    equal(lab.ulp(-8.0), math.ulp(8.0))
    equal(lab.ulp(7), math.ulp(7.0))


@check("ulp: at zero, among the subnormal numbers, and at the largest number", task=3)
def ulp_ends(lab, rng):
    for x in (0.0, 5e-324, -1e-310, 2.0**-1023, 2.0**-1022, 2.0**-1021, 1.7976931348623157e308):
        equal(lab.ulp(x), math.ulp(x))


@check("ulp: infinity and nan", task=3)
def ulp_infinite(lab, rng):
    equal(lab.ulp(INF), INF)
    equal(lab.ulp(-INF), INF)
    close(lab.ulp(NAN), NAN, nan_ok=True)


# --- probes: one for each way in which the known mistakes differ -------------------------------


@probe
def sigmoid_ends(lab):
    return lab.sigmoid([800.0, -800.0])


@probe
def sigmoid_tail(lab):
    return 1e18 * array(lab.sigmoid([-40.0]), (1,))


@probe
def log1pexp_large(lab):
    return lab.log1pexp([800.0])


@probe
def log1pexp_tail(lab):
    return 1e18 * array(lab.log1pexp([-40.0]), (1,))


@probe
def softmax_of_large(lab):
    return lab.softmax([1000.0, 1000.0])


@probe
def logsumexp_of_large(lab):
    return lab.logsumexp([1000.0, 1000.0])


@probe
def log_of_small(lab):
    return lab.log_softmax([0.0, -2000.0])


@probe
def softmax_of_distant_rows(lab):
    return lab.softmax([[1000.0, 1000.0], [-1000.0, -1000.0]])


@probe
def softmax_down_the_columns(lab):
    return lab.softmax([[0.0, 1.0], [2.0, 4.0]], axis=0)


@probe
def sum_over_columns(lab):
    return lab.logsumexp([[0.0, 1.0], [2.0, 4.0]], axis=0)


@probe
def sum_kept(lab):
    return lab.logsumexp([[0.0, 1.0], [2.0, 4.0]], keepdims=True)


@probe
def everything_masked(lab):
    return lab.logsumexp([-INF, -INF])


@probe
def one_and_crumbs(lab):
    return 1e15 * (array(lab.kahan_sum([1.0] + [1e-16] * 10), ()) - 1)


@probe
def hundred_tenths(lab):
    return 1e15 * (array(lab.kahan_sum([0.1] * 100), ()) - 10)


@probe
def infinite_term(lab):
    return lab.kahan_sum([1.0, INF, 1.0])


@probe
def spacing_at_three(lab):
    return lab.ulp(3.0) / EPS


@probe
def spacing_below_two(lab):
    return lab.ulp(1.0) / EPS


@probe
def spacing_at_zero(lab):
    return lab.ulp(0.0) > 0


@probe
def small_integers(lab):
    return lab.softmax(np.array([-128, 127], dtype=np.int8))
