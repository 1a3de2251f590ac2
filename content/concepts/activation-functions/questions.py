"""Question families on activation functions."""

from fractions import Fraction
from math import exp, log1p, tanh

import sympy

from groundup.grading import Expression, Matrix, Number, Question, Steps, Typical, Vector, family, tex


def sigmoid(z):
    return 1 / (1 + exp(-z))


# name: (formula, f, slope)
FUNCTIONS = {
    "sigmoid": (r"\sigma(z) = 1/(1 + e^{-z})", sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "tanh": (r"\tanh z", tanh, lambda z: 1 - tanh(z) ** 2),
    "softplus": (r"\log(1 + e^z)", lambda z: log1p(exp(z)), sigmoid),
    "SiLU": (r"z\,\sigma(z)", lambda z: z * sigmoid(z), lambda z: sigmoid(z) * (1 + z * (1 - sigmoid(z)))),
    "leaky ReLU": (
        r"z \text{ for } z > 0, \text{ else } 0.01\,z",
        lambda z: z if z > 0 else 0.01 * z,
        lambda z: 1.0 if z > 0 else 0.01,
    ),
}


def distinct(right, typical, tolerance=2e-3):
    """Typical wrong answers that differ clearly from the right one and from each other."""
    kept = []
    for wrong in typical:
        if all(abs(wrong.value - other) > tolerance for other in [right, *(k.value for k in kept)]):
            kept.append(wrong)
    return kept


def some_z(rng):
    return rng.choice([-1, 1]) * rng.randrange(3, 26) / 10


@family("act-value", difficulty=-1)
def act_value(rng):
    """The value of an activation at one point."""
    while True:
        name, z = rng.choice(list(FUNCTIONS)), some_z(rng)
        formula, f, slope = FUNCTIONS[name]
        others = {
            "sigmoid": [
                Typical(tanh(z), "tanh_for_sigmoid", "That is tanh(z). The sigmoid lies between 0 and 1.")
            ],
            "tanh": [
                Typical(
                    sigmoid(z), "sigmoid_for_tanh", "That is the sigmoid. tanh is negative for negative z."
                )
            ],
            "softplus": [
                Typical(
                    max(z, 0.0),
                    "relu_for_softplus",
                    "That is ReLU. Softplus is smooth, and above it everywhere.",
                )
            ],
            "SiLU": [Typical(sigmoid(z), "gate_only", "That is the gate alone. SiLU multiplies z by it.")],
            "leaky ReLU": [Typical(max(z, 0.0), "no_leak", "That is ReLU without the leak.")],
        }[name]
        others.append(Typical(slope(z), "slope_for_value", "That is the slope at this point, not the value."))
        typical = distinct(f(z), others)
        if typical:
            break
    return Question(
        prompt=f"What is the value of {name}, ${formula}$, at $z = {z}$?",
        answer=Number(f(z), abs_tol=6e-5, decimals=4),
        typical=typical,
        solution=_value_by_steps(name, z, f(z)),
    )


def _value_by_steps(name, z, value):
    if name in ("sigmoid", "SiLU"):
        gate = rf"$\sigma({z}) = 1/(1 + e^{{{-z}}}) = 1/(1 + {exp(-z):.4f}) \approx {sigmoid(z):.4f}$"
        return (
            gate + "."
            if name == "sigmoid"
            else gate + rf", and ${z} \cdot {sigmoid(z):.4f} \approx {value:.4f}$."
        )
    if name == "tanh":
        return (
            rf"$\tanh({z}) = (e^{{{z}}} - e^{{{-z}}})/(e^{{{z}}} + e^{{{-z}}}) = "
            rf"({exp(z):.4f} - {exp(-z):.4f})/({exp(z):.4f} + {exp(-z):.4f}) \approx {value:.4f}$."
        )
    if name == "softplus":
        return rf"$\log(1 + e^{{{z}}}) = \log(1 + {exp(z):.4f}) \approx {value:.4f}$."
    side = (
        "positive, so it passes unchanged"
        if z > 0
        else f"not positive, so it is multiplied by 0.01: ${value:.4f}$"
    )
    return f"${z}$ is {side}."


@family("act-slope", difficulty=0)
def act_slope(rng):
    """The slope of an activation at one point."""
    while True:
        name, z = rng.choice(["sigmoid", "tanh", "softplus", "SiLU"]), some_z(rng)
        formula, f, slope = FUNCTIONS[name]
        s = sigmoid(z)
        others = {
            "sigmoid": [
                Typical(
                    s * (1 - z),
                    "mixed_variables",
                    "One factor is in terms of the output and one of the input: both must be of the output.",
                )
            ],
            "tanh": [
                Typical(1 - z**2, "input_squared", "You squared z. The formula squares the output, tanh z."),
                Typical(1 - tanh(z), "not_squared", "The output is squared in the slope of tanh."),
            ],
            "softplus": [
                Typical(
                    s * (1 - s),
                    "one_too_far",
                    "That is the slope of the sigmoid. The slope of softplus is the sigmoid itself.",
                )
            ],
            "SiLU": [
                Typical(s, "product_rule_half", "The product rule has a second term, from the gate."),
                Typical(
                    s * (1 - s), "gate_only", "That is the slope of the gate alone; z stands in front of it."
                ),
            ],
        }[name]
        others.append(Typical(f(z), "value_for_slope", "That is the value at this point, not the slope."))
        typical = distinct(slope(z), others)
        if typical:
            break
    steps = {
        "sigmoid": (
            rf"$\sigma({z}) \approx {s:.4f}$, and $\sigma' = \sigma(1 - \sigma) \approx {s:.4f} \cdot"
            rf" {1 - s:.4f} \approx {slope(z):.4f}$."
        ),
        "tanh": (
            rf"$\tanh({z}) \approx {tanh(z):.4f}$, and $1 - \tanh^2 \approx 1 - {tanh(z) ** 2:.4f} ="
            rf" {slope(z):.4f}$."
        ),
        "softplus": rf"The derivative of $\log(1 + e^z)$ is $e^z/(1 + e^z) = \sigma(z) \approx {s:.4f}$.",
        "SiLU": (
            rf"With $\sigma({z}) \approx {s:.4f}$ the product rule gives $\sigma + z\,\sigma(1 - \sigma)"
            rf" \approx {s:.4f} + ({z}) \cdot {s * (1 - s):.4f} \approx {slope(z):.4f}$."
        ),
    }
    return Question(
        prompt=f"What is the slope of {name}, ${formula}$, at $z = {z}$?",
        answer=Number(slope(z), abs_tol=6e-5, decimals=4),
        typical=typical,
        solution=steps[name],
    )


def integer_matrix(rng, rows, columns, low=-3, high=3):
    return [[rng.randint(low, high) for _ in range(columns)] for _ in range(rows)]


def product(A, B):
    return [
        [sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*B, strict=True)] for row in A
    ]


