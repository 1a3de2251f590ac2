"""Checks of lab-mvn: scipy.stats.multivariate_normal as the oracle, and log p(a, b) - log p(b)."""

import numpy as np
from scipy.stats import multivariate_normal, norm

from groundup.grading import array, check, close, echo, equal, item, probe, raises, that

SMALL = [[4.0, 2.0], [2.0, 5.0]]  # = L L^T with the rows (2, 0) and (1, 2) of L
PEOPLE = [[100, 60], [60, 100]]
THREE = [[4.0, 2.0, -2.0], [2.0, 5.0, 1.0], [-2.0, 1.0, 6.0]]


def spread(rng, d):
    """A random positive definite matrix, with a condition number below a few hundred."""
    B = rng.normal(size=(d, 2 * d + 1))
    return B @ B.T / d


# --- task 1 -------------------------------------------------------------------------------------


@check("logpdf: the example of the brief, and one variable", task=1)
def logpdf_example(lab, rng):
    X = [[0, 0], [1, 3]]
    close(lab.logpdf(X, [0, 0], SMALL), multivariate_normal([0, 0], SMALL).logpdf(X), abs_tol=1e-12)
    close(lab.logpdf([[1.5]], [0], [[1]]), norm.logpdf([1.5]), abs_tol=1e-12)
    close(lab.logpdf([[1], [5], [-2]], [2], [[9]]), norm.logpdf([1, 5, -2], 2, 3), abs_tol=1e-12)
    close(lab.logpdf([[3, 4]], [3, 4], [[1, 0], [0, 1]]), [-np.log(2 * np.pi)], abs_tol=1e-12)
    X, mean = np.array([[1], [5]], dtype=np.uint8), np.array([2], dtype=np.uint8)
    close(lab.logpdf(X, mean, [[9]]), norm.logpdf([1, 5], 2, 3), "Whole numbers without sign", abs_tol=1e-12)


@check("logpdf: agrees with SciPy up to 50 variables", task=1)
def logpdf_random(lab, rng):
    for d, n in ((1, 3), (2, 1), (3, 5), (5, 2), (20, 4), (50, 6)):
        S, mean, X = spread(rng, d), rng.normal(size=d), rng.normal(size=(n, d))
        close(lab.logpdf(X, mean, S), multivariate_normal(mean, S).logpdf(X).reshape(n), rel_tol=1e-9)


@check("logpdf: far away, and with determinants that no float can hold", task=1)
def logpdf_extreme(lab, rng):
    S, mean, X = spread(rng, 3), rng.normal(size=3), 1000 * rng.normal(size=(4, 3))
    close(lab.logpdf(X, mean, S), multivariate_normal(mean, S).logpdf(X), rel_tol=1e-9)
    d = 40
    S, mean, X = spread(rng, d), rng.normal(size=d), rng.normal(size=(3, d))
    right = multivariate_normal(mean, S).logpdf(X)
    for unit in (1e-10, 1e10):
        moved = lab.logpdf(unit * X, unit * mean, unit**2 * S)
        close(moved, right - d * np.log(unit), f"All variables in units of {1 / unit:g}", rel_tol=1e-9)


@check("logpdf: with a diagonal S, the sum of the log-densities of the variables", task=1)
def logpdf_diagonal(lab, rng):
    mean, sigma, X = rng.normal(size=4), rng.uniform(0.1, 9, size=4), rng.normal(size=(5, 4))
    right = norm.logpdf(X, mean, sigma).sum(axis=1)
    close(lab.logpdf(X, mean, np.diag(sigma**2)), right, rel_tol=1e-9)


@check("logpdf: refuses what does not fit and what is not positive definite", task=1)
def logpdf_refuses(lab, rng):
    close(lab.logpdf([[0, 0]], [0, 0], SMALL), [-3.224171427529236], rel_tol=1e-9)
    for X, mean, S in (
        ([0, 0], [0, 0], SMALL),
        ([[0]], [0, 0], SMALL),
        ([[0, 0, 0]], [0, 0], SMALL),
        ([[[0, 0]]], [0, 0], SMALL),
        ([[0, 0]], [0], SMALL),
        ([[0, 0]], 0, SMALL),
        ([[0, 0]], [[0, 0]], SMALL),
        ([[0], [0]], [[0], [0]], SMALL),
        ([[0, 0]], [0, 0], [[1]]),
        ([[0, 0]], [0, 0], [1, 1]),
        ([[0, 0]], [0, 0], [[1, 0], [0, 1], [0, 0]]),
        ([[0, 0]], [0, 0], [[1, 2], [2, 1]]),
        ([[0, 0]], [0, 0], [[1, 2], [2, 4]]),
        ([[0, 0]], [0, 0], [[-1, 0], [0, -1]]),
    ):
        raises(ValueError, lab.logpdf, X, mean, S)


# --- task 2 -------------------------------------------------------------------------------------


