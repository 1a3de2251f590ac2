"""Checks of lab-jacobian: SymPy's Jacobians, complex steps and closed forms as oracles."""

import numpy as np
import sympy
from scipy.special import softmax

from groundup.grading import check, close, echo, probe, raises, that

_a, _b, _c = sympy.symbols("a b c")
MAPS = [
    ((_a, _b), (_a * _b, _a, 3 * _b)),
    ((_a, _b), (_a * sympy.cos(_b), _a * sympy.sin(_b))),
    ((_a, _b, _c), (_a * _b * _c, sympy.exp(_a / 2) - _c**2)),
    ((_a, _b, _c), (sympy.sin(_a) + _b * _c,)),
    ((_a,), (_a**2, _a**3, sympy.log(1 + _a**2))),
]


def compiled(variables, outputs):
    """(f, J) of SymPy expressions, on arrays."""
    f = sympy.lambdify(variables, outputs, "numpy")
    J = sympy.lambdify(variables, sympy.Matrix(outputs).jacobian(variables), "numpy")
    return (lambda p: np.array(f(*p), dtype=float)), (lambda p: np.array(J(*p), dtype=float))


@check("jacobian: outputs are rows, inputs are columns", task=1)
def entries(lab, rng):
    f, J = compiled(*MAPS[0])
    close(lab.jacobian(f, np.array([2.0, 5.0])), np.array([[5.0, 2.0], [1.0, 0.0], [0.0, 3.0]]), abs_tol=1e-6)
    for variables, outputs in MAPS:
        f, J = compiled(variables, outputs)
        x = rng.uniform(0.5, 2, size=len(variables))
        close(lab.jacobian(f, x), J(x), abs_tol=1e-6)


@check("jacobian: of a linear map it is the map's matrix", task=1)
def linear(lab, rng):
    for shape in ((1, 1), (2, 3), (4, 2), (3, 3)):
        A, b = rng.normal(size=shape), rng.normal(size=shape[0])
        close(lab.jacobian(lambda p, A=A, b=b: A @ p + b, rng.normal(size=shape[1])), A, abs_tol=1e-6)


@check("jacobian: agrees with a complex step through a small network", task=1)
def network(lab, rng):
    V, W = rng.normal(size=(5, 4)), rng.normal(size=(3, 5))

    def f(p):
        return W @ np.tanh(V @ p)

    x = rng.normal(size=4)
    steps = 1e-30j * np.eye(4)
    close(lab.jacobian(f, x), np.stack([f(x + s).imag / 1e-30 for s in steps], axis=1), abs_tol=1e-6)


@check("jacobian: h is the step; integers are converted; x is left as it was", task=1)
def step(lab, rng):
    def f(p):
        return np.array([p[0] ** 3, p[0] + p[1] ** 3])

    close(lab.jacobian(f, np.array([1.0, 2.0]), 0.5), np.array([[3.25, 0.0], [1.0, 12.25]]), abs_tol=1e-12)
    result, after = echo(lab.jacobian, f, np.array([1, 2]))
    close(result, np.array([[3.0, 0.0], [1.0, 12.0]]), abs_tol=1e-6)
    close(after[1], np.array([1, 2]), message="`jacobian` changed x in place.")


@check("jvp: the Jacobian times v", task=2)
def forward(lab, rng):
    f, J = compiled(*MAPS[0])
    close(lab.jvp(f, np.array([2.0, 5.0]), np.array([1.0, 3.0])), np.array([11.0, 1.0, 9.0]), abs_tol=1e-6)
    for variables, outputs in MAPS:
        f, J = compiled(variables, outputs)
        x, v = rng.uniform(0.5, 2, size=len(variables)), rng.normal(size=len(variables))
        close(lab.jvp(f, x, v), J(x) @ v, abs_tol=1e-6)


