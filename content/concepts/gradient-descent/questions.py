"""Question families of gradient descent: a step by hand, the stability limit, the rate, reading a run."""

from fractions import Fraction
from itertools import pairwise

from groundup.grading import Choice, Expression, Number, Question, Steps, Typical, Vector, family, tex


@family("one-step", difficulty=-1)
def one_step(rng):
    """Take one step of gradient descent on a quadratic of two variables."""
    while True:
        a, b, c = rng.choice([1, 2, 3]), rng.choice([-2, -1, 1, 2]), rng.choice([1, 2, 3, 4])
        p = [rng.choice([-3, -2, -1, 1, 2, 3, 4]) for _ in range(2)]
        eta = rng.choice([Fraction(1, 10), Fraction(1, 5), Fraction(1, 20)])
        g = gradient(a, b, c, p)
        right = moved(p, eta, g)
        ascent, whole = moved(p, -eta, g), moved(p, 1, g)
        twice = moved(right, eta, gradient(a, b, c, right))
        halved = moved(p, eta, [a * p[0] + b * p[1], b * p[0] + c * p[1]])
        one_by_one = [right[0], p[1] - eta * gradient(a, b, c, [right[0], p[1]])[1]]
        a_bowl = 4 * a * c > b * b
        if a_bowl and 0 not in g and all_differ(right, ascent, twice, halved, whole, one_by_one, g):
            break

    formula = signed([(a, "x^2"), (b, "xy"), (c, "y^2")])
    slopes = signed([(2 * a, "x"), (b, "y")]), signed([(b, "x"), (2 * c, "y")])
    together = "The second entry was computed with the new first entry. At which point is the gradient taken?"
    return Question(
        prompt=(
            f"Let $f(x, y) = {formula}$. Take one step of gradient descent from $({p[0]}, {p[1]})$ with "
            f"$\\eta = {decimal(eta)}$. Answer with the new point."
        ),
        answer=Vector(right),
        typical=[
            Typical(ascent, "ascent", "From here the loss rises. Which way does the gradient point?"),
            Typical(twice, "two_steps", "You moved again with the gradient at the new point: two steps."),
            Typical(halved, "derivative_of_square", "Check the derivatives of the two squares."),
            Typical(whole, "no_learning_rate", "You subtracted the whole gradient. What of $\\eta$?"),
            Typical(one_by_one, "entry_by_entry", together),
            Typical(g, "gradient_only", "That is the gradient at the start, not yet the new point."),
        ],
        solution=(
            f"The gradient is $\\nabla f = ({slopes[0]},\\ {slopes[1]})$, at $({p[0]}, {p[1]})$ that is "
            f"$({g[0]}, {g[1]})$. So the new point is $$({p[0]},\\ {p[1]}) - {decimal(eta)}\\,({g[0]},\\ "
            f"{g[1]}) = ({decimal(right[0])},\\ {decimal(right[1])}).$$"
        ),
    )


def gradient(a, b, c, point):
    """Of a x^2 + b xy + c y^2."""
    x, y = point
    return [2 * a * x + b * y, b * x + 2 * c * y]


def moved(point, eta, slopes):
    return [x - eta * s for x, s in zip(point, slopes, strict=True)]


@family("stability-limit", difficulty=0)
def stability_limit(rng):
    """Find the largest stable step of a quadratic with or without a mixed term."""
    return rng.choice([limit_without_mixed_term, limit_with_mixed_term])(rng)


def limit_without_mixed_term(rng):
    while True:
        a, c = rng.sample([1, 2, 3, 4, 5, 6, 8, 10], 2)  # a x^2 + c y^2 has the curvatures 2a and 2c
        top, low = 2 * max(a, c), 2 * min(a, c)
        doubled = "You took the coefficient for the curvature. Differentiate the square twice."
        typical = [*limit_errors(top, low), Typical(Fraction(4, top), "coefficient_as_curvature", doubled)]
        if told_apart(Fraction(2, top), typical):
            break
    return Question(
        prompt=limit_prompt(signed([(a, "x^2"), (c, "y^2")])),
        answer=Number(Fraction(2, top)),
        typical=typical,
        solution=(
            f"The second derivatives are ${2 * a}$ and ${2 * c}$. The larger one is $L = {top}$, so the "
            f"limit is $2/L = {tex(Fraction(2, top))}$."
        ),
    )


