"""Question families on the forward pass."""

import itertools
from fractions import Fraction

from groundup.grading import Number, Question, Typical, family, tex


@family("param-count", difficulty=-1)
def param_count(rng):
    """Number of weights and biases of a multilayer perceptron."""
    hidden = [rng.choice([4, 8, 10, 16, 20, 32, 50, 64]) for _ in range(rng.choice([1, 1, 2]))]
    sizes = [rng.randrange(2, 31), *hidden, rng.randrange(1, 11)]
    pairs = list(itertools.pairwise(sizes))
    right = sum((d + 1) * h for d, h in pairs)
    arrows = r" \to ".join(map(str, sizes))
    terms = " + ".join(rf"({d} + 1) \cdot {h}" for d, h in pairs)
    units = sum(sizes[1:])
    return Question(
        prompt=(
            rf"A multilayer perceptron has layer sizes ${arrows}$, every unit with a bias. How many "
            "parameters does it have?"
        ),
        answer=Number(right),
        typical=[
            Typical(
                right - units,
                "biases_omitted",
                f"Each of the {units} units outside the input has a bias too.",
            ),
            Typical(
                right - units + sum(sizes),
                "biases_on_input",
                "The input is not a layer of units: it has no biases.",
            ),
        ],
        solution=rf"A layer from $d$ to $h$ has $(d + 1)\,h$ parameters: ${terms} = {right}$.",
    )


def relu(z):
    return max(z, 0)


@family("forward-value", difficulty=0)
def forward_value(rng):
    """The output of a 2-2-1 network with ReLU for one row."""
    while True:
        x = [rng.randint(-3, 3) for _ in range(2)]
        W1 = [[rng.randint(-3, 3) for _ in range(2)] for _ in range(2)]
        b1 = [rng.randint(-3, 3) for _ in range(2)]
        W2 = [rng.choice([-4, -3, -2, -1, 1, 2, 3, 4]) for _ in range(2)]
        b2 = rng.choice([-3, -2, -1, 1, 2, 3])
        z = [x[0] * W1[0][j] + x[1] * W1[1][j] + b1[j] for j in range(2)]
        a = [relu(t) for t in z]
        right = a[0] * W2[0] + a[1] * W2[1] + b2
        linear = z[0] * W2[0] + z[1] * W2[1] + b2
        no_bias = sum(relu(z[j] - b1[j]) * W2[j] for j in range(2))
        rows = [relu(x[0] * W1[j][0] + x[1] * W1[j][1] + b1[j]) for j in range(2)]
        transposed = rows[0] * W2[0] + rows[1] * W2[1] + b2
        wrong = [relu(right), linear, no_bias, transposed]
        one_off = (z[0] < 0) != (z[1] < 0)  # exactly one unit is off
        if one_off and right < 0 and all(x) and len({right, *wrong}) == 5:
            break
    return Question(
        prompt=(
            "A network with one hidden ReLU layer and a linear output has\n\n"
            rf"$$W_1 = {tex(W1)},\quad b_1 = ({b1[0]}, {b1[1]}),\quad W_2 = {tex([[w] for w in W2])},\quad"
            rf" b_2 = {b2}.$$"
            f"\n\nRows are examples, so $Z_1 = x W_1 + b_1$. What is its output for $x = ({x[0]}, {x[1]})$?"
        ),
        answer=Number(right),
        typical=[
            Typical(
                relu(right),
                "activation_on_output",
                "There is no activation after the last layer: the output may be negative.",
            ),
            Typical(
                linear,
                "no_activation",
                "The hidden layer lacks its ReLU: a negative pre-activation becomes 0.",
            ),
            Typical(no_bias, "biases_missed", "Both layers add a bias."),
            Typical(transposed, "rows_for_columns", "Unit j has its weights in column j, not in row j."),
        ],
        solution=(
            rf"$Z_1 = ({z[0]}, {z[1]})$, so $A_1 = ({a[0]}, {a[1]})$, and the output is "
            rf"${a[0]} \cdot {factor(W2[0])} + {a[1]} \cdot {factor(W2[1])} {b2:+d} = {right}$."
        ),
    )


@family("region-count", difficulty=1)
def region_count(rng):
    """Number of linear pieces of a one-input ReLU network."""
    while True:
        kinks = rng.sample(range(-5, 6), rng.randrange(2, 5))
        kinks += rng.choices(kinks, k=rng.choice([0, 2]))  # some units share a kink
        rng.shuffle(kinks)
        units = [
            (w, -k * w, rng.choice([-3, -2, -1, 1, 2, 3]))
            for k in kinks
            for w in [rng.choice([-2, -1, 1, 2])]
        ]
        # Slope just right of a kink minus slope just left of it: v * |w|, added over the units that share it.
        change = {}
        for (w, _, v), k in zip(units, kinks, strict=True):
            change[k] = change.get(k, 0) + v * abs(w)
        if all(change.values()):
            break
    right = len(change) + 1
    n = len(units)

    def term(w, b, v):
        inside = (
            ("-" if w == -1 else "" if w == 1 else str(w))
            + "x"
            + (f" {'+' if b > 0 else '-'} {abs(b)}" if b else "")
        )
        return ("+ " if v > 0 else "- ") + (str(abs(v)) if abs(v) != 1 else "") + rf"\max(0,\ {inside})"

    formula = " ".join(term(*unit) for unit in units).removeprefix("+ ")
    shared = [Typical(n + 1, "every_kink_counted", "Some of the units have their kink at the same place.")]
    if right == n + 1:
        shared = []
    where = ", ".join(str(Fraction(k)) for k in sorted(change))
    return Question(
        prompt=(
            "How many linear pieces does this network have, as a function of $x$ on the whole"
            f" line?\n\n$$f(x) = {formula}$$\n\nCount stretches on which the slope is constant and that"
            " cannot be made longer."
        ),
        answer=Number(right),
        typical=[
            Typical(n, "units", "That is the number of units. Count the places where the slope changes."),
            *shared,
        ],
        solution=(
            rf"A unit $\max(0, wx + b)$ has its kink at $-b/w$. The distinct kinks are {where}; the slope"
            r" changes at each of "
            f"them, so there are {len(change)} + 1 = {right} pieces."
        ),
    )


def factor(number):
    """A number as a factor: negative ones in brackets."""
    return f"({number})" if number < 0 else str(number)
