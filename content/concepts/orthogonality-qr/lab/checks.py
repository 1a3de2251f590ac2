"""Checks of lab-qr: NumPy's factors as the oracle, and what must hold for any orthonormal basis."""

import numpy as np

from groundup.grading import array, check, close, echo, equal, item, probe, raises, that

EXAMPLE = [[1, 5], [2, 4], [2, -2]]
SHAPES = ((1, 1), (3, 1), (2, 2), (5, 3), (4, 4), (30, 8))


# --- task 1 -------------------------------------------------------------------------------------


@check("qr_mgs: the example of the brief", task=1)
def mgs_example(lab, rng):
    example(lab.qr_mgs(EXAMPLE))


@check("qr_mgs: agrees with NumPy", task=1)
def mgs_random(lab, rng):
    for m, n in SHAPES:
        agrees(lab.qr_mgs, conditioned(rng, m, n, 10))


@check("qr_mgs: whole numbers, and columns of any size", task=1)
def mgs_scales(lab, rng):
    agrees(lab.qr_mgs, np.diag([2, 3, 5]) + np.ones((3, 3), dtype=int))
    for units in ([1e200, 1, 1], [1e-200, 1, 1e100], [1e-150] * 3):
        agrees(lab.qr_mgs, conditioned(rng, 5, 3, 5) * units)


@check("qr_mgs: nearly dependent columns stay nearly orthogonal", task=1)
def mgs_ill_conditioned(lab, rng):
    for A in (laeuchli(1e-8), conditioned(rng, 12, 8, 1e10), conditioned(rng, 30, 10, 1e10)):
        Q, R = factors(lab.qr_mgs(A), A)
        loss = off_identity(Q)
        that(
            loss < 1e-4,
            f"Q^T Q differs from I by {loss:.1e}. Modified Gram-Schmidt stays near 1e-6 on this matrix.",
        )
        close(Q @ R, A, "`Q @ R`", abs_tol=1e-12 * float(np.max(np.abs(A))))


@check("qr_mgs: refuses dependent columns, by the rule of the brief", task=1)
def mgs_dependent(lab, rng):
    dependent_refused(lab.qr_mgs, rng)


@check("qr_mgs: refuses what is not a tall matrix", task=1)
def mgs_refuses(lab, rng):
    equal(np.shape(item(lab.qr_mgs([[2.0], [1.0]]), 0)), (2, 1))
    for A in (np.ones((1, 2)), np.ones((2, 3)), np.ones(3), np.ones((2, 2, 2))):
        raises(ValueError, lab.qr_mgs, A)


@check("qr_mgs: leaves its argument alone", task=1)
def mgs_leaves(lab, rng):
    untouched(lab.qr_mgs, conditioned(rng, 4, 3, 5))


# --- task 2 -------------------------------------------------------------------------------------


@check("qr_householder: the examples of the brief", task=2)
def householder_example(lab, rng):
    example(lab.qr_householder(EXAMPLE))
    close(item(lab.qr_householder([[3], [4]]), 0), [[0.6], [0.8]], "`Q`", abs_tol=1e-12)
    close(item(lab.qr_householder([[-3], [4]]), 0), [[-0.6], [0.8]], "`Q`", abs_tol=1e-12)


@check("qr_householder: agrees with NumPy", task=2)
def householder_random(lab, rng):
    for m, n in SHAPES:
        agrees(lab.qr_householder, conditioned(rng, m, n, 10))
        agrees(lab.qr_householder, -np.abs(conditioned(rng, m, n, 10)) - 3 * np.eye(m, n))


@check("qr_householder: whole numbers, and columns of any size", task=2)
def householder_scales(lab, rng):
    agrees(lab.qr_householder, np.diag([2, 3, 5]) + np.ones((3, 3), dtype=int))
    for units in ([1e200, 1, 1], [1e-200, 1, 1e100], [1e-150] * 3):
        agrees(lab.qr_householder, conditioned(rng, 5, 3, 5) * units)


@check("qr_householder: columns that hardly differ from the axis lose no digits", task=2)
def householder_near_axis(lab, rng):
    small = np.array([[1.0, 1.0], [1e-9, 2.0]])
    Q, R = factors(lab.qr_householder(small), small)
    close(Q @ R, small, "`Q @ R`", abs_tol=1e-12)
    for tiny in (0.0, 1e-9, 1e-7, 1e-5):
        for sign in (1.0, -1.0):
            A = sign * (np.eye(4, 3) + tiny * rng.normal(size=(4, 3)))
            Q, R = factors(lab.qr_householder(A), A)
            close(Q @ R, A, "`Q @ R`", abs_tol=1e-12)


@check("qr_householder: orthonormal to the last digits, however ill-conditioned A is", task=2)
def householder_ill_conditioned(lab, rng):
    for A in (laeuchli(1e-8), conditioned(rng, 12, 8, 1e10), conditioned(rng, 30, 10, 1e14)):
        Q, R = factors(lab.qr_householder(A), A)
        loss = off_identity(Q)
        that(loss < 1e-13, f"Q^T Q differs from I by {loss:.1e}. Reflections stay near 1e-15.")
        close(Q @ R, A, "`Q @ R`", abs_tol=1e-12 * float(np.max(np.abs(A))))


