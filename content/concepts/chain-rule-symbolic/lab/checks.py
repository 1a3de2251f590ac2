"""Checks of lab-symbolic-diff: random trees, built twice, against SymPy's values and derivatives."""

import numpy as np
import sympy

from groundup.grading import check, close, equal, probe, raises, that

X, Y = sympy.symbols("x y")
FUNCTIONS = {"Exp": sympy.exp, "Log": sympy.log, "Sin": sympy.sin, "Cos": sympy.cos, "Tanh": sympy.tanh}
ATOMS = {"x": X, "y": Y}


def grown(lab, rng, depth, operators=True):
    """The same random formula as the learner's tree and for SymPy."""
    if depth == 0 or rng.random() < 0.1:
        if rng.random() < 0.3:
            number = int(rng.integers(-3, 4))
            return lab.Const(number), sympy.Integer(number)
        name = str(rng.choice(["x", "y"]))
        return lab.Var(name), ATOMS[name]
    left, a = grown(lab, rng, depth - 1, operators)
    kind = str(rng.choice(["Add", "Mul", "Mul", "Div", "Pow", *FUNCTIONS]))
    if kind in ("Add", "Mul", "Div"):
        right, b = grown(lab, rng, depth - 1, operators)
        if kind == "Add":
            return (left + right if operators else lab.Add(left, right)), a + b
        if kind == "Mul" or not operators:
            return (left * right if operators else lab.Mul(left, right)), a * b
        return left / (right**2 + 1), a / (b**2 + 1)
    if kind == "Pow":
        exponent = int(rng.integers(2, 4))
        return (left**exponent if operators else lab.Pow(left, exponent)), a**exponent
    if kind == "Exp":  # bounded inside, so that towers of exponentials do not overflow
        return lab.Exp(lab.Sin(left)), sympy.exp(sympy.sin(a))
    if kind == "Log":  # a square plus one has a logarithm everywhere
        return lab.Log(lab.Add(lab.Pow(left, 2), lab.Const(1))), sympy.log(a**2 + 1)
    return getattr(lab, kind)(left), FUNCTIONS[kind](a)


def points(rng, k):
    return [(float(x), float(y)) for x, y in rng.uniform(-2, 2, size=(k, 2))]


def agrees(tree, expected, rng, what, k=3):
    """The tree has SymPy's values. Points with very large values are passed over: there rounding decides."""
    value = sympy.lambdify((X, Y), expected, "math")
    for x, y in points(rng, k):
        right = float(value(x, y))
        if abs(right) < 1e6:
            message = f"{what} of {expected} at x = {x:.4g}, y = {y:.4g}" if len(str(expected)) < 60 else what
            close(tree.eval(x=x, y=y), right, message, abs_tol=1e-8, rel_tol=1e-8)


# --- task 1: values and size -------------------------------------------------------------------


@check("eval: every kind of node", task=1)
def values_of_nodes(lab, rng):
    x, y = lab.Var("x"), lab.Var("y")
    close(lab.Mul(x, y).eval(x=2, y=3), 6)  # the docstring's example
    close(lab.Const(5).eval(), 5)
    close(lab.Add(x, y).eval(x=2, y=3), 5)
    close(lab.Pow(x, 3).eval(x=2), 8)
    close(lab.Pow(x, -1).eval(x=4), 0.25)
    close(lab.Pow(x, 0.5).eval(x=9), 3)
    for name, function in FUNCTIONS.items():
        a = float(rng.uniform(0.5, 2))
        close(getattr(lab, name)(x).eval(x=a), float(function(a)), abs_tol=1e-12)


@check("eval: random trees", task=1)
def values_of_trees(lab, rng):
    for depth in (1, 2, 3, 4):
        for _ in range(3):
            tree, expected = grown(lab, rng, depth, operators=False)
            agrees(tree, expected, rng, "The value")


@check("eval: complains about a variable without a value and about points outside the domain", task=1)
def values_that_are_not(lab, rng):
    x = lab.Var("x")
    close(lab.Log(x).eval(x=1.0), 0.0)
    raises(KeyError, lab.Var("y").eval, x=1.0)
    raises(ValueError, lab.Log(x).eval, x=-1.0)
    raises(ValueError, lab.Pow(x, -1).eval, x=0.0)
    raises(ValueError, lab.Pow(x, 0.5).eval, x=-4.0)


@check("size: counts every node, shared ones as often as they are met", task=1)
def sizes(lab, rng):
    x = lab.Var("x")
    equal(x.size(), 1)
    equal(lab.Const(3).size(), 1)
    equal(lab.Mul(x, x).size(), 3)  # the docstring's example
    equal(lab.Exp(lab.Pow(lab.Add(x, lab.Const(1)), 2)).size(), 5)
    square = lab.Mul(x, x)
    equal(lab.Mul(square, square).size(), 7)


