"""Checks of lab-covariance: cov and corrcoef of NumPy; rankdata, spearmanr and mahalanobis of SciPy."""

import numpy as np
from scipy.spatial import distance
from scipy.stats import rankdata, spearmanr

from groundup.grading import array, check, close, echo, equal, probe, raises, that

TABLE = [[1, 7], [3, 6], [5, 11]]  # column means 3 and 8
PEOPLE = [[100.0, 60.0], [60.0, 100.0]]


# --- task 1 -------------------------------------------------------------------------------------


@check("cov: the example of the brief, and a single column", task=1)
def cov_example(lab, rng):
    close(lab.cov(TABLE), [[4, 4], [4, 7]])
    close(lab.cov(TABLE, ddof=0), [[8 / 3, 8 / 3], [8 / 3, 14 / 3]])
    close(lab.cov(TABLE, 2), [[8, 8], [8, 14]])
    close(lab.cov([[2], [4]]), [[2.0]])
    close(lab.cov([[2], [4]], ddof=0), [[1.0]])
    close(lab.cov([[3, 9]], ddof=0), [[0, 0], [0, 0]])


@check("cov: agrees with NumPy on tables of all shapes", task=1)
def cov_random(lab, rng):
    for n, d in ((2, 1), (2, 2), (3, 2), (4, 6), (10, 3), (60, 5)):
        X = rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + rng.normal(size=d)
        for ddof in (0, 1):
            right = np.cov(X, rowvar=False, ddof=ddof).reshape(d, d)
            close(lab.cov(X, ddof=ddof), right, abs_tol=1e-10)
    whole = rng.integers(-9, 10, size=(6, 3))
    close(lab.cov(whole), np.cov(whole, rowvar=False), abs_tol=1e-10)


@check("cov: symmetric, never negative along any direction, and A S A^T after a linear map", task=1)
def cov_properties(lab, rng):
    X = rng.normal(size=(5, 7))  # more columns than rows: the matrix is singular
    S = array(lab.cov(X), (7, 7))
    close(S, S.T, abs_tol=1e-14)
    smallest = float(np.linalg.eigvalsh((S + S.T) / 2)[0])
    that(bool(smallest >= -1e-12), f"A variance along some direction came out as {smallest:g}.")
    A, b = rng.normal(size=(3, 7)), rng.normal(size=3)
    close(lab.cov(X @ A.T + b), A @ S @ A.T, "cov(X A^T + b) against A cov(X) A^T", abs_tol=1e-10)


@check("cov: numbers near a billion, large and small units, 32-bit floats", task=1)
def cov_scales(lab, rng):
    X = rng.integers(-8, 9, size=(20, 2)).astype(float)
    right = np.cov(X, rowvar=False)
    size = float(np.abs(right).max())
    close(lab.cov(X + np.array([1e9, -1e9])), right, "Columns moved by a billion", abs_tol=1e-8 * size)
    for unit in (1e100, 1e-100):
        close(array(lab.cov(unit * X), (2, 2)) / unit**2, right, f"In units of {unit:g}", abs_tol=1e-9 * size)
    single = (X / 3 + 1000).astype(np.float32)
    close(lab.cov(single), np.cov(single.astype(float), rowvar=False), rel_tol=1e-9, abs_tol=1e-9)


@check("cov: refuses what is no table, and too few rows", task=1)
def cov_refuses(lab, rng):
    close(lab.cov(TABLE), [[4, 4], [4, 7]])
    for X in ([1, 2, 3], 5.0, np.ones((2, 2, 2)), np.ones((0, 3)), []):
        raises(ValueError, lab.cov, X)
        raises(ValueError, lab.cov, X, ddof=-1)
    raises(ValueError, lab.cov, [[1, 2]])
    raises(ValueError, lab.cov, TABLE, ddof=3)
    raises(ValueError, lab.cov, TABLE, ddof=4)


# --- task 2 -------------------------------------------------------------------------------------


