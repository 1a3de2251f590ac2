"""Checks of lab-lu-solve: SciPy, NumPy and SymPy as oracles, and what must hold for any factors."""

import numpy as np
import scipy.linalg
import sympy
from numpy.linalg import matrix_rank, norm

from groundup.grading import array, check, close, echo, equal, item, probe, raises, that

EPS = 2.0**-52
EXAMPLE = [[1, 1, 1], [4, 2, 2], [2, 0, 3]]


# --- task 1 -------------------------------------------------------------------------------------


@check("lu: the example of the brief", task=1)
def lu_example(lab, rng):
    factors = lab.lu(EXAMPLE)
    equal(item(factors, 0), [1, 2, 0], "`p`")
    close(item(factors, 1), [[1, 0, 0], [0.5, 1, 0], [0.25, -0.5, 1]], "`L`")
    close(item(factors, 2), [[4, 2, 2], [0, -1, 2], [0, 0, 1.5]], "`U`")


@check("lu: A[p] = L U, and the factors have their shapes", task=1)
def lu_product(lab, rng):
    for n in (1, 2, 3, 6, 25):
        for A in (
            rng.normal(size=(n, n)),
            rng.integers(-9, 10, size=(n, n)),
            rng.integers(0, 2, size=(n, n)),
        ):
            factored(lab, A)


@check("lu: the pivot is the largest entry of what is left of its column", task=1)
def lu_pivots(lab, rng):
    for n in (2, 3, 4, 8):
        A = rng.normal(size=(n, n))
        rows, L, U = scipy.linalg.lu(A, p_indices=True)
        factors = lab.lu(A)
        equal(item(factors, 0), np.argsort(rows), "`p`")
        close(item(factors, 1), L, "`L`", abs_tol=1e-9)
        close(item(factors, 2), U, "`U`", abs_tol=1e-9)


@check("lu: matrices without an inverse have factors, too", task=1)
def lu_singular(lab, rng):
    for A in ([[0]], np.zeros((3, 3)), np.ones((3, 3)), [[0, 0, 1], [0, 2, 3], [0, 4, 5]], [[0, 1], [0, 0]]):
        factored(lab, A)
    column = rng.integers(1, 6, size=(5, 1))
    factored(lab, column * rng.integers(-4, 5, size=(1, 5)))


@check("lu: huge, tiny and very different entries", task=1)
def lu_scales(lab, rng):
    A = rng.normal(size=(4, 4))
    for size in (1e-200, 1e200):
        factored(lab, size * A)
    factored(lab, [[1e-20, 1], [1, 1]])


@check("lu: refuses what is not a square matrix", task=1)
def lu_refuses(lab, rng):
    equal(item(lab.lu([[2.0]]), 2), [[2.0]], "`U`")
    for A in (np.ones((2, 3)), np.ones((3, 2)), np.ones(3), np.ones((2, 2, 2))):
        raises(ValueError, lab.lu, A)


# --- task 2 -------------------------------------------------------------------------------------


@check("solve: the examples of the brief, and a zero in the corner", task=2)
def solve_examples(lab, rng):
    close(lab.solve([[1, 1], [1, 3]], [3, 7]), [1, 2])
    close(lab.solve([[1e-20, 1], [1, 1]], [1, 2]), [1, 1], abs_tol=1e-12)
    close(lab.solve([[0, 1], [1, 0]], [3, 4]), [4, 3])
    close(lab.solve([[4]], [2]), [0.5])


@check("solve: agrees with NumPy, and x has the shape of b", task=2)
def solve_random(lab, rng):
    for n in (1, 2, 3, 5, 20):
        A = rng.normal(size=(n, n)) + 3 * np.eye(n)
        for shape in ((n,), (n, 1), (n, 4)):
            b = rng.normal(size=shape)
            close(lab.solve(A, b), np.linalg.solve(A, b), abs_tol=1e-8)


@check("solve: whole numbers, as arrays and as lists", task=2)
def solve_integers(lab, rng):
    for n in (2, 3, 4):
        A = rng.integers(-3, 4, size=(n, n)) + 12 * np.eye(n, dtype=int)
        b = rng.integers(-9, 10, size=n)
        close(lab.solve(A, b), np.linalg.solve(A, b))
        close(lab.solve(A.tolist(), b.tolist()), np.linalg.solve(A, b))


