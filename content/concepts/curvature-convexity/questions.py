"""Question families on curvature: critical points, Taylor models, convexity and Newton steps."""

from fractions import Fraction

import sympy

from groundup.grading import Choice, Expression, Number, Question, Steps, Typical, Vector, family, tex

X, Y, U, V = sympy.symbols("x y u v")

MINIMUM = "A strict local minimum: both eigenvalues of the Hessian are positive."
MAXIMUM = "A strict local maximum: both eigenvalues of the Hessian are negative."
SADDLE = "A saddle: the Hessian has a positive and a negative eigenvalue."
OPEN = "The Hessian alone does not decide: one of its eigenvalues is 0."
KINDS = {MINIMUM: "minimum", MAXIMUM: "maximum", SADDLE: "saddle", OPEN: "undecided"}


@family("classify-critical", difficulty=0)
def classify_critical(rng):
    """Tell minima, maxima and saddles apart by the Hessian."""
    right = rng.choice([MINIMUM, MAXIMUM, SADDLE, SADDLE, OPEN])
    while True:
        k, a, b, c = (rng.choice([-3, -2, -1, 1, 2, 3]) for _ in range(4))
        p, q = rng.randint(-2, 2), rng.randint(-2, 2)
        h11, h12, h22 = 6 * k * p + 2 * a, b, 2 * c
        d, e = -(3 * k * p * p + 2 * a * p + b * q), -(b * p + 2 * c * q)
        if right == OPEN:
            b = h12 = rng.choice([-4, -2, 2, 4])
            d, e = -(3 * k * p * p + 2 * a * p + b * q), -(b * p + 2 * c * q)
        det, trace = h11 * h22 - h12 * h12, h11 + h22
        if kind_of(det, trace) != right or not p or 0 in (h11, h22) or max(map(abs, (d, e))) > 40:
            continue
        if right == SADDLE and h11 * h22 < 0 and rng.random() < 0.7:  # seldom the easy ones
            continue
        break
    f = polynomial(k, a, b, c, d, e)
    look = {
        MINIMUM: "Both eigenvalues have the sign of the trace, once the determinant is positive.",
        MAXIMUM: "Both eigenvalues have the sign of the trace, once the determinant is positive.",
        SADDLE: "The product of the eigenvalues is the determinant. Which sign has it here?",
        OPEN: "The product of the eigenvalues is the determinant. Compute it once more.",
    }
    wrong = [one for one in KINDS if one != right]
    return Question(
        prompt=(
            rf"At $({p}, {q})$ the gradient of $f(x, y) = {f}$ is zero. What does the Hessian say about "
            rf"this point?"
        ),
        answer=Choice.shuffled(rng, right, wrong),
        typical=[Typical(one, f"{KINDS[right]}_read_as_{KINDS[one]}", look[right]) for one in wrong],
        solution=(
            rf"The Hessian is $\begin{{bmatrix}} {signed([(6 * k, 'x'), (2 * a, '')])} & {b} \\ {b} & "
            rf"{2 * c} "
            rf"\end{{bmatrix}}$, at $({p}, {q})$ it is ${tex([[h11, h12], [h12, h22]])}$. Its determinant is "
            rf"${det}$ and its trace ${trace}$: the product and the sum of the eigenvalues. {REASONS[right]}"
        ),
    )


REASONS = {
    MINIMUM: "A positive product means equal signs, the positive sum says which: a minimum.",
    MAXIMUM: "A positive product means equal signs, the negative sum says which: a maximum.",
    SADDLE: "A negative product means different signs: a saddle, whatever the trace is.",
    OPEN: "So one eigenvalue is 0: along its eigenvector the terms of higher order decide.",
}


def kind_of(det, trace):
    if det == 0:
        return OPEN
    if det < 0:
        return SADDLE
    return MINIMUM if trace > 0 else MAXIMUM


def polynomial(k, a, b, c, d, e):
    return signed([(k, "x^3"), (a, "x^2"), (b, "xy"), (c, "y^2"), (d, "x"), (e, "y")])


