"""Question families on averages of draws: standard errors, sample sizes, the normal approximation, its
limits."""

from fractions import Fraction as F
from math import ceil, erf, isqrt, sqrt

import sympy

from groundup.grading import Choice, Expression, Number, Question, Steps, Typical, Vector, family, tex

SQUARES = [16, 25, 36, 49, 64, 81, 100, 144, 225, 400, 625, 900, 1600, 2500]

# --- error bars --------------------------------------------------------------------------------


@family("se", difficulty=-1)
def se(rng):
    """The standard error of an average or of a share."""
    return rng.choice([se_of_mean, se_of_mean, se_of_share])(rng)


def se_of_mean(rng):
    while True:
        n, sigma = rng.choice(SQUARES), rng.choice([2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 18, 20, 24, 30, 40])
        right = F(sigma, isqrt(n))
        typical = [
            Typical(F(sigma, n), "sigma_over_n", "It is the variance that is divided by $n$."),
            Typical(F(sigma), "not_divided", "That is how far a single draw lies from the mean."),
            Typical(F(sigma * sigma, n), "variance_of_mean", "That is the variance of the average."),
            Typical(right / 2, "halved", "Compute the root of $n$ again."),
        ]
        if right.denominator in (1, 2, 4, 5, 10, 20) and told_apart(right, typical):
            break
    what, unit = rng.choice(
        [("Reaction times", "ms"), ("Delays of trains", "seconds"), ("Weights of parcels", "g")]
    )
    return Question(
        prompt=(
            rf"{what} have the standard deviation $\sigma = {sigma}$ {unit}. What is the "
            f"standard error of the average of ${n}$ independent ones?"
        ),
        answer=Number(right, unit=unit),
        typical=typical,
        solution=(
            rf"The average has the variance $\sigma^2/n$, and its root is $\sigma/\sqrt n = {sigma} / "
            rf"{isqrt(n)} = {tex(right)}$ {unit}."
        ),
    )


def se_of_share(rng):
    while True:
        p, root = rng.choice(
            [(F(1, 2), F(1, 2)), (F(1, 5), F(2, 5)), (F(4, 5), F(2, 5)), (F(9, 10), F(3, 10))]
        )
        n = rng.choice(SQUARES[3:])
        right = root / isqrt(n)
        typical = [
            Typical(p / isqrt(n), "share_as_deviation", "What is the variance of a single draw, 0 or 1?"),
            Typical(
                p * (1 - p) / isqrt(n), "variance_not_rooted", "The variance of one draw needs its root."
            ),
            Typical(root / n, "sigma_over_n", "It is the variance that is divided by $n$."),
            Typical(p * (1 - p) / n, "variance_of_mean", "That is the variance of the share."),
        ]
        if right.denominator in (20, 40, 50, 80, 100, 200, 250, 500) and told_apart(right, typical):
            break
    what = rng.choice(
        ["classifier is right on a share", "server answers in time a share", "coin falls heads a share"]
    )
    return Question(
        prompt=(
            f"In the long run, a {what} ${tex(p)}$ of the time. What is the standard error of the share that "
            f"is observed in ${n}$ independent cases?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"One case is 0 or 1, with the variance $p(1 - p) = {tex(p * (1 - p))}$ and $\sigma = "
            rf"{tex(root)}$. Divided by $\sqrt{{{n}}} = {isqrt(n)}$: ${tex(right)}$."
        ),
    )