@check("jvp: linear in v, for long and short v, and zero", task=2)
def forward_scale(lab, rng):
    f, J = compiled(*MAPS[1])
    x, v = rng.uniform(0.5, 2, size=2), rng.uniform(0.5, 1, size=2)
    for size in (3.0, 1e8, 1e-8):
        close(lab.jvp(f, x, size * v), size * (J(x) @ v), rel_tol=1e-5, abs_tol=size * 1e-7)
    close(lab.jvp(f, x, np.zeros(2)), np.zeros(2))
    # Integers are converted before f sees them: NumPy refuses 2 ** -1 for whole numbers.
    close(lab.jvp(lambda p: p**-1, np.array([1, 2]), np.array([0, 0])), np.zeros(2))
    close(lab.jvp(lambda p: p**-1, np.array([1, 2]), np.array([1, 4])), np.array([-1.0, -1.0]), abs_tol=1e-6)


@check("jvp: asks f three times at most, also for forty inputs", task=2)
def forward_cost(lab, rng):
    calls = []

    def f(p):
        calls.append(1)
        return np.array([p.sum(), (p**2).sum()])

    x, v = rng.normal(size=40), rng.normal(size=40)
    close(lab.jvp(f, x, v), np.array([v.sum(), 2 * x @ v]), abs_tol=1e-5)
    that(
        len(calls) <= 3,
        f"`jvp` asked f {len(calls)} times. One direction needs one difference, whatever n is.",
    )


@check("vjp: the transposed Jacobian times u", task=2)
def reverse(lab, rng):
    f, J = compiled(*MAPS[0])
    close(lab.vjp(f, np.array([2.0, 5.0]), np.array([1.0, 2.0, 3.0])), np.array([7.0, 11.0]), abs_tol=1e-6)
    for variables, outputs in MAPS:
        f, J = compiled(variables, outputs)
        x, u = rng.uniform(0.5, 2, size=len(variables)), rng.normal(size=len(outputs))
        close(lab.vjp(f, x, u), J(x).T @ u, abs_tol=1e-6)


@check("Both products tell the same: u . (J v) = (J^T u) . v", task=2)
def both(lab, rng):
    f, J = compiled(*MAPS[2])
    x, v, u = rng.uniform(0.5, 2, size=3), rng.normal(size=3), rng.normal(size=2)
    forwards, backwards = lab.jvp(f, x, v), lab.vjp(f, x, u)
    close(forwards, J(x) @ v, abs_tol=1e-6)
    close(float(np.dot(backwards, v)), float(np.dot(u, forwards)), abs_tol=1e-5)


@check("jvp and vjp: refuse a vector of the wrong length", task=2)
def refused(lab, rng):
    f, J = compiled(*MAPS[0])
    x = np.array([2.0, 5.0])
    close(lab.jvp(f, x, np.array([1.0, 0.0])), J(x)[:, 0], abs_tol=1e-6)
    raises(ValueError, lab.jvp, f, x, np.ones(3))
    raises(ValueError, lab.jvp, f, x, np.ones(1))
    raises(ValueError, lab.vjp, f, x, np.ones(2))
    raises(ValueError, lab.vjp, f, x, np.ones(1))


@check("softmax_jacobian: diag(p) - p p^T; symmetric, rows sum to 0", task=3)
def softmaxes(lab, rng):
    close(lab.softmax_jacobian(np.array([0.0, 0.0])), np.array([[0.25, -0.25], [-0.25, 0.25]]), abs_tol=1e-12)
    for k in (1, 2, 3, 6):
        z = 2 * rng.normal(size=k)
        p = softmax(z)
        J = lab.softmax_jacobian(z)
        close(J, np.diag(p) - np.outer(p, p), abs_tol=1e-12)
        close(np.sum(J, axis=1), np.zeros(k), abs_tol=1e-12)


@check("softmax_jacobian: large scores do not overflow, integers go", task=3)
def softmax_extremes(lab, rng):
    close(lab.softmax_jacobian(np.array([1000.0, 0.0, -1000.0])), np.zeros((3, 3)), abs_tol=1e-12)
    close(
        lab.softmax_jacobian(np.array([1000, 1000])), np.array([[0.25, -0.25], [-0.25, 0.25]]), abs_tol=1e-12
    )


