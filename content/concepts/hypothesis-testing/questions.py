"""Question families on tests: what p says, errors and power, t and chi-square by hand, many tests at once."""

from fractions import Fraction as F
from math import ceil, sqrt

from groundup.grading import Choice, Number, Question, Steps, Typical, family, tex

# --- what p says -------------------------------------------------------------------------------

NULLS = [
    ("a new ranking raises the clicks", "there is no difference"),
    ("a drug shortens the illness", "there is no difference"),
    ("model B is better than model A", "both are equally good"),
    ("a colour of the button matters", "there is no difference"),
    ("the new cache is faster", "there is no difference"),
]


@family("p-meaning", difficulty=-1)
def p_meaning(rng):
    """What a p-value is the probability of."""
    claim, null = rng.choice(NULLS)
    p = rng.choice(["0.03", "0.04", "0.01", "0.02", "0.20", "0.30", "0.12", "0.45"])
    n, large = rng.choice([40, 80, 120, 300, 500]), float(p) > 0.1
    percent = f"{100 * float(p):g} %"
    right = rng.choice(
        [
            f"If {null}, data at least as extreme as these come up with probability {p}.",
            f"Of all such experiments in which {null}, about {percent} give a statistic at least as extreme.",
        ]
    )
    reversed_ = (
        f"The probability that {null} is {p}.",
        "null_given_data",
        "Which of the two is given, and which one is random: the hypothesis or the data?",
    )
    others = [
        (
            f"The probability that the claim is true is {1 - float(p):.2f}.",
            "effect_given_data",
            "p is computed as if there were no effect at all. Can it say how likely one is?",
        ),
        (
            f"A repetition of the experiment will find the effect with probability {1 - float(p):.2f}.",
            "replication",
            "That would be the power, and it depends on how large the effect is.",
        ),
        (
            f"The result has shown that {null}." if large else "The effect is large enough to matter.",
            "absence_shown" if large else "size_of_effect",
            "Could the sample have been too small to see it?"
            if large
            else "With enough data, how small an effect gives a small p?",
        ),
    ]
    wrong = [reversed_, *rng.sample(others, 2)]
    return Question(
        prompt=f"In an experiment with {n} cases, the claim that {claim} is tested, with $p = {p}$. "
        f"What follows?",
        answer=Choice.shuffled(rng, right, [text for text, _, _ in wrong]),
        typical=[Typical(text, name, why) for text, name, why in wrong],
        solution=(
            f"{right} The p-value is a probability of data, computed under the null hypothesis. How "
            f"likely the "
            "hypothesis is cannot be had without saying how likely it was before."
        ),
    )


