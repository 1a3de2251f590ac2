"""Checks of lab-ridge-lasso: scikit-learn's Ridge and Lasso, the optimality conditions, and invariances."""

import numpy as np
from sklearn.linear_model import Lasso, Ridge

from groundup.grading import array, check, close, echo, equal, probe, raises, that

SMALL = [[-1.0], [0.0], [1.0]]
LINE = [1.0, 5.0, 9.0]
PLANE = [[1.0, 2.0], [2.0, 1.0], [4.0, 3.0], [5.0, 7.0]]
HEIGHTS = [3.0, 1.0, 6.0, 8.0]


def pair(result, n):
    """(w as an array of shape (n,), b as a float), or the check fails."""
    ok = isinstance(result, tuple | list) and len(result) == 2
    that(ok, "A pair (w, b) should come back.")
    return array(result[0], (n,)), float(array(result[1], ()))


def compare(result, w, b, what="", abs_tol=1e-8):
    got_w, got_b = pair(result, len(w))
    close(got_w, w, f"{what}: the weights" if what else "The weights", abs_tol=abs_tol)
    close(got_b, b, f"{what}: the intercept" if what else "The intercept", abs_tol=abs_tol)


def sample(rng, m, n):
    X = rng.normal(size=(m, n)) @ (np.eye(n) + 0.4 * rng.normal(size=(n, n))) + rng.normal(size=n)
    return X, X @ rng.normal(size=n) + rng.normal(size=m) + 3


# --- task 1 ------------------------------------------------------------------------------------


@check("ridge: the example of the brief, and without intercept", task=1)
def ridge_example(lab, rng):
    compare(lab.ridge(SMALL, LINE, 2.0), [2.0], 5.0)
    compare(lab.ridge([[1.0], [2.0]], [3.0, 6.0], 5.0, fit_intercept=False), [1.5], 0.0)
    compare(lab.ridge([[1.0], [2.0]], [3.0, 6.0], 5.0, False), [1.5], 0.0)


@check("ridge: agrees with scikit-learn", task=1)
def ridge_random(lab, rng):
    for m, n in ((3, 1), (8, 2), (30, 5)):
        X, y = sample(rng, m, n)
        for lam in (1e-3, 0.7, 40.0):
            for free in (True, False):
                right = Ridge(lam, fit_intercept=free, solver="svd").fit(X, y)
                got = lab.ridge(X, y, lam, fit_intercept=free)
                compare(got, right.coef_, right.intercept_, f"lam = {lam}, fit_intercept={free}")


@check("ridge: float32 and whole numbers are calculated in double precision", task=1)
def ridge_single(lab, rng):
    X, y = ((part + 100).astype(np.float32) for part in sample(rng, 9, 2))
    for free in (True, False):
        right = Ridge(0.3, fit_intercept=free, solver="svd").fit(X.astype(float), y.astype(float))
        compare(lab.ridge(X, y, 0.3, free), right.coef_, right.intercept_, f"fit_intercept={free}")
    whole = rng.integers(-9, 10, size=(6, 2))
    right = Ridge(0.3).fit(whole, [1, 2, 3, 5, 8, 13])
    compare(lab.ridge(whole, [1, 2, 3, 5, 8, 13], 0.3), right.coef_, right.intercept_, "Whole numbers")


@check("ridge: lam = 0 is least squares, and a huge lam leaves the mean of y", task=1)
def ridge_extremes(lab, rng):
    X, y = sample(rng, 12, 3)
    A = np.column_stack([X, np.ones(12)])
    right = np.linalg.lstsq(A, y, rcond=None)[0]
    compare(lab.ridge(X, y, 0.0), right[:3], right[3], "lam = 0")
    compare(lab.ridge(X, y, 0), right[:3], right[3], "lam = 0, a whole number")
    w, b = pair(lab.ridge(X, y, 1e12), 3)
    close(w, np.zeros(3), "The weights for lam = 1e12", abs_tol=1e-8)
    close(b, float(np.mean(y)), "The intercept for lam = 1e12", abs_tol=1e-7)


@check("ridge: y moved by a constant moves the intercept, and nothing else", task=1)
def ridge_shift(lab, rng):
    X, y = sample(rng, 10, 2)
    w, b = pair(lab.ridge(X, y, 3.0), 2)
    right = Ridge(3.0).fit(X, y)
    close(w, right.coef_, abs_tol=1e-8)
    compare(lab.ridge(X, y + 1000, 3.0), w, b + 1000, "y + 1000", abs_tol=1e-7)
    compare(lab.ridge(X + 50, y, 3.0), w, b - 50 * float(np.sum(w)), "X + 50", abs_tol=1e-7)


