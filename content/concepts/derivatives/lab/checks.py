"""Checks of lab-numerical-derivative: SymPy's derivatives and SciPy's Newton as oracles."""

import math

import numpy as np
import sympy
from scipy.optimize import newton

from groundup.grading import check, close, probe, raises, that

_x = sympy.Symbol("x")
SMOOTH = [_x**2 - 3 * _x, sympy.exp(_x / 2), sympy.sin(2 * _x), 1 / (1 + _x**2), _x * sympy.exp(-_x)]


def numeric(expression):
    """(f, f', the formula as text) of a SymPy expression, both on floats."""
    f, df = sympy.lambdify(_x, expression, "math"), sympy.lambdify(_x, sympy.diff(expression, _x), "math")
    return f, df, str(expression)


@check("The quotients are the stated ones, for any h", task=1)
def quotients(lab, rng):
    close(lab.derivative(lambda t: t * t, 3.0, h=1.0, method="forward"), 7.0, abs_tol=1e-12)
    close(lab.derivative(lambda t: t**3, 1.0, h=0.5, method="central"), 3.25, abs_tol=1e-12)
    for _ in range(5):
        x, h = float(rng.normal()), float(rng.uniform(0.01, 1))
        close(lab.derivative(math.sin, x, h, "forward"), (math.sin(x + h) - math.sin(x)) / h, abs_tol=1e-12)
        close(lab.derivative(math.sin, x, h), (math.sin(x + h) - math.sin(x - h)) / (2 * h), abs_tol=1e-12)


@check("Without h, smooth functions are right to nine digits", task=1)
def default_step(lab, rng):
    for expression in SMOOTH:
        f, df, _ = numeric(expression)
        for x in (0.7, *rng.uniform(-2, 2, size=2).tolist()):
            slope = lab.derivative(f, x)
            size = max(abs(df(x)), abs(f(x)), 1.0)
            that(
                abs(slope - df(x)) < 1e-9 * size,
                f"The slope of {expression} at {x:.4f} is {df(x):.12g}; `derivative` gave {slope:.12g}.",
            )


@check("Without h, the forward difference is right to seven digits", task=1)
def default_forward(lab, rng):
    for expression in SMOOTH:
        f, df, _ = numeric(expression)
        x = float(rng.uniform(-2, 2))
        slope = lab.derivative(f, x, method="forward")
        size = max(abs(df(x)), abs(f(x)), 1.0)
        that(
            abs(slope - df(x)) < 2e-7 * size,
            f"The forward slope of {expression} at {x:.4f} is {df(x):.10g}; `derivative` gave {slope:.10g}.",
        )


@check("Far out, the step grows with x", task=1)
def far_out(lab, rng):
    for x in (1e4, 1e8, -1e8):
        close(lab.derivative(lambda t: t * t, x), 2 * x, rel_tol=1e-9)
        close(lab.derivative(lambda t: 1 / t, x), -1 / x**2, rel_tol=1e-8)


@check("Without h, the step is the stated one", task=1)
def stated_step(lab, rng):
    for x in (float(rng.uniform(-1, 1)), 1.0, float(rng.uniform(2, 9)), -300.0):
        for method, power, wide in (("central", 1 / 3, 2), ("forward", 1 / 2, 1)):
            asked = []
            lab.derivative(lambda t, asked=asked: asked.append(t) or t, x, method=method)
            that(len(asked) >= 2, f"`derivative` asked f at {len(asked)} points; a quotient needs two.")
            h = 2.0 ** (-52 * power) * max(1.0, abs(x))
            close(
                max(asked) - min(asked),
                wide * h,
                f"Between the two points of the {method} quotient at x = {x:.4g}",
                rel_tol=1e-6,
            )


@check("Another method, and a step that is not positive, raise ValueError", task=1)
def refusals(lab, rng):
    raises(ValueError, lab.derivative, math.sin, 1.0, 0.1, "backward")
    raises(ValueError, lab.derivative, math.sin, 1.0, 0.0)
    raises(ValueError, lab.derivative, math.sin, 1.0, -0.1)


@check("At a kink the central difference still returns a number, and it is 0", task=1)
def kink(lab, rng):
    close(lab.derivative(abs, 0.0), 0.0, abs_tol=1e-12)
    close(lab.derivative(abs, 0.0, method="forward"), 1.0, abs_tol=1e-12)


@check("Central differences have order 2, forward differences order 1", task=2)
def orders(lab, rng):
    hs = np.logspace(-4, -1, 13).tolist()
    for expression in (sympy.exp(_x), sympy.sin(_x), 1 / (1 + _x**2)):
        f, df, _ = numeric(expression)
        for method, order in (("central", 2), ("forward", 1)):
            x = float(rng.uniform(0.4, 0.5))
            got = lab.convergence_order(f, df, x, hs, method)
            that(
                abs(got - order) < 0.1,
                f"{expression} at {x:.3f}, {method}: the order should be near {order}; got {got:.3f}.",
            )