@family("collapse", difficulty=0)
def collapse(rng):
    """Two linear layers as one."""
    while True:
        W1, W2 = integer_matrix(rng, 2, 2), integer_matrix(rng, 2, 2)
        b1, b2 = [rng.randint(-3, 3) for _ in range(2)], [rng.randint(-3, 3) for _ in range(2)]
        W = product(W1, W2)
        b = [x + y for x, y in zip(product([b1], W2)[0], b2, strict=True)]
        swapped = product(W2, W1)
        plain_sum = [x + y for x, y in zip(b1, b2, strict=True)]
        if swapped != W and b != plain_sum and any(b1) and any(map(any, W)):
            break
    return Question(
        prompt=(
            "Two layers without an activation between them compute $(x W_1 + b_1) W_2 + b_2$ for a row $x$,"
            " with\n\n"
            rf"$$W_1 = {tex(W1)},\quad b_1 = ({b1[0]}, {b1[1]}),\quad W_2 = {tex(W2)},\quad b_2 = ({b2[0]},"
            rf" {b2[1]}).$$"
            "\n\nGive the single layer $x W + b$ that computes the same."
        ),
        answer=Steps([("$W$", Matrix(W)), ("$b$", Vector(b))]),
        typical=[
            Typical(
                [swapped, b],
                "order_swapped",
                "The order of the product is swapped: a row meets $W_1$ first, so $W_1$ stands on the left.",
            ),
            Typical(
                [W, plain_sum],
                "bias_not_carried",
                "The first bias goes through the second layer as well: it is multiplied by $W_2$.",
            ),
        ],
        solution=(
            rf"$W = W_1 W_2 = {tex(W)}$. The first bias passes through the second layer: "
            rf"$b = b_1 W_2 + b_2 = ({b[0]}, {b[1]})$."
        ),
    )


