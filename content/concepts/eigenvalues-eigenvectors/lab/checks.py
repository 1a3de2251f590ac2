"""Checks of lab-eigen: NumPy's eig and eigh as oracles, and the defining equations."""

import numpy as np

from groundup.grading import array, check, close, echo, equal, item, probe, raises, that

BIKES = np.array([[0.9, 0.2], [0.1, 0.8]])  # eigenvalues 1 and 0.7
QUARTER = np.array([[0.0, -1.0], [1.0, 0.0]])


def with_spectrum(rng, values):
    """A symmetric matrix with these eigenvalues, and its eigenvectors as columns."""
    Q, _ = np.linalg.qr(rng.normal(size=(len(values), len(values))))
    A = Q @ np.diag(values) @ Q.T
    return (A + A.T) / 2, Q


def powers(A, x, k):
    """A^k x made one long, step by step."""
    v = x / np.linalg.norm(x)
    for _ in range(k):
        v = A @ v
        v = v / np.linalg.norm(v)
    return v


def steps_needed(A, x, tol):
    v = x / np.linalg.norm(x)
    for k in range(100_000):
        image = A @ v
        if np.linalg.norm(image - (v @ image) * v) <= tol * np.linalg.norm(image):
            return k
        v = image / np.linalg.norm(image)
    raise ValueError("this example was meant to converge")


def power(lab, A, x, *more, **named):
    """The three values that came, the vector as an array of the right length."""
    result = lab.power_iteration(A, x, *more, **named)
    lam, v, n_iter = item(result, 0), array(item(result, 1), (len(x),)), item(result, 2)
    that(isinstance(n_iter, int | np.integer), f"`n_iter` should be a whole number, not {n_iter!r}.")
    return lam, v, int(n_iter)


# --- task 1 -------------------------------------------------------------------------------------


@check("power_iteration: the bikes of the lesson", task=1)
def bikes(lab, rng):
    lam, v, _n_iter = power(lab, BIKES, np.array([1.0, 0.0]))  # the docstring's example
    close(lam, 1.0, abs_tol=1e-8)
    close(v, np.array([2, 1]) / np.sqrt(5), abs_tol=1e-8)
    lam, v, _n_iter = power(lab, [[2, 1], [1, 3]], [1, 0])  # lists of whole numbers
    close(lam, (5 + np.sqrt(5)) / 2, abs_tol=1e-8)
    close(v, np.linalg.eigh([[2, 1], [1, 3]])[1][:, 1] * np.sign(v[0]), abs_tol=1e-8)


@check("power_iteration: after k steps v is A^k x0 made one long, and lam its Rayleigh quotient", task=1)
def step_by_step(lab, rng):
    for n in (2, 3, 5):
        A, x = rng.normal(size=(n, n)), rng.normal(size=n)
        for k in (0, 1, 2, 7):
            lam, v, n_iter = power(lab, A, x, tol=0.0, max_iter=k)
            expected = powers(A, x, k)
            close(v, expected, abs_tol=1e-9)
            close(lam, float(expected @ A @ expected), abs_tol=1e-9)
            equal(n_iter, k)


@check("power_iteration: stops at the first v with |Av - lam v| <= tol |Av|", task=1)
def stops_in_time(lab, rng):
    for size in (1.0, 1e6, 1e-6):
        A, _ = with_spectrum(rng, np.array([5.0, 3.0, -2.0, 1.0]))
        A, x = size * A, rng.uniform(0.5, 1, size=4)
        for tol in (0.5, 1e-2, 1e-6, 1e-10):
            came, expected = power(lab, A, x, tol)[2], steps_needed(A, x, tol)
            said = f"With tol = {tol:g} on a matrix of size {size:g}: n_iter is {came}; expected {expected}."
            that(abs(came - expected) <= (tol < 1e-9), said)
        that(abs(power(lab, A, x)[2] - steps_needed(A, x, 1e-10)) <= 1, "`tol` should be 1e-10 by default.")


@check("power_iteration: a negative eigenvalue of largest size keeps its sign, and is found", task=1)
def negative(lab, rng):
    for values in ((-3.0, 1.0), (-4.0, 2.0, 1.0), (-5.0, -1.0, 3.0)):
        A, Q = with_spectrum(rng, np.array(values))
        x = Q @ np.ones(len(values))
        lam, v, n_iter = power(lab, A, x, max_iter=200)
        close(lam, values[0], abs_tol=1e-8)
        close(np.outer(v, v), np.outer(Q[:, 0], Q[:, 0]), abs_tol=1e-8)
        that(n_iter < 100, f"Eigenvalues {values}: {n_iter} steps were made; fewer than 70 are needed.")


