"""Checks of lab-gradient-descent against closed forms on quadratics, and SciPy's BFGS on a logistic loss."""

import math

import numpy as np
from scipy.optimize import minimize

from groundup.grading import array, check, close, echo, equal, item, probe, raises, that

# --- task 1 ------------------------------------------------------------------------------------


@check("gradient_descent: the example of the brief", task=1)
def example(lab, rng):
    run = lab.gradient_descent(valley, np.array([4.0, 1.0]), 0.1, 2)
    close(item(run, "history"), [[4, 1], [3.2, 0.4], [2.56, 0.16]], "`history`", abs_tol=1e-12)
    close(item(run, "x"), [2.56, 0.16], "`x`", abs_tol=1e-12)
    close(
        item(run, "grad_norms"),
        [10.0, math.hypot(6.4, 2.4), math.hypot(5.12, 0.96)],
        "`grad_norms`",
        abs_tol=1e-12,
    )


@check("gradient_descent: on quadratics the points are (I - lr A)^k x0", task=1)
def closed_form(lab, rng):
    for n, n_steps in ((1, 1), (2, 3), (5, 20)):
        A, L = bowl(rng, n)
        x0, lr = rng.normal(size=n), rng.uniform(0.1, 1.9) / L
        points = [x0]
        for _ in range(n_steps):
            points.append((np.eye(n) - lr * A) @ points[-1])
        run = lab.gradient_descent(lambda x, A=A: A @ x, x0, lr, n_steps)
        close(item(run, "history"), np.array(points), "`history`", abs_tol=1e-10)
        close(item(run, "x"), points[-1], "`x`", abs_tol=1e-10)
        close(item(run, "grad_norms"), [np.linalg.norm(A @ p) for p in points], "`grad_norms`", abs_tol=1e-10)


@check("gradient_descent: converges just below 2/L and diverges just above", task=1)
def stability(lab, rng):
    A, L = bowl(rng, 3)
    x0 = rng.normal(size=3)
    inside = array(item(lab.gradient_descent(lambda x: A @ x, x0, 1.9 / L, 150), "x"), (3,))
    that(
        bool(np.linalg.norm(inside) < np.linalg.norm(x0)),
        "With lr = 1.9/L the points do not approach the minimum.",
    )
    outside = array(item(lab.gradient_descent(lambda x: A @ x, x0, 2.1 / L, 150), "x"), (3,))
    that(bool(np.linalg.norm(outside) > np.linalg.norm(x0)), "With lr = 2.1/L the points should run away.")


@check("gradient_descent: no steps, integer starts and lists as starts", task=1)
def starts(lab, rng):
    run = lab.gradient_descent(valley, np.array([4.0, 1.0]), 0.1, 0)
    close(item(run, "history"), [[4.0, 1.0]], "`history`")
    close(item(run, "grad_norms"), [10.0], "`grad_norms`")
    for x0 in (np.array([4, 1]), [4, 1], [4.0, 1.0]):
        close(item(lab.gradient_descent(valley, x0, 0.1, 1), "x"), [3.2, 0.4], "`x`", abs_tol=1e-12)
        still = lab.gradient_descent(valley, x0, 0.1, 0)
        close(item(still, "x"), [4.0, 1.0], "`x` after no step", dtype=np.float64)
        close(item(still, "history"), [[4.0, 1.0]], "`history` after no step", dtype=np.float64)
    raises(ValueError, lab.gradient_descent, valley, np.array([4.0, 1.0]), 0.1, -1)


@check("gradient_descent: x0 is not changed", task=1)
def start_kept(lab, rng):
    x0 = rng.normal(size=3)
    run, after = echo(lab.gradient_descent, lambda x: 2 * x, x0, 0.25, 3)
    close(item(run, "x"), x0 / 8, "`x`")
    equal(after[1], x0, "`gradient_descent` changed x0 in place")


@check("gradient_descent: huge and tiny points", task=1)
def scales(lab, rng):
    for size in (1e-100, 1e100):
        run = lab.gradient_descent(lambda x: x, np.array([size, -size]), 0.5, 3)
        close(item(run, "x"), [size / 8, -size / 8], "`x`", rel_tol=1e-12)


