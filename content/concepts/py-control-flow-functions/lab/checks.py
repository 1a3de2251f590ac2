"""Checks of lab-py-warmup: the standard library's mean, NumPy's running maximum, SciPy's bisection."""

import math
from statistics import fmean

import numpy as np
from scipy.optimize import bisect

from groundup.grading import check, close, echo, equal, probe, raises, that

# --- task 1 ------------------------------------------------------------------------------------


@check("mean: small lists, worked by hand", task=1)
def mean_by_hand(lab, rng):
    close(lab.mean([2, 3, 7]), 4.0)  # the docstring's example
    close(lab.mean([5]), 5.0)
    close(lab.mean([1, 2]), 1.5)
    close(lab.mean([0, 0, 0]), 0.0)
    close(lab.mean([-4, 1, -3]), -2.0)


@check("mean: agrees with the standard library", task=1)
def mean_random(lab, rng):
    for n in (1, 2, 3, 10, 200):  # short lists first: the first failure shown is the smallest
        xs = rng.uniform(-50, 50, size=n).tolist()
        close(lab.mean(xs), fmean(xs), abs_tol=1e-9)
        xs = whole(rng, n)
        close(lab.mean(xs), fmean(xs), abs_tol=1e-9)


@check("mean: refuses the empty list", task=1)
def mean_refuses(lab, rng):
    close(lab.mean([0]), 0.0)  # refusing everything would not do
    raises(ValueError, lab.mean, [])


@check("mean: leaves the list as it was, and remembers nothing", task=1)
def mean_twice(lab, rng):
    xs = whole(rng, 4)
    result, after = echo(lab.mean, xs)
    close(result, fmean(xs), abs_tol=1e-9)
    equal(after[0], xs, "`mean` changed the list that it was given")
    close(lab.mean([1, 3]), 2.0)
    close(lab.mean([1, 3]), 2.0)


# --- task 2 ------------------------------------------------------------------------------------


@check("running_max: small lists, worked by hand", task=2)
def max_by_hand(lab, rng):
    equal(lab.running_max([3, 1, 2, 5, 4]), [3, 3, 3, 5, 5])  # the docstring's example
    equal(lab.running_max([7]), [7])
    equal(lab.running_max([1, 2, 3]), [1, 2, 3])
    equal(lab.running_max([3, 2, 1]), [3, 3, 3])


@check("running_max: numbers below zero", task=2)
def max_negative(lab, rng):
    equal(lab.running_max([-5]), [-5])
    equal(lab.running_max([-5, -2, -9]), [-5, -2, -2])


@check("running_max: the empty list gives the empty list", task=2)
def max_empty(lab, rng):
    equal(lab.running_max([2]), [2])
    equal(lab.running_max([]), [], as_type=list)


@check("running_max: agrees with NumPy", task=2)
def max_random(lab, rng):
    for n in (2, 3, 5, 12, 100):
        xs = whole(rng, n)
        equal(lab.running_max(xs), np.maximum.accumulate(xs).tolist(), as_type=list)
        xs = rng.normal(size=n).tolist()
        equal(lab.running_max(xs), np.maximum.accumulate(xs).tolist(), as_type=list)


@check("running_max: leaves the list as it was", task=2)
def max_leaves(lab, rng):
    xs = [*whole(rng, 3), -50]
    result, after = echo(lab.running_max, xs)
    equal(result, np.maximum.accumulate(xs).tolist())
    equal(after[0], xs, "`running_max` changed the list that it was given")


@check("running_max: begins anew at each call", task=2)
def max_twice(lab, rng):
    equal(lab.running_max([4, 1]), [4, 4])
    equal(lab.running_max([2, 3]), [2, 3])


# --- task 3 ------------------------------------------------------------------------------------


@check("bisect_root: finds the square root of 2", task=3)
def root_of_two(lab, rng):
    equal(lab.bisect_root(asked(lambda x: x * x - 2), 0, 2, tol=0.5), 1.25)  # the docstring's example
    close(lab.bisect_root(asked(lambda x: x * x - 2), 0.0, 2.0), math.sqrt(2), abs_tol=1e-10)


