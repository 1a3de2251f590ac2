"""Checks of lab-gradient-check: SymPy's gradients and SciPy's differences as oracles."""

import numpy as np
import sympy
from scipy.optimize import approx_fprime

from groundup.grading import check, close, echo, probe, raises, that

_symbols = sympy.symbols("a b c")
_a, _b, _c = _symbols
SMOOTH = [
    _a**2 * _b + 3 * _c,
    sympy.sin(_a) * sympy.exp(_b / 2) + _c**2,
    _a * _b * _c,
    sympy.log(1 + _a**2 + _b**2) - _c,
]


def compiled(expression):
    """(f, gradient) of a SymPy expression in a, b, c, on arrays of shape (3,)."""
    f = sympy.lambdify(_symbols, expression, "numpy")
    parts = [sympy.lambdify(_symbols, sympy.diff(expression, s), "numpy") for s in _symbols]
    return (lambda p: float(f(*p))), (lambda p: np.array([float(part(*p)) for part in parts]))


@check("The differences agree with SymPy's gradients", task=1)
def against_sympy(lab, rng):
    f, grad = compiled(SMOOTH[0])
    close(lab.numerical_gradient(f, np.array([2.0, -1.0, 0.0])), np.array([-4.0, 4.0, 3.0]), abs_tol=1e-7)
    for expression in SMOOTH:
        f, grad = compiled(expression)
        x = rng.uniform(-1.5, 1.5, size=3)
        close(lab.numerical_gradient(f, x), grad(x), abs_tol=1e-7)
        close(lab.numerical_gradient(f, x), approx_fprime(x, f, 1e-7), abs_tol=1e-4)


@check("Any shape goes, and the result has it", task=1)
def any_shape(lab, rng):
    for shape in ((1,), (2, 3), (2, 1, 3), ()):
        x, w = rng.normal(size=shape), rng.normal(size=shape)
        close(lab.numerical_gradient(lambda p, w=w: float((w * p**2).sum()), x), 2 * w * x, abs_tol=1e-7)


@check("Integer input is converted first", task=1)
def integers(lab, rng):
    close(
        lab.numerical_gradient(lambda p: float((p**2).sum()), np.array([1, -2, 3])),
        np.array([2.0, -4.0, 6.0]),
        abs_tol=1e-7,
    )


@check("x is left as it was, and every entry is measured at the same point", task=1)
def same_point(lab, rng):
    x = rng.normal(size=4)
    seen = []

    def f(p):
        seen.append(np.array(p))
        return float(p.sum())

    _, after = echo(lab.numerical_gradient, f, x)
    close(after[1], x, abs_tol=0, message="`numerical_gradient` changed x in place.")
    for point in seen:
        moved = int((np.abs(point - x) > 1e-12).sum())
        that(
            moved <= 1,
            f"f was asked at {np.round(point, 6).tolist()}: {moved} entries differ from x, one at a time"
            " may.",
        )


@check("The step is h", task=1)
def step(lab, rng):
    close(
        lab.numerical_gradient(lambda p: float((p**3).sum()), np.array([1.0, 2.0]), 0.5),
        np.array([3.25, 12.25]),
        abs_tol=1e-12,
    )


@check("Right gradients pass, large ones and tiny ones too", task=2)
def right_ones_pass(lab, rng):
    for scale in (1.0, 1e6, 1e-9):
        for expression in SMOOTH:
            f, grad = compiled(expression)
            x = rng.uniform(0.3, 1.5, size=3)
            passed, worst = lab.gradcheck(
                lambda p, f=f, s=scale: s * f(p), lambda p, g=grad, s=scale: s * g(p), x
            )
            that(
                passed,
                f"The right gradient of {scale:g} * ({expression}) was rejected: {worst:.3g} times the"
                " limit.",
            )


@check("One entry that is wrong by a thousandth is found, also in large gradients", task=2)
def wrong_ones_fail(lab, rng):
    for scale in (1.0, 1e6):
        for entry in range(3):
            f, grad = compiled(SMOOTH[2])
            x = rng.uniform(0.5, 1.5, size=3)

            def wrong(p, entry=entry, grad=grad, s=scale):
                g = s * grad(p)
                g[entry] *= 1.001
                return g

            passed, worst = lab.gradcheck(lambda p, f=f, s=scale: s * f(p), wrong, x)
            that(
                not passed,
                f"Entry {entry} of a gradient of size {scale:g} was wrong by 0.1 % and passed (worst"
                f" {worst:.3g}).",
            )


@check("worst is the largest ratio, by the stated formula", task=2)
def ratio(lab, rng):
    w = rng.uniform(1, 3, size=4)
    error = np.array([0.0, 3e-5, 0.0, -2e-4])
    passed, worst = lab.gradcheck(lambda p: float(w @ p), lambda p: w + error, rng.normal(size=4))
    expected = (np.abs(error) / (1e-7 + 1e-5 * np.maximum(w, w + error))).max()
    close(worst, expected, rel_tol=1e-3)
    close(passed, False)
    _, loose = lab.gradcheck(lambda p: float(w @ p), lambda p: w + error, np.zeros(4), 1e-2, 1e-3)
    close(loose, (np.abs(error) / (1e-3 + 1e-2 * np.maximum(w, w + error))).max(), rel_tol=1e-3)
    for factor in (3.0, 0.25):  # the larger of the two counts, whichever it is
        _, worst = lab.gradcheck(lambda p: float(w @ p), lambda p, c=factor: c * w, np.zeros(4), 0.1, 0.0)
        close(worst, abs(factor - 1) / (0.1 * max(factor, 1)), rel_tol=1e-3)


