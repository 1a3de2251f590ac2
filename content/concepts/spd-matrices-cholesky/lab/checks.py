"""Checks of lab-cholesky: numpy's cholesky and slogdet and scipy's cho_solve as oracles."""

import numpy as np
import scipy.linalg

from groundup.grading import array, check, close, echo, probe, raises, that

SMALL = np.array([[4.0, 2.0], [2.0, 5.0]])
FACTOR = np.array([[2.0, 0.0], [1.0, 2.0]])


def positive(rng, n, eps=0.1):
    X = rng.normal(size=(n + 2, n))
    return X.T @ X + eps * np.eye(n)


def factored(lab, A):
    """L, once it is lower triangular with a positive diagonal, and L L^T = A."""
    A, L = np.array(A), array(lab.cholesky(A), (len(A), len(A)))
    size = np.sqrt(np.diag(A))  # row i of L is at most this long
    close(np.triu(L, 1), np.zeros(L.shape), abs_tol=0, message="L above its diagonal")
    that(bool((np.diag(L) > 0).all()), f"The diagonal of L should be positive; it is {np.diag(L).tolist()}.")
    B = (L / size[:, None]) @ (L / size[:, None]).T
    close(B, A / np.outer(size, size), abs_tol=1e-10, message="L L^T, over the diagonal of A")
    return L


def refused(lab, A):
    error = raises(ValueError, lab.cholesky, A)
    came = error.fault.kind
    that(came == "LinAlgError", f"`{error.call}` should raise the LinAlgError of your solve.py, not {came}.")


# --- task 1 -------------------------------------------------------------------------------------


@check("cholesky: small matrices", task=1)
def small(lab, rng):
    close(lab.cholesky([[4, 2], [2, 5]]), FACTOR, abs_tol=1e-12)  # the docstring's example
    close(lab.cholesky(np.array([[9.0]])), [[3.0]], abs_tol=1e-12)
    L = np.array([[2.0, 0.0, 0.0], [-1.0, 3.0, 0.0], [4.0, 0.5, 1.0]])
    close(lab.cholesky(L @ L.T), L, abs_tol=1e-12)
    close(lab.cholesky(np.diag([4, 9, 16])), np.diag([2.0, 3.0, 4.0]), abs_tol=1e-12)


@check("cholesky: agrees with numpy on X^T X + eps I", task=1)
def random_matrices(lab, rng):
    for n in (1, 2, 3, 5, 8, 30):
        for eps in (1.0, 1e-3):
            A = positive(rng, n, eps)
            close(factored(lab, A), np.linalg.cholesky(A), abs_tol=1e-10)
    X = rng.normal(size=(3, 6))  # fewer rows than columns: only eps I makes it definite
    A = X.T @ X + 1e-3 * np.eye(6)
    close(factored(lab, A), np.linalg.cholesky(A), abs_tol=1e-8)


@check("cholesky: reads the lower triangle only", task=1)
def lower_only(lab, rng):
    A = positive(rng, 4)
    for above in (0.0, 7.0, np.nan):
        B = np.where(np.tri(4, dtype=bool), A, above)
        close(lab.cholesky(B), np.linalg.cholesky(A), abs_tol=1e-10)


@check("cholesky: refuses what is not positive definite", task=1)
def indefinite(lab, rng):
    close(lab.cholesky(SMALL), FACTOR, abs_tol=1e-12)
    refused(lab, np.array([[1.0, 2.0], [2.0, 1.0]]))  # all entries positive
    refused(lab, np.array([[-1.0]]))
    refused(lab, -SMALL)
    refused(lab, np.diag([1.0, -1.0, -1.0]))  # the determinant is positive
    refused(lab, np.array([[2.0, 0.0, 0.0], [0.0, 1.0, 3.0], [0.0, 3.0, 1.0]]))
    refused(lab, np.array([[0.0, 1.0], [1.0, 5.0]]))
    for n in (2, 4, 7):
        Q, _ = np.linalg.qr(rng.normal(size=(n, n)))
        A = Q @ np.diag([*rng.uniform(1, 3, size=n - 1), -0.1]) @ Q.T
        refused(lab, (A + A.T) / 2)