@check("The fit is the least-squares line", task=2)
def line(lab, rng):
    for _ in range(4):
        hs = np.sort(rng.uniform(0.01, 0.8, size=5)).tolist()
        x = float(rng.uniform(0.2, 1.0))
        errors = [abs((math.exp(x + h) - math.exp(x)) / h - math.exp(x)) for h in hs]
        expected = float(np.polyfit(np.log(hs), np.log(errors), 1)[0])
        close(lab.convergence_order(math.exp, math.exp, x, hs, "forward"), expected, abs_tol=1e-9)


@check("Newton's method finds the zeros that SciPy finds", task=3)
def roots(lab, rng):
    close(lab.newton_root(lambda t: t * t - 2, lambda t: 2 * t, 1.0), math.sqrt(2), rel_tol=1e-12)
    for _ in range(5):
        a = float(rng.uniform(0.5, 20))
        f, df = (lambda t, a=a: t**3 - a), (lambda t: 3 * t * t)
        start = float(rng.uniform(1, 4))
        close(lab.newton_root(f, df, start), float(newton(f, start, fprime=df)), rel_tol=1e-10)
    close(
        lab.newton_root(lambda t: math.cos(t) - t, lambda t: -math.sin(t) - 1, 0.5),
        0.7390851332151607,
        rel_tol=1e-12,
    )
    close(lab.newton_root(lambda t: t - 1e9, lambda t: 1.0, 0.0), 1e9, rel_tol=1e-12)


@check("A start that is a zero is returned, also where the tangent is flat", task=3)
def at_once(lab, rng):
    close(lab.newton_root(lambda t: t * t, lambda t: 2 * t, 0.0), 0.0, abs_tol=0)


@check("A flat tangent, and no zero in reach, raise ValueError", task=3)
def lost(lab, rng):
    raises(ValueError, lab.newton_root, lambda t: t * t + 1, lambda t: 2 * t, 0.0)
    raises(ValueError, lab.newton_root, lambda t: t * t + 1, lambda t: 2 * t, 0.3, 1e-12, 20)


def walk(start, lengths):
    """f with slope 1 whose Newton moves from `start` have these lengths, downwards; the last one is kept."""
    places = start - np.concatenate([[0.0], np.cumsum(lengths)[:-1]])
    return lambda t: float(lengths[int(np.argmin(np.abs(places - t)))])


@check("It arrives with the first move that is no longer than tol max(1, |x|)", task=3)
def arrives(lab, rng):
    for start, lengths, last in (
        (0.5, (0.4, 0.2, 0.2), -0.1),  # close to 0 the limit is tol
        (10.0, (3.0, 1.8, 1.0, 1.0), 4.2),  # far out it grows with x
        (1.0, (1.0, 0.25, 1.0), -0.25),  # exactly as long as the limit
    ):
        got = lab.newton_root(walk(start, lengths), lambda t: 1.0, start, tol=0.25)
        close(
            got,
            last,
            f"From {start} by moves of {', '.join(map(str, lengths))}, with tol = 0.25",
            abs_tol=1e-12,
        )


@check("It makes at most max_iter moves, 50 if nothing is said, and the default tolerance is 1e-12", task=3)
def moves(lab, rng):
    for count in (1, 2, int(rng.integers(3, 9))):
        lengths = (*[1.0] * (count - 1), 1e-14)  # the last of `count` moves arrives
        f = walk(0.0, lengths)
        close(lab.newton_root(f, lambda t: 1.0, 0.0, max_iter=count), 1.0 - count, abs_tol=1e-12)
        raises(ValueError, lab.newton_root, f, lambda t: 1.0, 0.0, max_iter=count - 1)
    close(lab.newton_root(walk(0.0, (*[1.0] * 49, 1e-14)), lambda t: 1.0, 0.0), -49.0, abs_tol=1e-12)
    raises(ValueError, lab.newton_root, walk(0.0, (*[1.0] * 50, 1e-14)), lambda t: 1.0, 0.0)


@probe
def forward_quotient(lab):
    return lab.derivative(lambda t: t * t, 3.0, 0.5, "forward")


@probe
def central_quotient(lab):
    return lab.derivative(lambda t: t**3, 1.0, 0.5)


@probe
def near(lab):
    return round(lab.derivative(math.exp, 0.3), 8)


@probe
def far(lab):
    return round(lab.derivative(lambda t: t * t, 1e8) / 1e8, 6)


@probe
def order(lab):
    return round(lab.convergence_order(math.exp, math.exp, 0.5, [0.1, 0.05, 0.02]), 4)


@probe
def root(lab):
    return round(lab.newton_root(lambda t: t * t - 2, lambda t: 2 * t, 1.0, 1e-12, 12), 9)


@probe
def flat(lab):
    return lab.newton_root(lambda t: t * t + 1, lambda t: 2 * t, 0.0)


@probe
def no_zero(lab):
    return lab.newton_root(lambda t: t * t + 1, lambda t: 2 * t, 0.3, 1e-12, 5)
