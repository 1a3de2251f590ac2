"""Question families on derivatives."""

from fractions import Fraction

import sympy

from groundup.grading import Choice, Expression, Number, Question, Typical, family

x = sympy.Symbol("x")


def latex(expression):
    return sympy.latex(expression, ln_notation=True)


def different(right, typical):
    """Drop typical answers that are equal to the right one or to an earlier one."""
    kept = []
    for wrong in typical:
        if all(sympy.simplify(wrong.value - other) != 0 for other in [right, *(k.value for k in kept)]):
            kept.append(wrong)
    return kept


@family("differentiate", difficulty=0)
def differentiate(rng):
    """Product, quotient or composition of elementary functions."""
    a, b, n = rng.choice([2, 3, 4, 5]), rng.choice([-3, -2, -1, 1, 2, 3]), rng.choice([2, 3, 4])
    outer = rng.choice([sympy.exp, sympy.sin, sympy.cos])
    kind = rng.choice(["product", "quotient", "chain"])
    if kind == "product":
        u, v = x**n, outer(x) if rng.random() < 0.7 else sympy.log(x)
        function = u * v
        right = sympy.diff(function, x)
        typical = [
            Typical(
                sympy.diff(u, x) * sympy.diff(v, x),
                "product_of_derivatives",
                "The derivative of a product is not the product of the derivatives: both factors change, one"
                " at a time.",
            ),
            Typical(
                sympy.diff(u, x) * v,
                "second_term_missing",
                "The second factor changes as well: a term is missing.",
            ),
        ]
        why = (
            rf"Product rule with $u = {latex(u)}$, $v = {latex(v)}$: $u'v + uv' ="
            rf" {latex(sympy.diff(u, x) * v)} + ({latex(u * sympy.diff(v, x))})$."
        )
    elif kind == "quotient":
        u, v = outer(x), x**n
        function = u / v
        right = sympy.diff(function, x)
        typical = [
            Typical(
                sympy.diff(u, x) / sympy.diff(v, x),
                "quotient_of_derivatives",
                "The derivative of a quotient is not the quotient of the derivatives.",
            ),
            Typical(
                (u * sympy.diff(v, x) - sympy.diff(u, x) * v) / v**2,
                "terms_swapped",
                "In the numerator, the term with the derivative of the *numerator* comes first.",
            ),
        ]
        why = (
            rf"Quotient rule with $u = {latex(u)}$, $v = {latex(v)}$: $(u'v - uv')/v^2 ="
            rf" {latex(sympy.factor(right))}$."
        )
    else:
        inner = a * x**n + b
        function = outer(inner)
        right = sympy.diff(function, x)
        typical = [
            Typical(
                sympy.diff(outer(x), x).subs(x, inner),
                "inner_factor_missing",
                "The inner function changes too: multiply by its derivative.",
            ),
            Typical(
                sympy.diff(outer(x), x).subs(x, sympy.diff(inner, x)),
                "derivative_put_inside",
                "The outer derivative is taken at the inner function, not at its derivative.",
            ),
        ]
        why = (
            rf"Chain rule with inner function $g = {latex(inner)}$, $g' = {latex(sympy.diff(inner, x))}$:"
            r" outer derivative at $g$, times $g'$."
        )
    return Question(
        prompt=rf"Differentiate $f(x) = {latex(function)}$.",
        answer=Expression(right, variables=("x",)),
        typical=different(right, typical),
        solution=why + rf" Together $f'(x) = {latex(sympy.factor(right))}$.",
    )


@family("tangent", difficulty=-1)
def tangent(rng):
    """The tangent of a polynomial at a point."""
    while True:
        p, q, r = rng.choice([-2, -1, 1, 2, 3]), rng.randint(-4, 4), rng.randint(-5, 5)
        power = rng.choice([2, 2, 3])
        a = rng.choice([-2, -1, 1, 2])
        f = p * x**power + q * x + r
        df = sympy.diff(f, x)
        value, slope = f.subs(x, a), df.subs(x, a)
        right = sympy.expand(value + slope * (x - a))
        wrong = [sympy.expand(value + df * (x - a)), slope * x + value, sympy.expand(value + slope * (x + a))]
        if q and slope not in (0, value) and value != 0 and len({right, *map(sympy.expand, wrong)}) == 4:
            break
    return Question(
        prompt=(
            rf"Give the tangent of $f(x) = {latex(f)}$ at $a = {a}$ as an expression in $x$ (the right-hand"
            r" side of $y = \dots$)."
        ),
        answer=Expression(right, variables=("x",)),
        typical=[
            Typical(
                wrong[0],
                "slope_not_evaluated",
                "The slope of the tangent is a number: evaluate the derivative at the point.",
            ),
            Typical(
                wrong[1],
                "not_shifted",
                f"That line has the right slope, but at $x = {a}$ it does not meet the curve.",
            ),
            Typical(
                wrong[2], "shift_sign", f"The tangent is written around the point: $x - a$ with $a = {a}$."
            ),
        ],
        solution=(
            rf"$f({a}) = {value}$ and $f'(x) = {latex(df)}$, so $f'({a}) = {slope}$. The tangent is ${value}"
            rf" + {slope}\,(x - ({a})) = {latex(right)}$."
        ),
    )


