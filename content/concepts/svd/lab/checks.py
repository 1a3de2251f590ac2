"""Checks of lab-svd: numpy's svd, pinv and cond as oracles, and the defining equations."""

import numpy as np

from groundup.grading import array, check, close, echo, equal, item, probe, raises, that

SMALL = np.array([[3.0, 0.0], [4.0, 5.0]])  # singular values sqrt(45) and sqrt(5)


def with_values(rng, m, n, values):
    """A random m x n matrix with these singular values; the rest are zero."""
    k = len(values)
    U, _ = np.linalg.qr(rng.normal(size=(m, k)))
    V, _ = np.linalg.qr(rng.normal(size=(n, k)))
    return U @ np.diag(values) @ V.T


def judged(lab, A, tol=1e-12):
    """(U, s, Vt), once they have the right shapes, are orthonormal, and their product is A."""
    result, A = lab.svd(A), np.array(A, dtype=float)
    m, n, k = *A.shape, min(A.shape)
    size = max(float(np.abs(A).max()), 1e-300)
    U, s, Vt = array(item(result, 0), (m, k)), array(item(result, 1), (k,)), array(item(result, 2), (k, n))
    close(U.T @ U, np.eye(k), abs_tol=1e-10, message="U^T U should be the identity")
    close(Vt @ Vt.T, np.eye(k), abs_tol=1e-10, message="Vt Vt^T should be the identity")
    right = np.linalg.svd(A / size, compute_uv=False)
    close(s / size, right, abs_tol=tol * right[0], message="s, over the largest entry of A")
    that(bool((s >= 0).all()), f"Singular values are not negative; s is {s.tolist()}.")
    product = (U * (s / size)) @ Vt
    close(product, A / size, abs_tol=1e-10 * max(right[0], 1), message="U diag(s) Vt, over the largest entry")
    return U, s, Vt


# --- task 1 -------------------------------------------------------------------------------------


@check("svd: small matrices", task=1)
def small(lab, rng):
    _, s, _ = judged(lab, [[3, 0], [4, 5]])  # the docstring's example
    close(s, np.sqrt([45.0, 5.0]), abs_tol=1e-12)
    judged(lab, np.array([[-2.0]]))
    judged(lab, np.array([[3.0], [4.0]]))
    judged(lab, np.array([[3.0, 4.0]]))
    judged(lab, np.array([[0.0, 2.0], [-1.0, 0.0]]))
    judged(lab, np.diag([1.0, -3.0, 2.0]))


@check("svd: random matrices, tall, square and wide", task=1)
def random_matrices(lab, rng):
    for m, n in ((2, 2), (3, 2), (2, 3), (4, 4), (7, 3), (3, 7), (1, 5), (5, 1), (20, 12), (12, 20)):
        judged(lab, rng.normal(size=(m, n)))
        judged(lab, rng.integers(-3, 4, size=(m, n)))


@check("svd: U and V are orthonormal for any rank", task=1)
def deficient(lab, rng):
    for A in (np.ones((3, 2)), np.ones((2, 3)), np.zeros((3, 2)), np.zeros((1, 1)), np.diag([2.0, 0.0, 0.0])):
        judged(lab, A)
    judged(lab, np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]))
    judged(lab, np.array([[0.0, 1.0, 0.0], [0.0, 2.0, 0.0]]))
    for m, n, r in ((4, 4, 1), (6, 4, 2), (4, 6, 3), (8, 5, 4)):
        judged(lab, rng.normal(size=(m, r)) @ rng.normal(size=(r, n)))


@check("svd: repeated singular values", task=1)
def repeated(lab, rng):
    judged(lab, np.eye(3))
    judged(lab, np.linalg.qr(rng.normal(size=(5, 5)))[0])
    judged(lab, with_values(rng, 5, 4, [2.0, 2.0, 2.0, 1.0]))


@check("svd: small singular values are accurate too", task=1)
def graded(lab, rng):
    for m, n in ((4, 3), (3, 4)):
        A = with_values(rng, m, n, [1.0, 1e-5, 1e-10])
        _, s, _ = judged(lab, A, tol=1e-14)
        close(s, np.linalg.svd(A)[1], abs_tol=1e-14)


@check("svd: very large and very small entries", task=1)
def sizes(lab, rng):
    A = rng.normal(size=(4, 3))
    for size in (1e200, 1e-200):
        judged(lab, size * A)
    judged(lab, A * np.array([1.0, 1e-100, 1e-160]))
    judged(lab, A * np.array([1e-200, 1e100, 1.0]))


@check("svd: right singular vectors are eigenvectors of A^T A, and u_i = A v_i / s_i", task=1)
def eigenvectors(lab, rng):
    A = with_values(rng, 5, 3, [3.0, 2.0, 1.0])
    U, s, Vt = judged(lab, A)
    close(A.T @ A @ Vt.T, Vt.T * s**2, abs_tol=1e-10)
    close(A @ Vt.T, U * s, abs_tol=1e-10)
    V = np.linalg.svd(A)[2].T
    for i in range(3):
        close(np.outer(Vt[i], Vt[i]), np.outer(V[:, i], V[:, i]), abs_tol=1e-9)