@check("power_iteration: the angle shrinks by |lambda2/lambda1| at every step", task=1)
def rate(lab, rng):
    ratio = rng.uniform(0.5, 0.8)
    A, Q = with_spectrum(rng, 3 * np.array([1.0, -ratio, 0.2, 0.1]))
    x = Q @ np.ones(4)
    sines = [
        np.linalg.norm(Q[:, 1:].T @ power(lab, A, x, tol=0.0, max_iter=k)[1]) for k in (20, 21, 30)
    ]  # each v is one long, so this is the sine of its angle to the eigenvector
    close(sines[1], ratio * sines[0], rel_tol=0.05, message="The sine of the angle, from step 20 to 21")
    close(sines[2], ratio**9 * sines[1], rel_tol=0.05, message="The sine of the angle, from step 21 to 30")


@check("power_iteration: a start that is an eigenvector comes back after 0 steps", task=1)
def nothing_to_do(lab, rng):
    for A, x, right in (
        ([[2.0, 0.0], [0.0, 1.0]], [0.0, 3.0], 1.0),
        ([[2.0, 0.0], [0.0, 1.0]], [-2.0, 0.0], 2.0),
        ([[1.0, 2.0], [2.0, 4.0]], [2.0, -1.0], 0.0),
        ([[0.0, 0.0], [0.0, 0.0]], [3.0, 4.0], 0.0),
        ([[-7.0]], [2.0], -7.0),
    ):
        A, x = np.array(A), np.array(x)
        lam, v, n_iter = power(lab, A, x, 1e-12)
        close(lam, right, abs_tol=1e-12)
        close(v, x / np.linalg.norm(x), abs_tol=1e-12)
        equal(n_iter, 0)
    lam, v, n_iter = power(lab, np.array([[0.0, 1.0], [0.0, 0.0]]), np.array([0.0, 2.0]))
    close(v, [1.0, 0.0], abs_tol=1e-12)
    equal((float(lam), n_iter), (0.0, 1))


@check("power_iteration: without a dominant eigenvalue it runs to max_iter, 10 000 by default", task=1)
def never_settles(lab, rng):
    equal(power(lab, QUARTER, np.array([1.0, 0.5]), max_iter=25)[2], 25)
    equal(power(lab, np.diag([1.0, -1.0]), np.array([1.0, 2.0]), 1e-10, 40)[2], 40)
    equal(power(lab, QUARTER, np.array([1.0, 0.5]))[2], 10_000)
    for size in (3.0, 0.25):
        _lam, v, n_iter = power(lab, size * QUARTER, np.array([3.0, 4.0]), max_iter=1000)
        close(v, [0.6, 0.8], abs_tol=1e-9)
        equal(n_iter, 1000)


@check("power_iteration: very large and very small entries", task=1)
def sizes(lab, rng):
    for size in (1e200, 1e-200):
        lam, v, _n_iter = power(lab, size * BIKES, size * np.array([0.3, 0.7]))
        close(lam / size, 1.0, abs_tol=1e-8)
        close(v, np.array([2, 1]) / np.sqrt(5), abs_tol=1e-8)


@check("power_iteration: refuses what has no meaning", task=1)
def power_refuses(lab, rng):
    close(power(lab, np.eye(2), np.array([3.0, 4.0]))[1], [0.6, 0.8])
    raises(ValueError, lab.power_iteration, np.eye(2), np.zeros(2))
    raises(ValueError, lab.power_iteration, np.eye(2), np.ones(3))
    raises(ValueError, lab.power_iteration, np.eye(2), np.ones((2, 1)))
    raises(ValueError, lab.power_iteration, np.ones((2, 3)), np.ones(2))
    raises(ValueError, lab.power_iteration, np.ones((3, 2)), np.ones(2))
    raises(ValueError, lab.power_iteration, np.ones(2), np.ones(2))


# --- task 2 -------------------------------------------------------------------------------------


def rotation(lab, a, b, d):
    """(c, s), once they are a rotation by at most 45 degrees that clears b."""
    result = lab.jacobi_rotation(a, b, d)
    c, s = (float(array(item(result, i), ())) for i in (0, 1))
    close(c * c + s * s, 1.0, abs_tol=1e-14, message="c^2 + s^2")
    that(c >= abs(s) - 1e-14, f"c = {c} is smaller than |s| = {abs(s)}: a rotation by more than 45 degrees.")
    left, largest = c * s * (a - d) + (c * c - s * s) * b, max(abs(a), abs(b), abs(d))
    close(left / largest, 0.0, abs_tol=4e-15, message="The entry that should be cleared, over the largest")
    return c, s


