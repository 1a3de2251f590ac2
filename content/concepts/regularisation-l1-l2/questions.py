"""Question families of L1 and L2 regularisation: ridge, thresholds, order of entry, units, a derivation."""

from fractions import Fraction as F

from groundup.grading import (
    Choice,
    Expression,
    Number,
    Ordering,
    Question,
    Steps,
    Typical,
    Vector,
    family,
    tex,
)

# --- ridge -------------------------------------------------------------------------------------


@family("ridge-1d", difficulty=-1)
def ridge_1d(rng):
    """The ridge weight of one centred feature."""
    while True:
        m = rng.choice([3, 4])
        x, y = centred(rng, m, 4), centred(rng, m, 7)
        lam = rng.choice([2, 3, 4, 5, 6, 8, 10])
        xy, xx = sum(a * b for a, b in zip(x, y, strict=True)), sum(a * a for a in x)
        right = F(xy, xx + lam)
        typical = [
            Typical(F(xy, xx), "no_penalty", "That is least squares. Where does $\\lambda$ come in?"),
            Typical(
                F(xy, xx + m * lam), "times_rows", "The squares are summed here, not averaged over the rows."
            ),
            Typical(F(xy, xx + lam**2), "lam_squared", "Differentiate $\\lambda w^2$ once more."),
            Typical(F(xy, xx) - lam, "subtracted", "Ridge divides by more; it does not subtract."),
            Typical(
                F(2 * xy, 2 * xx + lam), "half_lost", "Both squares bring a factor 2 when differentiated."
            ),
        ]
        if xy and len(set(map(abs, x))) > 1 and told_apart(right, typical):
            break
    return Question(
        prompt=(
            f"The feature and the outcome are centred: $x = {row(x)}$, $y = {row(y)}$. Which $w$ minimises "
            f"$\\sum (y_i - w x_i)^2 + {lam} w^2$?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"Half the derivative is $-\sum x_i y_i + w \sum x_i^2 + {lam} w$, with $\sum x_i y_i = {xy}$ "
            rf"and $\sum x_i^2 = {xx}$. It is 0 at $w = \frac{{{xy}}}{{{xx} + {lam}}} = {tex(right)}$, where "
            rf"least squares has ${tex(F(xy, xx))}$."
        ),
    )


def centred(rng, m, most):
    """Whole numbers that add up to 0, not all 0."""
    while True:
        x = [rng.randint(-most, most) for _ in range(m - 1)]
        x.append(-sum(x))
        if abs(x[-1]) <= most and any(x):
            return x


@family("df-ridge", difficulty=0)
def df_ridge(rng):
    """Effective degrees of freedom from singular values."""
    while True:
        count = rng.choice([2, 3])
        s = sorted(rng.sample([1, 2, 3, 4, 5, 6], count), reverse=True)
        lam = rng.choice([1, 2, 3, 4, 6, 9, 12])
        right = sum((F(v * v, v * v + lam) for v in s), F(0))
        typical = [
            Typical(
                sum((F(v, v + lam) for v in s), F(0)),
                "not_squared",
                "The eigenvalues of $X^\\top X$ are the squares of the singular values.",
            ),
            Typical(F(count), "penalty_ignored", "That is the number of weights, each of them free."),
            Typical(count - right, "part_removed", "That is what the penalty takes away. What is left?"),
            Typical(
                F(sum(v * v for v in s), sum(v * v for v in s) + lam),
                "one_fraction",
                "Every direction has a factor of its own. Add the factors.",
            ),
        ]
        if told_apart(right, typical):
            break
    parts = " + ".join(rf"\frac{{{v * v}}}{{{v * v} + {lam}}}" for v in s)
    return Question(
        prompt=(
            rf"A centred $X$ has the singular values {', '.join(map(str, s))}. How many effective degrees "
            rf"of freedom has ridge with $\lambda = {lam}$ (objective $\lVert y - Xw \rVert^2 + \lambda "
            rf"\lVert w \rVert^2$)?"
        ),
        answer=Number(right),
        typical=typical,
        solution=f"Each direction keeps the part $s^2/(s^2 + \\lambda)$: ${parts} = {tex(right)}$.",
    )


# --- lasso -------------------------------------------------------------------------------------