# --- Taylor ---------------------------------------------------------------------------------------


@family("taylor2", difficulty=0)
def taylor2(rng):
    """Write down the second-order Taylor polynomial, in one variable or in two."""
    return rng.choice([one_variable, one_variable, two_variables])(rng)


def one_variable(rng):
    k = rng.choice([2, 3, 4, 5])
    f, at = rng.choice(
        [
            (sympy.exp(k * X), 0),
            (sympy.exp(-k * X), 0),
            (sympy.cos(k * X), 0),
            (sympy.log(1 + k * X), 0),
            (sympy.log(X), rng.choice([1, 2, 3, 4])),
            (sympy.sqrt(X), rng.choice([1, 4, 9, 16])),
            (1 / X, rng.choice([1, 2, -1, -2])),
            (X**4 - k * X**2, rng.choice([1, 2, -1])),
            (X * sympy.exp(k * X), 0),
            (X**3 + k * X, rng.choice([1, 2, -1, -2])),
        ]
    )
    value, slope, bend = (sympy.diff(f, X, n).subs(X, at) for n in range(3))
    d = X - at
    right = value + slope * d + bend * d**2 / 2
    wrong = [
        (
            value + slope * d + bend * d**2,
            "half_missing",
            "Differentiate your model twice. Is that $f''$ there?",
        ),
        (value + slope * d, "stops_after_first_order", "That is the tangent. The bend is still missing."),
        (
            value + slope * X + bend * X**2 / 2,
            "not_shifted",
            "What does your model give at the centre? It should be the value of $f$.",
        ),
        (
            value + slope * d + sympy.Rational(bend, 2) * d
            if bend.is_Rational
            else value + slope * d + bend * d / 2,
            "square_missing",
            "The second term bends only if the displacement is squared.",
        ),
    ]
    return Question(
        prompt=(
            rf"Give the second-order Taylor polynomial of $f(x) = {tex(f)}$ around $x = {at}$, as an "
            rf"expression in $x$."
        ),
        answer=Expression(right, variables=("x",)),
        typical=distinct(right, wrong),
        solution=(
            rf"$f'(x) = {tex(sympy.diff(f, X))}$ and $f''(x) = "
            rf"{tex(sympy.simplify(sympy.diff(f, X, 2)))}$. At "
            rf"${at}$: $f = {tex(value)}$, $f' = {tex(slope)}$, $f'' = {tex(bend)}$. With half the second "
            rf"derivative the polynomial is "
            rf"${summed(zip((value, slope, bend / 2), powers(at), strict=True))}$."
        ),
    )


def powers(at):
    """The displacement from the centre, to the powers 0, 1 and 2."""
    d = "x" if at == 0 else f"(x {'-' if at > 0 else '+'} {abs(at)})"
    return "", d, f"{d}^2"


def summed(terms):
    """`2 - 3(x - 1)`: like `signed`, from (SymPy number, name) pairs."""
    text = ""
    for c, name in terms:
        if c == 0:
            continue
        minus = c.could_extract_minus_sign()
        size = "" if abs(c) == 1 and name else tex(-c if minus else c)
        text += ((" - " if minus else " + ") if text else ("-" if minus else "")) + size + name
    return text


