"""Checks of lab-lstsq: NumPy's lstsq and polyfit as oracles, and the right angle of the residual."""

import numpy as np
from numpy.linalg import norm
from numpy.polynomial import polynomial

from groundup.grading import array, check, close, echo, equal, probe, raises, that

LINE = [[1, 0], [1, 1], [1, 2]]  # ones, and x = 0, 1, 2


# --- task 1 -------------------------------------------------------------------------------------


@check("lstsq: the example of the brief, by both methods", task=1)
def lstsq_example(lab, rng):
    close(lab.lstsq(LINE, [1, 1, 4]), [0.5, 1.5])
    close(lab.lstsq(LINE, [1, 1, 4], "qr"), [0.5, 1.5])
    close(lab.lstsq(LINE, [1, 1, 4], method="normal"), [0.5, 1.5])
    close(lab.lstsq([[2], [1]], [3, 4]), [2.0])


@check("lstsq: agrees with NumPy, and x has a column for each column of b", task=1)
def lstsq_random(lab, rng):
    for m, n in ((1, 1), (4, 1), (3, 3), (6, 2), (30, 7)):
        A = conditioned(rng, m, n, 10)
        for shape in ((m,), (m, 1), (m, 3)):
            b = rng.normal(size=shape)
            right = np.linalg.lstsq(A, b, rcond=None)[0]
            close(lab.lstsq(A, b), right, abs_tol=1e-10)
            close(lab.lstsq(A, b, method="normal"), right, abs_tol=1e-9)


@check("lstsq: the residual stands at a right angle to every column", task=1)
def lstsq_residual(lab, rng):
    for m, n in ((3, 2), (10, 4), (50, 6)):
        A, b = rng.normal(size=(m, n)), rng.normal(size=m)
        for method in ("qr", "normal"):
            rest = b - A @ array(lab.lstsq(A, b, method=method), (n,))
            close(A.T @ rest, np.zeros(n), "A^T (b - A x)", abs_tol=1e-9)
    whole = rng.integers(-5, 6, size=(6, 2)) + 20 * np.eye(6, 2, dtype=int)
    x = rng.integers(-5, 6, size=2)
    close(lab.lstsq(whole.tolist(), (whole @ x).tolist()), x, abs_tol=1e-10)


@check("lstsq: whole numbers whose squares are too large for integers", task=1)
def lstsq_large_integers(lab, rng):
    A = 10**10 * rng.integers(1, 9, size=(5, 2)) + 10**11 * np.eye(5, 2, dtype=int)
    x = rng.integers(-5, 6, size=2)
    for method in ("qr", "normal"):
        close(lab.lstsq(A, A @ x, method=method), x, abs_tol=1e-9)


@check("lstsq: at condition number 1e6 the default keeps ten digits", task=1)
def lstsq_ill_conditioned(lab, rng):
    for m, n in ((8, 3), (30, 6)):
        A, x = conditioned(rng, m, n, 1e6), rng.normal(size=n)
        error = norm(array(lab.lstsq(A, A @ x), (n,)) - x) / norm(x)
        that(
            bool(error < 1e-7),
            f"The relative error is {error:.0e}. With QR it stays near 1e-10, with A^T A near 1e-4.",
        )


@check("lstsq: refuses dependent columns, wide matrices and unknown methods", task=1)
def lstsq_refuses(lab, rng):
    close(lab.lstsq([[2.0]], [3.0]), [1.5])
    dependent = np.array([[0.1, 0.3], [0.2, 0.6], [0.7, 2.1]])
    for method in ("qr", "normal"):
        raises(ValueError, lab.lstsq, dependent, np.ones(3), method=method)
        raises(ValueError, lab.lstsq, np.zeros((3, 1)), np.ones(3), method=method)
        raises(ValueError, lab.lstsq, rng.normal(size=(2, 3)), np.ones(2), method=method)
    for method in ("QR", "svd", ""):
        raises(ValueError, lab.lstsq, LINE, [1, 1, 4], method=method)


@check("lstsq: refuses right-hand sides that do not fit", task=1)
def lstsq_shapes(lab, rng):
    close(lab.lstsq(LINE, [2, 2, 2]), [2.0, 0.0])
    for b in (np.ones(2), np.ones(4), np.ones(1), 1.0, np.ones((1, 3)), np.ones((3, 1, 1))):
        for method in ("qr", "normal"):
            raises(ValueError, lab.lstsq, LINE, b, method=method)


# --- task 2 -------------------------------------------------------------------------------------