@check("cholesky: refuses singular matrices, also where rounding hides the zero", task=1)
def singular(lab, rng):
    close(lab.cholesky(SMALL), FACTOR, abs_tol=1e-12)
    refused(lab, np.array([[0.0]]))
    refused(lab, np.ones((2, 2)))
    refused(lab, np.outer([1.0, 2.0, 3.0], [1.0, 2.0, 3.0]))
    refused(lab, np.zeros((3, 3)))
    for scale in (1.0, 1e6, 1e-6):
        for _ in range(4):
            X = scale * rng.normal(size=(3, 5))
            refused(lab, X.T @ X)


@check("cholesky: a pivot of at most 1e-12 of its diagonal entry counts as zero", task=1)
def nearly_singular(lab, rng):
    for size in (1.0, 1e8, 1e-8):
        for excess, definite in ((2e-12, True), (5e-13, False), (-1e-10, False)):
            A = size * np.array([[1.0, 1.0], [1.0, 1.0 + excess]])
            if definite:
                close(array(lab.cholesky(A), (2, 2))[1, 1] ** 2 / size, excess, rel_tol=1e-3)
            else:
                refused(lab, A)


@check("cholesky: units do not matter", task=1)
def units(lab, rng):
    A = positive(rng, 3)
    for scales in ([1e100, 1e100, 1e100], [1e-100, 1e-100, 1e-100], [1.0, 1e-15, 1e12]):
        D = np.diag(scales)
        factored(lab, D @ A @ D)
    close(lab.cholesky(np.diag([1.0, 1e-30])), np.diag([1.0, 1e-15]), rel_tol=1e-12)


@check("cholesky: refuses nan, and what is not square", task=1)
def nonsense(lab, rng):
    close(lab.cholesky(SMALL), FACTOR, abs_tol=1e-12)
    for i, j in ((0, 0), (1, 0), (2, 1), (2, 2)):
        A = positive(rng, 3)
        A[i, j] = np.nan
        refused(lab, A)
    for shape in ((2, 3), (3, 2), (4,)):
        raises(ValueError, lab.cholesky, np.ones(shape))


# --- task 2 -------------------------------------------------------------------------------------


@check("cho_solve: one right-hand side", task=2)
def solves(lab, rng):
    close(lab.cho_solve(FACTOR, np.array([8.0, 12.0])), [1.0, 2.0], abs_tol=1e-12)  # the docstring's example
    close(lab.cho_solve([[2, 0], [1, 2]], [8, 11]), [1.125, 1.75], abs_tol=1e-12)
    close(lab.cho_solve([[2.0]], [6.0]), [1.5], abs_tol=1e-12)
    for n in (2, 3, 6, 20):
        A, b = positive(rng, n, 1.0), rng.normal(size=n)
        L = np.linalg.cholesky(A)
        close(lab.cho_solve(L, b), scipy.linalg.cho_solve((L, True), b), abs_tol=1e-10)


@check("cho_solve: several right-hand sides at once", task=2)
def solves_many(lab, rng):
    for n, k in ((1, 1), (2, 1), (2, 2), (3, 5), (6, 3)):
        A, B = positive(rng, n, 1.0), rng.normal(size=(n, k))
        L = np.linalg.cholesky(A)
        close(lab.cho_solve(L, B), scipy.linalg.cho_solve((L, True), B), abs_tol=1e-10)
    A = positive(rng, 4, 1.0)
    inverse = array(lab.cho_solve(np.linalg.cholesky(A), np.eye(4)), (4, 4))
    close(inverse @ A, np.eye(4), abs_tol=1e-10, message="The solution for b = I, times A")


@check("cho_solve: refuses sizes that do not fit", task=2)
def solve_refuses(lab, rng):
    close(lab.cho_solve(np.eye(2), [1.0, 2.0]), [1.0, 2.0])
    for shape in ((3,), (1,), (3, 2), (1, 2), (2, 2, 2), (2, 1, 1)):
        raises(ValueError, lab.cho_solve, np.eye(2), np.ones(shape))


# --- task 3 -------------------------------------------------------------------------------------


