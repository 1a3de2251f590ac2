"""Question families on intervals: Student's, Wilson's and percentile ones, their widths and their meaning."""

from fractions import Fraction as F
from math import isqrt

from groundup.grading import Choice, Number, Question, Typical, Vector, family, tex

# --- intervals for a mean ----------------------------------------------------------------------

# 0.9, 0.95 and 0.975 quantiles of t
T = {
    3: (1.638, 2.353, 3.182),
    4: (1.533, 2.132, 2.776),
    8: (1.397, 1.860, 2.306),
    9: (1.383, 1.833, 2.262),
    15: (1.341, 1.753, 2.131),
    16: (1.337, 1.746, 2.120),
    24: (1.318, 1.711, 2.064),
    25: (1.316, 1.708, 2.060),
}
Z = (1.282, 1.645, 1.960)


@family("t-ci", difficulty=0)
def t_ci(rng):
    """Student's interval from a mean, a standard deviation and a table."""
    while True:
        n, error = rng.choice([4, 9, 16, 25]), rng.choice([2, 3, 4, 5, 6, 8, 10])
        mean, s = rng.choice(range(20, 300)), error * isqrt(n)
        level, at = rng.choice([(90, 1), (95, 2)])
        halves = {
            "": T[n - 1][at] * error,
            "normal_for_t": Z[at] * error,
            "not_divided": T[n - 1][at] * s,
            "one_tail": T[n - 1][at - 1] * error,
            "n_degrees_of_freedom": T[n][at] * error,
            "divided_by_n": T[n - 1][at] * s / n,
        }
        if len({round(half, 1) for half in halves.values()}) == len(halves):
            break
    why = {
        "normal_for_t": "$s$ is itself an estimate from few values. Which row of the table allows for that?",
        "not_divided": "That is where single values lie. How far does their *mean* lie from the truth?",
        "one_tail": "What is left out is shared by both sides.",
        "n_degrees_of_freedom": "How many of the deviations from the mean are free?",
        "divided_by_n": "The standard error has a root in it.",
    }
    typical = [Typical(ends(mean, halves[name]), name, why[name]) for name in why]
    rows = [(f"$t$, {n - 1} degrees of freedom", T[n - 1]), (f"$t$, {n} degrees of freedom", T[n])]
    table = "\n".join(
        f"| {name} | " + " | ".join(f"{q:.3f}" for q in row) + " |" for name, row in [*rows, ("normal", Z)]
    )
    half = halves[""]
    return Question(
        prompt=(
            rf"A random sample of ${n}$ normal values has the mean $\bar x = {mean}$ and the standard "
            rf"deviation "
            rf"$s = {s}$. Give the {level} % interval for the mean of the population, to two decimals."
            f"\n\n| quantile | 0.9 | 0.95 | 0.975 |\n| --- | --- | --- | --- |\n{table}"
        ),
        answer=Vector(ends(mean, half), abs_tol=0.011),
        typical=typical,
        solution=(
            rf"The standard error is ${s}/{isqrt(n)} = {error}$. For {level} %, {(100 - level) / 2:g} % "
            rf"are left "
            rf"out on each side, so $t = {T[n - 1][at]}$ with ${n - 1}$ degrees of freedom, and the "
            rf"interval is "
            rf"${mean} \pm {half:.2f}$, from ${mean - half:.2f}$ to ${mean + half:.2f}$."
        ),
    )