@check("ridge: more features than rows, and features that are the same", task=1)
def ridge_dependent(lab, rng):
    X, y = sample(rng, 3, 6)
    right = Ridge(0.5).fit(X, y)
    compare(lab.ridge(X, y, 0.5), right.coef_, right.intercept_)
    x = rng.integers(-5, 6, size=6) + np.arange(6.0)
    w, _ = pair(lab.ridge(np.column_stack([x, x]), 4 * x, 0.5), 2)
    single = 4 * float(np.sum((x - x.mean()) ** 2)) / (2 * float(np.sum((x - x.mean()) ** 2)) + 0.5)
    close(w, [single, single], "Two equal features", abs_tol=1e-8)


@check("ridge: refuses a negative lam, shapes that do not fit, and dependent columns without penalty", task=1)
def ridge_refuses(lab, rng):
    compare(lab.ridge([[1.0], [3.0]], [1.0, 5.0], 0.0), [2.0], -1.0)
    for lam in (-1.0, -1e-9):
        raises(ValueError, lab.ridge, PLANE, HEIGHTS, lam)
    for X, y in no_data():
        raises(ValueError, lab.ridge, X, y, 1.0)
    raises(ValueError, lab.ridge, [[1.0, 2.0], [2.0, 4.0], [4.0, 8.0]], [1.0, 2.0, 3.0], 0.0)


def no_data():
    return [
        (PLANE, HEIGHTS[:3]),
        (PLANE, [[h] for h in HEIGHTS]),
        ([1.0, 2.0], [1.0, 2.0]),
        (np.ones((2, 2, 2)), [1.0, 2.0]),
        (np.zeros((0, 2)), []),
        (np.zeros((2, 0)), [1.0, 2.0]),
        (PLANE, 3.0),
    ]


# --- task 2 ------------------------------------------------------------------------------------


@check("soft_threshold: the example of the brief, and the entries at the threshold", task=2)
def soft_example(lab, rng):
    close(lab.soft_threshold([3.0, -3.0, 0.5, -1.0], 1.0), [2.0, -2.0, 0.0, 0.0])
    close(lab.soft_threshold([2.0, -2.0, 0.0], 2.0), [0.0, 0.0, 0.0])
    close(lab.soft_threshold([2, -5, 1], 2), [0, -3, 0])


@check("soft_threshold: minimises (w - z)^2 / 2 + t |w|, in every shape", task=2)
def soft_random(lab, rng):
    for shape in ((1,), (6,), (3, 4)):
        z, t = 3 * rng.normal(size=shape), rng.uniform(0.5, 2)
        w = array(lab.soft_threshold(z, t), shape)
        right = np.where(z > t, z - t, np.where(z < -t, z + t, 0.0))
        close(w, right, abs_tol=1e-12)
    z = rng.normal(size=5)
    close(lab.soft_threshold(z, 0.0), z, "t = 0 changes nothing")


@check("soft_threshold: refuses a negative threshold, and leaves z alone", task=2)
def soft_refuses(lab, rng):
    z = rng.normal(size=4)
    got, after = echo(lab.soft_threshold, z, 0.3)
    close(got, np.sign(z) * np.maximum(np.abs(z) - 0.3, 0), abs_tol=1e-12)
    equal(after[0], z, "`soft_threshold` changed z in place")
    for t in (-1.0, -1e-9):
        raises(ValueError, lab.soft_threshold, z, t)


# --- task 3 ------------------------------------------------------------------------------------


def ista(X, y, lam, n_steps, free=True):
    """The walk of the brief."""
    X, y = np.asarray(X, float), np.asarray(y, float)
    at, height = (X.mean(axis=0), y.mean()) if free else (np.zeros(X.shape[1]), 0.0)
    Xc, yc, w = X - at, y - height, np.zeros(X.shape[1])
    L = np.linalg.eigvalsh(Xc.T @ Xc / len(y))[-1]
    for _ in range(n_steps):
        z = w - Xc.T @ (Xc @ w - yc) / (len(y) * L)
        w = np.sign(z) * np.maximum(np.abs(z) - lam / L, 0)
    return w, float(height - at @ w)


@check("lasso_ista: the example of the brief, and no step at all", task=3)
def lasso_example(lab, rng):
    compare(lab.lasso_ista(SMALL, LINE, 1.0, 5), [2.5], 5.0)
    compare(lab.lasso_ista(SMALL, LINE, 1.0, 0), [0.0], 5.0, "No step")
    compare(lab.lasso_ista([[1.0], [2.0]], [3.0, 6.0], 2.5, 4, False), [2.0], 0.0, "Without intercept")