def limit_with_mixed_term(rng):
    """The Hessian [[a, b], [b, c]] is made from its curvatures, so that both are whole numbers."""
    while True:
        low, gap = rng.choice([1, 2, 3, 4]), rng.choice([2, 4, 5, 6, 10])
        top = low + gap
        if gap % 5 == 0:  # the steep direction is (2, 1)
            a, b, c = low + 4 * gap // 5, 2 * gap // 5, low + gap // 5
        else:  # the steep direction is (1, 1)
            a, b, c = low + gap // 2, gap // 2, low + gap // 2
        if rng.random() < 0.5:
            a, c = c, a
        b *= rng.choice([-1, 1])
        diagonal = "You used the largest entry of the diagonal. Is the steepest direction along an axis?"
        typical = [*limit_errors(top, low), Typical(Fraction(2, max(a, c)), "ignores_mixed_term", diagonal)]
        if told_apart(Fraction(2, top), typical):
            break
    middle, half = Fraction(a + c, 2), Fraction(gap, 2)
    return Question(
        prompt=limit_prompt(rf"\tfrac12\left({signed([(a, 'x^2'), (2 * b, 'xy'), (c, 'y^2')])}\right)"),
        answer=Number(Fraction(2, top)),
        typical=typical,
        solution=(
            rf"The Hessian is ${tex([[a, b], [b, c]])}$. Its curvatures are $$\frac{{{a} + {c}}}{{2}} \pm "
            rf"\sqrt{{\left(\frac{{{a} - {c}}}{{2}}\right)^2 + {b * b}}} = {tex(middle)} \pm "
            f"{tex(half)},$$ that is ${low}$ and ${top}$. So $L = {top}$, and the limit is $2/L = "
            f"{tex(Fraction(2, top))}$."
        ),
    )


def limit_prompt(formula):
    return (
        f"Gradient descent with a fixed $\\eta$ runs on $f(x, y) = {formula}$. Below which value must "
        "$\\eta$ stay for convergence from every start?"
    )


def limit_errors(top, low):
    return [
        Typical(
            Fraction(1, top), "inverse_curvature", "That step is safe, but larger ones are stable as well."
        ),
        Typical(
            Fraction(2, low), "flattest_direction", "You used the flattest direction. Which blows up first?"
        ),
        Typical(
            Fraction(2, top + low), "best_instead_of_limit", "That is the best fixed step, not the limit."
        ),
        Typical(Fraction(top), "curvature_itself", "That is a curvature. Which steps does it allow?"),
    ]


@family("rate", difficulty=0)
def rate(rng):
    """Give the factor by which the error shrinks at each step, at a stated step size."""
    at_best = rng.random() < 0.7
    while True:
        low, top = rng.choice([1, 2, 3, 4, 5]), rng.choice([6, 8, 9, 10, 12, 15, 20, 24, 30, 40])
        kappa = Fraction(top, low)
        best, inverse = (kappa - 1) / (kappa + 1), 1 - 1 / kappa
        right = best if at_best else inverse
        typical = rate_errors(right, kappa, at_best)
        if kappa >= 2 and told_apart(right, typical):
            break
    eta = Fraction(2, top + low) if at_best else Fraction(1, top)
    name = r"\frac{2}{L + \mu}" if at_best else r"\frac{1}{L}"
    steep = tex(1 - eta * top)
    return Question(
        prompt=(
            rf"All curvatures of a quadratic bowl lie between $\mu = {low}$ and $L = {top}$, and both "
            rf"occur. Gradient descent uses $\eta = {name} = {tex(eta)}$. By which factor is the distance "
            "to the minimum multiplied at each step in the slowest direction, in absolute value?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"Along the flattest direction the factor is $1 - \eta\mu = 1 - {tex(eta)} \cdot {low} = "
            rf"{tex(right)}$, along the steepest $1 - \eta L = {steep}$. The larger one in absolute value "
            rf"decides: ${tex(right)}$. (With $\kappa = {tex(kappa)}$ this is "
            + (r"$\frac{\kappa - 1}{\kappa + 1}$.)" if at_best else r"$1 - \frac{1}{\kappa}$.)")
        ),
    )


def rate_errors(right, kappa, at_best):
    other = 1 - 1 / kappa if at_best else (kappa - 1) / (kappa + 1)
    other_step = r"$\eta = 1/L$" if at_best else r"$\eta = 2/(L + \mu)$"
    removed = "That is the part of the distance that is removed. Which part remains?"
    return [
        Typical(
            other, "other_step", f"That factor belongs to the step {other_step}. Which step is used here?"
        ),
        Typical(right**2, "rate_of_loss", "That is the factor of the loss. What about the distance?"),
        Typical(1 - right, "part_removed", removed),
        *(
            [Typical(1 / kappa, "inverse_condition", r"That is $\mu/L$, the ratio itself.")]
            if at_best
            else []
        ),
    ]