@family("width-n", difficulty=-1)
def width_n(rng):
    """How the width depends on the number of values."""
    k = rng.choice([2, 3, 4, 5, 10])
    n = rng.choice([40, 50, 60, 80, 100, 120, 150, 200, 250, 400])
    if rng.random() < 0.6:
        times = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth", 10: "a tenth"}[k]
        right = n * k * k
        typical = [
            Typical(n * k, "linear", "The width falls with the root of $n$."),
            Typical(k * k, "factor_only", "That is the factor. How many values is it?"),
            Typical(right - n, "further_values", "The number of *all* values is asked for."),
        ]
        asked = f"About how many values in all would make it {times} as wide?"
        solution = (
            rf"The width is proportional to $1/\sqrt n$, so $n$ grows by ${k}^2$: "
            rf"${n} \cdot {k * k} = {right}$."
        )
    else:
        right = F(1, k)
        typical = [
            Typical(F(1, k * k), "linear", "The width falls with the root of $n$."),
            Typical(F(k), "turned_round", "Does the interval become wider?"),
            Typical(1 - right, "share_lost", "That is what is taken off. Which part of the width is left?"),
        ]
        asked = f"From ${n * k * k}$ values it will be about how many times as wide?"
        solution = (
            rf"The width is proportional to $1/\sqrt n$, and $n$ grows by ${k * k}$: ${tex(right)}$ of "
            rf"the width "
            "is left."
        )
        if k == 2:
            typical.pop()
    return Question(
        prompt=(
            f"The 95 % interval for a mean was computed from ${n}$ values. {asked} (Take $s$ and the "
            f"quantile as "
            "unchanged.)"
        ),
        answer=Number(right),
        typical=typical,
        solution=solution,
    )


# --- intervals for a share ---------------------------------------------------------------------


@family("wilson-centre", difficulty=0)
def wilson_centre(rng):
    """The centre of Wilson's interval."""
    while True:
        n, z = rng.choice([8, 10, 12, 16, 20, 21, 26, 30, 36, 40, 46, 50]), rng.choice([2, 2, 2, 1, 3])
        k = rng.randint(0, n)
        right = (k + F(z * z, 2)) / (n + z * z)
        typical = [
            Typical(F(k, n), "observed_share", "That is the centre of the Wald interval."),
            Typical(
                (k + F(z, 2)) / (n + z), "z_not_squared", "Solve the inequality again: $z$ is squared in it."
            ),
            Typical((k + z * z) / F(n + z * z), "all_successes", "Half of the added trials are successes."),
            Typical((k + F(z * z, 2)) / n, "trials_not_added", "The added trials count below, too."),
        ]
        if 2 * k != n and told_apart(right, typical):
            break
    return Question(
        prompt=f"Of ${n}$ trials ${k}$ were successes. Where is the centre of Wilson's interval with $z "
        f"= {z}$?",
        answer=Number(right),
        typical=typical if z > 1 else [one for one in typical if one.mistake != "z_not_squared"],
        solution=(
            rf"As if $z^2 = {z * z}$ trials had been added, half of them successes: "
            rf"$\frac{{k + z^2/2}}{{n + z^2}} = "
            rf"\frac{{{tex(k + F(z * z, 2))}}}{{{n + z * z}}} = {tex(right)}$."
        ),
    )


@family("wald-wilson", difficulty=1)
def wald_wilson(rng):
    """Wilson's interval where no trial, or every trial, succeeded."""
    while True:
        n, z, none = (
            rng.choice([5, 6, 8, 10, 12, 16, 20, 25, 30, 36, 40, 60]),
            rng.choice([2, 2, 3, 1]),
            rng.random() < 0.6,
        )
        far = F(z * z, n + z * z)
        others = [
            (F(0), "wald", "Can so few trials prove that a share is exactly 0 or 1?"),
            (F(3, n), "rule_of_three", "That is another rule, for one side only. Solve Wilson's inequality."),
            (F(z * z, 2 * (n + z * z)), "centre_only", "That is the centre of the interval, not its end."),
            (
                F(z * z, n),
                "error_at_zero",
                "Solve $(\\hat p - p)^2 \\le z^2 p(1 - p)/n$ with both factors of $p(1 - p)$.",
            ),
        ]
        if z != 1:
            others.append((F(z, n + z), "z_not_squared", "Square both sides of the inequality."))
        if (
            len({far, *(value for value, _, _ in others)}) == 1 + len(others)
            and max(v for v, _, _ in others) < 1
        ):
            break
    turned = (lambda v: [F(0), v]) if none else (lambda v: [1 - v, F(1)])
    return Question(
        prompt=(
            f"{'None' if none else 'All'} of ${n}$ trials "
            f"{'was a success' if none else 'were successes'}. Give both ends of Wilson's interval with "
            f"$z = {z}$: all $p$ with $(\\hat p - p)^2 \\le z^2 p(1 - p)/n$, where $\\hat p$ is the "
            f"observed share."
        ),
        answer=Vector(turned(far)),
        typical=[Typical(turned(value), name, why) for value, name, why in others],
        solution=(
            (
                r"With $\hat p = 0$: $p^2 \le z^2 p(1 - p)/n$ holds for $p = 0$; for $p > 0$ it means "
                r"$np \le z^2(1 - p)$."
                if none
                else r"With $\hat p = 1$: $(1 - p)^2 \le z^2 p(1 - p)/n$ holds for $p = 1$; for $p < 1$ it "
                r"means $n(1 - p) \le z^2 p$."
            )
            + rf" So the interval is from ${tex(turned(far)[0])}$ to ${tex(turned(far)[1])}$."
        ),
    )