@check("weighted_lstsq: the example of the brief", task=2)
def weighted_example(lab, rng):
    close(lab.weighted_lstsq(LINE, [1, 1, 4], [1, 2, 1]), [0.25, 1.5])
    close(lab.weighted_lstsq(LINE, [1, 1, 4], [1, 1, 1]), [0.5, 1.5])
    close(lab.weighted_lstsq(LINE, [1, 1, 4], [1, 0, 1]), [1.0, 1.5])
    close(lab.weighted_lstsq([[1], [1]], [0, 10], [9, 1]), [1.0])


@check("weighted_lstsq: whole weights count like repeated rows", task=2)
def weighted_repeats(lab, rng):
    for m, n in ((4, 1), (6, 2), (12, 4)):
        A, b = conditioned(rng, m, n, 5), rng.normal(size=m)
        w = rng.integers(1, 5, size=m)
        w[rng.integers(m)] = 0 if m > n + 1 else 1
        again = np.repeat(np.arange(m), w)
        right = np.linalg.lstsq(A[again], b[again], rcond=None)[0]
        close(lab.weighted_lstsq(A, b, w), right, abs_tol=1e-8)


@check(
    "weighted_lstsq: any weights; the weighted residual is at a right angle; their unit does not matter",
    task=2,
)
def weighted_random(lab, rng):
    A, b, w = rng.normal(size=(9, 3)), rng.normal(size=9), rng.uniform(0.1, 4, size=9)
    x = array(lab.weighted_lstsq(A, b, w), (3,))
    close(A.T @ (w * (b - A @ x)), np.zeros(3), "A^T W (b - A x)", abs_tol=1e-9)
    close(lab.weighted_lstsq(A, b, 1e-6 * w), x, abs_tol=1e-9)


@check("weighted_lstsq: refuses negative weights, and what does not fit", task=2)
def weighted_refuses(lab, rng):
    close(lab.weighted_lstsq(LINE, [2, 2, 2], [1, 2, 3]), [2.0, 0.0])
    for w in ([1, -1, 1], [-1, -1, -1], [1, 1, -1e-9]):
        raises(ValueError, lab.weighted_lstsq, LINE, [1, 1, 4], w)
    for w in (np.ones(2), np.ones(1), np.ones(4), np.ones((3, 1)), 1.0):
        raises(ValueError, lab.weighted_lstsq, LINE, [1, 1, 4], w)
    raises(ValueError, lab.weighted_lstsq, LINE, np.ones((3, 1)), np.ones((3, 1)))
    raises(ValueError, lab.weighted_lstsq, LINE, np.ones(2), np.ones(2))
    raises(ValueError, lab.weighted_lstsq, [[2.0]], np.ones(3), np.ones(3))
    raises(ValueError, lab.weighted_lstsq, LINE, [1, 1, 4], [0, 1, 0])
    raises(ValueError, lab.weighted_lstsq, LINE, [1, 1, 4], [0, 0, 0])


# --- task 3 -------------------------------------------------------------------------------------


@check("polyfit: the example of the brief, lines and constants", task=3)
def polyfit_examples(lab, rng):
    close(lab.polyfit([0, 1, 2], [1, 2, 5], 2), [1, 0, 1])
    close(lab.polyfit([0, 1, 2], [1, 1, 4], 1), [0.5, 1.5])
    close(lab.polyfit([0, 1, 5], [1, 2, 6], 0), [3.0])
    close(lab.polyfit([2], [7], 0), [7.0])


@check("polyfit: agrees with NumPy", task=3)
def polyfit_random(lab, rng):
    for degree in (0, 1, 2, 3, 5):
        for m in (degree + 1, degree + 6, 40):
            x = np.linspace(-1.5, 2, m) + rng.uniform(-0.1, 0.1, size=m) / m
            y = rng.normal(size=m)
            close(lab.polyfit(x, y, degree), polynomial.polyfit(x, y, degree), abs_tol=1e-6)


@check("polyfit: finds back a polynomial, and passes through as many points as it has coefficients", task=3)
def polyfit_exact(lab, rng):
    for degree in (1, 2, 4):
        c = rng.integers(-3, 4, size=degree + 1)
        x = np.arange(-3, degree + 3)
        close(lab.polyfit(x, polynomial.polyval(x, c), degree), c, abs_tol=1e-9)