def two_variables(rng):
    k = rng.choice([1, 2, 3])
    p, q = rng.choice([-2, -1, 1, 2]), rng.choice([-2, -1, 1, 2])
    f = rng.choice(
        [k * X**2 * Y, k * X * Y**2, X**3 + k * X * Y, Y**3 - k * X * Y, X**2 * Y**2, k * X**2 * Y + Y]
    )
    at = {X: p, Y: q}
    value, gx, gy = (e.subs(at) for e in (f, sympy.diff(f, X), sympy.diff(f, Y)))
    hxx, hxy, hyy = (sympy.diff(f, *v).subs(at) for v in ((X, X), (X, Y), (Y, Y)))
    line = value + gx * U + gy * V
    right = line + (hxx * U**2 + 2 * hxy * U * V + hyy * V**2) / 2
    wrong = [
        (
            line + hxx * U**2 + 2 * hxy * U * V + hyy * V**2,
            "half_missing",
            "What stands before $d^\\top H d$?",
        ),
        (
            line + (hxx * U**2 + hxy * U * V + hyy * V**2) / 2,
            "mixed_term_once",
            "How often does $uv$ occur in $d^\\top H d$?",
        ),
        (line, "stops_after_first_order", "That is the tangent plane. The bend is still missing."),
        (
            line + (hxx * U**2 + hyy * V**2) / 2,
            "no_mixed_term",
            "The Hessian has entries beside the diagonal.",
        ),
    ]
    return Question(
        prompt=(
            rf"Give the second-order model of $f(x, y) = {tex(f)}$ at $({p}, {q})$: the polynomial of "
            rf"degree 2 in the "
            r"displacement $(u, v)$ that agrees with $f(x + u, y + v)$ up to terms of third order."
        ),
        answer=Expression(right, variables=("u", "v")),
        typical=distinct(right, wrong),
        solution=(
            rf"At $({p}, {q})$ the value is ${tex(value)}$, the gradient $({tex(gx)},\ {tex(gy)})$ and "
            rf"the Hessian "
            rf"${tex([[hxx, hxy], [hxy, hyy]])}$. With $d = (u, v)$ the model is $f + g \cdot d + "
            rf"\tfrac12 d^\top H d "
            rf"= {tex(sympy.expand(right))}$."
        ),
    )


def distinct(right, wrong):
    """The typical answers that differ from the right one and from those before them."""
    kept, seen = [], [right]
    for value, name, sentence in wrong:
        if all(sympy.expand(value - other) != 0 for other in seen):
            kept.append(Typical(value, name, sentence))
            seen.append(value)
    return kept


# --- convexity ------------------------------------------------------------------------------------

PRODUCT = "Convex, as a product of two convex functions."
CHAIN = "Convex, since a convex function of a convex function is convex."
SAY = {
    "product_of_convex": "Try $x^2 \\cdot (x - 1)^2$: where is it lowest, and what is in between?",
    "composition_unchecked": "$(x^2 - 1)^2$ has two valleys. What must the outer function be besides convex?",
    "minimum_of_convex": "Draw two parabolas side by side and take the lower one at each point.",
    "difference_of_convex": "Subtracting a convex function adds a concave one. Which bend wins, and where?",
    "sees_a_kink": "A kink may point down or up. Convexity needs no derivative.",
    "curved_inside": "Differentiate twice, or look far out: does the slope keep growing?",
    "linear_inside": "Which operations keep convexity? An affine inner function is one of them.",
    "sign_of_slope": "A function may fall and rise and still bend upwards. Look at the second derivative.",
    "signs_of_entries": "The entries on the diagonal are not enough. What is the determinant of the Hessian?",
    "mixed_term_convex": "Is $xy$ convex? Look at $(1, -1)$, $(-1, 1)$ and the point between them.",
    "zero_determinant": "What does the criterion ask of the eigenvalues: positive, or not negative?",
    "bounded_below": "Many functions have a lowest value. That says nothing about chords.",
}


@family("convex-or-not", difficulty=0)
def convex_or_not(rng):
    """Decide on convexity, with the reason."""
    formula, right, wrong, why = rng.choice(CASES)(rng)
    return Question(
        prompt=f"Is ${formula}$ convex, and why?",
        answer=Choice.shuffled(rng, right, [text for text, _ in wrong]),
        typical=[Typical(text, name, SAY[name]) for text, name in wrong],
        solution=why,
    )


def product_case(rng):
    a = rng.choice([2, 3, 4, 5, 6])
    return (
        f"f(x) = x^2 (x - {a})^2",
        f"Not convex: it is 0 at $0$ and at ${a}$, and positive between them.",
        [
            (PRODUCT, "product_of_convex"),
            ("Convex, since it is never negative.", "bounded_below"),
            (
                "Convex, since it is a polynomial of even degree with a positive leading term.",
                "curved_inside",
            ),
        ],
        rf"The chord from $(0, 0)$ to $({a}, 0)$ lies at height 0, and $f({tex(Fraction(a, 2))}) = "
        rf"{tex(Fraction(a, 2) ** 4)} > 0$ is above it. Both factors are convex; their product is not.",
    )


