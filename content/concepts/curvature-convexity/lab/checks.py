"""Checks of lab-newton: scipy's Rosenbrock functions and BFGS as oracles, and steps done by hand."""

import math
from itertools import pairwise

import numpy as np
from scipy.optimize import minimize, rosen, rosen_der, rosen_hess

from groundup.grading import array, check, close, echo, equal, item, probe, raises, that

# --- task 1 -------------------------------------------------------------------------------------


@check("hessian: the docstring's example", task=1)
def hessian_example(lab, rng):
    close(lab.hessian(lopsided, [1, 2], h=0.5), [[4.0, 2.0], [2.0, 0.0]], abs_tol=1e-12)
    close(lab.hessian(lopsided, np.array([1.0, 2.0])), [[4.0, 2.0], [2.0, 0.0]], abs_tol=1e-6)


@check("hessian: exact on quadratics, in every dimension", task=1)
def hessian_quadratic(lab, rng):
    for n in (1, 2, 3, 5):
        A, b = symmetric(rng, n), rng.normal(size=n)
        x = rng.normal(size=n)
        got = lab.hessian(lambda p, A=A, b=b: 0.5 * float(p @ A @ p) + float(b @ p), x, h=0.25)
        close(got, A, abs_tol=1e-10)


@check("hessian: agrees with second derivatives", task=1)
def hessian_smooth(lab, rng):
    for n in (2, 3):
        x = rng.uniform(-1.5, 1.5, size=n)
        close(lab.hessian(lambda p: float(rosen(p)), x), rosen_hess(x), rel_tol=1e-4, abs_tol=1e-3)
        close(lab.hessian(log_sum_exp, x), softmax_table(x), abs_tol=1e-4)


@check("hessian: the four points are h away, and h is 1e-4 unless told", task=1)
def hessian_step(lab, rng):
    # On x^4 at 0 the four values are f(2h), f(0), f(0), f(-2h): the result is 8 h^2.
    for h in (0.5, 0.125):
        close(lab.hessian(fourth, np.zeros(1), h=h), [[8 * h * h]], rel_tol=1e-9)
    close(lab.hessian(fourth, np.zeros(1)), [[8e-8]], rel_tol=1e-9)


@check("hessian: exactly symmetric", task=1)
def hessian_symmetric(lab, rng):
    x = rng.normal(size=3)
    H = array(lab.hessian(log_sum_exp, x), (3, 3))
    close(H, softmax_table(x), abs_tol=1e-4)
    equal(H.T, H, "H^T differs from H")


# --- task 2 -------------------------------------------------------------------------------------


@check("newton_minimise: the minimum of a quadratic in one step", task=2)
def quadratic(lab, rng):
    run = lab.newton_minimise(lambda p: float(p[0] ** 2 + 3 * p[1] ** 2), valley, valley_table, [4, 1])
    close(item(run, "history"), [[4.0, 1.0], [0.0, 0.0]], "`history`", abs_tol=1e-12)
    equal(item(run, "n_iter"), 1, "`n_iter`")
    for n in (1, 2, 5):
        A, b = positive(rng, n), rng.normal(size=n)
        start = rng.normal(size=n)
        run = lab.newton_minimise(*quadratic_of(A, b), start)
        best = np.linalg.solve(A, b)
        close(item(run, "x"), best, "`x`", abs_tol=1e-8)
        close(array(item(run, "history"), (None, n))[1], best, "The first step", abs_tol=1e-8)
        close(item(run, "f"), -0.5 * float(b @ best), "`f`", abs_tol=1e-9)


@check("newton_minimise: follows the curved valley of Rosenbrock", task=2)
def rosenbrock(lab, rng):
    start = np.array([-1.2, 1.0])
    run = lab.newton_minimise(lambda p: float(rosen(p)), rosen_der, rosen_hess, start)
    close(item(run, "x"), [1.0, 1.0], "`x`", abs_tol=1e-8)
    steps = item(run, "n_iter")
    that(
        isinstance(steps, int | np.integer) and steps < 40, f"`n_iter` is {steps}; fewer than 40 are enough."
    )
    history = array(item(run, "history"), (int(steps) + 1, 2))
    close(history[0], start, "The first row of `history`")
    close(history[-1], item(run, "x"), "The last row of `history`")
    values = [float(rosen(p)) for p in history]
    that(all(b <= a for a, b in pairwise(values)), "f rises along `history`.")