@check("bisect_root: rising and falling functions, and ends in either order", task=3)
def root_either_way(lab, rng):
    for _ in range(5):
        root, lo, hi = rng.uniform(-1, 1), rng.uniform(-9, -2), rng.uniform(2, 7)
        for slope in (3.0, -0.5):
            f = asked(lambda x, r=root, s=slope: s * (x - r))
            close(lab.bisect_root(f, lo, hi), root, abs_tol=1e-10)
            close(lab.bisect_root(f, hi, lo), root, abs_tol=1e-10)


@check("bisect_root: agrees with SciPy on curves", task=3)
def root_random(lab, rng):
    for _ in range(5):
        a, b = rng.uniform(0.2, 3), rng.uniform(-2, 2)
        for f in (
            lambda x, a=a, b=b: a * x**3 + x - b,
            lambda x, a=a, b=b: b - math.exp(a * x) - x,
            lambda x, a=a, b=b: math.atan(a * x - b),
        ):
            expected = bisect(f, -10, 10, xtol=1e-12)
            close(lab.bisect_root(asked(f), -10.0, 10.0), expected, abs_tol=2e-10)


@check("bisect_root: stops at the first interval that is `tol` long or shorter", task=3)
def root_tolerance(lab, rng):
    equal(lab.bisect_root(asked(lambda x: x - 0.3), 0.0, 1.0, tol=1.0), 0.5)
    equal(lab.bisect_root(asked(lambda x: x - 0.3), 0.0, 1.0, tol=0.9), 0.25)
    equal(lab.bisect_root(asked(lambda x: 0.3 - x), 1.0, 0.0, tol=0.9), 0.25)
    for tol in (0.5, 0.1, 1e-3, 1e-6):
        root = rng.uniform(0.01, 0.99)
        got = lab.bisect_root(asked(lambda x, r=root: x - r), 0.0, 1.0, tol=tol)
        close(got, middle(root, math.ceil(math.log2(1 / tol))), abs_tol=1e-15)
    close(lab.bisect_root(asked(lambda x: x - 0.3), 0.0, 1.0), middle(0.3, 34), abs_tol=1e-15)


@check("bisect_root: halves at most `max_iter` times, whatever `tol` asks for", task=3)
def root_limit(lab, rng):
    equal(lab.bisect_root(asked(lambda x: x - 0.3), 0.0, 1.0, max_iter=0), 0.5)
    equal(lab.bisect_root(asked(lambda x: x - 0.3), 0.0, 1.0, max_iter=1), 0.25)
    equal(lab.bisect_root(asked(lambda x: x - 0.3), 0.0, 1.0, max_iter=3), 0.3125)
    far = asked(lambda x: x - 1e-9)
    equal(lab.bisect_root(far, 0.0, 2.0**300), 2.0**99, "Without `max_iter`, 200 halvings are made")
    close(lab.bisect_root(asked(lambda x: x * x - 2), 0.0, 2.0, tol=0.0), math.sqrt(2), abs_tol=1e-15)


@check("bisect_root: a point where f is exactly 0 is returned at once", task=3)
def root_exact(lab, rng):
    equal(lab.bisect_root(asked(lambda x: x - 0.5, patience=20), 0.0, 1.0), 0.5)
    equal(lab.bisect_root(asked(lambda x: 0.25 - x), 0.0, 1.0), 0.25)
    for slope in (1.0, -1.0):
        equal(lab.bisect_root(asked(lambda x, s=slope: s * (x - 3)), 3.0, 7.0), 3.0)
        equal(lab.bisect_root(asked(lambda x, s=slope: s * (x - 3)), -4.0, 3.0), 3.0)
    equal(lab.bisect_root(asked(lambda x: x * x - 4), -2.0, 2.0), -2.0)
    equal(lab.bisect_root(asked(lambda x: x * x - 4), 2.0, -2.0), 2.0)