def square_of_square(rng):
    a = rng.choice([1, 2, 3, 4, 5, 6, 7, 8, 9])
    return (
        f"f(x) = (x^2 - {a})^2",
        "Not convex: the outer square falls where its argument is negative, and $f''(0) < 0$.",
        [
            (CHAIN, "composition_unchecked"),
            ("Convex, since it is never negative.", "bounded_below"),
            ("Convex, as a product of a convex function with itself.", "product_of_convex"),
        ],
        rf"$f''(x) = 12x^2 - {4 * a}$ is negative at 0. The rule asks for an outer function that is "
        rf"convex *and "
        r"does not fall* on the values of the inner one.",
    )


def exp_of_square(rng):
    a, b = rng.choice([2, 3, 4, 5]), rng.choice([1, 2, 3, 4, 5, 6])
    return (
        rf"f(x) = e^{{{signed([(a, 'x^2'), (-b, 'x')])}}}",
        "Convex: the exponential is convex and rising, and its argument is convex.",
        [
            ("Not convex, since it falls for some $x$ and rises for others.", "sign_of_slope"),
            ("Not convex: rules about compositions hold for affine arguments only.", "linear_inside"),
            ("Not convex, since the argument takes negative values.", "curved_inside"),
        ],
        rf"${signed([(a, 'x^2'), (-b, 'x')])}$ has the second derivative ${2 * a} > 0$. A convex "
        rf"function that never falls, of a convex "
        "function, is convex.",
    )


def logistic(rng):
    a, b = rng.choice([2, 3, 4, 5]), rng.choice([-3, -2, -1, 1, 2, 3])
    return (
        rf"f(u, v) = \log\left(1 + e^{{-({signed([(a, 'u'), (b, 'v')])})}}\right)",
        "Convex: $\\log(1 + e^{-z})$ has a positive second derivative, and $z$ is linear in $(u, v)$.",
        [
            ("Not convex: the logarithm is concave.", "curved_inside"),
            ("Not convex: it falls everywhere in one direction and has no minimum.", "sign_of_slope"),
            ("Not convex: its argument is not convex but linear.", "linear_inside"),
        ],
        r"With $s = 1/(1 + e^{-z})$ the second derivative of $\log(1 + e^{-z})$ is $s(1 - s) > 0$, and a "
        r"convex "
        "function of a linear one is convex. It has no minimum; it need not have one.",
    )


def two_layers(rng):
    c = rng.choice([1, 2, 3, 4, 5, 6])
    return (
        f"f(u, v) = (uv - {c})^2",
        f"Not convex: it is {c * c} at the origin, in the middle between two points where it is less.",
        [
            ("Convex, as the square of an affine function.", "linear_inside"),
            ("Convex, since it is never negative.", "bounded_below"),
            (
                "Convex: for fixed $u$ it is a parabola in $v$, and for fixed $v$ one in $u$.",
                "signs_of_entries",
            ),
        ],
        rf"$f(1, {c}) = f(-1, -{c}) = 0$, and the middle of these points is the origin, where $f = "
        rf"{c * c}$. Convex "
        "in each variable alone is not convex.",
    )


def maximum_of_lines(rng):
    a, b, c = rng.choice([2, 3, 4, 5]), rng.choice([1, 2, 3]), rng.choice([1, 2, 3, 4])
    return (
        rf"f(x) = \max(0,\ {a} - {b + 1}x) + |x - {c}|",
        "Convex: a maximum of affine functions plus an absolute value, each of them convex.",
        [
            ("Not convex: it has kinks, where there is no derivative.", "sees_a_kink"),
            ("Not convex, since it falls for some $x$ and rises for others.", "sign_of_slope"),
            ("Not convex, since a maximum of functions need not be convex.", "minimum_of_convex"),
        ],
        "Chords of a maximum lie above each of the functions, so above the maximum. Sums of convex "
        "functions are "
        "convex. No derivative is needed.",
    )