@check("newton_minimise: where the Hessian is not positive definite, tau I is added", task=2)
def damping(lab, rng):
    # H = diag(1, -1): beta = 0.001, and 10 is the first tau of 0.001, 0.01, ... above 1.
    run = lab.newton_minimise(saddle, saddle_slope, lambda p: np.diag([1.0, -1.0]), [1.1, 0.9], max_iter=1)
    close(item(run, "x"), [1.1 - 1.1 / 11, 0.9 + 0.9 / 9], "`x` after one step", abs_tol=1e-12)
    # H = diag(2, -1.5): beta = 0.002, and tau = 2.
    run = lab.newton_minimise(
        lambda p: float(p[0] ** 2 - 0.75 * p[1] ** 2),
        lambda p: np.array([2 * p[0], -1.5 * p[1]]),
        lambda p: np.diag([2.0, -1.5]),
        [1.0, 1.0],
        max_iter=1,
    )
    close(item(run, "x"), [1 - 2 / 4, 1 + 1.5 / 0.5], "`x` after one step", abs_tol=1e-12)
    # H = [[1, 4], [4, 1]]: beta comes from an entry beside the diagonal, 0.004; tau = 4.
    A = np.array([[1.0, 4.0], [4.0, 1.0]])
    run = lab.newton_minimise(*quadratic_of(A, np.zeros(2)), [1.0, -1.0], max_iter=1)
    g = A @ np.array([1.0, -1.0])
    close(
        item(run, "x"),
        [1.0, -1.0] - np.linalg.solve(A + 4 * np.eye(2), g),
        "`x` after one step",
        abs_tol=1e-12,
    )
    # all entries negative: the largest absolute one counts
    run = lab.newton_minimise(
        lambda p: -2.0 * float(p[0] ** 2), lambda p: -4.0 * p, lambda p: np.array([[-4.0]]), [1.0], max_iter=1
    )
    close(item(run, "x"), [1 + 4 / 36], "`x` after one step", abs_tol=1e-12)


@check("newton_minimise: a Hessian that is zero gives a step of gradient descent", task=2)
def no_curvature(lab, rng):
    c = rng.normal(size=2)
    run = lab.newton_minimise(
        lambda p: float(c @ p), lambda p: c, lambda p: np.zeros((2, 2)), np.zeros(2), max_iter=3
    )
    close(item(run, "x"), -3 * c, "`x` after three steps", abs_tol=1e-12)


@check("newton_minimise: leaves the neighbourhood of saddles and maxima", task=2)
def saddles(lab, rng):
    for start in ([0.3, 0.1], [-0.2, 1.0], [1e-3, 0.5], [0.1, -0.4]):
        run = lab.newton_minimise(double_well, double_well_slope, double_well_table, start)
        close(item(run, "f"), -1.0, "`f`", abs_tol=1e-12)
        close(item(run, "x"), [math.copysign(1.0, start[0]), 0.0], "`x`", abs_tol=1e-7)


@check("newton_minimise: log cosh, where full steps diverge", task=2)
def log_cosh_line(lab, rng):
    for start in (1.5, -3.0, 8.0):
        run = lab.newton_minimise(log_cosh, np.tanh, log_cosh_table, np.array([start]))
        close(item(run, "x"), [0.0], "`x`", abs_tol=1e-7)


@check("newton_minimise: the line search keeps 1e-4 of the promised fall", task=2)
def armijo(lab, rng):
    # f = x^2/2 with s in place of the curvature: along d = -x/s the share of the promise is 1 - t/(2s).
    for s, t in ((1.0, 1.0), (0.5 * (1 + 2e-4), 1.0), (0.5 * (1 + 6e-5), 0.5), (0.4, 0.5), (0.1, 0.125)):
        run = lab.newton_minimise(half_square, identity, lambda p, s=s: np.array([[s]]), [2.0], max_iter=1)
        close(item(run, "x"), [2 - 2 * t / s], "`x` after one step", abs_tol=1e-9)