@check("polyfit: degree 12 between 0 and 1000", task=3)
def polyfit_large(lab, rng):
    x = np.linspace(0, 1000, 60)
    y = np.sin(x / 150) + 0.1 * rng.normal(size=60)
    for points in (x, 17 * np.arange(60)):
        fitted = polynomial.polyval(points / 1.0, array(lab.polyfit(points, y, 12), (13,)))
        right = polynomial.polyval(points / 1.0, polynomial.polyfit(points, y, 12))
        close(fitted, right, "the fitted values", abs_tol=1e-8)


@check("polyfit: refuses too few different x, and what does not fit", task=3)
def polyfit_refuses(lab, rng):
    close(lab.polyfit([1.0, 3.0], [2.0, 6.0], 1), [0.0, 2.0], abs_tol=1e-12)
    raises(ValueError, lab.polyfit, [1.0, 2.0], [1.0, 2.0], 2)
    raises(ValueError, lab.polyfit, [1.0, 1.0, 1.0], [1.0, 2.0, 3.0], 1)
    raises(ValueError, lab.polyfit, [1.0, 2.0, 1.0, 2.0], [1.0, 2.0, 3.0, 5.0], 2)
    raises(ValueError, lab.polyfit, [1.0, 2.0, 3.0], [1.0, 2.0], 1)
    raises(ValueError, lab.polyfit, [1.0, 2.0, 3.0], np.ones((3, 1)), 1)
    raises(ValueError, lab.polyfit, np.ones((3, 1)), np.ones((3, 1)), 0)


@check("No function changes its arguments", task=3)
def unchanged(lab, rng):
    A, b, w, x = rng.normal(size=(5, 2)), rng.normal(size=5), np.array([1.0, 2, 3, 4, 5]), np.arange(5.0)
    calls = [(lab.lstsq, [A, b]), (lab.weighted_lstsq, [A, b, w]), (lab.polyfit, [x, b, 1])]
    for function, args in calls:
        _, after = echo(function, *args)
        for kept, given in zip(after, args, strict=True):
            equal(kept, given, "An argument was changed in place")
    _, after = echo(lab.lstsq, A, b, "normal")
    equal(after[0], A, "`lstsq` changed A in place")
    close(lab.lstsq(A, b), np.linalg.lstsq(A, b, rcond=None)[0], abs_tol=1e-8)


def conditioned(rng, m, n, condition):
    """A random (m, n) matrix with this condition number."""
    left = np.linalg.qr(rng.normal(size=(m, n)))[0]
    right = np.linalg.qr(rng.normal(size=(n, n)))[0]
    return left @ np.diag(np.geomspace(1, 1 / condition, n)) @ right.T


# --- probes -------------------------------------------------------------------------------------


@probe
def three_points(lab):
    return np.round(array(lab.lstsq(LINE, [1, 1, 4]), (2,)), 8)


@probe
def normal_equations(lab):
    return np.round(array(lab.lstsq(LINE, [1, 1, 4], method="normal"), (2,)), 8)


@probe
def two_sides(lab):
    return np.shape(lab.lstsq(LINE, [[1.0, 0.0], [1.0, 2.0], [4.0, 1.0]]))


@probe
def nearly_dependent(lab):
    A = np.vander(np.linspace(0, 1, 20), 8, increasing=True)
    return bool(norm(array(lab.lstsq(A, A @ np.ones(8)), (8,)) - 1) < 1e-7)


@probe
def unknown_method(lab):
    return lab.lstsq(LINE, [1, 1, 4], method="svd")


@probe
def weight_of_two(lab):
    return np.round(array(lab.weighted_lstsq(LINE, [1, 1, 4], [1, 2, 1]), (2,)), 8)


@probe
def weights_of_one(lab):
    return np.round(array(lab.weighted_lstsq(LINE, [1, 1, 4], [1, 1, 1]), (2,)), 8)


@probe
def weight_of_zero(lab):
    return np.round(array(lab.weighted_lstsq(LINE, [1, 1, 4], [1, 0, 1]), (2,)), 8)


@probe
def weight_below_zero(lab):
    return np.shape(lab.weighted_lstsq(LINE, [1, 1, 4], [4, -1, 1]))


@probe
def line(lab):
    return np.round(lab.polyfit([0.0, 1.0, 2.0], [1.0, 1.0, 4.0], 1), 8)


@probe
def parabola(lab):
    return np.round(lab.polyfit([0.0, 1.0, 2.0, 3.0], [1.0, 0.0, 3.0, 5.0], 2), 8)


@probe
def line_through_all(lab):
    return np.round(lab.polyfit([0.0, 1.0, 3.0], [1.0, 3.0, 7.0], 1), 8)