def minimum_of_parabolas(rng):
    a, b = rng.choice([1, 2, 3]), rng.choice([1, 2, 3])
    return (
        rf"f(x) = \min\left((x - {a})^2,\ (x + {b})^2\right)",
        "Not convex: it has two separate lowest points.",
        [
            ("Convex, as the minimum of two convex functions.", "minimum_of_convex"),
            ("Convex, since it is never negative.", "bounded_below"),
            ("Convex: each piece has the second derivative 2.", "curved_inside"),
        ],
        rf"$f$ is 0 at ${a}$ and at $-{b}$ and positive between them: the chord runs below. The kink "
        rf"between the two "
        "pieces points upwards.",
    )


def with_a_mixed_term(rng):
    while True:
        a, b, c = (
            rng.choice([1, 2, 3, 4]),
            rng.choice([-6, -5, -4, -3, -2, 2, 3, 4, 5, 6]),
            rng.choice([1, 2, 3, 4]),
        )
        det = 4 * a * c - b * b
        if det and abs(det) < 12:
            break
    yes = f"Convex: the Hessian has the trace {2 * a + 2 * c} and the determinant {det}."
    no = f"Not convex: the Hessian has the determinant {det}."
    wrong = [
        ("Convex: the coefficients of both squares are positive.", "signs_of_entries"),
        ("Not convex: the mixed term changes its sign.", "signs_of_entries")
        if det > 0
        else ("Convex: it is a sum of convex terms.", "mixed_term_convex"),
        ("Not convex, since it falls for some $x$ and rises for others.", "sign_of_slope"),
    ]
    return (
        f"f(x, y) = {signed([(a, 'x^2'), (b, 'xy'), (c, 'y^2')])}",
        yes if det > 0 else no,
        wrong,
        rf"The Hessian is ${tex([[2 * a, b], [b, 2 * c]])}$ everywhere, with the determinant "
        rf"${4 * a * c} - {b * b} "
        rf"= {det}$. " + ("So it is positive definite." if det > 0 else "So it is indefinite."),
    )


def difference(rng):
    a, b = rng.choice([1, 2, 3]), rng.choice([1, 2, 3, 4, 5])
    return (
        f"f(x) = {'' if a == 1 else a}x^4 - {'' if b == 1 else b}x^2",
        f"Not convex: $f''(0) = -{2 * b}$.",
        [
            ("Convex, since both terms are convex.", "difference_of_convex"),
            ("Convex, since the fourth power grows faster than the square.", "curved_inside"),
            ("Convex, since it is bounded from below.", "bounded_below"),
        ],
        rf"$f''(x) = {12 * a}x^2 - {2 * b}$ is negative near 0. Positive multiples and sums keep convexity, "
        "differences do not.",
    )


def affine_square(rng):
    a, b, c = rng.choice([2, 3, 4]), rng.choice([-3, -2, -1, 1, 2, 3]), rng.choice([1, 2, 3, 4, 5])
    return (
        rf"f(u, v) = ({signed([(a, 'u'), (b, 'v'), (-c, '')])})^2",
        "Convex: the square of an affine function, though not strictly convex.",
        [
            ("Not convex: its Hessian has the determinant 0.", "zero_determinant"),
            ("Not convex: it has no single lowest point.", "sign_of_slope"),
            ("Not convex: the square falls where its argument is negative.", "linear_inside"),
        ],
        rf"The Hessian is $2ww^\top$ with $w = ({a}, {b})$, and $d^\top(2ww^\top)d = 2(w \cdot d)^2 \geq "
        rf"0$. It is "
        "semidefinite: along a whole line the function is 0.",
    )