@check("newton_minimise: sixty trials, and no more", task=2)
def trials(lab, rng):
    for power, steps in ((58, 1), (59, 1), (60, 0), (61, 0)):
        run = lab.newton_minimise(
            half_square, identity, lambda p, power=power: np.array([[2.0**-power]]), [1.0], max_iter=5
        )
        equal(item(run, "n_iter"), steps, f"`n_iter`, where t = 2^-{power} would be needed")
        close(item(run, "x"), [1.0 - steps], "`x`", abs_tol=1e-12)
        close(item(run, "f"), 0.5 * (1 - steps), "`f`", abs_tol=1e-12)


@check("newton_minimise: trial points without a value are not accepted", task=2)
def without_value(lab, rng):
    for nothing in (math.nan, math.inf):
        run = lab.newton_minimise(
            lambda p, nothing=nothing: float(p[0] - math.log(p[0])) if p[0] > 0 else nothing,
            lambda p: 1 - 1 / p,
            lambda p: np.array([[p[0] ** -2]]),
            [3.0],
        )
        close(array(item(run, "history"), (None, 1))[1], [1.5], "The first step", abs_tol=1e-12)
        close(item(run, "x"), [1.0], "`x`", abs_tol=1e-8)


@check("newton_minimise: goes on where rounding hides the fall of f", task=2)
def rounding(lab, rng):
    for size in (1e6, -1e6):
        run = lab.newton_minimise(
            lambda p, size=size: size + float(np.sum(np.cosh(p - 1))),
            lambda p: np.sinh(p - 1),
            lambda p: np.diag(np.cosh(p - 1)),
            [3.0, -0.5],
        )
        close(item(run, "x"), [1.0, 1.0], "`x`", abs_tol=1e-8)
    for size in (1.0, -1.0, 1000.0):  # a rise by 1e-14 |f| is accepted, more is not
        for rise, steps in ((5e-15, 1), (3e-14, 0)):
            run = lab.newton_minimise(
                lambda p, size=size, rise=rise: size + (abs(size) * rise if p[0] != 0 else 0.0),
                lambda p: np.array([1e-12]),
                lambda p: np.array([[1.0]]),
                [0.0],
                tol=0.0,
                max_iter=1,
            )
            equal(item(run, "n_iter"), steps, f"`n_iter`, where f = {size} would rise by {rise} |f|")
    # Slope times step is below the smallest float, and f is 0 all over: both sides of the condition are 0.
    run = lab.newton_minimise(
        lambda p: 0.0, lambda p: np.array([1e-160]), lambda p: np.array([[1e10]]), [0.0], tol=0.0, max_iter=1
    )
    equal(item(run, "n_iter"), 1, "`n_iter`, where both sides of the condition are 0")


@check("newton_minimise: stops as soon as the gradient is at most tol", task=2)
def stops(lab, rng):
    run = lab.newton_minimise(half_square, identity, lambda p: np.array([[1.0]]), [1.0], tol=1.0)
    equal(item(run, "n_iter"), 0, "`n_iter`, from a point where the gradient is as long as tol")
    close(item(run, "history"), [[1.0]], "`history`", dtype=np.float64)
    run = lab.newton_minimise(lambda p: float(p @ p) / 2, identity, lambda p: np.eye(2), [3, 4], tol=4.9)
    equal(item(run, "n_iter"), 1, "`n_iter`: the gradient (3, 4) is longer than 4.9")
    run = lab.newton_minimise(lambda p: float(p @ p) / 2, identity, lambda p: np.eye(2), [3, 4], tol=5.1)
    equal(item(run, "n_iter"), 0, "`n_iter`: the gradient (3, 4) is shorter than 5.1")
    close(item(run, "x"), [3.0, 4.0], "`x`", dtype=np.float64)


@check("newton_minimise: once it has stopped, it asks for nothing more", task=2)
def rests(lab, rng):
    calls = []
    run = lab.newton_minimise(
        half_square, lambda p: calls.append(1) or np.array(p), one_table, [rng.uniform(1, 2)], max_iter=1000
    )
    equal(item(run, "n_iter"), 1, "`n_iter`")
    that(len(calls) < 20, f"With one step taken, the gradient was asked for {len(calls)} times.")
    calls = []
    run = lab.newton_minimise(  # a gradient of another function: no trial is accepted
        lambda p: calls.append(1) or float(p[0]), lambda p: -np.ones(1), one_table, [0.0], max_iter=50
    )
    equal(item(run, "n_iter"), 0, "`n_iter`, where f rises at each trial")
    that(len(calls) < 200, f"There are 60 trials from one point, but f was asked for {len(calls)} values.")