@check("gradient_descent: finds the minimum of a logistic loss, as BFGS does", task=1)
def logistic(lab, rng):
    X = rng.normal(size=(40, 2))
    y = (rng.random(40) < 0.5).astype(float)

    def loss(w):
        z = X @ w
        return float(np.mean(np.logaddexp(0, z) - y * z) + 0.05 * w @ w)

    def grad(w):
        share = (1 + np.tanh(X @ w / 2)) / 2  # the logistic function; quiet also where a walk runs away
        return X.T @ (share - y) / len(y) + 0.1 * w

    L = np.linalg.eigvalsh(X.T @ X / len(y))[-1] / 4 + 0.1
    best = minimize(loss, np.zeros(2), jac=grad, method="BFGS", options={"gtol": 1e-9}).x
    run = lab.gradient_descent(grad, np.zeros(2), 1 / L, 400, tol=1e-8)
    close(item(run, "x"), best, "`x`", abs_tol=1e-5)


# --- task 2 ------------------------------------------------------------------------------------


@check("gradient_descent: stops as soon as the gradient is at most tol", task=2)
def stops(lab, rng):
    run = lab.gradient_descent(lambda x: x, np.array([8.0]), 0.5, 100, tol=1.0)
    close(item(run, "history"), [[8], [4], [2], [1]], "`history`")
    close(item(run, "grad_norms"), [8, 4, 2, 1], "`grad_norms`")
    at_rest = lab.gradient_descent(lambda x: 2 * x, np.zeros(2), 0.1, 100)
    close(item(at_rest, "history"), [[0.0, 0.0]], "`history`")


@check("gradient_descent: does not stop because steps are small", task=2)
def small_steps(lab, rng):
    run = lab.gradient_descent(lambda x: x, np.array([1.0]), 1e-6, 30, tol=1e-3)
    array(item(run, "history"), (31, 1))


@check("gradient_descent: a learning rate that is a function of the step", task=2)
def schedule(lab, rng):
    asked = []

    def rate(k):
        asked.append(k)
        return 1 / (k + 2)

    run = lab.gradient_descent(lambda x: x, np.array([24.0]), rate, 3)
    close(item(run, "history"), [[24], [12], [8], [6]], "`history`", abs_tol=1e-12)
    that(
        asked == [0, 1, 2],
        f"lr was asked for the steps {asked}; with 3 steps it should be asked for [0, 1, 2].",
    )


@check("gradient_descent: the callback sees every new point and may stop the run", task=2)
def calls_back(lab, rng):
    seen = []

    def watch(k, x):
        seen.append((k, array(x, (1,)).tolist()))
        return k == 2

    run = lab.gradient_descent(lambda x: x, np.array([8.0]), 0.5, 10, callback=watch)
    close(item(run, "history"), [[8], [4], [2]], "`history`")
    that(
        seen == [(1, [4.0]), (2, [2.0])], f"The callback saw {seen}; it should see [(1, [4.0]), (2, [2.0])]."
    )
    silent = lab.gradient_descent(lambda x: x, np.array([8.0]), 0.5, 2, callback=lambda k, x: None)
    array(item(silent, "history"), (3, 1))


# --- task 3 ------------------------------------------------------------------------------------


@check("backtracking: the example of the brief", task=3)
def square_example(lab, rng):
    close(lab.backtracking(square, square_slope, np.array([1.0]), np.array([-2.0])), 0.5)


@check("backtracking: takes t0 when t0 is good enough", task=3)
def first_trial(lab, rng):
    close(lab.backtracking(square, square_slope, np.array([1.0]), np.array([-2.0]), t0=0.25), 0.25)
    close(lab.backtracking(square, square_slope, np.array([1.0]), np.array([-2.0]), t0=0.4, rho=0.1), 0.4)


@check("backtracking: c decides how much of the promised fall is asked for", task=3)
def fair_share(lab, rng):
    # Along this line f falls by 2 t - t^2 where the slope promises 2 t: the share is 1 - t/2.
    for c, expected in ((0.1, 1.0), (0.5, 1.0), (0.6, 0.5), (0.8, 0.25)):  # for 0.5 exactly half: enough
        got = lab.backtracking(
            lambda x: float((x[0] - 1) ** 2), lambda x: 2 * (x - 1), np.zeros(1), np.ones(1), c=c
        )
        close(got, expected)


@check("backtracking: the first of t0, rho t0, ... that meets the Armijo condition", task=3)
def armijo(lab, rng):
    for n in (1, 2, 4):
        A, L = bowl(rng, n)
        x = rng.normal(size=n)
        for c, rho, t0 in ((1e-4, 0.5, 1.0), (0.3, 0.8, 20 / L), (0.9, 0.5, 4.0), (1e-4, 0.1, 300 / L)):
            d = -(A @ x)
            slope = -float(d @ d)

            def height(p, A=A):
                return 0.5 * float(p @ A @ p)

            t = t0
            while height(x + t * d) > height(x) + c * t * slope:
                t *= rho
            got = lab.backtracking(height, lambda p, A=A: A @ p, x, d, t0=t0, c=c, rho=rho)
            close(got, t, rel_tol=1e-9)