CASES = (
    product_case,
    square_of_square,
    exp_of_square,
    logistic,
    two_layers,
    maximum_of_lines,
    minimum_of_parabolas,
    with_a_mixed_term,
    with_a_mixed_term,
    difference,
    affine_square,
)


@family("chord-test", difficulty=0)
def chord_test(rng):
    """Use the definition: compare a function with its chord, at one point."""
    while True:
        a, b, c = rng.choice([1, -1, 2]), rng.choice([-6, -4, -3, 2, 3, 4]), rng.choice([-5, -2, 0, 1, 3])
        x, y = rng.sample([-4, -3, -2, -1, 0, 1, 2, 3, 4], 2)
        parts = rng.choice([2, 3, 4])
        t = Fraction(rng.randint(1, parts - 1), parts)
        place = t * x + (1 - t) * y
        if place.denominator != 1 or (t == Fraction(1, 2) and rng.random() < 0.6):
            continue

        def f(z, a=a, b=b, c=c):
            return a * z**3 + b * z * z + c * z

        here, chord, crossed = f(place), t * f(x) + (1 - t) * f(y), (1 - t) * f(x) + t * f(y)
        swapped = f((1 - t) * x + t * y)
        if (
            abs(chord) < 80
            and here != chord
            and len({here, chord, crossed, swapped}) >= (2 if t == 1 - t else 4)
        ):
            break
    refutes, silent = "So $f$ is not convex.", "So these three points do not decide."
    proves = "So $f$ is convex."
    above = here > chord
    right = refutes if above else silent
    middle = r"$f(tx + (1-t)y) =$", Number(here)
    typical = [
        Typical([here, chord, silent if above else proves], "one_point_proves", LINES["one_point_proves"])
        if not above
        else Typical([here, chord, silent], "overlooks_witness", LINES["overlooks_witness"]),
    ]
    if t != Fraction(1, 2):
        typical.append(Typical([here, crossed, right], "weights_crossed", LINES["weights_crossed"]))
        typical.append(Typical([swapped, chord, right], "other_point", LINES["other_point"]))
    return Question(
        prompt=(
            rf"Let $f(x) = {signed([(a, 'x^3'), (b, 'x^2'), (c, 'x')])}$. Test the definition of "
            rf"convexity with $x = "
            rf"{x}$, $y = {y}$ and $t = {tex(t)}$."
        ),
        answer=Steps(
            [
                middle,
                (r"$t\,f(x) + (1-t)\,f(y) =$", Number(chord)),
                (
                    "What follows?",
                    Choice.shuffled(rng, right, [one for one in (refutes, silent, proves) if one != right]),
                ),
            ]
        ),
        typical=typical,
        solution=(
            rf"$tx + (1-t)y = {place}$ and $f({place}) = {here}$. $f({x}) = {f(x)}$ and $f({y}) = "
            rf"{f(y)}$, so the chord "
            rf"is at ${tex(chord)}$. "
            + (
                "The function is above its chord, and one such triple is enough to refute convexity."
                if above
                else "It is below its chord here. It must be so at all triples; one proves nothing."
            )
        ),
    )


LINES = {
    "one_point_proves": "In the last step: for how many triples must the inequality hold?",
    "overlooks_witness": "In the last step: compare your two numbers. Which one may not be the larger?",
    "weights_crossed": "In the second step: which value belongs to the weight $t$?",
    "other_point": "In the first step: for $t$ near 1 the point is near $x$. Is yours?",
}


# --- Newton -----------------------------------------------------------------------------------------