@family("vanish", difficulty=0)
def vanish(rng):
    """The largest possible product of slopes through a stack."""
    layers = rng.randrange(2, 8)
    name, bound = rng.choice([("sigmoid", Fraction(1, 4)), ("tanh", Fraction(1)), ("ReLU", Fraction(1))])
    right = bound**layers
    if name == "sigmoid":
        typical = [
            Typical(
                Fraction(1, 2) ** layers,
                "half",
                "One half is the value of the sigmoid at 0. Its slope there is smaller.",
            ),
            Typical(
                Fraction(1, 4), "one_layer", "That is the bound for a single layer. The slopes multiply."
            ),
            Typical(Fraction(layers, 4), "added", "Slopes along a chain multiply; they do not add."),
        ]
        typical = [t for t in typical if t.value != right]
        kept = []
        for t in typical:
            if t.value not in [k.value for k in kept]:
                kept.append(t)
        typical = kept
    else:
        typical = [
            Typical(
                Fraction(1, 4) ** layers,
                "sigmoid_bound",
                f"One quarter is the largest slope of the sigmoid; {name} has a larger one.",
            ),
            Typical(Fraction(1, 2) ** layers, "half", f"The largest slope of {name} is not one half."),
        ]
    size = r"\tfrac14" if name == "sigmoid" else "1"
    return Question(
        prompt=(
            f"A signal passes {layers} layers of {name} units, all weights 1. What is the largest value that"
            f" the product of the {layers} slopes can have? (A bound that each slope can reach.)"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"The slope of {name} is at most ${size}$, so the product is at most $({size})^{{{layers}}} ="
            rf" {tex(right)}$."
        ),
    )


@family("derivative-form", difficulty=1)
def derivative_form(rng):
    """The derivative of an activation, written in terms of its output."""
    k = rng.randrange(1, 7)
    x, y = sympy.symbols("x y")
    inside = "x" if k == 1 else f"{k}x"
    name = rng.choice(["sigmoid", "tanh", "softplus", "difference"])
    if name == "sigmoid":
        f, right = rf"\sigma({inside}) = \frac{{1}}{{1 + e^{{-{inside}}}}}", k * y * (1 - y)
        wrong = [
            Typical(
                k * y * (1 - x),
                "mixed_variables",
                "One factor is still in terms of $x$. Everything can be said with $y$.",
            ),
            Typical(
                k * x * (1 - x),
                "input_for_output",
                "The formula holds for the output $y$, not for the input $x$.",
            ),
        ]
        why = rf"$\sigma' = \sigma(1 - \sigma)$ and the inner factor ${k}$ give $y' = {sympy.latex(right)}$."
    elif name == "tanh":
        f, right = rf"\tanh({inside})", k * (1 - y**2)
        wrong = [
            Typical(
                k * (1 - x**2),
                "input_for_output",
                "The formula holds for the output $y$, not for the input $x$.",
            ),
            Typical(k * (1 - y), "not_squared", "The output is squared in the slope of tanh."),
        ]
        why = rf"$\tanh' = 1 - \tanh^2$ and the inner factor ${k}$ give $y' = {sympy.latex(right)}$."
    elif name == "softplus":
        f, right = rf"\log(1 + e^{{{inside}}})", k * (1 - sympy.exp(-y))
        wrong = [
            Typical(
                k * y * (1 - y),
                "sigmoid_form",
                "That form belongs to the sigmoid. Solve $y = \\log(1 + e^{\\dots})$ for the exponential"
                " first.",
            ),
            Typical(
                k * (1 - sympy.exp(-x)),
                "input_for_output",
                "The formula holds for the output $y$, not for the input $x$.",
            ),
        ]
        why = (
            rf"$e^y = 1 + e^{{{inside}}}$, so $y' = {k}\,e^{{{inside}}}/(1 + e^{{{inside}}}) = {k}\,(e^y -"
            rf" 1)/e^y = {sympy.latex(right)}$."
        )
    else:
        f, right = rf"2\,\sigma({inside}) - 1", k * (1 - y**2) / 2
        wrong = [
            Typical(
                2 * k * y * (1 - y),
                "output_of_sigmoid",
                "You used $\\sigma = y$. Here $\\sigma = (y + 1)/2$.",
            ),
            Typical(
                k * (1 - x**2) / 2,
                "input_for_output",
                "The formula holds for the output $y$, not for the input $x$.",
            ),
        ]
        why = (
            rf"$\sigma = (y + 1)/2$, so $y' = 2 \cdot {k}\,\sigma(1 - \sigma) = {2 * k} \cdot \frac{{y +"
            r" 1}{2} \cdot "
            rf"\frac{{1 - y}}{{2}} = {sympy.latex(sympy.factor(right))}$."
        )
    if k > 1:
        wrong.append(
            Typical(
                sympy.expand(right / k),
                "inner_factor",
                f"The inner function ${inside}$ contributes a factor of its own.",
            )
        )
    return Question(
        prompt=f"Let $y = {f}$. Write the derivative $\\mathrm{{d}}y/\\mathrm{{d}}x$ in terms of $y$ alone.",
        answer=Expression(right, variables=("y", "x")),
        typical=wrong,
        solution=why,
    )