@check("logdet: the logarithm of the determinant of L L^T", task=3)
def log_determinant(lab, rng):
    close(lab.logdet(FACTOR), np.log(16.0), abs_tol=1e-12)  # the docstring's example
    close(lab.logdet([[0.5]]), np.log(0.25), abs_tol=1e-12)
    close(lab.logdet(np.eye(3)), 0.0, abs_tol=1e-12)
    for n in (1, 2, 5, 20):
        A = positive(rng, n)
        close(lab.logdet(np.linalg.cholesky(A)), np.linalg.slogdet(A)[1], abs_tol=1e-9)


@check("logdet: finite where the determinant is not", task=3)
def large_determinants(lab, rng):
    for size in (1e-2, 1e2):
        L = np.tril(rng.normal(size=(500, 500)) / 50, -1) + np.diag(size * rng.uniform(0.5, 2, size=500))
        close(lab.logdet(L), 2 * float(np.log(np.diag(L)).sum()), rel_tol=1e-12)


@check("quad_form: x^T A x", task=3)
def forms(lab, rng):
    close(lab.quad_form([[4, 2], [2, 5]], [1, -1]), 5.0)  # the docstring's example
    close(lab.quad_form([[1.0, 2.0], [0.0, 3.0]], [1.0, 10.0]), 321.0)
    close(lab.quad_form([[-2.0]], [3.0]), -18.0)
    for n in (2, 3, 6):
        A, x = rng.normal(size=(n, n)), rng.normal(size=n)
        close(lab.quad_form(A, x), float(x @ A @ x), abs_tol=1e-12)
    A, x = positive(rng, 4), rng.normal(size=4)
    L = array(lab.cholesky(A), (4, 4))
    close(lab.quad_form(A, x), float(((L.T @ x) ** 2).sum()), rel_tol=1e-9)


@check("quad_form: refuses sizes that do not fit", task=3)
def form_refuses(lab, rng):
    close(lab.quad_form(np.eye(2), np.array([3.0, 4.0])), 25.0)
    sizes = ((2, 2), (3,)), ((2, 3), (3,)), ((2, 3), (2,)), ((2, 2), (2, 1)), ((2,), (2,)), ((1, 1), (2,))
    for A, x in (*sizes, ((2, 2), (2, 2)), ((3, 2, 2), (2,))):
        raises(ValueError, lab.quad_form, np.ones(A), np.ones(x))


@check("Arguments are left as they were", task=2)
def untouched(lab, rng):
    A, b = positive(rng, 3), rng.normal(size=3)
    L = np.linalg.cholesky(A)
    for function, args, right in (
        (lab.cholesky, (A,), L),
        (lab.cho_solve, (L, b), np.linalg.solve(A, b)),
        (lab.cho_solve, (L, b[:, None]), np.linalg.solve(A, b[:, None])),
        (lab.quad_form, (A, b), float(b @ A @ b)),
    ):
        result, after = echo(function, *args)
        close(result, right, abs_tol=1e-9)
        for one, other in zip(after, args, strict=True):
            close(one, other, abs_tol=0, message="An argument was changed in place")


# --- probes -------------------------------------------------------------------------------------


@probe
def small_factor(lab):
    return lab.cholesky(SMALL)


@probe
def given_by_lower(lab):
    return lab.cholesky(np.array([[4.0, 9.0, 9.0], [2.0, 5.0, 9.0], [2.0, 3.0, 6.0]]))


@probe
def argument_after(lab):
    return echo(lab.cholesky, SMALL.copy())[1][0]


@probe
def positive_entries(lab):
    return lab.cholesky(np.array([[1.0, 2.0], [2.0, 1.0]]))


@probe
def negative_diagonal(lab):
    return lab.cholesky(np.array([[-1.0, 0.0], [0.0, 1.0]]))


@probe
def hidden_zero(lab):
    """Singular but for 2e-15 in the last entry, which rounding could have left there."""
    return array(lab.cholesky(np.array([[1.0, 1.0], [1.0, 1.0 + 2e-15]])), (2, 2)).shape


@probe
def small_units(lab):
    return array(lab.cholesky(1e-14 * SMALL), (2, 2)) * 1e7


@probe
def one_solution(lab):
    return lab.cho_solve(FACTOR, np.array([8.0, 12.0]))


@probe
def small_logdet(lab):
    return lab.logdet(FACTOR)


@probe
def large_logdet(lab):
    return lab.logdet(100.0 * np.eye(200))


@probe
def lopsided_form(lab):
    return lab.quad_form(np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([1.0, 10.0]))