@check("svd: refuses what is not a matrix with entries", task=1)
def svd_refuses(lab, rng):
    judged(lab, SMALL)
    for shape in ((3,), (2, 2, 2), (0, 2), (2, 0)):
        raises(ValueError, lab.svd, np.ones(shape))


# --- task 2 -------------------------------------------------------------------------------------


def inverted(lab, A, **named):
    return array(lab.pinv(A, **named), np.shape(A)[::-1])


@check("pinv: small matrices", task=2)
def small_inverses(lab, rng):
    close(inverted(lab, [[3, 4]]), [[0.12], [0.16]], abs_tol=1e-12)  # the docstring's example
    close(inverted(lab, np.array([[3.0], [4.0]])), [[0.12, 0.16]], abs_tol=1e-12)
    close(inverted(lab, SMALL), np.linalg.inv(SMALL), abs_tol=1e-12)
    close(inverted(lab, np.ones((2, 2))), np.full((2, 2), 0.25), abs_tol=1e-12)
    close(inverted(lab, np.zeros((2, 3))), np.zeros((3, 2)), abs_tol=0)


@check("pinv: satisfies the four equations of Moore and Penrose", task=2)
def moore_penrose(lab, rng):
    for m, n, r in ((3, 3, 3), (5, 3, 3), (3, 5, 3), (4, 4, 2), (6, 3, 1), (3, 6, 2)):
        A = with_values(rng, m, n, rng.uniform(0.5, 2, size=r))
        P = inverted(lab, A)
        close(A @ P @ A, A, abs_tol=1e-10, message="A P A should be A")
        close(P @ A @ P, P, abs_tol=1e-10, message="P A P should be P")
        close((A @ P).T, A @ P, abs_tol=1e-10, message="A P should be symmetric")
        close((P @ A).T, P @ A, abs_tol=1e-10, message="P A should be symmetric")
        close(P, np.linalg.pinv(A, rcond=1e-12), abs_tol=1e-9)


@check("pinv: gives the shortest of the best solutions", task=2)
def shortest(lab, rng):
    A, b = rng.normal(size=(2, 4)), rng.normal(size=2)
    close(inverted(lab, A) @ b, np.linalg.lstsq(A, b, rcond=None)[0], abs_tol=1e-9)
    A, b = rng.normal(size=(5, 2)), rng.normal(size=5)
    close(inverted(lab, A) @ b, np.linalg.lstsq(A, b, rcond=None)[0], abs_tol=1e-9)


@check("pinv: singular values up to rcond s[0] count as zero", task=2)
def cut_off(lab, rng):
    for size in (1.0, 1e6, 1e-6):
        A = np.diag([1.0, 2e-12, 5e-13])
        close(inverted(lab, size * A) * size, np.diag([1.0, 5e11, 0.0]), rel_tol=1e-9)
    close(inverted(lab, np.diag([4.0, 2.0, 1.0]), rcond=0.3), np.diag([0.25, 0.5, 0.0]), abs_tol=1e-12)
    close(inverted(lab, np.diag([4.0, 2.0, 1.0]), rcond=0.25), np.diag([0.25, 0.5, 0.0]), abs_tol=1e-12)
    close(inverted(lab, np.diag([4.0, 2.0, 1e-20]), rcond=0.0), np.diag([0.25, 0.5, 1e20]), rel_tol=1e-9)


# --- task 3 -------------------------------------------------------------------------------------


def rank(lab, A, *more, **named):
    result = lab.matrix_rank(A, *more, **named)
    that(
        isinstance(result, int | np.integer) and not isinstance(result, bool),
        f"`matrix_rank` should return a whole number, not {result!r}.",
    )
    return int(result)


@check("matrix_rank: counts the singular values that are not rounding", task=3)
def ranks(lab, rng):
    equal(rank(lab, [[1, 2], [2, 4]]), 1)  # the docstring's example
    equal(rank(lab, np.zeros((3, 2))), 0)
    equal(rank(lab, np.eye(3)), 3)
    for m, n, r in ((3, 3, 3), (5, 4, 2), (4, 5, 3), (6, 6, 5), (2, 7, 1)):
        for size in (1.0, 1e9, 1e-9):
            A = size * (rng.normal(size=(m, r)) @ rng.normal(size=(r, n)))
            equal(rank(lab, A), int(np.linalg.matrix_rank(A)))


@check("matrix_rank: the bound is max(m, n) 2^-52 s[0], or tol where it is given", task=3)
def bounds(lab, rng):
    for m, n in ((2, 2), (40, 2), (2, 40)):
        A = np.zeros((m, n))
        A[0, 0], bound = 3.0, max(m, n) * 2.0**-52 * 3.0
        for factor, right in ((0.9, 1), (1.1, 2)):
            A[1, 1] = factor * bound
            equal(rank(lab, A), right)
    A = np.diag([4.0, 2.0, 1.0, 0.0])
    for tol, right in ((0.5, 3), (1.0, 2), (1.5, 2), (3.0, 1), (4.0, 0), (1e-300, 3), (0.0, 3)):
        equal(rank(lab, A, tol), right)
    equal(rank(lab, np.diag([1.0, 1e-20]), tol=0.0), 2)