@check("newton_minimise: tol is 1e-8 and max_iter is 100, unless told", task=2)
def defaults(lab, rng):
    # On x^4 each full step multiplies x by 2/3, so the gradient is 4 (2/3)^(3k).
    run = lab.newton_minimise(fourth, fourth_slope, fourth_table, [1.0])
    equal(item(run, "n_iter"), 17, "`n_iter` on x^4 from 1")
    close(item(run, "x"), [(2 / 3) ** 17], "`x`", rel_tol=1e-9)
    run = lab.newton_minimise(fourth, fourth_slope, fourth_table, [1.0], tol=0.0)
    equal(item(run, "n_iter"), 100, "`n_iter` on x^4 with tol=0.0")
    run = lab.newton_minimise(fourth, fourth_slope, fourth_table, [1.0], max_iter=0)
    close(item(run, "history"), [[1.0]], "`history` with max_iter=0")


@check("newton_minimise: with your own hessian, as BFGS", task=2)
def own_hessian(lab, rng):
    X = rng.normal(size=(30, 2))
    y = (rng.random(30) < 0.5).astype(float)

    def loss(w):
        w = array(w, (2,))
        z = X @ w
        return float(np.mean(np.logaddexp(0, z) - y * z) + 0.05 * w @ w)

    def grad(w):
        w = array(w, (2,))
        return X.T @ ((1 + np.tanh(X @ w / 2)) / 2 - y) / len(y) + 0.1 * w

    best = minimize(loss, np.zeros(2), jac=grad, method="BFGS", options={"gtol": 1e-9}).x
    run = lab.newton_minimise(loss, grad, lambda w: lab.hessian(loss, w), np.zeros(2), tol=1e-7)
    close(item(run, "x"), best, "`x`", abs_tol=1e-5)


@check("newton_minimise: refuses gradients and Hessians that are not finite", task=2)
def not_finite(lab, rng):
    close(item(lab.newton_minimise(half_square, identity, lambda p: np.eye(1), [2.0]), "x"), [0.0])
    for bad in (np.nan, np.inf, -np.inf):
        raises(ValueError, lab.newton_minimise, half_square, lambda p, b=bad: np.array([b]), one_table, [2.0])
        raises(
            ValueError, lab.newton_minimise, half_square, identity, lambda p, b=bad: np.array([[b]]), [2.0]
        )
    for g in ([1.0, np.nan], [np.nan, 1.0], [0.0, np.inf]):
        raises(
            ValueError, lab.newton_minimise, lambda p: float(p @ p), lambda p, g=g: np.array(g), eye, [2, 1]
        )
    table = np.array([[2.0, np.nan], [np.nan, 2.0]])
    raises(
        ValueError, lab.newton_minimise, lambda p: float(p @ p), lambda p: 2 * p, lambda p: table, np.ones(2)
    )


# --- task 3 -------------------------------------------------------------------------------------


@check("violates_convexity: finds the dents of functions that are not convex", task=3)
def dents(lab, rng):
    functions = (
        (1, lambda x: float(x[0] ** 4 - x[0] ** 2)),
        (1, lambda x: float(x[0] ** 3)),
        (1, lambda x: float(np.sqrt(abs(x[0])))),
        (2, lambda x: float(x[0] * x[1])),
        (3, lambda x: -float(x @ x)),
        (1, lambda x: 1e-30 * float(np.sin(3 * x[0]))),  # units do not matter
    )
    for n, f in functions:
        dent(lab, f, lambda n=n: rng.uniform(-1, 1, size=n), 200, int(rng.integers(2**31)))