# --- task 2: operators -------------------------------------------------------------------------


@check("operators: trees from + - * / ** and minus, with numbers on either side", task=2)
def operators(lab, rng):
    x, y = lab.Var("x"), lab.Var("y")
    a, b = float(rng.uniform(1, 3)), float(rng.uniform(3, 5))
    for tree, right in (
        (x + y, a + b),
        (x - y, a - b),
        (x * y, a * b),
        (x / y, a / b),
        (x**3, a**3),
        (-x, -a),
        (x + 2, a + 2),
        (2 + x, 2 + a),
        (x - 2, a - 2),
        (2 - x, 2 - a),
        (3 * x, 3 * a),
        (x * 3, 3 * a),
        (x / 4, a / 4),
        (4 / x, 4 / a),
        (x**-1, 1 / a),
        (1 - x * y / 2 + x**2, 1 - a * b / 2 + a**2),
    ):
        close(tree.eval(x=a, y=b), right, abs_tol=1e-12)


@check("operators: refuse text and a formula as an exponent", task=2)
def operators_refuse(lab, rng):
    x = lab.Var("x")
    close((x**2).eval(x=3.0), 9.0)
    raises(TypeError, lab.Pow, x, x)
    raises(TypeError, lambda: x**x)
    raises(TypeError, lambda: x + "2")
    raises(TypeError, lambda: "2" * x)


# --- task 3: derivatives -----------------------------------------------------------------------


@check("diff: sums, products and quotients", task=3)
def slopes_of_products(lab, rng):
    x, y = lab.Var("x"), lab.Var("y")
    close((x * x).diff("x").eval(x=3.0), 6.0)  # the docstring's example
    close((3 * x + 2).diff("x").eval(x=1.0), 3.0)
    close((x * y).diff("x").eval(x=3.0, y=5.0), 5.0)
    close((x * y).diff("y").eval(x=3.0, y=5.0), 3.0)
    close((1 / x).diff("x").eval(x=2.0), -0.25)
    close((y / x).diff("x").eval(x=2.0, y=8.0), -2.0)
    close(y.diff("x").eval(), 0.0)
    close(x.diff("x").eval(), 1.0)


@check("diff: powers, also of a formula; exponents 0, 1, negative and fractional", task=3)
def slopes_of_powers(lab, rng):
    x = lab.Var("x")
    for tree, at, right in (
        (x**2, 3.0, 6.0),
        (x**3, -2.0, 12.0),
        ((2 * x + 1) ** 3, 1.0, 54.0),
        (x**1, 0.0, 1.0),
        (x**0, 0.0, 0.0),
        (x**-2, 2.0, -0.25),
        (x**0.5, 4.0, 0.25),
    ):
        close(tree.diff("x").eval(x=at), right, abs_tol=1e-12)


@check("diff: a function inside another", task=3)
def slopes_of_compositions(lab, rng):
    x = lab.Var("x")
    close(lab.Exp(3 * x).diff("x").eval(x=0.0), 3.0)
    for name, function in FUNCTIONS.items():
        inner, plain = 3 * x**2 + 1, 3 * X**2 + 1
        at = float(rng.uniform(0.1, 0.9))
        right = float(sympy.diff(function(plain), X).subs(X, at))
        close(getattr(lab, name)(inner).diff("x").eval(x=at), right, abs_tol=1e-9, rel_tol=1e-9)


@check("diff: random trees against SymPy, with respect to each variable", task=3)
def slopes_of_trees(lab, rng):
    for depth in (1, 2, 3, 4):
        for _ in range(4):
            tree, expected = grown(lab, rng, depth)
            for name, symbol in ATOMS.items():
                what = f"The derivative with respect to {name}"
                agrees(tree.diff(name), sympy.diff(expected, symbol), rng, what, k=2)


@check("diff: leaves the tree as it was", task=3)
def slopes_leave_tree(lab, rng):
    x = lab.Var("x")
    tree = lab.Sin(x * x) * x
    close(tree.diff("x").eval(x=0.0), 0.0)
    close(tree.diff("x").diff("x").eval(x=0.5), float(sympy.diff(sympy.sin(X**2) * X, X, 2).subs(X, 0.5)))
    close(tree.eval(x=0.5), 0.5 * np.sin(0.25))
    equal(tree.size(), 6)


# --- task 4: simplify --------------------------------------------------------------------------