@family("soft", difficulty=-1)
def soft(rng):
    """Apply the soft threshold to a vector."""
    while True:
        t = rng.choice([F(1, 2), F(1), F(3, 2), F(2)])
        z = [F(rng.randint(-8, 8), 2) for _ in range(4)]
        right = [soft_threshold(v, t) for v in z]
        wrong = [
            [v if abs(v) > t else F(0) for v in z],
            [max(v - t, F(0)) for v in z],
            [v - t for v in z],
            [max(-t, min(t, v)) for v in z],
        ]
        kinds = {(v > t) - (v < -t) for v in z}
        if kinds == {-1, 0, 1} and len({*map(tuple, [right, *wrong])}) == 5 and 0 not in z:
            break
    names = [
        ("hard_threshold", "The entries that survive are moved as well."),
        ("negatives_dropped", "A large negative entry survives, moved towards 0."),
        ("subtracted", "Each entry moves towards 0, and stops there."),
        ("clipped", "That is the part which is taken away. What is left?"),
    ]
    return Question(
        prompt=f"Apply the soft threshold with $t = {tex(t)}$ to $z = {row(z)}$.",
        answer=Vector(right),
        typical=[Typical(value, *name) for value, name in zip(wrong, names, strict=True)],
        solution=(
            f"Each entry moves by ${tex(t)}$ towards 0; those of size at most ${tex(t)}$ become 0: "
            f"${row(right)}$."
        ),
    )


@family("path-order", difficulty=0)
def path_order(rng):
    """In which order do features enter as lambda falls, for orthonormal columns?"""
    while True:
        pulls = [rng.choice([-1, 1]) * size for size in rng.sample(range(1, 40), 4)]
        names = rng.sample(["age", "rent", "speed", "noise", "height", "income", "traffic", "rain"], 4)
        order = sorted(range(4), key=lambda j: -abs(pulls[j]))
        signed = sorted(range(4), key=lambda j: -pulls[j])
        if order not in (signed, signed[::-1], [0, 1, 2, 3], [3, 2, 1, 0]) and min(pulls) < 0 < max(pulls):
            break
    values = [F(p, 10) for p in pulls]
    shown = ", ".join(f"{name}: ${float(v):g}$" for name, v in zip(names, values, strict=True))
    ranked = ", ".join(f"{names[j]} at ${float(abs(values[j])):g}$" for j in order)
    return Question(
        prompt=(
            r"The lasso minimises $\tfrac12 \lVert y - Xw \rVert^2 + \lambda \lVert w \rVert_1$, and the "
            f"columns of $X$ are orthonormal. Their dot products $x_j^\\top y$ are {shown}. $\\lambda$ falls "
            "from a large value to 0. In which order do the features enter the model?"
        ),
        answer=Ordering(names, order),
        typical=[
            Typical(signed, "signed", "A strongly negative feature is as useful as a strongly positive one."),
            Typical(order[::-1], "reversed", "While $\\lambda$ is still large, which features can resist?"),
        ],
        solution=(
            r"Here $w_j$ is the soft threshold of $x_j^\top y$, and it leaves 0 where $\lambda$ falls below "
            rf"$|x_j^\top y|$: {ranked}."
        ),
    )


@family("derive-soft-threshold", difficulty=1)
def derive_soft_threshold(rng):
    """Minimise a parabola plus |w| case by case."""
    while True:
        a, c, t = rng.choice([2, 3, 4, 5]), rng.choice([-1, 1]) * rng.randint(1, 6), rng.randint(1, 12)
        from_right, from_left = c - F(t, a), c + F(t, a)
        if 0 in (from_right, from_left) or t == a:
            continue
        right = from_right if from_right > 0 else from_left if from_left < 0 else F(0)
        inside = right == 0
        if inside == (rng.random() < 0.45):
            break
    up, down = f"{a}*(w - ({c})) + {t}", f"{a}*(w - ({c})) - {t}"
    lines = [up, from_right, down, from_left]
    other = from_left if right == from_right else from_right
    wrong = [
        Typical(
            [*lines, F(c)],
            "corner_has_slope_zero",
            "You let the penalty drop out. Is its slope 0 at your point?",
        ),
        Typical(
            [down, from_left, up, from_right, right],
            "sides_interchanged",
            "For $w > 0$, does $|w|$ rise or fall when $w$ grows?",
        ),
    ]
    if inside:
        nearest = min(from_right, from_left, key=abs)
        wrong.append(
            Typical(
                [*lines, nearest],
                "zero_of_the_wrong_side",
                "That zero belongs to a formula which does not hold there. Compare the signs.",
            )
        )
    else:
        wrong.append(
            Typical([*lines, F(0)], "always_zero", "One of your two zeros lies on the side that it is for.")
        )
        wrong.append(
            Typical(
                [*lines, other],
                "zero_of_the_wrong_side",
                "That zero belongs to a formula which does not hold there. Compare the signs.",
            )
        )
    shift = f"w - {c}" if c > 0 else f"w + {-c}"
    verdict = (
        "Neither lies on its own side, so the slope is negative up to 0 and positive from there: the minimum "
        "is at the corner, 0."
        if inside
        else f"Only ${tex(right)}$ lies on its own side, and there the minimum is."
    )
    return Question(
        prompt=(rf"Minimise ${half(a)}({shift})^2 + {times(t)}|w|$ over $w \in \mathbb{{R}}$, case by case."),
        answer=Steps(
            [
                ("Derivative for $w > 0$", Expression(up, variables=("w",))),
                ("Zero of this expression", Number(from_right)),
                ("Derivative for $w < 0$", Expression(down, variables=("w",))),
                ("Zero of this expression", Number(from_left)),
                ("The minimiser", Number(right)),
            ]
        ),
        typical=wrong,
        solution=(
            rf"For $w > 0$ the derivative is ${a}({shift}) + {t}$, with the zero ${tex(from_right)}$; for "
            rf"$w < 0$ it is ${a}({shift}) - {t}$, with the zero ${tex(from_left)}$. {verdict} (It is the "
            rf"soft threshold of {c} at ${tex(F(t, a))}$.)"
        ),
    )