@family("halve-error", difficulty=-1)
def halve_error(rng):
    """How many draws make an error bar several times shorter."""
    n = rng.choice([40, 50, 80, 100, 150, 200, 250, 300, 400, 500, 1000, 2000])
    k = rng.choice([2, 2, 3, 4, 5, 10])
    further = rng.random() < 0.4
    whole = n * k * k
    right = whole - n if further else whole
    other = Typical(
        whole if further else whole - n,
        "in_all_or_further",
        "Read again whether the number of all draws is asked for, or of those still to come.",
    )
    typical = [
        other,
        Typical(n * k - n if further else n * k, "not_squared", "The error falls with the root of $n$."),
        Typical(k * k, "factor_only", "That is the factor. How many draws is it?"),
    ]
    if k != 2:
        typical.append(Typical(2 * right, "doubled", "By which factor does $n$ have to grow?"))
    times = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth", 10: "a tenth"}[k]
    ask = "How many further draws make it" if further else "How many draws in all make it"
    return Question(
        prompt=(
            f"An average of ${n}$ independent draws has a certain standard error. {ask} {times} as large?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"$\sigma/\sqrt n$ becomes ${tex(F(1, k))}$ of its size if $\sqrt n$ is multiplied by ${k}$, "
            rf"that is $n$ by ${k * k}$: ${n} \cdot {k * k} = {whole}$ draws in all"
            + (rf", so ${whole} - {n} = {right}$ further ones." if further else ".")
        ),
    )


@family("n-for-error", difficulty=0)
def n_for_error(rng):
    """The smallest n for a given margin."""
    while True:
        sigma, z = rng.choice([3, 4, 5, 6, 8, 10, 12, 15, 20]), rng.choice([F(196, 100), F(2), F(258, 100)])
        margin = rng.choice([F(1, 5), F(1, 4), F(3, 10), F(1, 2), F(3, 5), F(4, 5), F(1), F(3, 2), F(2)])
        exact = (z * sigma / margin) ** 2
        right = ceil(exact)
        typical = [
            Typical(ceil(z * sigma / margin), "not_squared", "The error falls with the root of $n$."),
            Typical(
                ceil((sigma / margin) ** 2), "one_standard_error", "How many standard errors wide is it?"
            ),
            Typical(
                ceil(4 * exact), "whole_width", "The margin is what is added on *one* side of the average."
            ),
            Typical(ceil(z * z * sigma / margin**2), "deviation_not_squared", "Square the whole fraction."),
        ]
        if exact.denominator != 1:
            typical.append(
                Typical(int(exact), "rounded_down", "With so many draws the margin is just missed.")
            )
        if 20 < right < 20_000 and told_apart(right, typical):
            break
    return Question(
        prompt=(
            rf"Draws have the standard deviation $\sigma = {sigma}$. At least how many independent draws are "
            rf"needed so that $z\,\sigma/\sqrt n \le {decimal(margin)}$ with $z = {decimal(z)}$?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"$\sqrt n \ge z\sigma/m = {decimal(z)} \cdot {sigma} / {decimal(margin)} \approx "
            rf"{float(z * sigma / margin):.4g}$, so $n \ge {float(exact):.8g}$. The smallest whole number is "
            f"${right}$."
        ),
    )


# --- the normal approximation ------------------------------------------------------------------


@family("clt-prob", difficulty=0)
def clt_prob(rng):
    """The probability that an average is beyond a threshold."""
    while True:
        root = rng.choice([4, 5, 6, 7, 8, 9, 10])
        error, z = rng.choice([1, 2, 3, 4, 5]), rng.choice([F(1, 2), F(1), F(3, 2), F(2)])
        mean, n, sigma = rng.choice(range(20, 400, 5)), root * root, root * error
        side = rng.choice([-1, 1])
        threshold = mean + side * z * error
        beyond, within = 1 - phi(z), phi(z)
        above = rng.random() < 0.5
        right = beyond if above == (side > 0) else within
        typical = [
            Typical(round(1 - right, 4), "other_side", "Is the threshold above the mean or below it?"),
            Typical(
                round(tail(z / root, above == (side > 0)), 4),
                "one_observation",
                "That is so for a single draw. An average of many lies closer to the mean.",
            ),
            Typical(
                round(tail(z * root, above == (side > 0)), 4),
                "sigma_over_n",
                r"The standard error is $\sigma/\sqrt n$, not $\sigma/n$.",
            ),
        ]
        values = [round(right, 4), *(one.value for one in typical)]
        apart = all(abs(a - b) > 0.003 for i, a in enumerate(values) for b in values[:i])
        if apart and threshold.denominator == 1:
            break
    table = ", ".join(rf"$\Phi({decimal(F(k, 2))}) = {phi(F(k, 2)):.4f}$" for k in (1, 2, 3, 4))
    sign = ">" if above else "<"
    return Question(
        prompt=(
            rf"Independent draws have the mean ${mean}$ and the standard deviation ${sigma}$. By the central "
            rf"limit theorem, what is $P(\bar X {sign} {threshold})$ for the average of ${n}$ of them, to "
            f"four decimals? ({table})"
        ),
        answer=Number(round(right, 4), abs_tol=0.0006),
        typical=typical,
        solution=(
            rf"The standard error is ${sigma}/{root} = {error}$, and the threshold is "
            rf"$z = {decimal(side * z)}$ of them from the mean. So the probability is "
            rf"${'1 - ' if right == beyond else ''}\Phi({decimal(z)}) \approx {right:.4f}$."
        ),
    )