@check("simplify: zeros, ones and constants, however deep", task=4)
def tidied(lab, rng):
    x, y = lab.Var("x"), lab.Var("y")
    for name, tree, nodes in (
        ("x + 0", x + 0, 1),
        ("0 + x", 0 + x, 1),
        ("1 * x", 1 * x, 1),
        ("x * 1", x * 1, 1),
        ("0 * x", 0 * x, 1),
        ("x * 0", x * 0, 1),
        ("x ** 1", x**1, 1),
        ("x ** 0", x**0, 1),
        ("Const(2) + Const(3)", lab.Const(2) + lab.Const(3), 1),
        ("(x + 0 * y) * 1", (x + 0 * y) * 1, 1),
        ("Exp(1 * x + 0)", lab.Exp(1 * x + 0), 2),
        ("(x * 1) ** 3 + (2 - 2)", (x * 1) ** 3 + (lab.Const(2) - 2), 2),
    ):
        small = tree.simplify()
        equal(small.size(), nodes, f"({name}).simplify() has the wrong number of nodes")
        close(small.eval(x=7.0, y=3.0), tree.eval(x=7.0, y=3.0), f"({name}).simplify() changed the value")


@check("simplify: has a value exactly where the original has one", task=4)
def tidied_domain(lab, rng):
    x = lab.Var("x")
    close((x / x).simplify().eval(x=2.0), 1.0)
    raises(ValueError, (x / x).simplify().eval, x=0.0)
    close((0 * lab.Log(x)).simplify().eval(x=2.0), 0.0)
    raises(ValueError, (0 * lab.Log(x)).simplify().eval, x=-2.0)
    raises(ValueError, (0 * x**-1).simplify().eval, x=0.0)
    raises(ValueError, (lab.Log(x) ** 0).simplify().eval, x=-2.0)
    raises(ValueError, (x + lab.Log(lab.Const(-1))).simplify().eval, x=1.0)


@check("simplify: random derivatives keep their values and never grow", task=4)
def tidied_trees(lab, rng):
    for depth in (1, 2, 3, 4):
        for _ in range(4):
            tree, expected = grown(lab, rng, depth)
            slope = tree.diff("x")
            small = slope.simplify()
            before, after = slope.size(), small.size()
            that(type(after) is int, "`size` should give an int")
            that(after <= before, f"`simplify` made a tree of {before} nodes into one of {after}")
            agrees(small, sympy.diff(expected, X), rng, "After `simplify`, the derivative", k=2)


@check("simplify: shortens a derivative, and leaves the tree as it was", task=4)
def tidied_leaves(lab, rng):
    x = lab.Var("x")
    slope = (3 * x**2 + 5 * x + 7).diff("x")
    before = slope.size()
    small = slope.simplify()
    equal(slope.size(), before, "`simplify` changed its own tree")
    close(small.eval(x=2.0), 17.0)
    that(
        small.size() <= 9,
        f"(3x^2 + 5x + 7)', tidied, has at most 9 nodes by the rules of the brief; yours has {small.size()}",
    )


# --- probes ------------------------------------------------------------------------------------


@probe
def slope_of_square(lab):
    x = lab.Var("x")
    return lab.Mul(x, x).diff("x").eval(x=3.0)


@probe
def slope_of_exp_of_multiple(lab):
    return lab.Exp(lab.Mul(lab.Const(3), lab.Var("x"))).diff("x").eval(x=0.0)


@probe
def slope_of_sin_of_multiple(lab):
    return lab.Sin(lab.Mul(lab.Const(2), lab.Var("x"))).diff("x").eval(x=0.0)


@probe
def slope_of_plain_power(lab):
    return lab.Pow(lab.Var("x"), 2).diff("x").eval(x=3.0)


@probe
def slope_of_power_of_sum(lab):
    return lab.Pow(lab.Add(lab.Var("x"), lab.Var("x")), 3).diff("x").eval(x=1.0)


@probe
def slope_of_reciprocal(lab):
    return lab.Pow(lab.Var("x"), -1).diff("x").eval(x=2.0)


@probe
def formula_as_exponent(lab):
    x = lab.Var("x")
    return lab.Pow(x, x).diff("x").eval(x=2.0)


@probe
def number_minus_formula(lab):
    return (1 - lab.Var("x")).eval(x=3.0)


@probe
def number_over_formula(lab):
    return (1 / lab.Var("x")).eval(x=4.0)


@probe
def zero_times_log(lab):
    return lab.Mul(lab.Const(0), lab.Log(lab.Var("x"))).simplify().eval(x=-2.0)


@probe
def quotient_by_itself(lab):
    x = lab.Var("x")
    return lab.Mul(x, lab.Pow(x, -1)).simplify().eval(x=0.0)


@probe
def zero_below_the_top(lab):
    x, y = lab.Var("x"), lab.Var("y")
    return lab.Mul(lab.Add(x, lab.Mul(lab.Const(0), y)), lab.Const(1)).simplify().size()