@check("jacobi_rotation: clears the entry, by at most 45 degrees", task=2)
def rotations(lab, rng):
    c, s = rotation(lab, 1, 2, 4)  # the docstring's example
    close([c, s], np.array([2, 1]) / np.sqrt(5), abs_tol=1e-12)
    for _ in range(10):
        rotation(lab, *(float(x) for x in rng.normal(size=3)))
    for a, b, d in ((0.0, 1.0, 3.0), (3.0, 1.0, 0.0), (0.0, -2.0, 1.0), (5.0, -2.0, -5.0), (1.0, 0.5, -1.0)):
        c, s = rotation(lab, a, b, d)
        that(s * b * (d - a) > 0, f"(a, b, d) = {(a, b, d)}: s = {s} turns the other way.")


@check("jacobi_rotation: equal diagonal entries need 45 degrees", task=2)
def equal_entries(lab, rng):
    for a, b in ((2.0, 1.0), (0.0, -3.0), (-1.0, 1e-9)):
        c, s = rotation(lab, a, b, a)
        close([c, abs(s)], [np.sqrt(0.5), np.sqrt(0.5)], abs_tol=1e-12)


@check("jacobi_rotation: nothing to clear", task=2)
def nothing_to_clear(lab, rng):
    for a, d in ((1.0, 2.0), (2.0, 1.0), (3.0, 3.0), (0.0, 0.0)):
        result = lab.jacobi_rotation(a, 0.0, d)
        close([item(result, 0), item(result, 1)], [1.0, 0.0], abs_tol=1e-15)


@check("jacobi_rotation: tiny and huge entries", task=2)
def rotation_sizes(lab, rng):
    for size in (1e150, 1e-150):
        c, s = rotation(lab, size, 2 * size, 4 * size)
        close([c, s], np.array([2, 1]) / np.sqrt(5), abs_tol=1e-12)
    for b in (1e-6, -1e-12, 1e-20, 1e-200):
        c, s = rotation(lab, 1.0, b, 3.0)
        close(s, b / 2, rel_tol=1e-9)  # the quotient b / (d - a), but for terms of third order


# --- task 3 -------------------------------------------------------------------------------------


def judged(lab, A, values=None):
    """(w, V), once A V = V diag(w), the columns are orthonormal and the values ascend."""
    result, A = lab.eigh_jacobi(A), np.array(A)
    n, size = len(A), max(float(np.abs(A).max()), 1e-300)
    w, V = array(item(result, 0), (n,)), array(item(result, 1), (n, n))
    close(V.T @ V, np.eye(n), abs_tol=1e-10, message="V^T V should be the identity")
    close((A / size) @ V, V * (w / size), abs_tol=1e-10, message="A V and V diag(w), over the largest entry")
    expected = np.linalg.eigvalsh(A / size) if values is None else np.sort(values) / size
    close(w / size, expected, abs_tol=1e-10, message="The eigenvalues, ascending, over the largest entry")
    return w, V


@check("eigh_jacobi: small matrices", task=3)
def small(lab, rng):
    judged(lab, [[2, 1], [1, 2]], [1, 3])  # the docstring's example
    judged(lab, np.array([[5.0]]), [5])
    judged(lab, np.array([[1.0, 2.0], [2.0, -2.0]]), [-3, 2])
    judged(lab, np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 2.0], [0.0, 2.0, 0.0]]))


@check("eigh_jacobi: random symmetric matrices, up to 30 x 30", task=3)
def random_matrices(lab, rng):
    for n in (2, 3, 5, 8, 30):
        A = rng.normal(size=(n, n))
        judged(lab, A + A.T)


@check("eigh_jacobi: diagonal matrices are sorted, vectors along with values", task=3)
def diagonal(lab, rng):
    for values in ([3.0, 1.0, 2.0], [-1.0, -2.0], [1.0, 0.0, -1.0, 5.0]):
        _w, V = judged(lab, np.diag(values), values)
        close(np.abs(V), np.eye(len(values))[:, np.argsort(values)], abs_tol=1e-12)