@family("newton-step", difficulty=1)
def newton_step(rng):
    """Take a Newton step, or a damped one, in two variables."""
    damped = rng.random() < 0.45
    while True:
        k, a, b, c = (rng.choice([-2, -1, 1, 2, 3]) for _ in range(4))
        p, q = rng.choice([-2, -1, 1, 2]), rng.choice([-3, -2, -1, 1, 2, 3])
        step = [rng.choice([-3, -2, -1, 1, 2, 3]) for _ in range(2)]
        tau = rng.choice([1, 2, 3, 4, 5, 6, 8]) if damped else 0
        h11, h22 = 6 * k * p + 2 * a, 2 * c
        A = [[h11 + tau, b], [b, h22 + tau]]
        det, plain_det = A[0][0] * A[1][1] - b * b, h11 * h22 - b * b
        g = [-(A[0][0] * step[0] + b * step[1]), -(b * step[0] + A[1][1] * step[1])]
        d, e = g[0] - (3 * k * p * p + 2 * a * p + b * q), g[1] - (b * p + 2 * c * q)
        definite = det > 0 and A[0][0] > 0
        if not definite or 0 in g or max(map(abs, (d, e))) > 40 or det == 1 or 0 in (h11, h22):
            continue
        if damped == (plain_det > 0 and h11 > 0) or plain_det == 0:  # damp exactly what is not definite
            continue
        right = [p + step[0], q + step[1]]
        wrong = newton_errors([p, q], g, A, [[h11, b], [b, h22]], step, damped)
        answers = [right, *(value for value, _, _ in wrong)]
        if len({tuple(map(Fraction, one)) for one in answers}) == len(answers):
            break
    f = polynomial(k, a, b, c, d, e)
    with_tau = rf"The Hessian there is not positive definite; use $\tau = {tau}$. " if damped else ""
    return Question(
        prompt=(
            rf"Take one {'damped ' if damped else ''}Newton step, with $t = 1$, on $f(x, y) = {f}$ from "
            rf"$({p}, {q})$. "
            rf"{with_tau}Answer with the new point."
        ),
        answer=Vector(right),
        typical=[Typical(*one) for one in wrong],
        solution=(
            rf"At $({p}, {q})$ the gradient is $g = ({g[0]},\ {g[1]})$ and the Hessian $H = "
            rf"{tex([[h11, b], [b, h22]])}$. "
            + (rf"$H + {'' if tau == 1 else tau}I = {tex(A)}$. " if damped else "")
            + rf"Solve ${tex(A)}\,d = ({-g[0]},\ {-g[1]})$: $d = ({step[0]},\ {step[1]})$. The new point is "
            rf"$({right[0]},\ {right[1]})$."
        ),
    )


def newton_errors(point, g, A, H, step, damped):
    det = A[0][0] * A[1][1] - A[0][1] ** 2
    wrong = [
        (
            added(point, step, -1),
            "wrong_sign",
            "Does $f$ fall in the direction of your step, to first order?",
        ),
        (
            [point[i] - Fraction(g[i], A[i][i]) for i in range(2)],
            "diagonal_only",
            "You divided entry by entry. The Hessian has an entry beside the diagonal.",
        ),
        (
            [point[i] - Fraction(g[i], det) for i in range(2)],
            "divides_by_determinant",
            "A gradient cannot be divided by a determinant: solve $Hd = -g$.",
        ),
        (
            added(point, g, -1),
            "gradient_step",
            "That is a step of gradient descent. Where did the Hessian go?",
        ),
        (step, "step_only", "That is the step. Where does it lead?"),
    ]
    if damped:
        plain = H[0][0] * H[1][1] - H[0][1] ** 2
        d = [
            Fraction(-(H[1][1] * g[0] - H[0][1] * g[1]), plain),
            Fraction(-(H[0][0] * g[1] - H[0][1] * g[0]), plain),
        ]
        wrong.append(
            (added(point, d, 1), "not_damped", "You solved with $H$ itself. What is added to it first?")
        )
    return wrong


def added(point, step, sign):
    return [p + sign * s for p, s in zip(point, step, strict=True)]


# --- notation ----------------------------------------------------------------------------------


def signed(terms):
    """`2x - y + 3`: from (number, name) pairs; no coefficient 1, no plus before a minus, zeros left out."""
    shown = [(c, ("" if abs(c) == 1 and name else str(abs(c))) + name) for c, name in terms if c]
    (first, start), *rest = shown
    more = "".join((" - " if c < 0 else " + ") + term for c, term in rest)
    return ("-" if first < 0 else "") + start + more