@check("qr_householder: takes any rank", task=2)
def householder_rank(lab, rng):
    column = rng.normal(size=(4, 1))
    zero_between = np.column_stack([column, np.zeros(4), rng.normal(size=4)])
    for A in (np.zeros((3, 2)), np.ones((4, 3)), zero_between, column @ rng.normal(size=(1, 4))):
        Q, R = factors(lab.qr_householder(A), A)
        close(Q.T @ Q, np.eye(A.shape[1]), "`Q.T @ Q`", abs_tol=1e-13)
        close(Q @ R, A, "`Q @ R`", abs_tol=1e-12)
        that(bool(np.all(np.diag(R) >= 0)), f"R has the diagonal {np.diag(R)}.")


@check("qr_householder: refuses what is not a tall matrix", task=2)
def householder_refuses(lab, rng):
    equal(np.shape(item(lab.qr_householder([[2.0], [1.0]]), 0)), (2, 1))
    for A in (np.ones((1, 2)), np.ones((2, 3)), np.ones(3), np.ones((2, 2, 2))):
        raises(ValueError, lab.qr_householder, A)


@check("qr_householder: leaves its argument alone", task=2)
def householder_leaves(lab, rng):
    untouched(lab.qr_householder, conditioned(rng, 4, 3, 5))


# --- task 3 -------------------------------------------------------------------------------------


@check("projector: lines, planes, all of space", task=3)
def projector_examples(lab, rng):
    close(lab.projector([[1], [1]]), [[0.5, 0.5], [0.5, 0.5]])
    close(lab.projector([[3], [0], [4]]), [[0.36, 0, 0.48], [0, 0, 0], [0.48, 0, 0.64]])
    close(lab.projector([[1, 1], [0, 1], [0, 0]]), [[1, 0, 0], [0, 1, 0], [0, 0, 0]])
    close(lab.projector(conditioned(rng, 3, 3, 5)), np.eye(3), abs_tol=1e-12)


@check("projector: P x is the nearest point, whatever basis spans the space", task=3)
def projector_nearest(lab, rng):
    for m, n in ((3, 1), (3, 2), (6, 3), (20, 5)):
        A = conditioned(rng, m, n, 10)
        P = lab.projector(A)
        close(P, A @ np.linalg.pinv(A), abs_tol=1e-10)
        x = rng.normal(size=m)
        rest = x - array(P, (m, m)) @ x
        close(A.T @ rest, np.zeros(n), "A^T (x - P x)", abs_tol=1e-11)
        close(
            lab.projector(A @ conditioned(rng, n, n, 5)), P, "the same space in another basis", abs_tol=1e-10
        )


@check("projector: P P = P, P^T = P and P A = A, also for nearly dependent columns", task=3)
def projector_properties(lab, rng):
    for A in (conditioned(rng, 6, 4, 10), conditioned(rng, 12, 6, 1e9), laeuchli(1e-8)):
        m = len(A)
        P = array(lab.projector(A), (m, m))
        close(P @ P, P, "P P", abs_tol=1e-12)
        close(P.T, P, "P^T", abs_tol=1e-12)
        close(P @ A, A, "P A", abs_tol=1e-12)


@check("projector: refuses dependent columns, by the rule of the brief", task=3)
def projector_dependent(lab, rng):
    dependent_refused(lab.projector, rng)
    for A in (np.ones((1, 2)), np.ones((2, 3)), np.ones(3)):
        raises(ValueError, lab.projector, A)


@check("projector: whole numbers, huge and tiny columns; the argument stays as it was", task=3)
def projector_scales(lab, rng):
    A = conditioned(rng, 4, 2, 5)
    P = A @ np.linalg.pinv(A)
    close(lab.projector(A * [1e200, 1e-200]), P, abs_tol=1e-10)
    result, after = echo(lab.projector, A)
    close(result, P, abs_tol=1e-10)
    equal(after[0], A, "`projector` changed its argument in place")


# --- what is checked more than once -------------------------------------------------------------


def example(found):
    close(item(found, 0), np.array([[1, 2], [2, 1], [2, -2]]) / 3, "`Q`", abs_tol=1e-12)
    close(item(found, 1), [[3, 3], [0, 6]], "`R`", abs_tol=1e-12)


def factors(found, A):
    """Q and R, once their shapes and the zeros of R are as promised."""
    m, n = np.shape(A)
    Q, R = array(item(found, 0), (m, n)), array(item(found, 1), (n, n))
    equal(np.tril(R, -1), np.zeros((n, n)), "`R` below the diagonal")
    return Q, R