@check("solve: the residual is at rounding error, however sick the matrix", task=2)
def solve_residual(lab, rng):
    H = scipy.linalg.hilbert(8)  # condition number about 1.5e10
    for x in (np.ones(8), rng.normal(size=8), np.arange(1.0, 9.0)):
        b = H @ x
        found = array(lab.solve(H, b), (8,))
        residual = float(norm(H @ found - b) / (norm(H) * norm(found)))
        that(
            residual <= 1e-13,
            f"|Ax - b| is {residual:.1e} of |A||x|. On this matrix elimination leaves about 1e-17.",
        )


@check("solve: raises LinAlgError where there is no unique solution", task=2)
def solve_singular(lab, rng):
    close(lab.solve([[1.0, 2.0], [3.0, 4.0]], [3.0, 7.0]), [1.0, 1.0])
    no_solution(lab, [[0.0]])
    no_solution(lab, np.zeros((2, 2)))
    no_solution(lab, [[1.0, 2.0], [2.0, 4.0]])
    no_solution(lab, [[0.0, 1.0], [0.0, 2.0]])
    no_solution(lab, [[0.1, 0.3], [0.3, 0.9]])
    no_solution(lab, [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    for n in (3, 5, 8):
        A = rng.integers(-9, 10, size=(n, n - 1)) / 10
        no_solution(lab, np.column_stack([A, A @ rng.integers(1, 4, size=n - 1)]))


@check("solve: a pivot of 10 n eps counts as zero, a larger one does not", task=2)
def solve_threshold(lab, rng):
    for steps in (20, 19, -20):
        no_solution(lab, [[1.0, 1.0], [1.0, 1.0 - steps * EPS]])
    for steps in (21, -21):
        x = array(lab.solve([[1.0, 1.0], [1.0, 1.0 - steps * EPS]], [1.0, 1.0]), (2,))
        close(x, [1.0, 0.0], abs_tol=1e-12)
    no_solution(lab, [[1.0, 1.0, 0.0], [1.0, 1.0 - 30 * EPS, 0.0], [0.0, 0.0, 1.0]])
    x = lab.solve([[1.0, 1.0, 0.0], [1.0, 1.0 - 31 * EPS, 0.0], [0.0, 0.0, 1.0]], [1.0, 1.0, 2.0])
    close(x, [1.0, 0.0, 2.0], abs_tol=1e-12)


@check("solve: the units of an unknown do not matter", task=2)
def solve_units(lab, rng):
    A, x = rng.normal(size=(4, 4)) + 4 * np.eye(4), rng.normal(size=4)
    for units in ([1e-20, 1, 1, 1], [1, 1, 1e18, 1], [1e-150, 1e-50, 1, 1e90], [1e-200] * 4, [1e200] * 4):
        close(lab.solve(A * units, A @ x) * np.array(units), x, rel_tol=1e-9, abs_tol=1e-9)
    for units in ([1e-20, 1, 1], [1, 1e20, 1e20], [1e-200] * 3):
        no_solution(lab, np.array([[0.1, 0.3, 1.0], [0.3, 0.9, 1.0], [0.4, 1.2, 1.5]]) * units)


@check("solve: refuses right-hand sides that do not fit", task=2)
def solve_refuses(lab, rng):
    A = np.array([[2.0, 1.0], [1.0, 3.0]])
    close(lab.solve(A, [3.0, 4.0]), [1.0, 1.0])
    for b in (np.ones(3), np.ones(1), np.ones((1, 2)), np.ones((3, 2)), np.ones((2, 2, 2)), 1.0):
        raises(ValueError, lab.solve, A, b)
    raises(ValueError, lab.solve, np.ones((2, 3)), np.ones(2))


# --- task 3 -------------------------------------------------------------------------------------


@check("det: the examples of the brief", task=3)
def det_examples(lab, rng):
    close(lab.det([[0, 2], [3, 1]]), -6.0, as_type=float)
    close(lab.det([[1, 2], [2, 4]]), 0.0, abs_tol=1e-12)
    close(lab.det([[3]]), 3.0)
    close(lab.det([[-2, 0], [0, 5]]), -10.0)


@check("det: the sign counts the swaps", task=3)
def det_signs(lab, rng):
    for order in ([1, 0], [1, 2, 0], [0, 2, 1], [2, 1, 0], [2, 0, 1], [1, 0, 3, 2], [3, 0, 1, 2]):
        rows = np.diag(np.arange(1.0, len(order) + 1))[order]
        close(lab.det(rows), float(np.linalg.det(rows)), abs_tol=1e-9)
    for n in (3, 6, 9):
        rows = np.eye(n)[rng.permutation(n)]
        close(lab.det(rows), float(np.linalg.det(rows)), abs_tol=1e-9)


@check("det: agrees with NumPy; det(cA) = c^n det(A)", task=3)
def det_random(lab, rng):
    for n in (1, 2, 3, 5, 8):
        A = rng.normal(size=(n, n)) + np.eye(n)
        right = float(np.linalg.det(A))
        close(lab.det(A), right, rel_tol=1e-9, abs_tol=1e-9)
        close(lab.det(-3 * A), (-3) ** n * right, rel_tol=1e-9, abs_tol=1e-9)
    whole = rng.integers(-5, 6, size=(4, 4))
    close(lab.det(whole), float(sympy.Matrix(whole.tolist()).det()), abs_tol=1e-9)


@check("det: 0 for matrices without an inverse, and no error", task=3)
def det_singular(lab, rng):
    close(lab.det(np.zeros((3, 3))), 0.0)
    close(lab.det(np.outer([1, 2, 3], [4, 5, 6])), 0.0, abs_tol=1e-12)
    close(lab.det([[1.0, 2.0], [3.0, 4.0]]), -2.0)


@check("inv: A X = I", task=3)
def inverses(lab, rng):
    close(lab.inv([[1, 1], [1, 3]]), [[1.5, -0.5], [-0.5, 0.5]])
    close(lab.inv([[0, 1], [4, 0]]), [[0, 0.25], [1, 0]])
    for n in (1, 2, 3, 7):
        A = rng.normal(size=(n, n)) + 3 * np.eye(n)
        X = lab.inv(A)
        close(X, np.linalg.inv(A), abs_tol=1e-8)
        close(A @ array(X, (n, n)), np.eye(n), "A X", abs_tol=1e-8)


@check("det and inv: refuse matrices that are not square; inv those without an inverse", task=3)
def inverse_refuses(lab, rng):
    close(lab.inv([[0.5]]), [[2.0]])
    raises(ValueError, lab.det, np.ones((2, 3)))
    raises(ValueError, lab.inv, np.ones((2, 3)))
    raises(ValueError, lab.inv, np.ones((3, 2)))
    for A in ([[1.0, 2.0], [2.0, 4.0]], [[0.1, 0.3], [0.3, 0.9]], np.zeros((2, 2))):
        linalg_error(lab.inv, A)


# --- task 4 -------------------------------------------------------------------------------------


@check("rref: the example of the brief, and small ones", task=4)
def rref_examples(lab, rng):
    reduced(lab, [[1, 2, 3], [2, 4, 8]], [[1, 2, 0], [0, 0, 1]], [0, 2])
    reduced(lab, [[0, 2, 4], [0, 1, 2]], [[0, 1, 2], [0, 0, 0]], [1])
    reduced(lab, [[2, 6]], [[1, 3]], [0])
    reduced(lab, [[0], [-2], [4]], [[1], [0], [0]], [0])
    reduced(lab, [[0, 0, 0], [0, 0, 0]], [[0, 0, 0], [0, 0, 0]], [])
    reduced(lab, [[3, 1], [1, 2]], [[1, 0], [0, 1]], [0, 1])


@check("rref: equals SymPy's on whole numbers of any rank and shape", task=4)
def rref_integers(lab, rng):
    for shape in ((2, 2), (2, 4), (3, 3), (4, 2), (3, 5), (5, 5), (6, 4)):
        for rank in range(1, min(shape) + 1):
            left, right = rng.integers(-3, 4, (shape[0], rank)), rng.integers(-3, 4, (rank, shape[1]))
            A = left @ right
            R, pivots = sympy.Matrix(A.tolist()).rref()
            reduced(lab, A, np.array(R, dtype=float), list(pivots))


@check("rref: rounding does not raise the rank, small units do not lower it", task=4)
def rref_rounding(lab, rng):
    reduced(lab, [[0.1, 0.3], [0.3, 0.9], [0.7, 2.1]], [[1, 3], [0, 0], [0, 0]], [0])
    A = np.array([[0.1, 0.3, 1.0], [0.3, 0.9, 1.0], [0.2, 0.6, 2.0]])
    R = np.array([[1.0, 3.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]])
    for units in ([1, 1, 1], [1e-15, 1, 1], [1, 1, 1e-30], [1e150, 1e-20, 1], [1e-200] * 3):
        size = np.array(units)
        reduced(lab, A * size, R * size / np.array([size[0], size[2], 1])[:, None], [0, 2])


@check("rref: `tol` decides what counts as zero, and is 1e-10 unless told otherwise", task=4)
def rref_tolerance(lab, rng):
    for gap in (2.0**-10, -(2.0**-10)):
        A = [[1.0, 1.0], [1.0, 1.0 - gap]]
        equal(item(lab.rref(A), 1), [0, 1], "pivots")
        equal(item(lab.rref(A, tol=2.0**-11), 1), [0, 1], "pivots")
    A = [[1.0, 1.0], [1.0, 1.0 - 2.0**-10]]
    R, pivots = [[1.0, 1.0], [0.0, 0.0]], [0]  # at tol exactly, it is zero
    for tol in (2.0**-10, 0.01):
        found = lab.rref(A, tol)
        close(item(found, 0), R, "R")
        equal(item(found, 1), pivots, "pivots")
    equal(item(lab.rref([[1.0, 1.0], [1.0, 1.0 + 0.8e-10]]), 1), [0], "pivots")
    equal(item(lab.rref([[1.0, 1.0], [1.0, 1.0 + 1.3e-10]]), 1), [0, 1], "pivots")


@check("null_space: A N = 0, and N spans all there is", task=4)
def null_spaces(lab, rng):
    line = array(lab.null_space([[1, 2]]), (2, 1))
    close(line[0] + 2 * line[1], [0.0], "x + 2y")
    for shape in ((1, 3), (2, 4), (3, 3), (3, 5), (5, 3)):
        for rank in range(1, min(shape) + 1):
            A = rng.normal(size=(shape[0], rank)) @ rng.normal(size=(rank, shape[1]))
            spans_null_space(lab, A)
    spans_null_space(lab, np.zeros((2, 3)))
    spans_null_space(lab, [[0, 1, 2, 0], [0, 0, 0, 1]])


@check("null_space: has no columns when the columns of A are independent", task=4)
def null_space_empty(lab, rng):
    for shape in ((1, 1), (3, 3), (5, 2)):
        array(lab.null_space(rng.normal(size=shape)), (shape[1], 0))
    array(lab.null_space([[1.0, 2.0]]), (2, 1))


@check("null_space: takes the rank that rref finds with the same `tol`", task=4)
def null_space_tolerance(lab, rng):
    A = [[1.0, 1.0], [1.0, 1.001]]
    array(lab.null_space(A), (2, 0))
    for loose in (lab.null_space(A, 0.01), lab.null_space(A, tol=0.01)):
        found = array(loose, (2, 1))
        close(found[0] + found[1], [0.0], abs_tol=1e-9)
    array(lab.null_space([[1.0, 1.0], [1.0, 1.0 + 0.8e-10]]), (2, 1))
    array(lab.null_space([[1.0, 1.0], [1.0, 1.0 + 1.3e-10]]), (2, 0))


# --- all tasks ----------------------------------------------------------------------------------


@check("lu and solve: leave their arguments alone", task=2)
def solve_leaves(lab, rng):
    A, b = rng.normal(size=(3, 3)) + 3 * np.eye(3), rng.normal(size=3)
    for function, args in ((lab.lu, [A]), (lab.solve, [A, b]), (lab.solve, [A, b[:, None]])):
        result, after = echo(function, *args)
        that(result is not None, "Nothing came back.")
        for kept, given in zip(after, args, strict=True):
            equal(kept, given, "An argument was changed in place")
    close(lab.solve(A, b), np.linalg.solve(A, b))


@check("det, inv, rref, null_space: leave their arguments alone", task=4)
def rref_leaves(lab, rng):
    A = rng.normal(size=(3, 3)) + 3 * np.eye(3)
    for function in (lab.det, lab.inv, lab.rref, lab.null_space):
        _, after = echo(function, A)
        equal(after[0], A, "The matrix was changed in place")
    close(lab.inv(A), np.linalg.inv(A))


# --- what is checked more than once -------------------------------------------------------------


def factored(lab, A):
    """lu(A) has the promised form, and its product is A with the rows in the order p."""
    A = np.asarray(A, dtype=float)
    n = len(A)
    factors = lab.lu(A)
    p, L, U = (array(item(factors, i), shape) for i, shape in enumerate([(n,), (n, n), (n, n)]))
    that(p.dtype.kind == "i", f"`p` should hold integers, not {p.dtype}.")
    equal(np.sort(p), np.arange(n), f"`p` = {p.tolist()}, sorted")
    equal(np.tril(U, -1), np.zeros((n, n)), "`U` below the diagonal")
    equal(np.triu(L), np.eye(n), "`L` on and above the diagonal")
    that(bool(np.all(np.abs(L) <= 1)), f"`L` has an entry of {float(np.max(np.abs(L))):.4g}.")
    close(L @ U, A[p], f"`L @ U` for n = {n}, against A[p]", abs_tol=1e-12 * float(np.max(np.abs(A))))


def no_solution(lab, A):
    linalg_error(lab.solve, A, np.ones(len(A)))


def linalg_error(function, *args):
    """It raises the exception that the module defines, and no other ValueError."""
    fault = raises(ValueError, function, *args).fault
    that(
        "LinAlgError" in (fault.kind, *fault.bases),
        f"A {fault.kind} was raised; a `LinAlgError` of your module is asked for.",
    )


def reduced(lab, A, R, pivots):
    found = lab.rref(A)
    equal(item(found, 1), pivots, f"the pivots of a {np.shape(A)} matrix", as_type=list)
    scale = float(np.max(np.abs(R)))
    close(item(found, 0), R, f"R of a {np.shape(A)} matrix", rel_tol=1e-9, abs_tol=1e-9 * min(1.0, scale))
    below = array(item(found, 0), np.shape(R))[len(pivots) :]
    equal(below, np.zeros_like(below), "the rows of R without a pivot")


def spans_null_space(lab, A):
    A = np.asarray(A, dtype=float)
    n, rank = A.shape[1], int(matrix_rank(A))
    N = array(lab.null_space(A), (n, n - rank))
    close(A @ N, np.zeros((len(A), n - rank)), "A N", abs_tol=1e-8)
    if n > rank:
        that(int(matrix_rank(N)) == n - rank, "The columns of N are not independent.")
        both = np.column_stack([N, scipy.linalg.null_space(A)])
        that(int(matrix_rank(both, tol=1e-8)) == n - rank, "N does not span the null space.")


# --- probes -------------------------------------------------------------------------------------


@probe
def order_of_rows(lab):
    return lab.lu(EXAMPLE)[0]


@probe
def multipliers(lab):
    return lab.lu(EXAMPLE)[1]


@probe
def argument_of_lu(lab):
    return echo(lab.lu, np.array([[1.0, 2.0], [3.0, 5.0]]))[1]


@probe
def tiny_corner(lab):
    return lab.solve([[1e-20, 1.0], [1.0, 1.0]], [1.0, 2.0])


@probe
def swapped_rows(lab):
    return lab.solve([[1.0, 1.0], [2.0, 4.0]], [3.0, 8.0])


@probe
def whole_numbers(lab):
    return lab.solve(np.array([[2, 1], [1, 3]]), np.array([1, 1]))


@probe
def dependent_decimals(lab):
    return lab.solve([[0.1, 0.3], [0.3, 0.9]], [1.0, 1.0])


@probe
def tiny_unit(lab):
    return lab.solve([[1e-20, 0.0], [0.0, 1.0]], [1e-20, 1.0])


@probe
def residual_of_hilbert(lab):
    H = scipy.linalg.hilbert(8)
    b = H @ np.ones(8)
    return bool(norm(H @ array(lab.solve(H, b), (8,)) - b) <= 1e-12)


@probe
def one_swap(lab):
    return lab.det([[0.0, 2.0], [3.0, 1.0]])


@probe
def no_swap(lab):
    return lab.det([[3.0, 1.0], [0.0, 2.0]])


@probe
def echelon(lab):
    return lab.rref([[2.0, 0.0, 2.0], [0.0, 1.0, 3.0], [0.0, 0.0, 1.0]])[0]


@probe
def two_pivots(lab):
    return lab.rref([[1.0, 2.0, 3.0], [2.0, 4.0, 8.0]])


@probe
def rank_of_decimals(lab):
    return lab.rref([[0.1, 0.3], [0.3, 0.9]])[1]


@probe
def rank_of_small_entries(lab):
    return lab.rref([[1e-12, 0.0], [0.0, 1.0]])[1]


@probe
def null_vector(lab):
    N = array(lab.null_space([[1.0, 2.0]]), (2, 1))
    return [float(N[0, 0] / N[1, 0])]