@check("eigh_jacobi: repeated eigenvalues", task=3)
def repeated(lab, rng):
    judged(lab, np.zeros((3, 3)), [0, 0, 0])
    judged(lab, np.eye(4), [1, 1, 1, 1])
    judged(lab, np.ones((4, 4)), [0, 0, 0, 4])
    A, Q = with_spectrum(rng, np.array([2.0, 2.0, 2.0, -1.0, -1.0, 7.0]))
    _w, V = judged(lab, A, [-1, -1, 2, 2, 2, 7])
    for columns, right in ((V[:, :2], Q[:, 3:5]), (V[:, 2:5], Q[:, :3])):
        close(columns @ columns.T, right @ right.T, abs_tol=1e-9, message="The projector on an eigenspace")


@check("eigh_jacobi: scale does not matter", task=3)
def scales(lab, rng):
    A = rng.normal(size=(4, 4))
    for size in (1e200, 1e-200):
        judged(lab, size * (A + A.T))


@check("eigh_jacobi: refuses what is not symmetric, but not rounding", task=3)
def symmetric_only(lab, rng):
    A = 1e3 * np.array([[2.0, 1.0, 0.5], [1.0, 2.0, 0.25], [0.5, 0.25, -3.0]])
    judged(lab, A)
    for i, j in ((0, 1), (1, 2), (2, 0)):
        for share, sign in ((1e-10, 1), (1e-10, -1), (0.5, 1)):
            B = A.copy()
            B[i, j] += sign * share * 3e3
            raises(ValueError, lab.eigh_jacobi, B)
        B = A.copy()
        B[i, j] += 1e-14 * 3e3
        judged(lab, B, np.linalg.eigvalsh(A))
    judged(lab, np.array([[0.0, 1.0], [1.0 + 1e-14, 0.0]]), [-1, 1])
    raises(ValueError, lab.eigh_jacobi, np.ones((2, 3)))
    raises(ValueError, lab.eigh_jacobi, np.ones((3, 2)))
    raises(ValueError, lab.eigh_jacobi, np.ones(3))


# --- task 4 -------------------------------------------------------------------------------------


def both(lab, A):
    result = lab.eig2(A)
    that(
        isinstance(result, tuple | list) and len(result) == 2,
        "`eig2` should return two numbers, as a tuple.",
    )
    for one in result:
        that(isinstance(one, complex), f"`eig2` should return complex numbers; {one!r} is none.")
    return result


@check("eig2: the examples of the brief", task=4)
def examples(lab, rng):
    close(both(lab, [[4, 1], [2, 3]]), [5 + 0j, 2 + 0j])
    close(both(lab, BIKES), [1 + 0j, 0.7 + 0j])
    close(both(lab, QUARTER), [1j, -1j])
    close(both(lab, np.array([[1e10, 0.0], [0.0, 1e-10]]))[1] * 1e10, 1.0, rel_tol=1e-12)


@check("eig2: the order", task=4)
def ordered(lab, rng):
    for A, right in (
        ([[2.0, 0.0], [0.0, 3.0]], [3, 2]),
        ([[-3.0, 0.0], [0.0, 2.0]], [-3, 2]),
        ([[-1.0, 5.0], [0.0, -4.0]], [-4, -1]),
        ([[0.0, 4.0], [1.0, 0.0]], [2, -2]),
        ([[1.0, -2.0], [2.0, 1.0]], [1 + 2j, 1 - 2j]),
        ([[-1.0, 2.0], [-2.0, -1.0]], [-1 + 2j, -1 - 2j]),
    ):
        close(both(lab, np.array(A)), np.array(right, dtype=complex), abs_tol=1e-14)


@check("eig2: repeated eigenvalues, and zeros", task=4)
def twice(lab, rng):
    for A, right in (
        ([[1.0, 1.0], [0.0, 1.0]], [1, 1]),
        ([[-2.0, 0.0], [0.0, -2.0]], [-2, -2]),
        ([[3.0, 1.0], [-1.0, 1.0]], [2, 2]),
        ([[0.0, 0.0], [0.0, 0.0]], [0, 0]),
        ([[0.0, 1.0], [0.0, 0.0]], [0, 0]),
        ([[1.0, 2.0], [2.0, 4.0]], [5, 0]),
    ):
        close(both(lab, np.array(A)), np.array(right, dtype=complex), abs_tol=1e-14)


@check("eig2: agrees with numpy on random matrices", task=4)
def random_pairs(lab, rng):
    for _ in range(20):
        A = rng.normal(size=(2, 2))
        values = np.linalg.eigvals(A).astype(complex)
        key = np.imag if abs(values[0].imag) > 0 else np.abs
        close(both(lab, A), values[np.argsort(-key(values))], rel_tol=1e-9)