@check("lasso_ista: each step is a gradient step of 1/L and a threshold of lam/L", task=3)
def lasso_steps(lab, rng):
    X, y = sample(rng, 9, 3)
    for free in (True, False):
        for n_steps in (1, 2, 3):
            what = f"After {n_steps} steps, fit_intercept={free}"
            compare(
                lab.lasso_ista(X, y, 0.2, n_steps, fit_intercept=free), *ista(X, y, 0.2, n_steps, free), what
            )


@check("lasso_ista: arrives where scikit-learn's Lasso arrives", task=3)
def lasso_oracle(lab, rng):
    for m, n in ((20, 2), (40, 5)):
        X = rng.normal(size=(m, n)) + 0.3 * rng.normal(size=(m, 1)) + rng.normal(size=n)
        y = X @ np.where(np.arange(n) % 2 == 0, 2.0, 0.05) + 0.5 * rng.normal(size=m) - 1
        for lam in (0.05, 0.4):
            right = Lasso(lam, tol=1e-12, max_iter=100_000).fit(X, y)
            got = lab.lasso_ista(X, y, lam, 400)
            compare(got, right.coef_, right.intercept_, f"lam = {lam}", abs_tol=1e-4)


@check("lasso_ista: the optimality conditions hold, with weights that are exactly 0", task=3)
def lasso_conditions(lab, rng):
    X = rng.normal(size=(30, 6))
    y = 3 * X[:, 0] - 2 * X[:, 3] + 0.1 * rng.normal(size=30)
    lam = 0.6
    w, b = pair(lab.lasso_ista(X, y, lam, 400), 6)
    pull = (X - X.mean(axis=0)).T @ (y - X @ w - b) / 30
    for j in range(6):
        size, side = float(abs(pull[j])), float(np.sign(w[j]))
        if side == 0:
            said = f"Weight {j} is 0, but its feature pulls with {size:.4f}, more than lam = {lam}."
            that(size <= lam + 1e-4, said)
        else:
            said = f"Weight {j} is {w[j]:.3g}; there the pull must be {lam * side}, not {pull[j]:.4f}."
            that(abs(float(pull[j]) - lam * side) <= 1e-4, said)
    that(bool(np.sum(w == 0) >= 2), "With this lam some weights should be exactly 0.")


@check("lasso_ista: all weights are 0 from lam_max on, and not before", task=3)
def lasso_top(lab, rng):
    X, y = sample(rng, 15, 4)
    top = float(np.max(np.abs((X - X.mean(axis=0)).T @ (y - y.mean())))) / 15
    w, b = pair(lab.lasso_ista(X, y, top * (1 + 1e-9), 50), 4)
    equal(w, np.zeros(4), "The weights just above lam_max")
    close(b, float(np.mean(y)), abs_tol=1e-12)
    w, _ = pair(lab.lasso_ista(X, y, 0.95 * top, 50), 4)
    that(bool(np.any(w != 0)), "Just below lam_max some weight should not be 0.")


@check("lasso_ista: constant features, repeated rows, y moved by a constant", task=3)
def lasso_invariances(lab, rng):
    compare(lab.lasso_ista(np.full((4, 2), 3.0), HEIGHTS, 0.1, 10), [0.0, 0.0], 4.5, "Constant features")
    X, y = sample(rng, 8, 2)
    w, b = ista(X, y, 0.3, 20)
    compare(lab.lasso_ista(np.vstack([X, X]), np.append(y, y), 0.3, 20), w, b, "All rows twice")
    compare(lab.lasso_ista(X, y + 1000, 0.3, 20), w, b + 1000, "y + 1000", abs_tol=1e-7)


@check("lasso_ista: refuses a negative lam and shapes that do not fit; whole numbers are welcome", task=3)
def lasso_refuses(lab, rng):
    compare(lab.lasso_ista([[-1], [0], [1]], [1, 5, 9], 1, 5), [2.5], 5.0)
    raises(ValueError, lab.lasso_ista, PLANE, HEIGHTS, -0.5, 3)
    for X, y in no_data():
        raises(ValueError, lab.lasso_ista, X, y, 1.0, 3)


# --- task 4 ------------------------------------------------------------------------------------


def plain_ridge(Z, y, lam):
    """Our own fit, lent to the learner's wrapper."""
    Z, y = np.asarray(Z, float), np.asarray(y, float)
    Zc = Z - Z.mean(axis=0)
    w = np.linalg.solve(Zc.T @ Zc + lam * np.eye(Z.shape[1]), Zc.T @ (y - y.mean()))
    return w, float(y.mean() - Z.mean(axis=0) @ w)