@check("sample: the example of the brief", task=2)
def sample_example(lab, rng):
    got = lab.sample(lab.Fixed([0.5, 0.975]), [10, 20], SMALL, 1)
    close(got, [[10, 20 + 2 * norm.ppf(0.975)]], abs_tol=1e-8)
    got = lab.sample(lab.Fixed([0.975, 0.5]), [10, 20], SMALL, 1)
    close(got, [[10 + 2 * norm.ppf(0.975), 20 + norm.ppf(0.975)]], abs_tol=1e-8)


@check("sample: mean + L z, row after row, from the quantiles of the numbers that rng gives", task=2)
def sample_exact(lab, rng):
    for d, size in ((1, 1), (1, 4), (2, 3), (4, 2), (3, 0)):
        S, mean, u = spread(rng, d), rng.normal(size=d), rng.uniform(0.01, 0.99, size=(size, d))
        got = lab.sample(lab.Fixed(u.ravel().tolist()), mean, S, size)
        close(got, mean + norm.ppf(u) @ np.linalg.cholesky(S).T, abs_tol=1e-8)


@check("sample: 800 rows have the right means and covariances", task=2)
def sample_moments(lab, rng):
    size = 800
    S, mean = spread(rng, 3), rng.normal(size=3)
    X = array(lab.sample(lab.MinStd(int(rng.integers(1, 2**31 - 1))), mean, S, size), (size, 3))
    off = np.abs(X.mean(axis=0) - mean) / np.sqrt(np.diag(S) / size)
    # A right sampler is six standard errors off about once in a hundred million times.
    that(bool(off.max() < 6), f"A mean is {float(off.max()):.1f} standard errors off.")
    error = np.sqrt((S**2 + np.outer(np.diag(S), np.diag(S))) / (size - 1))
    off = np.abs(np.cov(X, rowvar=False) - S) / error
    that(bool(off.max() < 6), f"A covariance is {float(off.max()):.1f} standard errors off.")


@check("sample: refuses what does not fit and what is not positive definite", task=2)
def sample_refuses(lab, rng):
    close(lab.sample(lab.Fixed([0.5]), [7], [[4]], 1), [[7.0]], abs_tol=1e-8)
    for mean, S in (
        ([0], SMALL),
        (0, SMALL),
        ([[0, 0]], SMALL),
        ([0, 0], [[1]]),
        ([0, 0], [[1, 2], [2, 1]]),
        ([0, 0], [[1, 2], [2, 4]]),
    ):
        raises(ValueError, lab.sample, lab.MinStd(1), mean, S, 2)


# --- task 3 -------------------------------------------------------------------------------------


def conditioned(lab, mean, S, idx_b, x_b):
    """(mean, covariance matrix), once the pair has the right shapes."""
    result, rest = lab.condition(mean, S, idx_b, x_b), len(mean) - len(idx_b)
    return array(item(result, 0), (rest,)), array(item(result, 1), (rest, rest))


@check("condition: the example of the brief, and three variables by hand", task=3)
def condition_example(lab, rng):
    found = conditioned(lab, [170, 70], PEOPLE, [0], [190])
    close(found[0], [82.0])
    close(found[1], [[64.0]])
    found = conditioned(lab, [170, 70], PEOPLE, [1], [60])
    close(found[0], [164.0])
    close(found[1], [[64.0]])
    found = conditioned(lab, [1, 2, 3], THREE, [0], [3])
    close(found[0], [3.0, 2.0])
    close(found[1], [[4.0, 2.0], [2.0, 5.0]])
    found = conditioned(lab, [0, 0, 0], THREE, [2, 0], [2, 1])
    close(found[0], [1.5])
    close(found[1], [[3.2]])


@check("condition: log p(a | b) is log p(a, b) - log p(b)", task=3)
def condition_density(lab, rng):
    for d, k in ((2, 1), (3, 1), (3, 2), (6, 3), (12, 5)):
        S, mean, x = spread(rng, d), rng.normal(size=d), rng.normal(size=d)
        b = rng.permutation(d)[:k]
        a = np.array([i for i in range(d) if i not in b])
        mean_a, S_a = conditioned(lab, mean, S, b.tolist(), x[b])
        close(S_a, S_a.T, "The covariance matrix against its transpose", abs_tol=1e-10)
        joint = multivariate_normal(mean, S).logpdf(x)
        observed = multivariate_normal(mean[b], S[np.ix_(b, b)]).logpdf(x[b])
        try:
            given = multivariate_normal(mean_a, S_a).logpdf(x[a])
        except ValueError:
            given = np.nan
        that(
            bool(abs(given - (joint - observed)) < 1e-8 * max(1, abs(joint))),
            f"With {d} variables and those at {b.tolist()} observed: log p(a | b) is {given:.6g} with your "
            f"mean and matrix, log p(a, b) - log p(b) is {joint - observed:.6g}.",
        )