@family("mc-estimate", difficulty=0)
def mc_estimate(rng):
    """A Monte Carlo estimate and its standard error, by hand."""
    names = [("X^2", lambda v: v * v), ("3X + 1", lambda v: 3 * v + 1), ("X^2 - X", lambda v: v * v - v)]
    while True:
        n, (name, f) = rng.choice([4, 4, 5]), rng.choice(names)
        draws = [rng.randint(-3, 6) for _ in range(n)]
        values = [f(v) for v in draws]
        estimate = F(sum(values), n)
        squares = sum((v - estimate) ** 2 for v in values)
        error = root_of(squares / (n * (n - 1)))
        if error is None or error == 0 or estimate.denominator > 2:
            continue
        at_mean = f(F(sum(draws), n))
        s = sympy.sqrt(sympy.Rational(squares.numerator, squares.denominator * (n - 1)))
        typical = [
            Typical([estimate, s], "spread_of_one", "How far is the *average* from the mean, typically?"),
            Typical(
                [estimate, sympy.sqrt(sympy.Rational(squares.numerator, squares.denominator)) / n],
                "divisor_n",
                "The deviations are measured from the average of the same draws.",
            ),
            Typical([estimate, s / n], "s_over_n", "It is the variance that is divided by $n$."),
        ]
        if at_mean != estimate:
            why = "Average the values of the function, not the draws."
            typical.append(Typical([at_mean, error], "function_of_mean", why))
        if len({tuple(map(str, one.value)) for one in typical}) == len(typical):
            break
    shown = ", ".join(f"${v}$" for v in draws)
    return Question(
        prompt=(
            f"Independent draws of $X$ gave {shown}. Give the Monte Carlo estimate of $E[{name}]$ and its "
            r"standard error, as (estimate, standard error)."
        ),
        answer=Vector([estimate, error]),
        typical=typical,
        solution=(
            f"The values of ${name}$ are {', '.join(f'${v}$' for v in values)}, with the average "
            rf"${tex(estimate)}$ and squared deviations that sum to ${tex(squares)}$. So $s^2 = "
            rf"{tex(squares)} / {n - 1}$, and the standard error is $\sqrt{{s^2/{n}}} = {tex(error)}$."
        ),
    )


# --- when it does not help ---------------------------------------------------------------------

FINE = "Yes: the draws are independent, their variance is finite, and $n$ is large for this shape."
LARGE = "Yes: $n$ is above 30, and that is all that the theorem asks for."
SHAPE = "No: a single draw is far from normal, so the average is too."
HEAVY = "No: the variance of a draw is not finite."
TIED = "No: the draws depend on each other, so the error is larger than that."
FEW = "No: so few of the rare cases are expected that the distribution is still lopsided."
OTHER = "No: the draws come from another distribution, and no $n$ repairs that."
WHY = {
    FINE: ("conditions_not_checked", "Go through the conditions one by one: one of them is not met."),
    LARGE: ("thirty_suffices", "There is no such number. What else does the theorem ask for?"),
    SHAPE: ("single_draw_normal", "The theorem is about averages. What does it ask of a single draw?"),
    HEAVY: ("heavy_tail_seen", "Are the values bounded, or their large ones rare enough?"),
    TIED: ("dependence_seen", "Does one of the draws tell anything about another one?"),
    FEW: ("too_few_seen", "How many of the rarer cases are expected?"),
    OTHER: ("selection_seen", "Is the sample drawn from what the question is about?"),
}