def agrees(function, A):
    """The factors are NumPy's, after the signs are chosen so that the diagonal of R is positive."""
    A = np.asarray(A)
    right_q, right_r = np.linalg.qr(A / np.max(np.abs(A), axis=0))  # NumPy's own squares overflow
    signs = np.sign(np.diag(right_r))
    Q, R = factors(function(A), A)
    close(Q, right_q * signs, f"`Q` of a {A.shape} matrix", abs_tol=1e-10)
    right_r = signs[:, None] * right_r
    close(R / np.max(np.abs(A), axis=0), right_r, f"`R` of a {A.shape} matrix", abs_tol=1e-10)


def dependent_refused(function, rng):
    A = conditioned(rng, 5, 3, 5)
    that(function(A) is not None, "Nothing came back.")
    weights = rng.integers(1, 4, size=3)
    raises(ValueError, function, np.zeros((2, 1)))
    raises(ValueError, function, [[1.0, 2.0], [2.0, 4.0]])
    raises(ValueError, function, [[0.1, 0.3], [0.2, 0.6], [0.7, 2.1]])
    raises(ValueError, function, np.column_stack([A, A @ weights]))
    raises(ValueError, function, np.column_stack([A[:, :2], A[:, :2] @ weights[:2], A[:, 2]]))
    raises(ValueError, function, np.column_stack([A, A @ weights]) * [1e-100, 1.0, 1e50, 1e100])
    for size in (1.0, 1e100, 1e-100):
        raises(ValueError, function, [[1.0, size], [0.0, 0.9e-13 * size]])
        that(function([[1.0, size], [0.0, 1.1e-13 * size]]) is not None, "Nothing came back.")


def untouched(function, A):
    found, after = echo(function, A)
    Q, R = factors(found, A)
    close(Q @ R, A, "`Q @ R`", abs_tol=1e-12)
    equal(after[0], A, "The matrix was changed in place")


def off_identity(Q):
    return float(np.max(np.abs(Q.T @ Q - np.eye(Q.shape[1]))))


# --- matrices -----------------------------------------------------------------------------------


def conditioned(rng, m, n, condition):
    """A random (m, n) matrix with this condition number."""
    left = np.linalg.qr(rng.normal(size=(m, n)))[0]
    right = np.linalg.qr(rng.normal(size=(n, n)))[0]
    return left @ np.diag(np.geomspace(1, 1 / condition, n)) @ right.T


def laeuchli(tiny):
    """Three columns that differ only in where a tiny entry stands."""
    return np.vstack([np.ones((1, 3)), tiny * np.eye(3)])


# --- probes -------------------------------------------------------------------------------------


@probe
def small_mgs(lab):
    return lab.qr_mgs([[3.0, 1.0], [4.0, 3.0]])


@probe
def lengths_of_mgs(lab):
    Q = array(item(lab.qr_mgs([[1.0, 3.0], [0.0, 4.0]]), 0), (2, 2))
    return np.round(np.sum(Q * Q, axis=0), 6)


@probe
def three_columns_of_mgs(lab):
    R = array(item(lab.qr_mgs([[1.0, 1.0, 1.0], [0.0, 1.0, 1.0], [0.0, 0.0, 1.0]]), 1), (3, 3))
    return np.round(R, 8)


@probe
def angle_of_mgs(lab):
    Q = array(item(lab.qr_mgs(laeuchli(1e-8)), 0), (4, 3))
    return bool(abs(Q[:, 1] @ Q[:, 2]) < 1e-4)


@probe
def argument_of_mgs(lab):
    return echo(lab.qr_mgs, np.array([[3.0, 1.0], [4.0, 3.0]]))[1]


@probe
def dependent_decimals(lab):
    found = lab.qr_mgs([[0.1, 0.3], [0.2, 0.6], [0.7, 2.1]])
    return np.shape(item(found, 0))


@probe
def small_householder(lab):
    return lab.qr_householder([[3.0, 1.0], [4.0, 3.0]])


@probe
def shapes_of_householder(lab):
    found = lab.qr_householder([[3.0], [4.0]])
    return [np.shape(item(found, 0)), np.shape(item(found, 1))]


@probe
def order_of_mirrors(lab):
    return np.round(array(item(lab.qr_householder([[1.0, 2.0], [2.0, 0.0], [2.0, 5.0]]), 0), (3, 2)), 8)


@probe
def near_the_axis(lab):
    A = np.array([[1.0, 1.0], [1e-9, 2.0]])
    found = lab.qr_householder(A)
    gap = np.abs(array(item(found, 0), (2, 2)) @ array(item(found, 1), (2, 2)) - A)
    return bool(np.all(gap < 1e-12))


@probe
def nothing_to_reflect(lab):
    return lab.qr_householder([[0.0, 1.0], [0.0, 2.0]])[1]


@probe
def line(lab):
    return lab.projector([[1.0], [1.0]])


@probe
def plane(lab):
    return np.round(array(lab.projector([[1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]), (3, 3)), 8)


@probe
def unit_line(lab):
    return lab.projector([[0.6], [0.8]])