@family("step-error", difficulty=0)
def step_error(rng):
    """By what factor the truncation error shrinks with the step."""
    method, order = rng.choice([("forward", 1), ("central", 2)])
    factor = rng.choice([2, 3, 4, 5, 8, 10, 20])
    right = Fraction(1, factor**order)
    other = Fraction(1, factor ** (3 - order))
    typical = [
        Typical(
            other,
            "order_swapped",
            f"That is the order of the {'central' if order == 1 else 'forward'} difference.",
        )
    ]
    typical.append(
        Typical(Fraction(factor**order), "inverted", "The error gets smaller, so the factor is below 1.")
    )
    return Question(
        prompt=(
            f"A {method} difference of a smooth function is computed with step $h$, then with step"
            f" $h/{factor}$. Both steps are large enough for rounding not to matter, and the leading term of"
            " the error is not zero. By what factor is the error multiplied, approximately? Take the leading"
            " term."
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"The error of the {method} difference is of order {order}: it goes like $h^{order}$. "
            rf"A step ${factor}$ times smaller multiplies it by $(1/{factor})^{order} = {right}$."
        ),
    )


@family("stationary", difficulty=0)
def stationary(rng):
    """What a polynomial does at a stationary point, including where f'' = 0."""
    c, k = rng.randint(-3, 3), rng.choice([1, 2, 3])
    sign = rng.choice([-1, 1])
    t = x - c
    kind = rng.choice(["quadratic", "cubic pair", "cubic flat", "quartic"])
    d = rng.randint(-5, 5)
    if kind == "quadratic":
        f, truth = sign * k * t**2 + d, "minimum" if sign > 0 else "maximum"
    elif kind == "cubic pair":
        f = sign * (t**3 - 3 * k * t**2) + d  # f'' at c is -6 k sign
        truth = "maximum" if sign > 0 else "minimum"
    elif kind == "cubic flat":
        f, truth = sign * k * t**3 + d, "neither"
    else:
        f, truth = sign * k * t**4 + d, "minimum" if sign > 0 else "maximum"
    shown = sympy.expand(f)
    options = ["a local minimum", "a local maximum", "neither a minimum nor a maximum"]
    index = {"minimum": 0, "maximum": 1, "neither": 2}
    first, second = sympy.factor(sympy.diff(shown, x)), sympy.diff(shown, x, 2)
    at = second.subs(x, c)
    typical = []
    if kind == "cubic flat":
        typical.append(
            Typical(
                0,
                "zero_second_derivative",
                "A second derivative of 0 decides nothing. Look at the sign of the slope on both sides.",
            )
        )
    elif kind == "quartic":
        typical.append(
            Typical(
                2,
                "zero_second_derivative",
                "A second derivative of 0 decides nothing. Look at the sign of the slope on both sides.",
            )
        )
    else:
        typical.append(
            Typical(
                1 - index[truth],
                "sign_swapped",
                "Where the second derivative is positive, the slope goes from negative to positive.",
            )
        )
    if at != 0:
        why = (
            rf"$f''({c}) = {at}$, so the slope {'grows' if at > 0 else 'shrinks'} through 0:"
            rf" {options[index[truth]]}."
        )
    else:
        why = (
            rf"$f''({c}) = 0$ decides nothing. $f'(x) = {latex(first)}$ "
            + ("has the same sign on both sides" if truth == "neither" else "changes its sign there")
            + f": {options[index[truth]]}."
        )
    return Question(
        prompt=rf"The function $f(x) = {latex(shown)}$ is stationary at $x = {c}$. What is there?",
        answer=Choice(options, index[truth]),
        typical=typical,
        solution=why,
    )