@check("At most 1 passes, more does not", task=2)
def limit(lab, rng):
    for share, right in ((0.9, True), (1.0, True), (1.1, False), (1.9, False)):
        # The differences of a constant are exactly 0, so that worst is `share` to the last bit.
        passed, worst = lab.gradcheck(
            lambda p: 1.0, lambda p, s=share: np.array([0.0, s]), np.ones(2), rtol=0.0, atol=1.0
        )
        close(worst, share, abs_tol=1e-12)
        close(passed, right)


@check("One entry is enough to be wrong; no entry is right", task=2)
def smallest(lab, rng):
    slope = float(rng.uniform(1, 3))
    for shape in ((1,), (), (1, 1)):
        for wrong in (1.0, 1.01):
            passed, _ = lab.gradcheck(
                lambda p: slope * float(p.sum()),
                lambda p, e=wrong: np.full(p.shape, e * slope),
                np.zeros(shape),
            )
            close(passed, wrong == 1.0)
    for shape in ((0,), (2, 0)):
        passed, worst = lab.gradcheck(lambda p: 0.0, lambda p: np.zeros(p.shape), np.zeros(shape))
        close(passed, True)
        close(worst, 0.0, abs_tol=0)


@check("A gradient of another shape, or with nan or inf in it, does not pass", task=2)
def nonsense_fails(lab, rng):
    def f(p):
        return float((p**2).sum())

    x = np.array([1.0, 2.0])
    for grad in (
        lambda p: np.append(2 * p, 0.0),
        lambda p: (2 * p)[:, None],
        lambda p: np.array([2.0, np.nan]),
        lambda p: np.array([np.inf, 4.0]),
    ):
        passed, worst = lab.gradcheck(f, grad, x)
        that(not passed, f"The gradient {grad(x).tolist()} of a function with gradient [2, 4] passed.")
        that(worst == np.inf, f"For the gradient {grad(x).tolist()} worst should be inf; it is {worst}.")
    passed, worst = lab.gradcheck(
        lambda p: float(p[1]) if p[0] >= 1 else float("nan"), lambda p: np.array([0.0, 1.0]), x
    )
    that(not passed, "Where a difference of f is nan, nothing is known of the gradient; it passed.")
    that(worst == np.inf, f"Where a difference of f is nan, worst should be inf; it is {worst}.")


@check("relu passes away from its kink", task=2)
def relu(lab, rng):
    x = np.array([-1.5, -0.2, 0.3, 2.0])
    passed, worst = lab.gradcheck(lambda p: float(np.maximum(p, 0).sum()), lambda p: (p > 0) * 1.0, x)
    that(passed, f"The gradient of relu away from 0 was rejected: {worst:.3g} times the limit.")


@check("The directional derivative is the gradient times the direction made one long", task=3)
def along(lab, rng):
    close(
        lab.directional(lambda p: p[0] ** 2 * p[1] + 3 * p[1], np.array([2.0, -1.0]), np.array([3.0, 4.0])),
        3.2,
        abs_tol=1e-7,
    )
    for expression in SMOOTH:
        f, grad = compiled(expression)
        x, u = rng.uniform(-1, 1, size=3), 10.0 ** rng.uniform(-3, 3) * rng.normal(size=3)
        close(lab.directional(f, x, u), float(grad(x) @ u / np.linalg.norm(u)), abs_tol=1e-7)


@check("Matrices have directions too; integers are converted; zero has no direction", task=3)
def along_edges(lab, rng):
    x, u = rng.normal(size=(2, 2)), rng.normal(size=(2, 2))
    close(
        lab.directional(lambda p: float((p**2).sum()), x, u),
        float(2 * (x * u).sum() / np.linalg.norm(u)),
        abs_tol=1e-7,
    )
    close(
        lab.directional(lambda p: float((p**2).sum()), np.array([3, 4]), np.array([1, 0])), 6.0, abs_tol=1e-7
    )
    raises(ValueError, lab.directional, lambda p: float(p.sum()), np.ones(2), np.zeros(2))


def cubic(p):
    return float(p[0] ** 3 * p[1] + 2 * p[1] ** 2)


def cubic_gradient(p):
    return np.array([3 * p[0] ** 2 * p[1], p[0] ** 3 + 4 * p[1]])


@probe
def gradient(lab):
    return np.round(lab.numerical_gradient(cubic, np.array([1.5, -0.5])), 5)


@probe
def long_step(lab):
    return np.round(lab.numerical_gradient(cubic, np.array([1.0, 1.0]), 0.5), 6)


@probe
def whole_numbers(lab):
    return np.round(lab.numerical_gradient(lambda p: float((p**2).sum()), np.array([1, 2])), 5)


@probe
def argument_after(lab):
    return np.round(echo(lab.numerical_gradient, cubic, np.array([1.5, -0.5]))[1][1], 9)


@probe
def verdicts(lab):
    return [
        bool(
            lab.gradcheck(
                lambda p, s=s: s * cubic(p),
                lambda p, s=s, e=e: s * cubic_gradient(p) * e,
                np.array([1.5, -0.5]),
            )[0]
        )
        for s in (1.0, 1e6, 1e-9)
        for e in (1.0, 1.001, 3.0)
    ]


@probe
def not_a_number(lab):
    """Only the `nan` is wrong here, so that no other entry makes the verdict right by accident."""
    first = lambda p: np.array([cubic_gradient(p)[0], np.nan])  # noqa: E731 - one call, one line
    return bool(lab.gradcheck(cubic, first, np.array([1.5, -0.5]))[0])


@probe
def slope(lab):
    return round(float(lab.directional(cubic, np.array([1.5, -0.5]), np.array([3.0, 4.0]))), 5)
