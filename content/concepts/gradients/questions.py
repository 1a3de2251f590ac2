"""Question families on gradients."""

from fractions import Fraction

import sympy

from groundup.grading import Choice, Expression, Number, Question, Steps, Typical, Vector, family, tex

x, y, z = sympy.symbols("x y z")
TRIPLES = [(3, 4, 5), (4, 3, 5), (5, 12, 13), (12, 5, 13), (8, 6, 10), (6, 8, 10), (8, 15, 17)]


def latex(expression):
    return sympy.latex(expression)


def some(rng, low=-4, high=4):
    return rng.choice([k for k in range(low, high + 1) if k])


@family("partial", difficulty=-1)
def partial(rng):
    """The gradient of a polynomial at a point."""
    while True:
        a, b, c = some(rng), some(rng), some(rng)
        if rng.random() < 0.6:
            variables = (x, y)
            f = rng.choice([a * x**2 * y + b * y, a * x * y**2 + b * x**2, a * x**2 * y**2 + b * x + c * y])
        else:
            variables = (x, y, z)
            f = rng.choice(
                [a * x * y + b * y * z**2, a * x**2 * z + b * y * z + c * x, a * x * y * z + b * z**2]
            )
        point = {v: some(rng, -3, 3) for v in variables}
        right = [sympy.diff(f, v).subs(point) for v in variables]
        total = sum(sympy.diff(f, v) for v in variables).subs(point)
        everywhere = [total] * len(variables)
        twice = [sympy.diff(f, v, 2).subs(point) for v in variables]
        if (
            max(abs(r) for r in right) < 200
            and right != everywhere
            and right != twice
            and any(right)
            and everywhere != twice
        ):
            break
    at = ", ".join(str(point[v]) for v in variables)
    names = ", ".join(map(str, variables))
    formulas = r",\ ".join(latex(sympy.diff(f, v)) for v in variables)
    return Question(
        prompt=rf"Let $f({names}) = {latex(f)}$. What is the gradient of $f$ at $({at})$?",
        answer=Vector(right),
        typical=[
            Typical(
                everywhere,
                "all_variables_at_once",
                "All variables were moved at once. A partial derivative moves one and holds the others"
                " still.",
            ),
            Typical(
                twice,
                "second_derivatives",
                "Those are second derivatives: each variable was differentiated twice.",
            ),
        ],
        solution=(
            rf"With the other variables held still, $\nabla f = ({formulas})$. At $({at})$ this is"
            rf" $({', '.join(map(str, right))})$."
        ),
    )


@family("directional", difficulty=0)
def directional(rng):
    """Slope along a direction that is not one long."""
    while True:
        p, q, length = rng.choice(TRIPLES)
        v = (rng.choice([-1, 1]) * p, rng.choice([-1, 1]) * q)
        g = (some(rng, -6, 6), some(rng, -6, 6))
        dot = g[0] * v[0] + g[1] * v[1]
        right = Fraction(dot, length)
        if dot and right != Fraction(dot, length**2):
            break
    return Question(
        prompt=(
            rf"At a point, the gradient of $f$ is ${tex(list(g))}$. What is the slope of $f$ there in the"
            r" direction of "
            rf"${tex(list(v))}$?"
        ),
        answer=Number(right),
        typical=[
            Typical(
                dot,
                "not_normalised",
                "That is the rise for a step as long as the vector. Slope is rise for a step of length 1.",
            ),
            Typical(
                Fraction(dot, length**2),
                "divided_by_square",
                "The direction is divided by its length, not by the square of it.",
            ),
        ],
        solution=(
            rf"The vector is $\sqrt{{{v[0] ** 2} + {v[1] ** 2}}} = {length}$ long. "
            rf"$\nabla f \cdot u = ({g[0]} \cdot ({v[0]}) + {g[1]} \cdot ({v[1]}))/{length} = {dot}/{length}"
            rf" = {tex(right)}$."
        ),
    )


@family("steepest", difficulty=0)
def steepest(rng):
    """Direction of steepest ascent or descent, among contour tangents and opposites."""
    a, b = rng.choice([1, 2, 3]), rng.choice([1, 2, 3, 4])
    px, py = some(rng, -3, 3), some(rng, -3, 3)
    while a == b and abs(px) == abs(py):
        b = rng.choice([1, 2, 3, 4])
    gx, gy = 2 * a * px, 2 * b * py
    down = rng.random() < 0.5
    sign = -1 if down else 1
    right = (sign * gx, sign * gy)
    opposite = (-right[0], -right[1])
    along = (-gy, gx)
    away = (sign * px, sign * py) if (px * gy != py * gx) else (sign * gy, sign * gx)
    candidates = [
        (right, None, None),
        (opposite, "wrong_way", "That is steepest the other way."),
        (
            along,
            "tangent_to_contour",
            "That is along the contour line: there the value does not change at all, to first order.",
        ),
    ]
    if away[0] * right[1] != away[1] * right[0]:
        why = (
            "The contour lines are not circles, so the straight line through the origin is not at a right"
            " angle to them."
        )
        candidates.append((away, "through_origin", why))
    rng.shuffle(candidates)
    index = [c[1] for c in candidates].index(None)
    word = "decreases" if down else "increases"
    return Question(
        prompt=(
            rf"The contour lines of $f(x, y) = {latex(a * x**2 + b * y**2)}$ are ellipses, or circles. You"
            r" stand at "
            rf"$({px}, {py})$. In the direction of which vector does $f$ {word} fastest?"
        ),
        answer=Choice([f"$({v[0]}, {v[1]})$" for v, _, _ in candidates], index),
        typical=[Typical(i, name, why) for i, (_, name, why) in enumerate(candidates) if name],
        solution=(
            rf"$\nabla f = ({2 * a}x, {2 * b}y) = ({gx}, {gy})$ at this point. $f$ increases fastest along"
            r" the gradient and decreases "
            rf"fastest against it: $({right[0]}, {right[1]})$."
        ),
    )