@check("corr: the example of the brief, and columns that lie on a line", task=2)
def corr_example(lab, rng):
    r = 4 / np.sqrt(28)
    close(lab.corr(TABLE), [[1, r], [r, 1]])
    close(lab.corr([[1, 10, 3], [2, 20, 1], [4, 40, -3]]), [[1, 1, -1], [1, 1, -1], [-1, -1, 1]])
    close(lab.corr([[1], [2]]), [[1.0]])
    close(lab.corr([[-1, 1], [0, 0], [1, 1]]), [[1, 0], [0, 1]])


@check("corr: agrees with NumPy, whatever the units", task=2)
def corr_random(lab, rng):
    for n, d in ((2, 2), (3, 2), (4, 6), (10, 3), (60, 5)):
        X = rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + rng.normal(size=d)
        right = np.corrcoef(X, rowvar=False)
        close(lab.corr(X), right, abs_tol=1e-10)
        units = 10.0 ** rng.integers(-6, 7, size=d)
        close(lab.corr(X * units), right, "The same columns in other units", abs_tol=1e-8)
    X = rng.normal(size=(8, 3))
    for unit in (1e200, 1e-200):
        X[:, 1] *= unit
        close(lab.corr(X), np.corrcoef(X / [1, unit, 1], rowvar=False), abs_tol=1e-9)
        X[:, 1] /= unit


@check("corr: nan for columns that are constant, and only for these", task=2)
def corr_constant(lab, rng):
    nan = np.nan
    close(lab.corr([[3, 1], [3, 2]]), [[nan, nan], [nan, 1]], nan_ok=True)
    close(lab.corr([[1, 0.1, 9], [2, 0.1, 7], [3, 0.1, 5]]), only_second_nan(-1.0), nan_ok=True)
    X = np.column_stack([rng.normal(size=10), np.full(10, rng.uniform(0.1, 0.9)), rng.normal(size=10)])
    right = only_second_nan(np.corrcoef(X[:, 0], X[:, 2])[0, 1])
    close(lab.corr(X), right, abs_tol=1e-10, nan_ok=True)
    close(lab.corr([[4, 5]]), np.full((2, 2), nan), nan_ok=True)
    close(lab.corr([[0, 1], [0, 2], [0, 4]]), [[nan, nan], [nan, 1]], nan_ok=True)


def only_second_nan(r):
    R = np.array([[1, np.nan, r], [np.nan, np.nan, np.nan], [r, np.nan, 1]])
    return R


@check("corr: never outside -1 and 1, not even by rounding", task=2)
def corr_bounds(lab, rng):
    close(lab.corr([[1, 2], [2, 4], [4, 8]]), [[1, 1], [1, 1]])
    for n in (3, 4, 5, 6, 7, 9, 11, 13):
        x = rng.normal(size=n)
        R = array(lab.corr(np.column_stack([x, -x, 3 * x, 0.1 * x, -0.7 * x])), (5, 5))
        that(
            bool(np.all(np.abs(R) <= 1)),
            f"An entry lies outside by {float(np.nanmax(np.abs(R))) - 1:.0e}.",
        )


@check("corr: refuses what is no table", task=2)
def corr_refuses(lab, rng):
    close(lab.corr([[1, 4], [2, 3]]), [[1, -1], [-1, 1]])
    for X in ([1, 2, 3], 5.0, np.ones((2, 2, 2)), np.ones((0, 3)), []):
        raises(ValueError, lab.corr, X)


# --- task 3 -------------------------------------------------------------------------------------


@check("ranks: the example of the brief, and small lists", task=3)
def ranks_example(lab, rng):
    close(lab.ranks([30, 10, 20, 10]), [4, 1.5, 3, 1.5])
    close(lab.ranks([30, 10, 20]), [3, 1, 2])
    close(lab.ranks([7.5]), [1])
    close(lab.ranks([2, 2, 2]), [2, 2, 2])
    close(lab.ranks([0.0, -0.5, 9, 9, 9, 9]), [2, 1, 4.5, 4.5, 4.5, 4.5])