# --- percentiles -------------------------------------------------------------------------------


@family("percentile", difficulty=0)
def percentile(rng):
    """The percentile interval from a short list of bootstrap values."""
    level, k = rng.choice([(90, 1), (80, 2)])
    start, values = rng.randint(30, 200), []
    for _ in range(21):
        start += rng.choice([1, 1, 2, 2, 3, 5])
        values.append(start)
    right = [values[k], values[20 - k]]
    typical = [
        Typical([values[0], values[20]], "whole_range", "How many of the values should be left out?"),
        Typical([values[2 * k], values[20 - 2 * k]], "one_tail", "What is left out is shared by both sides."),
        Typical([values[k], values[20]], "lower_side_only", "Something is left out above, too."),
        Typical(
            [values[k - 1], values[20 - k]],
            "counted_from_one",
            "Count the values *before* the one that you take.",
        ),
    ]
    listed = ", ".join(map(str, values))
    return Question(
        prompt=(
            f"A statistic was computed on 21 bootstrap samples. Sorted, the values are {listed}. Give "
            f"the {level} % "
            "percentile interval. (The $q$ quantile of 21 values is the one with $20q$ of them before it.)"
        ),
        answer=Vector(right),
        typical=typical,
        solution=(
            f"For {level} %, the quantiles are {(100 - level) / 200:g} and {(100 + level) / 200:g}: {k} "
            f"and {20 - k} "
            f"values lie before them. So the interval is from ${right[0]}$ to ${right[1]}$."
        ),
    )


# --- readings ----------------------------------------------------------------------------------

STORIES = [
    ("the mean wait of all customers", "minutes", "customers wait"),
    ("the mean weight of all parcels", "kg", "parcels weigh"),
    ("the mean age of all machines", "years", "machines are aged"),
    ("the mean load time of all pages", "seconds", "pages load in"),
]


@family("interpret", difficulty=-1)
def interpret(rng):
    """What a confidence interval says."""
    of, unit, do = rng.choice(STORIES)
    level, n = rng.choice([90, 95, 99]), rng.choice([25, 40, 60, 100, 150])
    low = rng.randint(20, 60) / 10
    high = low + rng.randint(4, 25) / 10
    span = f"between {low:.1f} and {high:.1f} {unit}"
    right = rng.choice(
        [
            f"For about {level} % of all such samples, the interval that is computed contains {of}.",
            f"It comes from a procedure that misses {of} in about {100 - level} % of all samples.",
        ]
    )
    fixed = (
        f"The probability that {of} lies {span} is {level} %.",
        "probability_of_this_one",
        "What was random here: the mean of the population, or the sample?",
    )
    others = [
        (
            f"About {level} % of all {do} {span}.",
            "share_of_values",
            "Is it about single values or about their mean?",
        ),
        (
            f"About {level} % of further samples of {n} have a mean {span}.",
            "further_means",
            "The interval is centred at the mean of *this* sample, which may be off itself.",
        ),
        (
            f"The mean of this sample lies {span} with a probability of {level} %.",
            "mean_of_the_sample",
            "Where does the mean of this sample lie, for certain?",
        ),
        (
            f"With {4 * n} values the interval would contain {of} about twice as often.",
            "larger_sample_covers_more",
            "What changes with the size of the sample: the coverage, or the width?",
        ),
    ]
    wrong = [fixed, *rng.sample(others, 2)]
    return Question(
        prompt=(
            f"From a random sample of {n}, the {level} % interval for {of} is [{low:.1f}, {high:.1f}] "
            f"{unit}. Which "
            "statement follows?"
        ),
        answer=Choice.shuffled(rng, right, [text for text, _, _ in wrong]),
        typical=[Typical(text, name, why) for text, name, why in wrong],
        solution=(
            f"{right} The mean of the population is a fixed number; the interval is what would come out "
            f"differently "
            "with another sample. The level says how often the procedure succeeds, and nothing else "
            "about this one "
            "interval."
        ),
    )