@check("cond: the largest singular value by the smallest", task=3)
def conditions(lab, rng):
    close(lab.cond([[3, 0], [4, 5]]), 3.0, rel_tol=1e-9)  # the docstring's example
    close(lab.cond(np.diag([2.0, -8.0])), 4.0, rel_tol=1e-9)
    close(
        lab.cond(np.array([[1.0, 100.0], [0.0, 1.0]])),
        np.linalg.cond([[1.0, 100.0], [0.0, 1.0]]),
        rel_tol=1e-9,
    )
    for m, n in ((3, 3), (5, 2), (2, 5)):
        A = rng.normal(size=(m, n))
        close(lab.cond(A), float(np.linalg.cond(A)), rel_tol=1e-9)
        close(lab.cond(1e6 * A), float(np.linalg.cond(A)), rel_tol=1e-9)
    close(lab.cond(np.linalg.qr(rng.normal(size=(4, 4)))[0]), 1.0, rel_tol=1e-9)


@check("cond: infinite if the smallest is zero", task=3)
def infinite(lab, rng):
    close(lab.cond(np.eye(2)), 1.0, rel_tol=1e-12)
    equal(lab.cond(np.diag([1.0, 0.0])), np.inf)
    equal(lab.cond(np.diag([2.0, 1.0, 0.0])), np.inf)
    equal(lab.cond(np.zeros((2, 2))), np.inf)
    near = float(array(lab.cond(np.array([[1.0, 2.0], [2.0, 4.0]])), ()))
    that(near > 1e15, f"The rows are multiples of each other, and the condition number came out as {near:g}.")


@check("Arguments are left as they were", task=1)
def untouched(lab, rng):
    for A in (rng.normal(size=(3, 2)), rng.normal(size=(2, 3)), np.zeros((2, 2))):
        for function in (lab.svd, lab.pinv, lab.matrix_rank, lab.cond):
            result, after = echo(function, A)
            that(result is not None, "Nothing was returned.")
            close(after[0], A, abs_tol=0, message="The matrix was changed in place")


# --- probes: products and projectors, since signs are free --------------------------------------


def triple(lab, A):
    result = lab.svd(A)
    return array(item(result, 0)), array(item(result, 1)), array(item(result, 2))


@probe
def singular_values(lab):
    return triple(lab, SMALL)[1]


@probe
def product_of_three(lab):
    U, s, Vt = triple(lab, SMALL)
    return U @ np.diag(s) @ Vt


@probe
def flat_product(lab):
    """Of a symmetric matrix with one negative eigenvalue."""
    U, s, Vt = triple(lab, np.array([[1.0, 2.0], [2.0, 1.0]]))
    return [s, U @ np.diag(s) @ Vt]


@probe
def negative_product(lab):
    """Of a negative definite matrix, where every u is the opposite of its v."""
    U, s, Vt = triple(lab, np.array([[-3.0, -1.0], [-1.0, -2.0]]))
    return U @ np.diag(s) @ Vt


@probe
def order(lab):
    return triple(lab, np.diag([1.0, 3.0, 2.0]))[1]


@probe
def shapes_of_wide(lab):
    return [list(one.shape) for one in triple(lab, np.array([[1.0, 2.0, 3.0], [0.0, 1.0, 1.0]]))]


@probe
def rank_one_basis(lab):
    U, _, _ = triple(lab, np.array([[1.0, 2.0], [2.0, 4.0], [2.0, 4.0]]))
    return np.round(U.T @ U, 7)


@probe
def zero_column_basis(lab):
    U, _, _ = triple(lab, np.array([[3.0, 0.0], [4.0, 0.0], [0.0, 0.0]]))
    return np.round(U.T @ U, 7)


@probe
def small_value(lab):
    """A matrix with the singular values 1 and 1e-10, in units of 1e-10."""
    c, s = 0.6, 0.8
    A = np.array([[c, -s], [s, c]]) @ np.diag([1.0, 1e-10]) @ np.array([[s, c], [-c, s]])
    return np.round(triple(lab, A)[1][1] * 1e10, 3)


@probe
def inverse_of_wide(lab):
    return lab.pinv(np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 1.0]]))


@probe
def inverse_of_square(lab):
    return lab.pinv(SMALL)


@probe
def inverse_of_nearly_singular(lab):
    return lab.pinv(np.diag([1.0, 1e-14]))


@probe
def inverse_in_small_units(lab):
    return array(lab.pinv(1e-14 * SMALL)) * 1e-14


@probe
def rank_of_rounded(lab):
    return lab.matrix_rank(np.diag([1.0, 1e-17]))


@probe
def rank_of_three(lab):
    return lab.matrix_rank(np.diag([3.0, 2.0, 1.0]), 1.5)


@probe
def rank_in_small_units(lab):
    return lab.matrix_rank(1e-20 * np.eye(2))


@probe
def condition(lab):
    return lab.cond(SMALL)


@probe
def condition_of_shear(lab):
    return lab.cond(np.array([[1.0, 4.0], [0.0, 1.0]]))