def fine(rng):
    n, p = rng.choice([300, 400, 500, 800, 1000]), rng.choice([20, 30, 40, 60, 70])
    return rng.choice(
        [
            (
                f"{n} users, drawn at random from all, are asked; {p} % of all would say yes.",
                "the share of yes",
            ),
            (f"{n} fair dice are thrown.", "the average"),
            (f"{n} independent waiting times are measured; they are exponential.", "the average wait"),
            (f"{n} numbers are drawn independently and uniformly from 0 to {p}.", "the average"),
        ]
    )


def heavy(rng):
    n, alpha = rng.choice([100, 200, 400, 1000, 5000]), rng.choice(["1.2", "1.4", "1.5", "1.6", "1.8"])
    law = f"$P(X > x) = x^{{-{alpha}}}$ for $x \\ge 1$"
    return rng.choice(
        [
            (f"{n} file sizes are drawn independently; {law}.", "the average size"),
            (f"{n} losses are drawn independently; {law}.", "the average loss"),
        ]
    )


def tied(rng):
    n, k = rng.choice([600, 900, 1200, 3000]), rng.choice([5, 6, 10, 20])
    photographs = f"{n} test images are {n // k} photographs, each in {k} slightly turned copies."
    return rng.choice(
        [
            (
                f"{n} consecutive frames of {k} videos are classified, each right or wrong.",
                "the share of right",
            ),
            (photographs, "the share that is classified right"),
            (f"The temperature of an engine was read {n} times, once every {k} ms.", "the average"),
            (
                f"{n} sentences were taken from {k} books, and the length of each was noted.",
                "the average length",
            ),
        ]
    )


def few(rng):
    n = rng.choice([200, 300, 400, 500])
    p = f"{10 * rng.choice([10, 15, 20, 30]) / n:.2f}"  # 1 to 3 cases are expected
    return rng.choice(
        [
            (f"{n} items are drawn at random; {p} % of all are faulty.", "the share of faulty ones"),
            (f"{n} payments are drawn at random; {p} % of all are fraud.", "the share of fraud"),
        ]
    )


def other(rng):
    n, p = rng.choice([500, 2000, 10_000, 50_000]), rng.choice([3, 5, 8, 10])
    survey = f"{p} % of all users answered a survey on how content they are: {n} answers."
    called = f"People were called at home by day; {p} % answered, and {n} said how long they work."
    return rng.choice(
        [
            (survey, "their average, as an estimate for all users,"),
            (
                f"A model is tested on {n} patients of one hospital.",
                "its score, as an estimate for all hospitals,",
            ),
            (called, "their average, as an estimate for all people,"),
        ]
    )


@family("applies", difficulty=0)
def applies(rng):
    """Whether the normal approximation with sigma/sqrt(n) holds for a story."""
    story, right, wrong = rng.choice(
        [
            (fine, FINE, [LARGE, SHAPE, HEAVY]),
            (heavy, HEAVY, [FINE, LARGE, TIED]),
            (tied, TIED, [FINE, LARGE, SHAPE]),
            (few, FEW, [FINE, LARGE, TIED]),
            (other, OTHER, [FINE, LARGE, HEAVY]),
        ]
    )
    told, what = story(rng)
    return Question(
        prompt=f"{told} Is {what} close to normal around the true mean, with the standard error "
        r"$\sigma/\sqrt n$?",
        answer=Choice.shuffled(rng, right, wrong),
        typical=[Typical(option, *WHY[option]) for option in wrong],
        solution=f"{right} {EXPLAINED[right]}",
    )


EXPLAINED = {
    FINE: "The shape of a single draw does not matter for large $n$, and here it is not extreme.",
    HEAVY: "If $P(X > x)$ falls like $x^{-a}$ with $a \\le 2$, single draws dominate the sum for every $n$.",
    TIED: "Neighbouring cases say nearly the same. What counts is the number of independent ones.",
    FEW: "With 1 to 3 cases expected, the count is close to Poisson: lopsided, and often 0.",
    OTHER: "The average settles at the mean of another distribution, and the error bar does not show that.",
}