@check("eig2: neither the small one nor a small difference is lost", task=4)
def nothing_lost(lab, rng):
    for size in (1e6, 1e10, 1e13):
        for sign in (1, -1):
            A = sign * np.array([[size, 1.0], [0.0, 1 / size]])
            close(both(lab, A), sign * np.array([size, 1 / size], dtype=complex), rel_tol=1e-12)
    close(both(lab, np.diag([1 - 1e-8, 1 + 1e-8])), np.array([1 + 1e-8, 1 - 1e-8], complex), rel_tol=1e-14)


@check("eig2: refuses other shapes", task=4)
def eig2_refuses(lab, rng):
    close(both(lab, np.eye(2)), [1 + 0j, 1 + 0j])
    for shape in ((3, 3), (1, 1), (2, 3), (3, 2), (4,), (2, 2, 2)):
        raises(ValueError, lab.eig2, np.ones(shape))


@check("Arguments are left as they were", task=3)
def untouched(lab, rng):
    A, x = np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([1.0, 0.0])
    (w, V), after = echo_pair(lab.eigh_jacobi, A)
    close(A @ V, V * w, abs_tol=1e-10)
    close(after[0], A, abs_tol=0, message="`eigh_jacobi` changed its argument in place.")
    _, after = echo(lab.power_iteration, A, x)
    close(after[0], A, abs_tol=0, message="`power_iteration` changed the matrix in place.")
    close(after[1], x, abs_tol=0, message="`power_iteration` changed the start in place.")


def echo_pair(function, A):
    result, after = echo(function, A)
    return (array(item(result, 0), (2,)), array(item(result, 1), (2, 2))), after


# --- probes: eigenvectors as projectors, since their signs are free ------------------------------


def pair(result):
    """Eigenvalue, projector on the eigenvector, steps."""
    v = array(item(result, 1))
    return [item(result, 0), np.outer(v, v), item(result, 2)]


def projectors(result):
    V = array(item(result, 1))
    return [item(result, 0), *(np.outer(V[:, i], V[:, i]) for i in range(V.shape[1]))]


@probe
def power_of_bikes(lab):
    return np.round(pair(lab.power_iteration(BIKES, np.array([1.0, 0.0])))[1], 7)


@probe
def negative_dominant(lab):
    A, x = np.array([[-3.0, 1.0], [1.0, 1.0]]), np.array([1.0, 1.0])
    lam, P, n_iter = pair(lab.power_iteration(A, x, max_iter=100))
    return [round(float(lam), 7), np.round(P, 7), n_iter < 100]


@probe
def a_thousand_turns(lab):
    return np.round(pair(lab.power_iteration(3 * QUARTER, np.array([3.0, 4.0]), max_iter=1000))[1], 7)


@probe
def large_units(lab):
    lam, _, n_iter = pair(lab.power_iteration(1e9 * BIKES, np.array([1.0, 0.0]), max_iter=300))
    return [round(float(lam) / 1e9, 7), n_iter < 300]


@probe
def small_units(lab):
    return round(float(item(lab.power_iteration(1e-12 * BIKES, np.array([1.0, 0.0])), 0)) * 1e12, 7)


@probe
def two_steps(lab):
    lam, P, n_iter = pair(lab.power_iteration(BIKES, np.array([1.0, 0.0]), tol=0.0, max_iter=2))
    return [lam, P, n_iter]


@probe
def plain_rotation(lab):
    return lab.jacobi_rotation(1.0, 2.0, 4.0)


@probe
def even_rotation(lab):
    return np.abs(lab.jacobi_rotation(2.0, 1.0, 2.0))


@probe
def equal_diagonal(lab):
    return projectors(lab.eigh_jacobi(np.array([[2.0, 1.0], [1.0, 2.0]])))


@probe
def general_symmetric(lab):
    A = np.array([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 5.0]])
    return [np.round(x, 7) for x in projectors(lab.eigh_jacobi(A))]


@probe
def unsorted_diagonal(lab):
    return projectors(lab.eigh_jacobi(np.diag([3.0, 1.0, 2.0])))


@probe
def real_pair(lab):
    return lab.eig2(np.array([[4.0, 1.0], [2.0, 3.0]]))


@probe
def complex_pair(lab):
    return lab.eig2(np.array([[1.0, -2.0], [2.0, 1.0]]))


@probe
def small_second(lab):
    return item(lab.eig2(np.array([[1e10, 0.0], [0.0, 1e-10]])), 1) * 1e10