@check("violates_convexity: finds nothing where there is nothing", task=3)
def convex(lab, rng):
    w = rng.normal(size=3)
    functions = (
        lambda x: 0.0,
        lambda x: float(w @ x) + 5,
        lambda x: 1e8 * (float(w @ x) + 5),
        lambda x: 2 * float(w @ x) - 5,
        log_sum_exp,
        lambda x: float(np.abs(x).sum()),
        lambda x: float(x @ x),
        lambda x: float(np.maximum(0, 1 - w @ x)),
        lambda x: -7.0,
    )
    for f in functions:
        got = lab.violates_convexity(f, lambda: rng.normal(size=3), 40, int(rng.integers(2**31)))
        equal(got, None)


@check("violates_convexity: a dent counts from 1e-9 (|f(x)| + |f(y)|) on", task=3)
def slack(lab, rng):
    for a, b, rise, found in (
        (1.0, 1.0, 2.6e-9, True),
        (1.0, 1.0, 1.4e-9, False),
        (-1.0, -1.0, 2.6e-9, True),
        (-1.0, -1.0, 1.4e-9, False),
        (1.0, -1.0, 1.4e-9, False),
        (-1.0, 1.0, 1.4e-9, False),
        (1.0, 1.0, -2.6e-9, False),
        (0.0, 0.0, 1e-30, True),
        (0.0, 0.0, 0.0, False),
    ):
        turns = []

        def ends(turns=turns):
            turns.append(None)
            return np.array([float(len(turns) % 2)])  # 1, 0, 1, 0, ...

        def raised(p, a=a, b=b, rise=rise):
            return a if p[0] == 1 else b if p[0] == 0 else p[0] * a + (1 - p[0]) * b + rise

        got = lab.violates_convexity(raised, ends, 3, int(rng.integers(2**31)))
        that(
            (got is not None) == found,
            f"f is {a} and {b} at the ends and {rise} above the chord between them: that is "
            f"{'a' if found else 'no'} violation, but {'None' if got is None else 'a triple'} came.",
        )


@check("violates_convexity: draws n pairs, a new t for each, and stops at the first dent", task=3)
def draws(lab, rng):
    for n in (0, 1, 7):
        points = []
        got = lab.violates_convexity(lambda x: float(x[0] ** 2), listed(points, rng), n, 1)
        equal(got, None)
        equal(len(points), 2 * n, f"The number of points drawn for n = {n}")
    for dented in (1, 2, 4):  # the first pairs are one point twice, where no chord is below
        points, seed = [], int(rng.integers(2**31))
        got = dent(lab, lambda x: -float(x[0] ** 2), listed(points, rng, twins=dented - 1), 9, seed)
        equal(len(points), 2 * dented, f"The number of points drawn, where pair {dented} is a violation")
        t = np.random.default_rng(seed).random(dented)[-1]
        for came, drawn, name in zip(got, (points[-2], points[-1], t), "xyt", strict=True):
            close(came, drawn, f"The {name} of the triple, where pair {dented} is a violation")


@check("Arguments are left as they were", task=2)
def untouched(lab, rng):
    start = rng.normal(size=2)
    H, after = echo(lab.hessian, log_sum_exp, start)
    close(H, softmax_table(start), abs_tol=1e-4)
    equal(after[1], start, "`hessian` changed x in place")
    run, after = echo(
        lab.newton_minimise, lambda p: float(p @ p), lambda p: 2 * p, lambda p: 2 * np.eye(2), start
    )
    close(item(run, "x"), [0.0, 0.0], "`x`", abs_tol=1e-12)
    equal(after[3], start, "`newton_minimise` changed x0 in place")


# --- functions ----------------------------------------------------------------------------------


def listed(points, rng, twins=0):
    """A sampler that keeps what it gives; the first `twins` pairs are one point twice."""

    def sampler():
        again = len(points) % 2 == 1 and len(points) < 2 * twins
        points.append(points[-1] if again else rng.normal(size=1))
        return points[-1].copy()

    return sampler


def dent(lab, f, sampler, n, seed):
    """The triple that comes, once it violates the definition for our own values of f."""
    got = lab.violates_convexity(f, sampler, n, seed)
    that(got is not None, f"None came, with n = {n}; this function is not convex.")
    x, y, t = (np.asarray(item(got, k), dtype=float) for k in range(3))
    that(
        x.ndim == 1 and x.shape == y.shape and t.ndim == 0,
        "A triple (x, y, t) should come: two points, a number.",
    )
    that(0 <= t <= 1, f"t should lie between 0 and 1; it is {t}.")
    that(
        f(t * x + (1 - t) * y) > t * f(x) + (1 - t) * f(y),
        f"At {x}, {y}, {t} the chord does not run below f.",
    )
    return x, y, float(t)