# --- derivations -------------------------------------------------------------------------------


@family("derive-standard-error", difficulty=1)
def derive_standard_error(rng):
    """Derive the variance of a mean, of independent or of equally correlated draws, in n."""
    sigma, rho = (
        rng.choice([2, 3, 4, 5, 6, 8, 10]),
        rng.choice([F(0), *(F(1, k) for k in (2, 3, 4, 5, 8, 10))]),
    )
    many = rng.choice([16, 25, 64, 100, 400])
    n = sympy.Symbol("n")
    v, c = sigma * sigma, sympy.Rational(rho.numerator, rho.denominator) * sigma * sigma
    total = n * v + n * (n - 1) * c
    mean = c + (v - c) / n
    at_many = sympy.sqrt(mean.subs(n, many))
    steps = [
        (r"$\mathrm{Var}(X_1 + \dots + X_n)$", Expression(sympy.expand(total), variables=("n",))),
        (r"$\mathrm{Var}(\bar X)$", Expression(mean, variables=("n",))),
        (rf"The standard error for $n = {many}$", Number(at_many, rel_tol=0.005)),
        (r"The limit of $\mathrm{Var}(\bar X)$ for $n \to \infty$", Number(c)),
    ]
    typical = [
        Typical(
            [n * v, sympy.Rational(v) / n**2, sympy.Rational(sigma, many), sympy.Integer(0)],
            "sigma_over_n",
            r"$\mathrm{Var}(aX) = a^2\,\mathrm{Var}(X)$: divide the variance of the *sum* by $n^2$.",
        ),
        Typical(
            [n * n * v, sympy.Integer(v), sympy.Integer(sigma), sympy.Integer(v)],
            "deviations_added",
            "That would be so if all draws were equal. Add variances, and covariances.",
        ),
    ]
    if rho:
        typical += [
            Typical(
                [n * v, sympy.Rational(v) / n, sympy.Rational(sigma, isqrt(many)), sympy.Integer(0)],
                "independence_assumed",
                "The draws are correlated: each pair brings its covariance.",
            ),
            Typical(
                [
                    sympy.expand(n * v + n * (n - 1) * c / 2),
                    sympy.Rational(v) / n + (n - 1) * c / (2 * n),
                    sympy.sqrt((sympy.Rational(v) / n + (n - 1) * c / (2 * n)).subs(n, many)),
                    c / 2,
                ],
                "pairs_once",
                "Each pair occurs twice in the square of a sum.",
            ),
        ]
    relation = rf"every two of them have the covariance ${sympy.latex(c)}$" if rho else "they are independent"
    extra = rf" + n(n - 1) \cdot {sympy.latex(c)}" if rho else ""
    return Question(
        prompt=(
            rf"Each of $X_1, \dots, X_n$ has the variance ${v}$, and {relation}. Derive the standard error "
            r"of their average $\bar X$."
        ),
        answer=Steps(steps),
        typical=typical,
        solution=(
            rf"The variance of the sum is $n \cdot {v}{extra}$. Divided by $n^2$, it is "
            rf"$\mathrm{{Var}}(\bar X) = {sympy.latex(mean)}$. For $n = {many}$ its root is "
            rf"about ${float(at_many):.4g}$. For $n \to \infty$ it tends to ${sympy.latex(c)}$"
            + (": correlated draws do not average out." if rho else ", and the error to 0 like $1/\\sqrt n$.")
        ),
    )


# --- arithmetic and notation -------------------------------------------------------------------


def phi(z):
    return (1 + erf(float(z) / sqrt(2))) / 2


def tail(z, beyond):
    return 1 - phi(z) if beyond else phi(z)


def root_of(value):
    """The root of a fraction if it is one itself, else None."""
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    return F(top, bottom) if top * top == value.numerator and bottom * bottom == value.denominator else None


def decimal(value):
    """A fraction with few decimals as such: 1.96, 0.25, 2."""
    return f"{float(value):g}"


def told_apart(right, typical):
    """Whether no typical answer is right by chance, and no two of them are equal."""
    return len({right, *(one.value for one in typical)}) == 1 + len(typical)