@check("backtracking: trial points without a value are not accepted", task=3)
def without_value(lab, rng):
    def f(x):
        return float(-math.log(x[0]) + x[0]) if x[0] > 0 else math.nan

    got = lab.backtracking(f, lambda x: 1 - 1 / x, np.array([2.0]), np.array([-1.0]), t0=4.0)
    close(got, 1.0)
    got = lab.backtracking(
        lambda x: math.inf if x[0] < 0 else square(x), square_slope, np.array([1.0]), np.array([-8.0])
    )
    close(got, 0.125)


@check("backtracking: refuses directions and slopes that cannot work", task=3)
def refuses(lab, rng):
    x = np.array([1.0])
    close(lab.backtracking(square, square_slope, x, np.array([-1.0])), 1.0)
    raises(ValueError, lab.backtracking, square, square_slope, x, np.array([2.0]))
    raises(ValueError, lab.backtracking, square, square_slope, x, np.array([0.0]))
    raises(ValueError, lab.backtracking, square, lambda p: -2 * p, x, np.array([2.0]))


@check("backtracking: goes on while any entry of x still moves", task=3)
def still_moving(lab, rng):
    def first(p):
        return float(p[0] ** 2)

    x, d = np.array([1.0, rng.uniform(1, 9)]), np.array([-2.0, 0.0])
    close(lab.backtracking(first, lambda p: np.array([2 * p[0], 0.0]), x, d), 0.5)
    far = np.array([-(2.0**71)])  # t may become very small, as long as t d does not
    close(lab.backtracking(square, square_slope, np.array([1.0]), far), 2.0**-71, rel_tol=1e-12)


@check("backtracking: x and direction are not changed", task=3)
def point_kept(lab, rng):
    start, down = rng.uniform(2, 4, size=2), -np.ones(2)
    result, after = echo(lab.backtracking, lambda p: float(p @ p), lambda p: 2 * p, start, down)
    close(result, 1.0)
    equal(after[2], start, "`backtracking` changed x in place")
    equal(after[3], down, "`backtracking` changed direction in place")


# --- functions to minimise ---------------------------------------------------------------------


def valley(p):
    """The gradient of x^2 + 3 y^2."""
    return np.array([2.0 * p[0], 6.0 * p[1]])


def square(x):
    return float(x[0] ** 2)


def square_slope(x):
    return 2 * x


def bowl(rng, n):
    """A symmetric matrix with curvatures between 0.5 and 4, and the largest of them."""
    Q, _ = np.linalg.qr(rng.normal(size=(n, n)))
    curvatures = rng.uniform(0.5, 4, size=n)
    return Q @ np.diag(curvatures) @ Q.T, float(curvatures.max())


# --- probes: one for each way in which the known mistakes differ -------------------------------


@probe
def two_steps(lab):
    return lab.gradient_descent(valley, np.array([4.0, 1.0]), 0.1, 2)


@probe
def start_after_the_run(lab):
    return echo(lab.gradient_descent, lambda x: 2 * x, np.array([1.0, 2.0]), 0.1, 2)[1][1]


@probe
def first_points(lab):
    return lab.gradient_descent(lambda x: x, np.array([8.0]), 0.5, 3)["history"]


@probe
def norms(lab):
    return lab.gradient_descent(lambda x: x, np.array([8.0]), 0.5, 3)["grad_norms"]


@probe
def stopped_by_gradient(lab):
    return len(lab.gradient_descent(lambda x: x, np.array([8.0]), 0.5, 10, tol=1.0)["history"])


@probe
def tiny_steps(lab):
    return len(lab.gradient_descent(lambda x: x, np.array([1.0]), 1e-6, 10, tol=1e-3)["history"])


@probe
def schedule_of_three(lab):
    return lab.gradient_descent(lambda x: x, np.array([24.0]), lambda k: 1 / (k + 2), 3)["x"]


@probe
def stopped_by_callback(lab):
    run = lab.gradient_descent(lambda x: x, np.array([8.0]), 0.5, 6, callback=lambda k, x: k == 2)
    return len(run["history"])


@probe
def square_from_one(lab):
    return lab.backtracking(square, square_slope, np.array([1.0]), np.array([-2.0]))


@probe
def good_first_trial(lab):
    return lab.backtracking(square, square_slope, np.array([1.0]), np.array([-2.0]), t0=0.25)


@probe
def strict_share(lab):
    return lab.backtracking(square, square_slope, np.array([1.0]), np.array([-1.0]), c=0.8)


@probe
def uphill(lab):
    return lab.backtracking(square, square_slope, np.array([1.0]), np.array([2.0]))