# --- intercept and units -----------------------------------------------------------------------

SAME = "All predictions stay as they were."
SHIFTED = "All predictions grow by {k}, and the weights stay as they were."
PULLED = "The predictions grow by less than {k} on average, and the weights change."
FEWER = "The feature is penalised less, and the predictions change."
MORE = "The feature is penalised more, and the predictions change."
SCENES = {  # what is done: (the method, the change, the answer, what else is offered, why)
    "shift": (
        "Ridge with an unpenalised intercept is fitted",
        "{k} is added to every $y_i$",
        SHIFTED,
        [SAME, PULLED],
        "The intercept rises by {k} at no cost, and the residuals are what they were.",
    ),
    "shift_penalised": (
        "Ridge is fitted to features that are not centred, with the intercept penalised like a weight",
        "{k} is added to every $y_i$",
        PULLED,
        [SAME, SHIFTED],
        "A larger intercept now costs more, so it gives way, and the weights try to make up for it.",
    ),
    "small_unit": (
        "The lasso is fitted to features as they come",
        "one feature that it uses is written in a unit that makes its numbers {k} times as large",
        FEWER,
        [SAME, MORE],
        "The same effect now needs a weight {k} times as small, which costs {k} times less.",
    ),
    "large_unit": (
        "Ridge is fitted to features as they come",
        "one feature that it uses is written in a unit that makes its numbers {k} times as small",
        MORE,
        [SAME, FEWER],
        "The same effect now needs a weight {k} times as large, and its square costs more.",
    ),
    "least_squares": (
        "Least squares without any penalty is fitted, with independent columns",
        "one feature that it uses is written in a unit that makes its numbers {k} times as large",
        SAME,
        [FEWER, MORE],
        "Its weight becomes {k} times as small, and nothing charges for weights.",
    ),
    "standardised": (
        "Each feature is standardised, and then the lasso is fitted",
        "one feature that it uses is written in a unit that makes its numbers {k} times as large",
        SAME,
        [FEWER, MORE],
        "Mean and deviation grow by the same factor, so the standardised feature is what it was.",
    ),
}
SLIPS = {
    SAME: (
        "nothing_changes",
        "Write the prediction once before and once after. Who pays for the difference?",
    ),
    SHIFTED: ("intercept_free", "Does the intercept move for nothing here?"),
    PULLED: ("intercept_pulled", "What does the penalty charge for: the intercept, or only the weights?"),
    FEWER: ("penalised_less", "How large must the weight be in the new unit, and does that cost anything?"),
    MORE: ("penalised_more", "How large must the weight be in the new unit, and does that cost anything?"),
}


@family("what-changes", difficulty=0)
def what_changes(rng):
    """What does a shift of y or another unit of a feature do to the predictions?"""
    method, change, right, wrong, why = SCENES[rng.choice(list(SCENES))]
    k = rng.choice([5, 10, 20, 50, 100, 1000])

    def filled(text):
        return text.replace("{k}", str(k))

    return Question(
        prompt=(
            f"{method}. Then {filled(change)}, and the model is fitted again in the same way. What happens?"
        ),
        answer=Choice.shuffled(rng, filled(right), [filled(one) for one in wrong]),
        typical=[Typical(filled(one), *SLIPS[one]) for one in wrong],
        solution=f"{filled(why)} {filled(right)}",
    )


# --- arithmetic and notation -------------------------------------------------------------------


def soft_threshold(z, t):
    return z - t if z > t else z + t if z < -t else F(0)


def row(numbers):
    return "(" + ",\\ ".join(tex(F(v)) for v in numbers) + ")"


def half(a):
    """The coefficient a/2 in front of a square."""
    return ("" if a == 2 else str(a // 2)) if a % 2 == 0 else rf"\tfrac{{{a}}}{{2}}"


def times(t):
    return "" if t == 1 else f"{t}\\,"


def told_apart(right, typical):
    """Whether no typical answer is right by chance, and no two of them are equal."""
    return len({right, *(one.value for one in typical)}) == 1 + len(typical)