DIVERGING = "It diverges: $\\eta$ is above the limit $2/L$."
ZIGZAG = "It converges in a zig-zag: $\\eta$ is close to the limit $2/L$, but below it."
CRAWL = "It crawls: $\\eta$ is far below $1/L$ and can be raised."
GOOD = "It converges quickly: $\\eta$ is close to the best value."
NOISE = "It has arrived; what is left is the noise of the samples on which the loss is measured."
NAMES = {DIVERGING: "divergence", ZIGZAG: "zigzag", CRAWL: "crawl", GOOD: "arrival", NOISE: "noise"}

OFFERED = {  # noise and quick convergence are never offered together: arrived is arrived
    DIVERGING: [ZIGZAG, CRAWL, NOISE],
    ZIGZAG: [DIVERGING, CRAWL, GOOD],
    CRAWL: [DIVERGING, ZIGZAG, GOOD],
    GOOD: [DIVERGING, ZIGZAG, CRAWL],
    NOISE: [DIVERGING, ZIGZAG, CRAWL],
}
FACTORS = {DIVERGING: (-1.4, -1.15), ZIGZAG: (-0.96, -0.88), CRAWL: (0.95, 0.985), GOOD: (0.1, 0.3)}
SIZES = "Look at the sizes of the slopes: do they grow or shrink, and how fast?"
SIGNS = "Look at the signs of the slopes, from step to step."
POINTERS = {  # (what it is, what was chosen): where to look
    (DIVERGING, ZIGZAG): SIZES,
    (DIVERGING, CRAWL): "Does this loss fall?",
    (DIVERGING, NOISE): "Does the loss jump about one level, or does it leave it?",
    (ZIGZAG, DIVERGING): SIZES,
    (ZIGZAG, CRAWL): SIGNS,
    (ZIGZAG, GOOD): SIZES,
    (CRAWL, DIVERGING): "Does this loss rise?",
    (CRAWL, ZIGZAG): SIGNS,
    (CRAWL, GOOD): SIZES,
    (GOOD, DIVERGING): "Does this loss rise?",
    (GOOD, ZIGZAG): SIGNS,
    (GOOD, CRAWL): SIZES,
    (NOISE, DIVERGING): "Does the loss grow from step to step, or does it jump about one level?",
    (NOISE, ZIGZAG): SIGNS,
    (NOISE, CRAWL): "Compare the slopes with the slope at step 0: how much of the way is done?",
}
EVIDENCE = {
    DIVERGING: "Each slope is ${}$ times the one before: the side changes and the size grows.",
    ZIGZAG: "Each slope is ${}$ times the one before: the side changes and the size shrinks slowly.",
    CRAWL: "Each slope is ${}$ times the one before, on the same side: at this pace the way is long.",
    GOOD: "Each slope is ${}$ times the one before: after a few steps nothing is left of it.",
    NOISE: "Loss and slope fell far below their values at step 0 and now vary about a level without a trend.",
}


@family("read-curve", difficulty=0)
def read_curve(rng):
    """Tell from losses and slopes what the learning rate does."""
    right = rng.choice([DIVERGING, ZIGZAG, CRAWL, GOOD, NOISE])
    level = rng.uniform(0.4, 0.9)  # the loss at the minimum
    slope = rng.choice([-1, 1]) * rng.uniform(3, 9)
    before, first = "", 0
    if right == NOISE:
        first = rng.randint(20, 60)
        losses, slopes = [level * (1 + w) for w in wobbles(rng)], [slope * w / 10 for w in wobbles(rng)]
        before = (
            f" At step 0 the loss was {level + slope * slope / 8:.3f} and the slope {slope:+.3f}; each "
            "loss and slope is measured on a fresh random sample."
        )
    else:
        factor = rng.uniform(*FACTORS[right])
        slopes = [slope * factor**k for k in range(6)]
        losses = [level + s * s / 8 for s in slopes]
    answer = Choice.shuffled(rng, right, OFFERED[right])
    rows = "\n".join(f"| {first + k} | {losses[k]:.3f} | {slopes[k]:+.3f} |" for k in range(6))
    return Question(
        prompt=(
            "Gradient descent with a fixed $\\eta$ runs on a function of one variable with a single "
            f"valley.{before} What is going on?\n\n| step | loss | slope |\n| --- | --- | --- |\n{rows}"
        ),
        answer=answer,
        typical=[
            Typical(chosen, f"{NAMES[right]}_read_as_{NAMES[chosen]}", POINTERS[right, chosen])
            for chosen in OFFERED[right]
        ],
        solution=EVIDENCE[right].format(f"{slopes[1] / slopes[0]:.2f}") + f" {right}",
    )


