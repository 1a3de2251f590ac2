"""Checks of lab-matmul: NumPy's matmul, and an exhaustive search over brackets, as oracles."""

import re
from functools import cache

import numpy as np

from groundup.grading import array, check, close, echo, equal, probe, raises, that

SMALL = np.array([[1, 2], [0, 3]]), np.array([[4, 1], [5, -1]])


def whole(rng, *shape):
    return rng.integers(-5, 6, size=shape)


@check("matmul: the product of two matrices", task=1)
def product(lab, rng):
    close(lab.matmul(*SMALL), np.array([[14, -1], [15, -3]]))  # the docstring's example
    for m, n, p in ((1, 1, 1), (1, 2, 1), (2, 1, 2), (2, 3, 2), (3, 2, 4), (4, 4, 4)):
        A, B = whole(rng, m, n), whole(rng, n, p)
        close(lab.matmul(A, B), A @ B)
        A, B = rng.normal(size=(m, n)), rng.normal(size=(n, p))
        close(lab.matmul(A, B), A @ B, rel_tol=1e-12, abs_tol=1e-13)


@check("matmul: an inner size of 0 gives zeros, an outer size of 0 nothing", task=1)
def empty(lab, rng):
    close(lab.matmul(np.zeros((2, 0)), np.zeros((0, 3))), np.zeros((2, 3)))
    close(lab.matmul(np.zeros((0, 2)), np.ones((2, 3))), np.zeros((0, 3)))


@check("matmul: axes in front are broadcast", task=1)
def batches(lab, rng):
    shapes = (((5, 2, 3), (3, 4)), ((2, 3), (5, 3, 4)), ((2, 2, 3), (2, 3, 1)), ((5, 1, 2, 3), (4, 3, 2)))
    for left, right in shapes:
        A, B = whole(rng, *left), whole(rng, *right)
        close(lab.matmul(A, B), A @ B)


@check("matmul: the entries have the type of A * B", task=1)
def types(lab, rng):
    A, B = whole(rng, 2, 2), rng.normal(size=(2, 2))
    close(lab.matmul(A, B), A @ B, abs_tol=1e-13, dtype=np.float64)
    close(lab.matmul(B, A), B @ A, abs_tol=1e-13, dtype=np.float64)
    close(lab.matmul(A, A), A @ A, dtype=np.int64)
    single = B.astype(np.float32)
    close(lab.matmul(single, single), single @ single, abs_tol=1e-5, dtype=np.float32)


@check("matmul: composes maps, and the identity changes nothing", task=1)
def composes(lab, rng):
    A, B, x = rng.normal(size=(2, 3)), rng.normal(size=(3, 4)), rng.normal(size=(4, 1))
    close(lab.matmul(lab.matmul(A, B), x), A @ (B @ x), abs_tol=1e-12)
    close(lab.matmul(lab.identity(2), A), A)
    close(lab.matmul(A, lab.identity(3)), A)


@check("matmul: very large and very small entries", task=1)
def sizes(lab, rng):
    A, B = 1e150 * rng.uniform(1, 2, size=(2, 3)), 1e-160 * rng.uniform(1, 2, size=(3, 2))
    close(lab.matmul(A, B), A @ B, rel_tol=1e-12)


@check("matmul: refuses shapes that do not fit", task=1)
def refuses(lab, rng):
    close(lab.matmul(np.ones((1, 2)), np.ones((2, 1))), [[2.0]])
    pairs = (
        ((2, 3), (2, 3)),
        ((2, 3), (1, 3)),
        ((2, 1), (3, 2)),
        ((2, 2, 3), (3, 3, 2)),
        ((3,), (3, 2)),
        ((2, 3), (3,)),
    )
    for left, right in pairs:
        raises(ValueError, lab.matmul, np.ones(left), np.ones(right))


@check("matvec: weighs the columns", task=2)
def vectors(lab, rng):
    close(lab.matvec(SMALL[0], np.array([4, 5])), np.array([14, 15]))
    for m, n in ((1, 1), (2, 2), (2, 3), (4, 1), (3, 0)):
        A, x = rng.normal(size=(m, n)), rng.normal(size=n)
        close(lab.matvec(A, x), A @ x, abs_tol=1e-12)


@check("matvec: refuses shapes that do not fit", task=2)
def vectors_refused(lab, rng):
    close(lab.matvec(np.ones((1, 2)), np.ones(2)), [2.0])
    pairs = (
        ((2, 3), (2,)),
        ((2, 3), (3, 1)),
        ((3,), (3,)),
        ((2, 3), (1,)),
        ((4, 2, 3), (3,)),
        ((2, 1), (1, 4)),
        ((3, 2, 1), (1, 2)),
    )
    for left, right in pairs:
        raises(ValueError, lab.matvec, np.ones(left), np.ones(right))


@check("transpose: exchanges the last two axes, and only them", task=2)
def transposes(lab, rng):
    for shape in ((2, 3), (1, 4), (2, 2), (5, 2, 3), (2, 1, 3, 4)):
        A = whole(rng, *shape)
        close(lab.transpose(A), np.swapaxes(A, -1, -2))
    A, B = whole(rng, 2, 3), whole(rng, 3, 4)
    close(lab.transpose(lab.matmul(A, B)), (A @ B).T)
    close(lab.matmul(lab.transpose(B), lab.transpose(A)), (A @ B).T)


@check("identity: ones on the diagonal, floats", task=2)
def identities(lab, rng):
    for n in (1, 2, 5, 0):
        close(lab.identity(n), np.eye(n), dtype=np.float64)