@check("ranks: agrees with SciPy, with many ties and without", task=3)
def ranks_random(lab, rng):
    for n in (2, 5, 20, 100):
        for x in (rng.normal(size=n), rng.integers(0, n // 2 + 1, size=n), rng.integers(-2, 3, size=n)):
            close(lab.ranks(x), rankdata(x))


@check("spearman: the example of the brief, and curves that only rise or only fall", task=3)
def spearman_example(lab, rng):
    close(lab.spearman([1, 2, 3, 4], [1, 2, 100, 3]), 0.8, as_type=float)
    x = np.sort(rng.normal(size=8))
    close(lab.spearman(x, np.exp(5 * x)), 1.0)
    close(lab.spearman(x, -(x**3)), -1.0)
    close(lab.spearman([1, 2], [5, 3]), -1.0)
    close(lab.spearman([1, 2, 2, 3], [4, 4, 1, 9]), spearmanr([1, 2, 2, 3], [4, 4, 1, 9])[0])


@check("spearman: agrees with SciPy, with many ties and without", task=3)
def spearman_random(lab, rng):
    for n in (3, 6, 25):
        for x, y in (
            (rng.normal(size=n), rng.normal(size=n)),
            (np.arange(n) // 3, rng.permutation(n) // 2),
            (rng.permutation(n), rng.permutation(n) // 2),
        ):
            if np.ptp(x) and np.ptp(y):
                close(lab.spearman(x, y), spearmanr(x, y)[0], abs_tol=1e-10)


@check("spearman: nan if one of them is constant", task=3)
def spearman_constant(lab, rng):
    close(lab.spearman([1, 2, 3], [3, 1, 2]), -0.5)
    for x, y in (([1, 2, 3], [5, 5, 5]), ([5, 5, 5], [1, 2, 3]), ([1], [2])):
        close(lab.spearman(x, y), np.nan, nan_ok=True)


@check("ranks and spearman: refuse what is no vector, or does not fit", task=3)
def spearman_refuses(lab, rng):
    close(lab.ranks([5, 4]), [2, 1])
    close(lab.spearman([5, 4], [1, 2]), -1.0)
    for x in (3.0, [[1, 2], [3, 4]], [[1], [2]], np.ones((1, 2, 3))):
        raises(ValueError, lab.ranks, x)
        raises(ValueError, lab.spearman, x, x)
    for x, y in (([1, 2, 3], [1, 2]), ([1], [1, 2]), ([], []), ([1, 2], [[1], [2]])):
        raises(ValueError, lab.spearman, x, y)


# --- task 4 -------------------------------------------------------------------------------------


@check("mahalanobis: the example of the brief, and diagonal matrices", task=4)
def mahalanobis_example(lab, rng):
    far, near = np.sqrt(9.85 / 0.64), np.sqrt(2.65 / 0.64)
    close(lab.mahalanobis([190, 55], [170, 70], PEOPLE), far, as_type=float)
    close(lab.mahalanobis([190, 85], [170, 70], PEOPLE), near)
    close(lab.mahalanobis([170, 70], [170, 70], PEOPLE), 0.0)
    close(lab.mahalanobis([3, 4], [0, 0], [[1, 0], [0, 1]]), 5.0)
    close(lab.mahalanobis([3, 4], [0, 0], [[9, 0], [0, 4]]), np.sqrt(5.0))
    close(lab.mahalanobis([7], [1], [[4]]), 3.0)


@check("mahalanobis: agrees with SciPy, and does not change with the units", task=4)
def mahalanobis_random(lab, rng):
    for d in (1, 2, 3, 8):
        B = rng.normal(size=(d, d + 3))
        S, x, mean = B @ B.T, rng.normal(size=d), rng.normal(size=d)
        right = distance.mahalanobis(x, mean, np.linalg.inv(S))
        close(lab.mahalanobis(x, mean, S), right, rel_tol=1e-9)
        A = np.triu(rng.uniform(1, 3, size=(d, d)))
        moved = lab.mahalanobis(A @ x, A @ mean, A @ S @ A.T)
        close(moved, right, "After the same linear map of x, mean and S", rel_tol=1e-7)
    x, mean = np.array([1, 200], dtype=np.uint8), np.array([3, 100], dtype=np.uint8)
    close(lab.mahalanobis(x, mean, np.diag([1, 25])), np.sqrt(404.0), "Whole numbers without sign")
    S = np.diag([1e-12, 1e12])
    close(lab.mahalanobis([2e-6, 0], [0, 1e6], S), np.sqrt(5.0), rel_tol=1e-9)


@check("mahalanobis: refuses what does not fit or cannot be a covariance matrix", task=4)
def mahalanobis_refuses(lab, rng):
    close(lab.mahalanobis([1, 0], [0, 0], PEOPLE), np.sqrt(100 / 6400))
    for x, mean, S in (
        ([1, 2], [0], [[1, 0], [0, 1]]),
        ([1, 2], 0, [[1, 0], [0, 1]]),
        ([1], [0, 0], [[1, 0], [0, 1]]),
        (3.0, 1.0, [[1]]),
        ([[1, 2]], [[0, 0]], [[1, 0], [0, 1]]),
        ([[1], [2]], [[0], [0]], [[1, 0], [0, 1]]),
        ([[1, 2], [3, 4]], [[0, 0], [0, 0]], [[1, 0], [0, 1]]),
        ([1, 2], [0, 0], [[1]]),
        ([1, 2], [0, 0], [[1, 0], [0, 1], [0, 0]]),
        ([1, 2], [0, 0], [[1, 2], [2, 4]]),
        ([1, 2], [0, 0], [[0, 0], [0, 0]]),
        ([1, -1], [0, 0], [[1, 2], [2, 1]]),
        ([2], [0], [[-4]]),
    ):
        raises(ValueError, lab.mahalanobis, x, mean, S)


@check("Arguments are left as they were", task=1)
def untouched(lab, rng):
    X, x, y = rng.normal(size=(4, 3)) + 5, rng.normal(size=4), rng.normal(size=4)
    S = np.cov(X, rowvar=False) + np.eye(3)
    for function, arguments in (
        (lab.cov, [X]),
        (lab.corr, [X]),
        (lab.ranks, [x]),
        (lab.spearman, [x, y]),
        (lab.mahalanobis, [x[:3], y[:3], S]),
    ):
        result, after = echo(function, *[one.copy() for one in arguments])
        that(result is not None, "Nothing was returned.")
        for one, before in zip(after, arguments, strict=True):
            equal(one, before, message="An argument was changed in place")


# --- probes -------------------------------------------------------------------------------------


@probe
def example(lab):
    return lab.cov(TABLE)


@probe
def example_of_a_population(lab):
    return lab.cov(TABLE, ddof=0)


@probe
def near_a_billion(lab):
    return np.round(array(lab.cov([[1e9 + 1, 3.0], [1e9 + 2, 1.0], [1e9 + 6, 8.0]])), 3)


@probe
def example_of_correlation(lab):
    return np.round(array(lab.corr(TABLE)), 9)


@probe
def of_constant(lab):
    """Where a correlation is nan, as 1; the rest rounded."""
    R = array(lab.corr([[3.0, 1.0], [3.0, 2.0], [3.0, 4.0]]))
    return [np.isnan(R).astype(int), np.round(np.nan_to_num(R, nan=7.0), 6)]


@probe
def ranks_without_ties(lab):
    return lab.ranks([30, 10, 20, 40, 5])


@probe
def ranks_with_ties(lab):
    return lab.ranks([30, 10, 20, 10])


@probe
def rank_correlation(lab):
    return lab.spearman([1, 2, 3, 4], [1, 2, 100, 3])


@probe
def rank_correlation_with_ties(lab):
    return lab.spearman([1, 1, 1, 4], [2, 2, 9, 5])


@probe
def tall_and_thin(lab):
    return lab.mahalanobis([190, 55], [170, 70], PEOPLE)


@probe
def along_the_axes(lab):
    return lab.mahalanobis([3, 4], [0, 0], [[9, 0], [0, 4]])