@check("standardised: the example of the brief", task=4)
def scaled_example(lab, rng):
    for X in ([[1000.0], [2000.0], [3000.0]], [[1000], [2000], [3000]]):
        compare(lab.standardised(plain_ridge, X, LINE, 3.0), [0.002], 1.0)


@check("standardised: the fit sees means of 0 and deviations of 1, the same y, and lam", task=4)
def scaled_inside(lab, rng):
    X, y = sample(rng, 7, 3)
    seen = []

    def watch(Z, target, lam):
        Z = array(Z, (7, 3))
        seen.append((Z.mean(axis=0), Z.std(axis=0), array(target, (7,)), lam))
        return np.array([1.0, -2.0, 0.5]), 4.0

    got = lab.standardised(watch, X * [1.0, 1000.0, 0.01], y, 0.7)
    that(len(seen) == 1, f"`fit` was called {len(seen)} times; once is enough.")
    means, deviations, target, lam = seen[0]
    close(means, np.zeros(3), "The means of the columns", abs_tol=1e-10)
    close(deviations, np.ones(3), "The deviations of the columns", abs_tol=1e-10)
    close(target, y, "The y that `fit` was given")
    close(lam, 0.7, "The lam that `fit` was given")
    scale = X.std(axis=0) * [1.0, 1000.0, 0.01]
    w = np.array([1.0, -2.0, 0.5]) / scale
    w_got, b_got = pair(got, 3)
    close(w_got, w, "The weights for X itself", rel_tol=1e-9)
    close(b_got, 4.0 - float((X * [1.0, 1000.0, 0.01]).mean(axis=0) @ w), "The intercept", abs_tol=1e-8)


@check("standardised: predictions do not depend on the units", task=4)
def scaled_units(lab, rng):
    X, y = sample(rng, 12, 3)
    scale = X.std(axis=0)
    right, b = plain_ridge((X - X.mean(axis=0)) / scale, y, 5.0)
    fitted = (X - X.mean(axis=0)) / scale @ right + b
    units = np.array([1.0, 1e6, 1e-6])
    for k in (np.ones(3), units):
        w, b = pair(lab.standardised(plain_ridge, X * k, y, 5.0), 3)
        close((X * k) @ w + b, fitted, "The predictions", abs_tol=1e-8)


@check("standardised: a constant column is centred only", task=4)
def scaled_constant(lab, rng):
    X = np.column_stack([np.full(3, 2.1), [1.0, 2.0, 3.0]])
    seen = []

    def watch(Z, target, lam):
        seen.append(array(Z, (3, 2)))
        return np.array([2.0, 0.0]), 1.0

    w, b = pair(lab.standardised(watch, X, LINE, 1.0), 2)
    close(seen[0][:, 0], np.zeros(3), "The constant column that `fit` was given", abs_tol=1e-12)
    close(w, [2.0, 0.0], abs_tol=1e-12)
    close(b, -3.2, abs_tol=1e-12)


@check("No function changes its arguments", task=4)
def unchanged(lab, rng):
    X, y = sample(rng, 6, 2)
    calls = [(lab.ridge, [X, y, 1.0], 0), (lab.lasso_ista, [X, y, 0.1, 3], 0)]
    calls.append((lab.standardised, [plain_ridge, X, y, 1.0], 1))
    for function, args, at in calls:
        result, after = echo(function, *args)
        pair(result, 2)
        equal(after[at], X, "X was changed in place")
        equal(after[at + 1], y, "y was changed in place")


# --- probes ------------------------------------------------------------------------------------


def rounded(result):
    w, b = pair(result, len(result[0]))
    return np.round(np.append(w, b), 6) + 0.0


@probe
def plane_with_intercept(lab):
    return rounded(lab.ridge(PLANE, HEIGHTS, 2.0))


@probe
def plane_through_origin(lab):
    return rounded(lab.ridge(PLANE, HEIGHTS, 2.0, fit_intercept=False))


@probe
def four_entries(lab):
    return np.round(lab.soft_threshold([3.0, -3.0, 0.5, -1.0], 1.0), 9) + 0.0


@probe
def lasso_one_step(lab):
    return rounded(lab.lasso_ista(PLANE, HEIGHTS, 0.4, 1))


@probe
def lasso_three_steps(lab):
    return rounded(lab.lasso_ista(PLANE, HEIGHTS, 0.4, 3))


@probe
def lasso_through_origin(lab):
    return rounded(lab.lasso_ista(PLANE, HEIGHTS, 0.4, 2, fit_intercept=False))


@probe
def thousands(lab):
    return rounded(lab.standardised(plain_ridge, [[1000.0], [2000.0], [3000.0]], LINE, 3.0))