@check("bisect_root: refuses ends between which no sign changes", task=3)
def root_refuses(lab, rng):
    close(lab.bisect_root(asked(lambda x: x), -1.0, 2.0, tol=1e-6), 0.0, abs_tol=1e-6)
    for f in (
        lambda x: x * x + 0.5,
        lambda x: -0.5 - x * x,
        lambda x: x + 10,
        lambda x: -x - 10,
    ):
        raises(ValueError, lab.bisect_root, asked(f), -1.0, 0.5)


@check("bisect_root: values so small that their product is rounded to 0", task=3)
def root_of_tiny_values(lab, rng):
    close(lab.bisect_root(asked(lambda x: 1e-200 * (x - 0.3)), 0.0, 1.0), 0.3, abs_tol=1e-10)
    raises(ValueError, lab.bisect_root, asked(lambda x: 1e-200 * (x + 1)), 0.0, 1.0)


@check("bisect_root: `tol` and `max_iter` are given by name, never by position", task=3)
def root_names(lab, rng):
    equal(lab.bisect_root(asked(lambda x: x - 0.3), 0.0, 1.0, max_iter=1, tol=1e-3), 0.25)
    raises(TypeError, lab.bisect_root, asked(lambda x: x - 0.3), 0.0, 1.0, 1e-3)


# --- inputs ------------------------------------------------------------------------------------

PATIENCE = 2000  # calls of f, far more than the 200 halvings allowed


def whole(rng, n):
    """n whole numbers between -20 and 20, as a list of int."""
    return rng.integers(-20, 21, size=n).tolist()


def asked(function, patience=PATIENCE):
    """The function, ending the check when it is called so often that the search cannot be going to stop."""
    count = 0

    def f(x):
        nonlocal count
        count += 1
        that(count <= patience, f"f was called {patience} times, and the search had not ended.")
        return function(x)

    return f


def middle(root, halvings):
    """The middle of the interval around the root, after this many halvings of the one from 0 to 1."""
    return (math.floor(root * 2**halvings) + 0.5) / 2**halvings


# --- probes: one for each way in which the known mistakes differ -------------------------------


@probe
def mean_of_three(lab):
    return lab.mean([2, 3, 7])


@probe
def mean_of_none(lab):
    return lab.mean([])


@probe
def up_and_down(lab):
    """Larger than anything in the checks, so that a list kept from call to call shows in one probe only."""
    return lab.running_max([1005, 1001, 1002])[-3:]


@probe
def zeros_among_negative_numbers(lab):
    return [x == 0 for x in lab.running_max([-5, -2, -9])[-3:]]


@probe
def list_after_the_call(lab):
    return echo(lab.running_max, [2, 1, 3, 0])[1][0]


@probe
def growth_between_two_calls(lab):
    first = lab.running_max([4, 1])
    return len(lab.running_max([2, 3])) - len(first)


@probe
def rising(lab):
    return lab.bisect_root(asked(lambda x: x - 0.3), 0.0, 1.0, tol=0.1)


@probe
def falling(lab):
    return lab.bisect_root(asked(lambda x: 0.3 - x), 0.0, 1.0, tol=0.1)


@probe
def ends_exchanged(lab):
    return lab.bisect_root(asked(lambda x: x - 0.3), 1.0, 0.0, tol=0.1)


@probe
def one_halving(lab):
    return lab.bisect_root(asked(lambda x: x - 0.3), 0.0, 1.0, max_iter=1)


@probe
def no_sign_change(lab):
    return lab.bisect_root(asked(lambda x: x * x + 1), 0.0, 1.0, tol=0.1)


@probe
def tiny_values_of_one_sign(lab):
    return lab.bisect_root(asked(lambda x: 1e-200 * (x + 1)), 0.0, 1.0, tol=0.1)


@probe
def root_at_an_end(lab):
    return lab.bisect_root(asked(lambda x: x - 1), 0.0, 1.0, tol=0.1)