@family("perm-p", difficulty=-1)
def perm_p(rng):
    """The p-value of a permutation test from counts."""
    while True:
        B = rng.choice([99, 199, 499, 999, 1999, 4999])
        above, below = rng.randint(1, B // 12), rng.randint(1, B // 12)
        right = F(1 + above + below, B + 1)
        typical = [
            Typical(F(above + below, B), "no_plus_one", "The observed order is one of the possible ones."),
            Typical(F(1 + above, B + 1), "one_side", "Values on the other side can be as extreme."),
            Typical(
                F(above, B), "one_side_no_plus_one", "Think of the other side, and of the observed order."
            ),
            Typical(F(above + below, B + 1), "observed_below_only", "Count the observed order above, too."),
        ]
        if above != below and told_apart(right, typical):
            break
    d = rng.randint(11, 69) / 10
    return Question(
        prompt=(
            f"The means of two groups differ by ${d}$. Of ${B}$ random relabellings, ${above}$ give a "
            f"difference "
            f"of ${d}$ or more, and ${below}$ one of $-{d}$ or less. What is the two-sided p-value of this "
            "permutation test?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"${above} + {below} = {above + below}$ relabellings are as extreme, and with the observed one "
            rf"${above + below + 1}$ of ${B + 1}$: $p = {tex(right)}$."
        ),
    )


# --- errors and power --------------------------------------------------------------------------

SCENARIOS = [
    (
        "a new ranking has the same click rate as the old one",
        "a new ranking has a higher click rate than the old one",
    ),
    ("an applicant model treats both groups alike", "an applicant model favours one group"),
    ("the data of this week are distributed like those of the last", "the data of this week have drifted"),
    ("a coin is fair", "a coin falls heads in 60 % of all throws"),
    ("a feature has nothing to do with the target", "a feature is correlated with the target"),
    ("two models have the same accuracy", "one of two models is more accurate"),
]


@family("error-types", difficulty=-1)
def error_types(rng):
    """Whether a decision is an error of type I, of type II, or none."""
    null, alternative = rng.choice(SCENARIOS)
    alpha, p = rng.choice(
        [(0.05, 0.03), (0.05, 0.2), (0.01, 0.03), (0.01, 0.004), (0.1, 0.07), (0.05, 0.012)]
    )
    n, rejects, true = rng.choice([30, 60, 200, 500]), p <= alpha, rng.random() < 0.5
    first = "Type I: a true null hypothesis is rejected."
    second = "Type II: a false null hypothesis is not rejected."
    right_no = "No error: a false null hypothesis is rejected."
    right_yes = "No error: a true null hypothesis is not rejected."
    right = (first if rejects else right_yes) if true else (right_no if rejects else second)
    why = {
        first: ("type_one", "Is the null hypothesis true here, and is it rejected?"),
        second: ("type_two", "Is the null hypothesis false here, and is it kept?"),
        right_no: ("false_null_rejected", "Compare what is really so with what was decided."),
        right_yes: ("true_null_kept", "Compare what is really so with what was decided."),
    }
    wrong = [one for one in why if one != right]
    return Question(
        prompt=(
            f"In truth, {null if true else alternative}. A test of the null hypothesis that {null}, with {n} "
            rf"cases and $\alpha = {alpha}$, gives $p = {p}$. Which error is made, if any?"
        ),
        answer=Choice.shuffled(rng, right, wrong),
        typical=[Typical(one, *why[one]) for one in wrong],
        solution=(
            rf"${p} {'<' if rejects else '>'} {alpha}$, so the null hypothesis is "
            rf"{'' if rejects else 'not '}rejected, "
            f"and it is {'true' if true else 'false'}. {right}"
        ),
    )


# z_{1 - alpha/2}, z_{1 - alpha} and z_power, to two decimals
LIMITS = {
    "0.05": (F(196, 100), F(164, 100)),
    "0.01": (F(258, 100), F(233, 100)),
    "0.1": (F(164, 100), F(128, 100)),
}
POWERS = {"0.8": F(84, 100), "0.9": F(128, 100), "0.95": F(164, 100)}


@family("sample-size", difficulty=0)
def sample_size(rng):
    """How many values each of two samples needs."""
    while True:
        alpha, power = rng.choice(["0.05", "0.05", "0.01", "0.1"]), rng.choice(list(POWERS))
        sigma, delta = rng.choice([6, 8, 10, 12, 15, 20, 30]), rng.choice([1, 2, 3, 4, 5, 6])
        (two, one), z = LIMITS[alpha], POWERS[power]

        def size(limit, factor=2, with_power=z, s=sigma, d=delta):
            return ceil(factor * ((limit + with_power) * F(s, d)) ** 2)

        right = size(two)
        typical = [
            Typical(2 * right, "both_samples", "How many values are asked for, of each sample or of both?"),
            Typical(size(two, factor=1), "one_sample", "Both means are uncertain."),
            Typical(size(one), "one_sided", r"A two-sided test shares $\alpha$ between both sides."),
            Typical(
                size(two, with_power=F(0)),
                "power_left_out",
                "Just reaching the limit happens half of the time.",
            ),
            Typical(
                ceil(2 * (two + z) ** 2 * F(sigma, delta)),
                "effect_not_squared",
                "Square the whole standard effect.",
            ),
        ]
        if 10 < right < 8000 and told_apart(right, typical):
            break
    table = ", ".join(f"$z_{{{q}}} = {float(v):.2f}$" for q, v in QUANTILES)
    return Question(
        prompt=(
            rf"Two versions are to be compared in a two-sided test with $\alpha = {alpha}$. A "
            rf"difference of ${delta}$ "
            rf"should be found with power ${power}$; single values have $\sigma = {sigma}$. How many "
            rf"values are needed "
            f"of *each* version, by the normal approximation? ({table})"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"$2\,(z_{{1 - \alpha/2}} + z_{{\text{{power}}}})^2 \sigma^2/\delta^2 = 2 \cdot "
            rf"({float(two):.2f} + "
            rf"{float(z):.2f})^2 \cdot {sigma}^2 / {delta}^2 = "
            rf"{float(2 * ((two + z) * F(sigma, delta)) ** 2):.2f}$, so "
            f"${right}$ of each version."
        ),
    )


QUANTILES = [
    ("0.8", F(84, 100)),
    ("0.9", F(128, 100)),
    ("0.95", F(164, 100)),
    ("0.975", F(196, 100)),
    ("0.99", F(233, 100)),
    ("0.995", F(258, 100)),
]


# --- tests by hand -----------------------------------------------------------------------------


@family("welch-t", difficulty=0)
def welch_t(rng):
    """The t statistic of Welch's test from two summaries."""
    while True:
        # standard errors whose squares sum to a square: 3, 4, 5 and so on, times a half or one
        (e1, e2, e), scale = (
            rng.choice([(3, 4, 5), (6, 8, 10), (5, 12, 13), (8, 6, 10), (4, 3, 5)]),
            rng.choice([F(1), F(1, 2)]),
        )
        r1, r2 = rng.sample([2, 3, 4, 5, 6, 8, 10], 2)
        e1, e2, e = e1 * scale, e2 * scale, e * scale
        s1, s2, n1, n2 = e1 * r1, e2 * r2, r1 * r1, r2 * r2
        first = rng.randint(20, 200)
        gap = rng.choice([-1, 1]) * rng.randint(2, 30)
        if s1.denominator != 1 or s2.denominator != 1:
            continue
        right = gap / e
        pooled = ((n1 - 1) * s1**2 + (n2 - 1) * s2**2) / F(n1 + n2 - 2)
        values = {
            "pooled": gap / sqrt(pooled * (F(1, n1) + F(1, n2))),
            "not_divided": gap / sqrt(s1**2 + s2**2),
            "errors_added": float(gap / (e1 + e2)),
            "order_exchanged": float(-right),
            "errors_subtracted": gap / sqrt(abs(e1**2 - e2**2)),
        }
        rounded = [round(float(right), 2), *(round(v, 2) for v in values.values())]
        if abs(right) < 8 and all(abs(a - b) > 0.03 for i, a in enumerate(rounded) for b in rounded[:i]):
            break
    why = {
        "pooled": "That assumes equal variances. Each mean has an error of its own.",
        "not_divided": "The means are more certain than single values: where do $n$ and $m$ come in?",
        "errors_added": "Errors of independent means do not add. Their squares do.",
        "order_exchanged": "Which mean is subtracted from which?",
        "errors_subtracted": "A difference of two uncertain numbers is less certain than each of them.",
    }
    return Question(
        prompt=(
            rf"Sample $x$: $n = {n1}$, mean ${first + gap}$, standard deviation ${s1}$. Sample $y$: $m "
            rf"= {n2}$, mean "
            rf"${first}$, standard deviation ${s2}$. What is $t$ in Welch's test of $x$ against $y$, to "
            rf"two decimals?"
        ),
        answer=Number(round(float(right), 4), abs_tol=0.011),
        typical=[Typical(round(values[name], 4), name, why[name]) for name in values],
        solution=(
            rf"The squared standard errors are ${s1}^2/{n1} = {tex(e1**2)}$ and ${s2}^2/{n2} = "
            rf"{tex(e2**2)}$; their sum has "
            rf"the root ${tex(e)}$. $t = {gap} / {tex(e)} \approx {float(right):.2f}$."
        ),
    )


@family("chi2-table", difficulty=0)
def chi2_table(rng):
    """Expected count, chi-square and degrees of freedom of a small table."""
    while True:
        rows = [rng.choice([20, 30, 40, 50, 60]) for _ in range(2)]
        total = sum(rows)
        shares = rng.choice([(2, 3, 5), (1, 4, 5), (2, 2, 6), (3, 3, 4), (5, 2, 3), (4, 5, 1), (6, 3, 1)])
        columns = [F(total * s, 10) for s in shares]
        if any(F(r * s, 10).denominator != 1 for r in rows for s in shares) or rows[0] == rows[1]:
            continue
        a, b = rng.choice([-6, -5, -4, -3, -2, 2, 3, 4, 5, 6]), rng.choice([-5, -4, -3, -2, 2, 3, 4, 5])
        shift = [a, b, -a - b]
        expected = [[F(r * s, 10) for s in shares] for r in rows]
        table = [[expected[0][j] + shift[j] for j in range(3)], [expected[1][j] - shift[j] for j in range(3)]]
        if min(min(row) for row in table) < 1 or 0 in shift:
            continue
        cells = [(table[i][j], expected[i][j]) for i in range(2) for j in range(3)]
        chi2 = float(sum((o - e) ** 2 / e for o, e in cells))
        even = [[F(r, 3)] * 3 for r in rows]
        by_rows = float(sum((table[i][j] - even[i][j]) ** 2 / even[i][j] for i in range(2) for j in range(3)))
        by_observed = float(sum((o - e) ** 2 / o for o, e in cells))
        absolute = float(sum(abs(o - e) / e for o, e in cells))
        i, j = rng.randrange(2), rng.randrange(3)
        values = [chi2, by_rows, by_observed, absolute]
        if (
            all(abs(x - y) > 0.1 for k, x in enumerate(values) for y in values[:k])
            and even[i][j] != expected[i][j]
        ):
            break
    at = expected[i][j]
    steps = [
        (f"Expected count, row {i + 1}, column {j + 1}", Number(at)),
        (r"$\chi^2$, to two decimals", Number(round(chi2, 4), abs_tol=0.02)),
        ("Degrees of freedom", Number(2)),
    ]
    typical = [
        Typical([even[i][j], round(by_rows, 4), 2], "by_row_only", "The columns are not equally frequent."),
        Typical(
            [at, round(by_observed, 4), 2],
            "divided_by_observed",
            "What is the scale of chance: the expected count.",
        ),
        Typical([at, round(absolute, 4), 2], "not_squared", "The gaps are squared."),
        Typical(
            [at, round(chi2, 4), 5],
            "cells_less_one",
            "All row and column sums were used, not only the total.",
        ),
    ]
    lines = "\n".join(
        f"| row {k + 1} | " + " | ".join(str(v) for v in row) + f" | {sum(row)} |"
        for k, row in enumerate(table)
    )
    foot = " | ".join(str(c) for c in columns)
    return Question(
        prompt=(
            f"| | column 1 | column 2 | column 3 | sum |\n| --- | --- | --- | --- | --- |\n{lines}\n| "
            f"sum | {foot} | {total} |"
            "\n\nTest whether rows and columns are independent."
        ),
        answer=Steps(steps),
        typical=typical,
        solution=(
            rf"Expected is row sum times column sum over the total: ${rows[i]} \cdot {columns[j]} / "
            rf"{total} = {at}$. The "
            rf"expected counts are {', '.join(f'${e}$' for _, e in cells)}, the gaps "
            rf"{', '.join(f'${o - e}$' for o, e in cells)}; the sum of gap squared over expected is "
            rf"${chi2:.2f}$. With "
            r"fixed sums, $(2 - 1)(3 - 1) = 2$ entries are free."
        ),
    )


# --- many tests --------------------------------------------------------------------------------


@family("many-tests", difficulty=0)
def many_tests(rng):
    """What becomes of the error rate when many true null hypotheses are tested."""
    m, alpha = rng.choice([5, 6, 8, 10, 12, 15, 20, 25, 30, 40]), rng.choice([F(1, 20), F(1, 100), F(1, 10)])
    a, any_of = float(alpha), 1 - (1 - float(alpha)) ** m
    start = rf"${m}$ independent tests are made at $\alpha = {a:g}$, and all null hypotheses are true."
    kind = rng.choice(["any", "any", "expected", "bonferroni"])
    if kind == "any":
        wrong = [
            (a, "single_rate", "That is the rate of a single test."),
            (a**m, "all_of_them", "That is the probability that *all* are rejected."),
            ((1 - a) ** m, "none_of_them", "That is the probability that none is rejected."),
        ]
        if abs(m * a - any_of) > 0.004:
            wrong.append(
                (m * a, "rates_added", "Added, the rates can exceed 1: several rejections are counted.")
            )
        return Question(
            prompt=f"{start} What is the probability of at least one rejection, to three decimals?",
            answer=Number(round(any_of, 5), abs_tol=0.0011),
            typical=distinct([Typical(round(v, 8), name, why) for v, name, why in wrong], any_of, 0.003),
            solution=rf"None is rejected with probability ${1 - a:g}^{{{m}}}$, so it is $1 - "
            rf"{1 - a:g}^{{{m}}} \approx {any_of:.3f}$.",
        )
    if kind == "expected":
        typical = [
            Typical(alpha, "single_rate", "That is the rate of a single test."),
            Typical(m * (1 - alpha), "not_rejected", "That is the number of those that are not rejected."),
            Typical(
                alpha / m, "bonferroni", "That would be a stricter limit. How many rejections are expected?"
            ),
        ]
        return Question(
            prompt=f"{start} How many of them are rejected on average?",
            answer=Number(m * alpha),
            typical=typical,
            solution=rf"Each is rejected with probability ${a:g}$, and expectations add: ${m} \cdot "
            rf"{a:g} = {tex(m * alpha)}$.",
        )
    family_wise = rng.choice([F(1, 20), F(1, 10), F(1, 100)])
    f = f"{float(family_wise):g}"
    return Question(
        prompt=(
            f"${m}$ hypotheses are tested. Up to which p-value does Bonferroni's rule reject, if the "
            f"probability of any "
            f"false rejection is to be at most ${f}$?"
        ),
        answer=Number(family_wise / m),
        typical=[
            Typical(family_wise, "single_rate", "That is the limit for a single test."),
            Typical(1 - family_wise / m, "complement", "Small p-values are rejected."),
            Typical(family_wise / (m - 1), "one_less", "How many tests are there?"),
            Typical(family_wise / (2 * m), "halved", "The two sides are in the p-value already."),
        ],
        solution=rf"${f}/{m} = {tex(family_wise / m)}$: the probabilities of {m} errors, each at most "
        rf"that, add up to ${f}$ at most.",
    )


@family("bh-steps", difficulty=0)
def bh_steps(rng):
    """How many of eight hypotheses Benjamini and Hochberg reject."""
    while True:
        q = rng.choice([F(1, 20), F(1, 10), F(1, 5)])
        unit = q / 8
        p = sorted(
            round(float(unit * k) * rng.choice([0.3, 0.6, 0.8, 0.9, 1.15, 1.3, 1.6, 2.2]), 4)
            for k in range(1, 9)
        )
        passes = [F(str(v)) <= unit * k for k, v in enumerate(p, start=1)]
        right = max((k for k in range(1, 9) if passes[k - 1]), default=0)
        first_stop = passes.index(False) if False in passes else 8
        values = {
            "bonferroni": sum(F(str(v)) <= unit for v in p),
            "own_threshold_only": sum(passes),
            "stops_at_the_first": first_stop,
            "no_correction": sum(F(str(v)) <= q for v in p),
        }
        close_call = any(abs(v / float(unit * k) - 1) < 0.05 for k, v in enumerate(p, start=1))
        if (
            len({right, *values.values()}) >= 4
            and right not in values.values()
            and len(set(p)) == 8
            and not close_call
            and p[-1] <= 1
        ):
            break
    why = {
        "bonferroni": "That is Bonferroni's rule. The limit grows with the rank.",
        "own_threshold_only": "A p-value that is smaller than a rejected one is rejected too.",
        "stops_at_the_first": "Look for the *largest* rank that passes.",
        "no_correction": "Each rank has its own limit.",
    }
    typical, seen = [], {right}
    for name, value in values.items():
        if value not in seen:
            seen.add(value)
            typical.append(Typical(value, name, why[name]))
    limits = ", ".join(f"{float(unit * k):g}" for k in range(1, 9))
    return Question(
        prompt=(
            f"Eight tests gave the p-values {', '.join(f'{v:g}' for v in p)}. How many hypotheses does "
            f"the procedure of "
            f"Benjamini and Hochberg reject at $q = {float(q):g}$?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            f"The limits $kq/8$ are {limits}. The largest $k$ whose p-value is at or below its limit is "
            f"${right}$, so the "
            f"${right}$ smallest are rejected."
        ),
    )


# --- arithmetic --------------------------------------------------------------------------------


def distinct(typical, right, apart):
    """The typical answers that differ from the right one and from those before."""
    kept = []
    for one in typical:
        if all(abs(one.value - other) > apart for other in (right, *(k.value for k in kept))):
            kept.append(one)
    return kept


def told_apart(right, typical):
    """Whether no typical answer is right by chance, and no two of them are equal."""
    return len({right, *(one.value for one in typical)}) == 1 + len(typical)