@check("quadratic_grad: also for a matrix that is not symmetric", task=4)
def quadratics(lab, rng):
    close(
        lab.quadratic_grad(np.array([[1.0, 4.0], [0.0, 3.0]]), np.array([1.0, 2.0])), np.array([10.0, 16.0])
    )
    for n in (1, 2, 5):
        A, x = rng.normal(size=(n, n)), rng.normal(size=n)
        close(lab.quadratic_grad(A, x), (A + A.T) @ x, abs_tol=1e-12)
        close(lab.quadratic_grad(A + A.T, x), 2 * (A + A.T) @ x, abs_tol=1e-12)
    whole = np.array([[1, 4], [0, 3]]), np.array([1, 2])
    close(lab.quadratic_grad(*whole), np.array([10.0, 16.0]), dtype=np.float64)


@check("mse_grad: the mean over the rows", task=4)
def errors(lab, rng):
    X, w, y = np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([1.0, 1.0]), np.array([2.0, 1.0])
    close(lab.mse_grad(X, w, y), np.array([7.0, 2.0]), abs_tol=1e-12)
    for m, n in ((1, 1), (3, 3), (5, 2), (2, 4), (40, 3)):
        X, w, y = rng.normal(size=(m, n)), rng.normal(size=n), rng.normal(size=m)
        loss_at = [np.mean((X @ (w + 1e-30j * e) - y) ** 2).imag / 1e-30 for e in np.eye(n)]
        close(lab.mse_grad(X, w, y), np.array(loss_at), abs_tol=1e-11)
        close(lab.mse_grad(X, w, X @ w), np.zeros(n), abs_tol=1e-11)
        twice = np.concatenate([X, X]), w, np.concatenate([y, y])
        close(lab.mse_grad(*twice), np.array(loss_at), abs_tol=1e-11)
    # Integers are converted: this product has no place in 64 bits.
    large = np.array([[3_000_000_000]]), np.array([4_000_000_000]), np.array([0])
    close(lab.mse_grad(*large), np.array([7.2e28]), rel_tol=1e-12)


@check("mse_grad: refuses targets in a column, and too few of them", task=4)
def targets(lab, rng):
    X, w = np.ones((3, 2)), np.ones(2)
    close(lab.mse_grad(X, w, np.ones(3)), np.array([2.0, 2.0]), abs_tol=1e-12)
    raises(ValueError, lab.mse_grad, X, w, np.ones((3, 1)))
    raises(ValueError, lab.mse_grad, X, w, np.ones(2))
    raises(ValueError, lab.mse_grad, X, w, np.ones(1))


# --- probes -------------------------------------------------------------------------------------


def curved(p):
    return np.array([p[0] * p[1], p[0] ** 2, 3 * p[1]])


def bent(p):
    return np.array([p[0] * p[1], p[0] ** 2 + p[1]])


@probe
def three_by_two(lab):
    return np.round(lab.jacobian(curved, np.array([2.0, 5.0])), 4)


@probe
def long_step(lab):
    return np.round(lab.jacobian(lambda p: p**3, np.array([1.0, 2.0]), 0.5), 6)


@probe
def whole_numbers(lab):
    return np.round(lab.jacobian(curved, np.array([2, 5])), 4)


@probe
def along(lab):
    return np.round(lab.jvp(bent, np.array([2.0, 5.0]), np.array([3.0, 4.0])), 4)


@probe
def along_nothing(lab):
    return np.round(lab.jvp(bent, np.array([2.0, 5.0]), np.zeros(2)), 4)


@probe
def back(lab):
    return np.round(lab.vjp(bent, np.array([2.0, 5.0]), np.array([1.0, 2.0])), 4)


@probe
def softmax_of_three(lab):
    return np.round(lab.softmax_jacobian(np.array([0.0, 1.0, 2.0])), 8)


@probe
def softmax_of_thousands(lab):
    return np.round(lab.softmax_jacobian(np.array([1000.0, 1000.0])), 8)


@probe
def quadratic(lab):
    return lab.quadratic_grad(np.array([[1.0, 4.0], [0.0, 3.0]]), np.array([1.0, 2.0]))


@probe
def mean_square(lab):
    return np.round(
        lab.mse_grad(np.array([[1.0, 2.0], [3.0, 0.0], [1.0, 1.0]]), np.ones(2), np.array([2.0, 1.0, 0.0])), 8
    )


@probe
def column_of_targets(lab):
    return np.round(lab.mse_grad(np.array([[1.0, 2.0], [3.0, 0.0]]), np.ones(2), np.array([[2.0], [1.0]])), 8)