@check("outer: every entry of u with every entry of v", task=2)
def outers(lab, rng):
    close(lab.outer(np.array([1, 2]), np.array([3, 4, 5])), np.array([[3, 4, 5], [6, 8, 10]]))
    for m, n in ((1, 1), (2, 2), (3, 2), (1, 4), (3, 0)):
        u, v = rng.normal(size=m), rng.normal(size=n)
        close(lab.outer(u, v), np.outer(u, v), abs_tol=1e-13)
    raises(ValueError, lab.outer, np.ones((2, 2)), np.ones(2))
    raises(ValueError, lab.outer, np.ones(2), np.ones((2, 1)))


@check("chain_order: small chains", task=3)
def small_chains(lab, rng):
    judged(lab, [10, 100, 5, 50], 7500)  # the docstring's example
    equal(lab.chain_order([10, 100, 5, 50])[1], "((A1 A2) A3)")
    equal(lab.chain_order([50, 5, 100, 10])[1], "(A1 (A2 A3))")
    equal(lab.chain_order([7, 3]), (0, "A1"))
    equal(lab.chain_order([2, 3, 4]), (24, "(A1 A2)"))


@check("chain_order: as cheap as the best of all bracketings", task=3)
def best_chains(lab, rng):
    for k in (3, 4, 5, 6, 7):
        for _ in range(4):
            dims = rng.integers(1, 40, size=k + 1).tolist()
            judged(lab, dims, cheapest(tuple(dims)))


@check("chain_order: thirty matrices", task=3)
def long_chain(lab, rng):
    dims = rng.integers(1, 40, size=31).tolist()
    judged(lab, dims, cheapest(tuple(dims)))


@check("chain_order: refuses a chain without matrices", task=3)
def no_chain(lab, rng):
    equal(lab.chain_order([2, 3])[0], 0)
    raises(ValueError, lab.chain_order, [5])
    raises(ValueError, lab.chain_order, [])


@check("Arguments are left as they were", task=2)
def untouched(lab, rng):
    A, B, u, v = whole(rng, 2, 3), whole(rng, 3, 2), whole(rng, 2), whole(rng, 3)
    for function, args, right in (
        (lab.matmul, (A, B), A @ B),
        (lab.matvec, (A, v), A @ v),
        (lab.transpose, (A,), A.T),
        (lab.outer, (u, v), np.outer(u, v)),
    ):
        result, after = echo(function, *args)
        close(result, right)
        for one, other in zip(after, args, strict=True):
            close(one, other, message="An argument was changed in place.")


# --- the oracle for chains ----------------------------------------------------------------------


def judged(lab, dims, best):
    """The stated cost is the smallest, and the brackets reach it."""
    answer = lab.chain_order(dims)
    that(
        isinstance(answer, tuple | list) and len(answer) == 2,
        "`chain_order` should return a pair: cost and text.",
    )
    cost, text = answer
    equal(cost, best, f"`chain_order({dims})` gave the cost {cost!r}; the smallest is {best}.")
    that(isinstance(text, str), "The second entry should be a text such as ((A1 A2) A3).")
    read = cost_of(text, dims)
    that(read is not None, f"{text!r} is not a bracketing of A1 to A{len(dims) - 1}, such as ((A1 A2) A3).")
    equal(read, best, f"The brackets {text} cost {read}, not the stated {best}.")


@cache
def cheapest(dims):
    if len(dims) <= 2:
        return 0
    return min(
        cheapest(dims[: s + 1]) + cheapest(dims[s:]) + dims[0] * dims[s] * dims[-1]
        for s in range(1, len(dims) - 1)
    )


def cost_of(text, dims):
    """Cost of a bracketing as written; None if it is not one of this chain."""
    names = [f"A{i}" for i in range(1, len(dims))]
    if len(text) > 20 * len(dims) or re.findall(r"A\d+", text) != names:
        return None
    done = []  # (first, last, cost) of parts, or "("
    for token in re.findall(r"A\d+|\S", text):
        if token == ")":
            if len(done) < 3 or done[-3] != "(" or "(" in done[-2:]:
                return None
            (i, s, left), (_, j, right) = done[-2:]
            done[-3:] = [(i, j, left + right + dims[i - 1] * dims[s] * dims[j])]
        elif token == "(":
            done.append(token)
        elif token in names:
            done.append((int(token[1:]), int(token[1:]), 0))
        else:
            return None
    return done[0][2] if len(done) == 1 and done[0] != "(" else None


# --- probes -------------------------------------------------------------------------------------


@probe
def square(lab):
    return lab.matmul(*SMALL)


@probe
def rectangular(lab):
    return lab.matmul(array([[1, 2, 3], [4, 5, 6]], (2, 3)), array([[1, 0], [2, 1], [0, 3]], (3, 2)))


@probe
def batch(lab):
    return lab.matmul(np.arange(12).reshape(2, 2, 3), np.array([[1, 0], [2, 1], [0, 3]]))


@probe
def nothing_inside(lab):
    return lab.matmul(np.zeros((2, 0)), np.zeros((0, 3)))


@probe
def mixed_types(lab):
    return lab.matmul(np.array([[1, 2], [3, 4]]), np.array([[0.5, 0.25], [0.25, 0.5]]))


@probe
def weights_of_columns(lab):
    return lab.matvec(np.array([[1, 2], [0, 3]]), np.array([4, 5]))


@probe
def transposed_batch(lab):
    return lab.transpose(np.arange(12).reshape(2, 2, 3))


@probe
def outer_of_equal_lengths(lab):
    return lab.outer(np.array([1, 2]), np.array([3, 4]))


@probe
def chain_of_three(lab):
    return lab.chain_order([50, 5, 100, 10])


@probe
def chain_of_four(lab):
    return lab.chain_order([8, 1, 9, 10, 3, 6])