@check("condition: agrees with the formula, in any order of the indices", task=3)
def condition_random(lab, rng):
    for d, k in ((3, 2), (5, 2), (7, 4)):
        S, mean = spread(rng, d), rng.normal(size=d)
        b, x_b = rng.permutation(d)[:k], rng.normal(size=k)
        a = np.array([i for i in range(d) if i not in b])
        gain = S[np.ix_(a, b)] @ np.linalg.inv(S[np.ix_(b, b)])
        mean_a, S_a = conditioned(lab, mean, S, b.tolist(), x_b)
        close(mean_a, mean[a] + gain @ (x_b - mean[b]), abs_tol=1e-9)
        close(S_a, S[np.ix_(a, a)] - gain @ S[np.ix_(b, a)], abs_tol=1e-9)
        again = conditioned(lab, mean, S, b[::-1].tolist(), x_b[::-1])
        close(again[0], mean_a, "The same observations in reversed order", abs_tol=1e-9)


@check("condition: nothing observed, everything observed, and independent variables", task=3)
def condition_edges(lab, rng):
    S, mean = spread(rng, 3), rng.normal(size=3)
    found = conditioned(lab, mean, S, [], [])
    close(found[0], mean, abs_tol=1e-12)
    close(found[1], S, abs_tol=1e-12)
    found = conditioned(lab, mean, S, [2, 0, 1], [1.0, 2.0, 3.0])
    equal(found[0].shape, (0,))
    found = conditioned(lab, [1, 2, 3], np.diag([4, 5, 6]), [1], [100])
    close(found[0], [1, 3])
    close(found[1], [[4, 0], [0, 6]])


@check("condition: refuses indices and values that do not fit", task=3)
def condition_refuses(lab, rng):
    close(conditioned(lab, [0, 0], SMALL, [0], [4])[0], [2.0])
    for mean, S, idx_b, x_b in (
        ([0, 0], SMALL, [2], [1]),
        ([0, 0], SMALL, [-1], [1]),
        ([0, 0], SMALL, [0, 0], [1, 1]),
        ([0, 0, 0], THREE, [1, 1], [1, 1]),
        ([0, 0, 0], THREE, [0, 3], [1, 1]),
        ([0, 0], SMALL, [0], [1, 2]),
        ([0, 0], SMALL, [0, 1], [1]),
        ([0, 0], SMALL, [0], []),
        ([0, 0], SMALL, [0], 1),
        ([0, 0], SMALL, [0], [[1]]),
        ([0], SMALL, [0], [1]),
        ([[0, 0]], SMALL, [0], [1]),
        ([0, 0], [[1]], [0], [1]),
        ([0, 0, 0], [[1, 0, 0], [0, 1, 1], [0, 1, 1]], [1, 2], [1, 1]),
        ([0, 0], [[-1, 0], [0, 1]], [0], [1]),
    ):
        raises(ValueError, lab.condition, mean, S, idx_b, x_b)


@check("Arguments are left as they were", task=1)
def untouched(lab, rng):
    S, mean, X = spread(rng, 3), rng.normal(size=3), rng.normal(size=(4, 3))
    for function, arguments in (
        (lab.logpdf, [X, mean, S]),
        (lab.condition, [mean, S, [2, 0], X[0, :2]]),
        (lab.condition, [mean, S, [], np.zeros(0)]),
    ):
        copies = [one.copy() for one in arguments]
        result, after = echo(function, *copies)
        that(result is not None, "Nothing was returned.")
        for one, before in zip(after, arguments, strict=True):
            equal(one, before, message="An argument was changed in place")


# --- probes -------------------------------------------------------------------------------------


@probe
def at_the_mean(lab):
    return np.round(array(lab.logpdf([[0, 0]], [0, 0], SMALL)), 9)


@probe
def away_from_the_mean(lab):
    """The difference of two log-densities: what does not depend on the constant."""
    found = array(lab.logpdf([[0, 0], [1, 3]], [0, 0], SMALL), (2,))
    return round(float(found[1] - found[0]), 9)


@probe
def standard(lab):
    return np.round(array(lab.logpdf([[1.0, 2.0, 2.0]], [0, 0, 0], np.eye(3))), 9)


@probe
def first_value_only(lab):
    return np.round(array(lab.sample(lab.Fixed([0.8, 0.5]), [0, 0], SMALL, 1)), 6)


@probe
def second_value_only(lab):
    return np.round(array(lab.sample(lab.Fixed([0.5, 0.8]), [0, 0], SMALL, 1)), 6)


@probe
def two_rows(lab):
    return np.round(array(lab.sample(lab.Fixed([0.5, 0.8, 0.2, 0.5]), [0, 0], SMALL, 2)), 6)


@probe
def given_one(lab):
    found = lab.condition([1, 2, 3], THREE, [0], [3])
    return [np.round(array(item(found, 0)), 9), np.round(array(item(found, 1)), 9)]


@probe
def given_two(lab):
    found = lab.condition([0, 0, 0], THREE, [2, 0], [2, 1])
    return [np.round(array(item(found, 0)), 9), np.round(array(item(found, 1)), 9)]