@family("gradcheck-verdict", difficulty=0)
def gradcheck_verdict(rng):
    """Apply the relative test to one entry of a gradient."""
    rtol, atol = 1e-5, 1e-7
    while True:
        size = rng.choice([1e-8, 1e-6, 1.0, 50.0, 2e4, 3e6])
        a = float(f"{size * rng.uniform(1, 9):.6g}")
        excess = rng.choice([0.2, 0.4, 3.0, 8.0])
        allowed = atol + rtol * a
        n = a + rng.choice([-1, 1]) * excess * allowed
        n = float(f"{n:.9g}")
        allowed = atol + rtol * max(abs(a), abs(n))
        difference = abs(a - n)
        ratio = difference / allowed
        passes = ratio <= 1
        absolute = difference <= atol
        if (ratio < 0.6 or ratio > 2) and n > 0 and (absolute != passes or size == 1.0):
            break
    options = [
        "It passes: the difference is below the limit.",
        "It fails: the difference is above the limit.",
    ]
    typical = []
    if absolute != passes:
        typical.append(
            Typical(
                1 if passes else 0,
                "absolute_difference",
                "The difference alone does not decide: the limit grows with the size of the entries.",
            )
        )
    else:
        typical.append(
            Typical(
                1 if passes else 0,
                "limit_miscomputed",
                "Compute the limit again: the floor plus the relative part.",
            )
        )
    return Question(
        prompt=(
            rf"An entry of a gradient is $a = {a:.6g}$ by formula and $n = {n:.9g}$ by differences. The"
            r" test is "
            r"$|a - n| \le \text{atol} + \text{rtol} \cdot \max(|a|, |n|)$ with $\text{atol} = 10^{-7}$ and"
            r" $\text{rtol} = 10^{-5}$. What does it say?"
        ),
        answer=Choice(options, 0 if passes else 1),
        typical=typical,
        solution=(
            rf"The limit is $10^{{-7}} + 10^{{-5}} \cdot {max(a, n):.6g} \approx {allowed:.3g}$ and the"
            rf" difference {difference:.3g}: it " + ("passes." if passes else "fails.")
        ),
    )


@family("grad-symbolic", difficulty=1)
def grad_symbolic(rng):
    """The gradient of a function of two variables, in symbols."""
    a, b, n = some(rng, 2, 5), some(rng, -4, 4), rng.choice([2, 3])
    inner = rng.choice([x * y, x**2 + y, a * x + y**2])
    f = rng.choice(
        [
            sympy.exp(inner) + b * x,
            x**n * sympy.sin(y) + b * y,
            y * sympy.exp(a * x) + b * x * y,
            sympy.log(x**2 + a * y**2 + 1),
        ]
    )
    right = [sympy.diff(f, x), sympy.diff(f, y)]
    swapped = [right[1], right[0]]
    # The outer derivative without the inner one, where there is an exponential or a logarithm of something.
    u = sympy.Symbol("u")
    typical = [Typical(swapped, "variables_swapped", "The two entries are in the wrong order.")]
    for outer in f.atoms(sympy.exp, sympy.log):
        arg = outer.args[0]
        coefficient = f.coeff(outer)
        if coefficient != 0 and not coefficient.has(outer):
            flat = sympy.diff(outer.func(u), u).subs(u, arg)
            wrong = [
                sympy.simplify(right[i] - coefficient * sympy.diff(outer, v) + coefficient * flat)
                for i, v in enumerate((x, y))
            ]
            if (
                any(sympy.simplify(w - r) != 0 for w, r in zip(wrong, right, strict=True))
                and wrong != swapped
            ):
                typical.append(
                    Typical(
                        wrong,
                        "inner_factor_missing",
                        "The inner function changes too: each entry carries its own inner derivative.",
                    )
                )
    return Question(
        prompt=rf"Give both partial derivatives of $f(x, y) = {latex(f)}$.",
        answer=Steps(
            [
                (r"$\partial f/\partial x$", Expression(right[0], variables=("x", "y"))),
                (r"$\partial f/\partial y$", Expression(right[1], variables=("x", "y"))),
            ]
        ),
        typical=typical,
        solution=(
            rf"With $y$ held still, $\partial f/\partial x = {latex(right[0])}$. With $x$ held still,"
            rf" $\partial f/\partial y = {latex(right[1])}$."
        ),
    )