def lopsided(p):
    return float(p[0]) * float(p[0]) * float(p[1])


def fourth(p):
    return float(p[0] ** 4)


def fourth_slope(p):
    return 4 * p**3


def fourth_table(p):
    return np.array([[12 * p[0] ** 2]])


def half_square(p):
    return 0.5 * float(p[0]) ** 2


def identity(p):
    return np.array(p)


def eye(p):
    return np.eye(2)


def one_table(p):
    return np.array([[1.0]])


def valley(p):
    return np.array([2.0 * p[0], 6.0 * p[1]])


def valley_table(p):
    return np.diag([2.0, 6.0])


def saddle(p):
    return 0.5 * float(p[0] ** 2 - p[1] ** 2)


def saddle_slope(p):
    return np.array([p[0], -p[1]])


def double_well(p):
    return float(p[0] ** 4 - 2 * p[0] ** 2 + p[1] ** 2)


def double_well_slope(p):
    return np.array([4 * p[0] ** 3 - 4 * p[0], 2 * p[1]])


def double_well_table(p):
    return np.diag([12 * p[0] ** 2 - 4, 2.0])


def log_cosh(p):
    return float(np.sum(np.logaddexp(p, -p)))


def log_cosh_table(p):
    return np.diag(1 - np.tanh(p) ** 2) + 1e-300 * np.eye(len(p))


def log_sum_exp(x):
    top = float(np.max(x))
    return top + math.log(float(np.sum(np.exp(x - top))))


def softmax_table(x):
    p = np.exp(x - np.max(x))
    p = p / p.sum()
    return np.diag(p) - np.outer(p, p)


def symmetric(rng, n):
    A = rng.normal(size=(n, n))
    return A + A.T


def positive(rng, n):
    X = rng.normal(size=(n + 2, n))
    return X.T @ X + 0.5 * np.eye(n)


def quadratic_of(A, b):
    return (lambda p: 0.5 * float(p @ A @ p) - float(b @ p)), (lambda p: A @ p - b), (lambda p: A)


# --- probes -------------------------------------------------------------------------------------


@probe
def small_hessian(lab):
    return lab.hessian(lopsided, np.array([1.0, 2.0]), h=0.5)


@probe
def quadratic_step(lab):
    run = lab.newton_minimise(lambda p: float(p[0] ** 2 + 3 * p[1] ** 2), valley, valley_table, [4.0, 1.0])
    return run["history"]


@probe
def from_the_hill(lab):
    run = lab.newton_minimise(double_well, double_well_slope, double_well_table, [0.3, 0.1], max_iter=8)
    return np.round(run["x"], 5)


@probe
def full_step_diverges(lab):
    run = lab.newton_minimise(log_cosh, np.tanh, log_cosh_table, np.array([1.5]), max_iter=2)
    return run["x"]


@probe
def share_of_the_promise(lab):
    run = lab.newton_minimise(half_square, identity, lambda p: np.array([[0.5]]), [2.0], max_iter=1)
    return run["x"]


@probe
def hidden_fall(lab):
    run = lab.newton_minimise(
        lambda p: 1.0 + (5e-15 if p[0] != 0 else 0.0), lambda p: np.array([1e-12]), one_table, [0.0], 0.0, 1
    )
    return run["n_iter"]


@probe
def odd_function(lab):
    return lab.violates_convexity(lambda x: float(x[0] ** 3), walk(5), 40, 5) is None


@probe
def bowl_is_convex(lab):
    return lab.violates_convexity(lambda x: float(x[0] ** 2), walk(6), 30, 6) is None


@probe
def line_is_convex(lab):
    return lab.violates_convexity(lambda x: 3.1 * float(x[0]) + 0.7, walk(7), 200, 7) is None


@probe
def dome_is_not(lab):
    return lab.violates_convexity(lambda x: -float(x[0] ** 2), walk(8), 30, 8) is None


def walk(seed):
    rng = np.random.default_rng(seed)
    return lambda: rng.uniform(-1, 1, size=1)