def wobbles(rng):
    """Six deviations of 2 to 5 per cent, three up and three down, that do not simply alternate."""
    while True:
        signs = rng.sample([1, 1, 1, -1, -1, -1], 6)
        if sum(a == b for a, b in pairwise(signs)) >= 2:
            return [sign * rng.uniform(0.02, 0.05) for sign in signs]


@family("derive-step-limit", difficulty=1)
def derive_step_limit(rng):
    """Derive the stability limit of a quadratic from the recurrence of its two entries."""
    while True:
        low, top = rng.choice([2, 3, 4, 5]), rng.choice([5, 6, 8, 10, 12, 16, 20])
        if top >= 2 * low:
            break
    first, second = rng.sample([low, top], 2)
    factors = [f"1 - {first}*eta", f"1 - {second}*eta"]
    limits = [Fraction(2, first), Fraction(2, second)]
    limit = Fraction(2, top)
    eta = ("eta",)
    return Question(
        prompt=(
            rf"Let $f(x, y) = \tfrac12({first}x^2 + {second}y^2)$. Derive the values of $\eta$ for which "
            r"gradient descent converges from every start. Write `eta` for $\eta$."
        ),
        answer=Steps(
            [
                ("The step multiplies $x$ by the factor", Expression(factors[0], variables=eta)),
                ("and $y$ by the factor", Expression(factors[1], variables=eta)),
                (r"The factor of $x$ is above $-1$ as long as $\eta$ is below", Number(limits[0])),
                (r"and the factor of $y$ as long as $\eta$ is below", Number(limits[1])),
                (r"So the walk converges from every start as long as $\eta$ is below", Number(limit)),
            ]
        ),
        typical=[
            Typical(
                [*factors, *limits, Fraction(2, low)],
                "flattest_direction",
                "Between your two limits one entry already grows. Which condition is the stricter one?",
            ),
            Typical(
                [*factors, *limits, Fraction(1, top)],
                "stops_at_inverse",
                "That is enough for convergence, but not yet all that is possible: may a factor be negative?",
            ),
            Typical(
                [*factors, Fraction(1, first), Fraction(1, second), Fraction(1, top)],
                "factor_must_be_positive",
                "You asked for positive factors. A factor of $-0.5$ shrinks as well: what is needed?",
            ),
            Typical(
                [f"1 + {first}*eta", f"1 + {second}*eta", *limits, limit],
                "ascent",
                "With these factors both entries grow at every step. Check the sign of the step.",
            ),
        ],
        solution=(
            rf"The gradient is $({first}x,\ {second}y)$, so $x$ becomes $x - \eta \cdot {first}x = (1 - "
            rf"{first}\eta)\,x$ and $y$ becomes $(1 - {second}\eta)\,y$. For $\eta > 0$ the factor $1 - "
            r"\lambda\eta$ is always below 1, and it is above $-1$ when $\lambda\eta < 2$: for $\eta < "
            rf"{tex(limits[0])}$ and $\eta < {tex(limits[1])}$. Both must hold. The stricter one comes "
            rf"from the larger curvature, {top}: $\eta < {tex(limit)}$."
        ),
    )


# --- arithmetic and notation -------------------------------------------------------------------


def all_differ(*answers):
    return len({tuple(answer) for answer in answers}) == len(answers)


def told_apart(right, typical):
    """Whether no typical answer is right by chance, and no two of them are equal."""
    return len({right, *(one.value for one in typical)}) == 1 + len(typical)


def decimal(number):
    """A fraction whose denominator divides a power of ten, as a decimal."""
    return f"{float(number):g}"


def signed(terms):
    """`2x - y + 3`: from (number, name) pairs; no coefficient 1, no plus before a minus, zeros left out."""
    shown = [(c, ("" if abs(c) == 1 and name else str(abs(c))) + name) for c, name in terms if c]
    (first, start), *rest = shown
    more = "".join((" - " if c < 0 else " + ") + term for c, term in rest)
    return ("-" if first < 0 else "") + start + more