@family("overlap", difficulty=1)
def overlap(rng):
    """Whether two estimates differ: the interval of the difference."""
    a, b, c = rng.choice([(3, 4, 5), (6, 8, 10), (5, 12, 13), (8, 15, 17), (9, 12, 15), (12, 16, 20)])
    case = rng.choice(["apart", "overlap", "overlap", "contains"])
    gap = rng.randint(
        *{"apart": (a + b + 1, a + b + 6), "overlap": (c + 1, a + b - 1), "contains": (b, c - 1)}[case]
    )
    if rng.random() < 0.5:
        a, b = b, a
    first = rng.randint(20, 300)
    inside = "0 is inside, so they may be equal" if gap <= c else "0 is outside, so they differ"
    right = f"The difference is ${gap} \\pm {c}$: {inside}."

    def verdict(half):
        return "0 is inside, so they may be equal" if gap <= half else "0 is outside, so they differ"

    wrong = [
        (
            f"The difference is ${gap} \\pm {a + b}$: {verdict(a + b)}.",
            "margins_added",
            "Independent errors partly cancel: variances add, margins do not.",
        ),
        (
            f"The difference is ${gap} \\pm {abs(a - b)}$: {verdict(abs(a - b))}.",
            "margins_subtracted",
            "A difference of two uncertain numbers is not more certain than each of them.",
        ),
        {
            "apart": (
                "The intervals do not overlap, so the second mean is larger with certainty.",
                "certainty",
                "How often does a 95 % interval miss?",
            ),
            "overlap": (
                "The intervals overlap, so no difference can be claimed.",
                "overlap_decides",
                "For a gap that just closes, both estimates would have to be off by a whole margin at once.",
            ),
            "contains": (
                "Neither interval contains the other estimate, so they differ.",
                "other_estimate_outside",
                "The other estimate is uncertain as well.",
            ),
        }[case],
    ]
    return Question(
        prompt=(
            rf"Two independent samples gave 95 % intervals for two means: ${first} \pm {a}$ and "
            rf"${first + gap} \pm "
            rf"{b}$. What follows at this level? (Both samples are large.)"
        ),
        answer=Choice.shuffled(rng, right, [text for text, _, _ in wrong]),
        typical=[Typical(text, name, why) for text, name, why in wrong],
        solution=(
            rf"Standard errors, and so margins at the same level, combine like $\sqrt{{{a}^2 + {b}^2}} "
            rf"= {c}$. The "
            rf"difference is ${gap} \pm {c}$, from ${gap - c}$ to ${gap + c}$. "
            rf"{right.split(': ')[1].capitalize()}"
        ),
    )


# --- arithmetic --------------------------------------------------------------------------------


def ends(mean, half):
    return [round(mean - half, 4), round(mean + half, 4)]


def told_apart(right, typical):
    """Whether no typical answer is right by chance, and no two of them are equal."""
    return len({right, *(one.value for one in typical)}) == 1 + len(typical)
