"""Question families of maximum likelihood: estimates, log-likelihoods, losses from noise, bias."""

import math
from fractions import Fraction as F
from itertools import pairwise

from groundup.grading import Choice, Expression, Number, Question, Steps, Typical, family, tex

# --- estimates by hand -------------------------------------------------------------------------


@family("mle-derive", difficulty=0)
def mle_derive(rng):
    """Derive the estimate of a one-parameter family from its density or mass function."""
    make = rng.choice([failures, trials, exposure, power, pareto, weibull, variance, laplace, erlang])
    model, statistic, theta, right, typical, solution = make(rng.randint(2, 6))
    letter = statistic[0]
    return Question(
        prompt=(
            f"Independent observations $x_1, \\dots, x_n$ come from {model} Let ${letter} = "
            f"{statistic[1]}$. Give the maximum-likelihood estimate of ${theta}$ in terms of $n$ and "
            f"${letter}$."
        ),
        answer=Expression(right, variables=("n", letter)),
        typical=[Typical(*one) for one in typical],
        solution=solution,
    )


RECIPROCAL = "That is the reciprocal. Which of the two does the density contain?"
SIGN = "With this sign the estimate would be negative. Is the sum of the logarithms positive here?"


def failures(c):
    return (
        rf"$$P(X = x) = \binom{{x + {c - 1}}}{{x}}\, p^{{{c}}} (1 - p)^x, \quad x = 0, 1, 2, \dots$$ (the "
        f"number of failures before success number {c}).",
        ("S", r"x_1 + \dots + x_n"),
        "p",
        f"{c}*n/({c}*n + S)",
        [
            ("n/(n + S)", "one_success_each", f"Each observation holds {c} successes, not one."),
            (f"S/({c}*n + S)", "share_of_failures", "That is the share of failures among all trials."),
            (f"{c}*n/S", "odds", "That is successes over failures. A probability is a share of all trials."),
        ],
        f"The log-likelihood is ${c}n \\log p + S \\log(1 - p)$ and a constant. Its derivative "
        f"$\\frac{{{c}n}}"
        f"{{p}} - \\frac{{S}}{{1 - p}}$ is 0 where ${c}n (1 - p) = S p$: $\\hat p = \\frac{{{c}n}}{{{c}n + "
        f"S}}$, the share of successes among all trials.",
    )


def trials(c):
    m = 4 * c
    return (
        rf"$$P(X = x) = \binom{{{m}}}{{x}}\, p^x (1 - p)^{{{m} - x}}, \quad x = 0, \dots, {m}$$",
        ("S", r"x_1 + \dots + x_n"),
        "p",
        f"S/({m}*n)",
        [
            ("S/n", "mean_itself", f"That is the mean count, which may be as large as {m}."),
            (f"S/{m}", "sample_size_forgotten", "How many trials were there in all observations together?"),
            (f"{m}*n/S", "reciprocal", RECIPROCAL),
        ],
        f"The log-likelihood is $S \\log p + ({m}n - S)\\log(1 - p)$ and a constant. Its derivative is 0 "
        f"where $S(1 - p) = ({m}n - S)\\,p$: $\\hat p = \\frac{{S}}{{{m}n}}$.",
    )


def exposure(c):
    return (
        rf"$$P(X = x) = \frac{{({c}\lambda)^x e^{{-{c}\lambda}}}}{{x!}}, \quad x = 0, 1, 2, \dots$$ (counts "
        rf"in {c} hours at the rate $\lambda$ an hour).",
        ("S", r"x_1 + \dots + x_n"),
        r"\lambda",
        f"S/({c}*n)",
        [
            ("S/n", "mean_itself", f"That is the number of events in {c} hours. What is the rate an hour?"),
            (f"{c}*S/n", "hours_multiplied", "More hours with the same counts: is the rate higher or lower?"),
            (f"{c}*n/S", "reciprocal", RECIPROCAL),
        ],
        rf"The log-likelihood is $S \log\lambda - {c}n\lambda$ and a constant. Its derivative $\frac{{S}}"
        rf"{{\lambda}} - {c}n$ is 0 at $\hat\lambda = \frac{{S}}{{{c}n}}$: events by hours.",
    )


def power(c):
    return (
        rf"$$f(x) = \frac{{\theta\, x^{{\theta - 1}}}}{{{c}^\theta}}, \quad 0 < x < {c}$$",
        ("T", r"\log x_1 + \dots + \log x_n"),
        r"\theta",
        f"n/(n*log({c}) - T)",
        [
            ("-n/T", "end_ignored", f"The factor ${c}^\\theta$ depends on $\\theta$ as well."),
            (f"n/(T - n*log({c}))", "sign", f"Every $x_i$ is below {c}: which sign has your denominator?"),
            (f"log({c}) - T/n", "reciprocal", RECIPROCAL),
        ],
        rf"The log-likelihood is $n\log\theta + (\theta - 1)\,T - n\theta\log {c}$. Its derivative "
        rf"$\frac{{n}}{{\theta}} + T - n\log {c}$ is 0 at $\hat\theta = \frac{{n}}{{n\log {c} - T}}$.",
    )


def pareto(c):
    return (
        rf"$$f(x) = \frac{{\theta\, {c}^\theta}}{{x^{{\theta + 1}}}}, \quad x > {c}$$",
        ("T", r"\log x_1 + \dots + \log x_n"),
        r"\theta",
        f"n/(T - n*log({c}))",
        [
            ("n/T", "end_ignored", f"The factor ${c}^\\theta$ depends on $\\theta$ as well."),
            (f"n/(n*log({c}) - T)", "sign", f"Every $x_i$ is above {c}: which sign has your denominator?"),
            (f"T/n - log({c})", "reciprocal", RECIPROCAL),
        ],
        rf"The log-likelihood is $n\log\theta + n\theta\log {c} - (\theta + 1)\,T$. Its derivative "
        rf"$\frac{{n}}{{\theta}} + n\log {c} - T$ is 0 at $\hat\theta = \frac{{n}}{{T - n\log {c}}}$.",
    )


def weibull(c):
    return (
        rf"$$f(x) = \frac{{{c}\, x^{{{c - 1}}}}}{{\theta}}\, e^{{-x^{{{c}}}/\theta}}, \quad x > 0$$".replace(
            "x^{1}", "x"
        ),
        ("Q", rf"x_1^{{{c}}} + \dots + x_n^{{{c}}}"),
        r"\theta",
        "Q/n",
        [
            (
                f"Q/({c}*n)",
                "constant_kept",
                f"The factor {c} in front only adds a constant to the logarithm.",
            ),
            ("n/Q", "reciprocal", RECIPROCAL),
            (
                f"(Q/n)^(1/{c})",
                "root_taken",
                r"You solved for a root of $\theta$. The density contains $\theta$ itself.",
            ),
        ],
        r"The log-likelihood is $-n\log\theta - \frac{Q}{\theta}$ and terms without $\theta$. Its derivative "
        r"$-\frac{n}{\theta} + \frac{Q}{\theta^2}$ is 0 at $\hat\theta = \frac{Q}{n}$.",
    )


def variance(c):
    return (
        rf"a normal distribution with the known mean {c} and the unknown variance $v$.",
        ("Q", rf"(x_1 - {c})^2 + \dots + (x_n - {c})^2"),
        "v",
        "Q/n",
        [
            (
                "Q/(n - 1)",
                "ddof_one",
                "The mean was not estimated here. And does the likelihood know $n - 1$?",
            ),
            ("sqrt(Q/n)", "standard_deviation", "That is the standard deviation. What is $v$?"),
            ("n/Q", "reciprocal", RECIPROCAL),
        ],
        r"The log-likelihood is $-\frac{n}{2}\log v - \frac{Q}{2v}$ and a constant. Its derivative "
        r"$-\frac{n}{2v} + \frac{Q}{2v^2}$ is 0 at $\hat v = \frac{Q}{n}$.",
    )


def laplace(c):
    return (
        rf"$$f(x) = \frac{{1}}{{2b}}\, e^{{-|x - {c}|/b}}, \quad x \in \mathbb{{R}}$$",
        ("A", rf"|x_1 - {c}| + \dots + |x_n - {c}|"),
        "b",
        "A/n",
        [
            ("A/(2*n)", "constant_kept", "The 2 in front only adds a constant to the logarithm."),
            ("n/A", "reciprocal", RECIPROCAL),
            ("A/(n - 1)", "ddof_one", "The centre was not estimated. And does the likelihood know $n - 1$?"),
        ],
        r"The log-likelihood is $-n\log(2b) - \frac{A}{b}$. Its derivative $-\frac{n}{b} + \frac{A}{b^2}$ "
        r"is 0 at $\hat b = \frac{A}{n}$.",
    )


def erlang(c):
    c = max(c, 3)
    return (
        rf"$$f(x) = \frac{{x^{{{c - 1}}} e^{{-x/\theta}}}}{{{math.factorial(c - 1)}\,\theta^{{{c}}}}}, "
        rf"\quad x > 0$$",
        ("S", r"x_1 + \dots + x_n"),
        r"\theta",
        f"S/({c}*n)",
        [
            ("S/n", "mean_itself", r"That is the mean of $x$. Is $\theta$ the mean of this distribution?"),
            (f"{c}*n/S", "reciprocal", RECIPROCAL),
            (f"S/({math.factorial(c - 1) * c}*n)", "constant_kept", "The factorial only adds a constant."),
        ],
        rf"The log-likelihood is $-{c}n\log\theta - \frac{{S}}{{\theta}}$ and terms without $\theta$. Its "
        rf"derivative $-\frac{{{c}n}}{{\theta}} + \frac{{S}}{{\theta^2}}$ is 0 at $\hat\theta = "
        rf"\frac{{S}}{{{c}n}}$.",
    )


# --- values of the log-likelihood --------------------------------------------------------------


@family("loglik-value", difficulty=-1)
def loglik_value(rng):
    """The log-likelihood of a series of tosses at a candidate."""
    while True:
        n = rng.randint(5, 9)
        series = "".join(rng.choice("HT") for _ in range(n))
        k, p = series.count("H"), rng.choice([0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9])
        if not 1 <= k < n:
            continue
        right = k * math.log(p) + (n - k) * math.log(1 - p)
        typical = [
            Typical(math.exp(right), "likelihood", "That is the likelihood. Its logarithm is asked for."),
            Typical(
                right + math.log(math.comb(n, k)),
                "binomial_coefficient",
                "You counted all orders with as many heads. This one series was observed.",
            ),
            Typical(
                k * math.log(1 - p) + (n - k) * math.log(p), "swapped", "Which probability has each head?"
            ),
            Typical(k * math.log(p), "heads_only", "The tails are observations as well."),
            Typical(right / math.log(10), "base_ten", "The natural logarithm is meant."),
            Typical(-right, "sign", "Is a probability above or below 1, and what is its logarithm?"),
        ]
        if apart(right, typical):
            break
    return Question(
        prompt=(
            f"A coin with $P(H) = p$ was tossed {n} times, independently, and gave {series}, in this order. "
            f"What is the log-likelihood (natural logarithm) of $p = {p}$?"
        ),
        answer=Number(right, decimals=3),
        typical=typical,
        solution=(
            f"Heads: {k}, tails: {n - k}. So ${factor(k)}\\log {p} + {factor(n - k)}\\log {1 - p:g} = "
            f"{right:.3f}$."
        ),
    )


def factor(k):
    return "" if k == 1 else rf"{k}\,"


# --- noise and loss ----------------------------------------------------------------------------

LOSSES = {
    "squares": r"$\sum_i (y_i - h_i)^2$",
    "absolute": r"$\sum_i |y_i - h_i|$",
    "entropy": r"$-\sum_i \bigl(y_i \log h_i + (1 - y_i)\log(1 - h_i)\bigr)$",
    "poisson": r"$\sum_i (h_i - y_i \log h_i)$",
    "weighted": r"$\sum_i (y_i - h_i)^2 / \sigma_i^2$",
    "waiting": r"$\sum_i (\log h_i + y_i / h_i)$",
}
OFFERED = {  # the weighted squares are never offered where all sigmas are the same
    "squares": ["absolute", "entropy", "poisson"],
    "absolute": ["squares", "entropy", "waiting"],
    "entropy": ["squares", "absolute", "poisson"],
    "poisson": ["squares", "absolute", "entropy"],
    "weighted": ["squares", "absolute", "poisson"],
    "waiting": ["squares", "absolute", "poisson"],
}
STORIES = {
    "squares": [
        "the yield of field $i$ is $y_i = h_i + \\varepsilon_i$, with normal errors of mean 0 and one common "
        "standard deviation",
        "a thermometer shows $y_i$, normally distributed about the true value $h_i$, always with the same "
        "spread",
        "the weight $y_i$ of loaf $i$ is Normal($h_i, \\sigma$) with the same $\\sigma$ for all loaves",
    ],
    "absolute": [
        "a price $y_i$ differs from $h_i$ by an error with the density $\\frac{1}{2b} e^{-|t|/b}$ at $t$",
        "a delay is $y_i = h_i + \\varepsilon_i$ with Laplace errors of mean 0 and one common scale $b$",
        "a reading is $y_i = h_i + \\varepsilon_i$, and the log-density of $\\varepsilon_i$ falls in "
        "proportion to $|\\varepsilon_i|$, alike for all readings",
    ],
    "entropy": [
        "customer $i$ buys ($y_i = 1$) with probability $h_i$, or not ($y_i = 0$)",
        "mail $i$ is spam ($y_i = 1$) with probability $h_i$, or not ($y_i = 0$)",
        "part $i$ fails the test ($y_i = 1$) with probability $h_i$, or passes it ($y_i = 0$)",
    ],
    "poisson": [
        "the number $y_i$ of calls in hour $i$ is Poisson with the mean $h_i$",
        "the number $y_i$ of typing errors on page $i$ is Poisson with the mean $h_i$",
        "the number $y_i$ of accidents at crossing $i$ is Poisson with the mean $h_i$",
    ],
    "weighted": [
        "instrument $i$ shows $y_i$, normal about $h_i$ with its own known standard deviation $\\sigma_i$",
        "$y_i$ is an average over a survey of its own size, normal about $h_i$ with the known standard "
        "deviation $\\sigma_i$",
        "the position $y_i$ is Normal($h_i, \\sigma_i$), and the $\\sigma_i$ are known and differ",
    ],
    "waiting": [
        "the lifetime $y_i$ of lamp $i$ is exponential with the mean $h_i$",
        "the time $y_i$ to the next order of customer $i$ is exponential with the mean $h_i$",
        "the repair time $y_i$ of machine $i$ is exponential with the mean $h_i$",
    ],
}
NAMES = {
    "squares": ("squares_always", "Squares are the logarithm of a normal density. Which density is it here?"),
    "absolute": ("absolute_values", "Absolute values belong to a density that is like $e^{-|t|/b}$."),
    "entropy": ("cross_entropy", "This is the log-mass of an outcome that is 0 or 1."),
    "poisson": ("poisson_counts", "This is the log-mass of a count without an upper end."),
    "weighted": ("weighted_squares", "This belongs to normal errors of different spread."),
    "waiting": ("waiting_times", "This is the log-density of an exponential time."),
}
LOGS = {
    "squares": r"$\log f(y_i) = -\frac{(y_i - h_i)^2}{2\sigma^2}$ and a constant; the common factor "
    r"$\frac{1}{2\sigma^2}$ does not move the minimum.",
    "absolute": r"$\log f(y_i) = -\frac{|y_i - h_i|}{b}$ and a constant; the common factor $\frac1b$ does "
    r"not move the minimum.",
    "entropy": r"$P(y_i) = h_i^{y_i}(1 - h_i)^{1 - y_i}$, and the logarithm of it is $y_i\log h_i + (1 - "
    r"y_i)\log(1 - h_i)$.",
    "poisson": r"$\log P(y_i) = y_i\log h_i - h_i - \log y_i!$, and the last term does not depend on $h_i$.",
    "weighted": r"$\log f(y_i) = -\frac{(y_i - h_i)^2}{2\sigma_i^2}$ and a constant. The factors differ, so "
    "they cannot be left out.",
    "waiting": r"The density is $\frac{1}{h_i} e^{-y_i/h_i}$, and its logarithm $-\log h_i - "
    r"\frac{y_i}{h_i}$.",
}


@family("noise-to-loss", difficulty=0)
def noise_to_loss(rng):
    """Which loss does maximum likelihood minimise for this distribution of the outcomes?"""
    right = rng.choice(list(LOSSES))
    wrong = OFFERED[right]
    cases = rng.choice([20, 35, 50, 80, 120, 200])
    return Question(
        prompt=(
            f"A model gives an output $h_i$ for each of {cases} independent cases, and "
            f"{rng.choice(STORIES[right])}."
            " Which of these losses is least exactly where the likelihood is largest?"
        ),
        answer=Choice.shuffled(rng, LOSSES[right], [LOSSES[one] for one in wrong]),
        typical=[Typical(LOSSES[one], *NAMES[one]) for one in wrong],
        solution=f"{LOGS[right]} With the sign turned and summed: {LOSSES[right]}.",
    )


# --- bias --------------------------------------------------------------------------------------


@family("bias-of", difficulty=0)
def bias_of(rng):
    """Expectation, bias or correction of the maximum-likelihood estimate of a normal variance."""
    n, v = rng.choice([2, 3, 4, 5, 6, 8, 10, 12, 20, 25]), rng.choice([2, 3, 6, 7, 9, 12, 15, 18, 30, 36])
    ask = rng.choice(["mean", "bias", "sum"])
    mean = F(n - 1, n) * v
    asked = {
        "mean": ("What is the expectation of $\\hat\\sigma^2$?", mean),
        "bias": (
            "By how much does $E[\\hat\\sigma^2]$ exceed the true value? (Negative if below.)",
            mean - v,
        ),
        "sum": (
            "Somebody keeps the sum $\\sum (x_i - \\bar x)^2$ undivided. What is its expectation?",
            F((n - 1) * v),
        ),
    }
    wrong = {
        "mean": [
            (F(v), "unbiased_claimed", "Deviations are measured from the mean of the same values."),
            (F(n, n - 1) * v, "turned", "Does the estimate come out too small or too large?"),
            (F(v, n), "variance_of_the_mean", r"That is the variance of $\bar x$."),
        ],
        "bias": [
            (F(0), "unbiased_claimed", "Deviations are measured from the mean of the same values."),
            (F(v, n), "sign", "Does the estimate come out too small or too large?"),
            (mean, "expectation", "That is the expectation itself. Compare it with the true value."),
            (F(v, n - 1), "divisor_of_the_other", "That compares with the divisor $n - 1$."),
        ],
        "sum": [
            (F(n * v), "unbiased_claimed", "Deviations are measured from the mean of the same values."),
            (mean, "divided", "That is the expectation after the division by $n$."),
            (F(v), "single", "That is the expectation of one squared deviation from the true mean."),
        ],
    }
    question, right = asked[ask]
    typical = [Typical(*one) for one in wrong[ask] if one[0] != right]
    distinct = {one.value: one for one in reversed(typical)}  # small n make some of them equal
    last = {
        "mean": f" Divided by $n$: ${tex(mean)}$.",
        "bias": f" Divided by $n$ it is ${tex(mean)}$, which is ${tex(v - mean)}$ below {v}.",
        "sum": "",
    }[ask]
    return Question(
        prompt=(
            f"A sample of $n = {n}$ is drawn from a normal distribution with the variance {v}, both "
            f"parameters "
            "unknown to the analyst, and $\\hat\\sigma^2 = \\frac{1}{n}\\sum (x_i - \\bar x)^2$ is the "
            f"estimate of maximum likelihood. {question}"
        ),
        answer=Number(right),
        typical=[one for one in typical if distinct[one.value] is one],
        solution=(
            rf"The expectation of $\sum (x_i - \bar x)^2$ is $(n - 1)\,\sigma^2 = {n - 1} \cdot {v} = "
            rf"{(n - 1) * v}$.{last}"
        ),
    )


# --- from noise to loss, step by step ----------------------------------------------------------


@family("derive-from-noise", difficulty=1)
def derive_from_noise(rng):
    """From the density of the noise to the estimate, in steps."""
    return rng.choice([from_gaussian, from_laplace, from_bernoulli])(rng)


def from_gaussian(rng):
    sigma = rng.choice([2, 3, 4, 5])
    while True:
        y = sorted(rng.sample(range(1, 15), 3))
        total = sum(y)
        mean = F(total, 3)
        if mean not in (y[1], F(y[0] + y[2], 2)):
            break
    logs = f"-(y - m)^2/{2 * sigma**2} - log({sigma}) - log(2*pi)/2"
    one, all_of_them, share = f"(y - m)/{sigma**2}", f"({total} - 3*m)/{sigma**2}", F(1, 2 * sigma**2)
    return Question(
        prompt=(
            rf"Three independent observations {y[0]}, {y[1]}, {y[2]} are $m$ plus normal noise with the "
            rf"known standard deviation {sigma}, so each has the density "
            rf"$\frac{{1}}{{{sigma}\sqrt{{2\pi}}}}\, e^{{-(y - m)^2/{2 * sigma**2}}}$ at $y$. Derive the "
            rf"estimate of $m$ and the loss that it minimises."
        ),
        answer=Steps(
            [
                ("The whole log-density at $y$", Expression(logs, variables=("y", "m"))),
                ("Its derivative with respect to $m$", Expression(one, variables=("y", "m"))),
                ("That derivative, summed over the data", Expression(all_of_them, variables=("m",))),
                (r"It is zero at $\hat m =$", Number(mean)),
                (
                    r"The negative log-likelihood is a constant plus $c\sum (y_i - m)^2$ with $c =$",
                    Number(share),
                ),
            ]
        ),
        typical=[
            Typical(
                [logs, f"(m - y)/{sigma**2}", f"(3*m - {total})/{sigma**2}", mean, share],
                "inner_derivative",
                "The inner derivative of $y - m$ with respect to $m$ has a sign.",
            ),
            Typical(
                [logs, one, all_of_them, F(y[1]), share],
                "median",
                "The middle value minimises the absolute deviations. Where is your third line zero?",
            ),
            Typical(
                [logs, one, all_of_them, mean, F(1, sigma**2)],
                "half_lost",
                "Look at the first line again: which factor stands before the square?",
            ),
        ],
        solution=(
            rf"$\log f = -\frac{{(y - m)^2}}{{{2 * sigma**2}}} - \log {sigma} - \tfrac12\log 2\pi$, with "
            rf"the derivative $\frac{{y - m}}{{{sigma**2}}}$. Summed: "
            rf"$\frac{{{total} - 3m}}{{{sigma**2}}}$, zero at $\hat m = {tex(mean)}$, the mean. Of "
            rf"$-\sum\log f$ only ${tex(share)}\sum (y_i - m)^2$ depends on $m$: least squares, whatever "
            rf"the known spread is."
        ),
    )


def from_laplace(rng):
    b = rng.choice([2, 3, 4, 5])
    while True:
        y = sorted(rng.sample(range(1, 20), 5))
        mean = F(sum(y), 5)
        if mean != y[2] and F(y[0] + y[4], 2) not in (mean, y[2]):
            break
    shown = rng.sample(y, 5)
    logs = f"-abs(y - m)/{b} - log({2 * b})"
    right = [logs, F(1, b), F(3, b), F(y[2]), F(1, b)]
    return Question(
        prompt=(
            f"Five independent observations {', '.join(map(str, shown))} are $m$ plus Laplace noise with the "
            rf"known scale {b}, so each has the density $\frac{{1}}{{{2 * b}}}\, e^{{-|y - m|/{b}}}$ at $y$. "
            "Derive the estimate of $m$ and the loss that it minimises. (Write `abs(t)` for $|t|$.)"
        ),
        answer=Steps(
            [
                ("The whole log-density at $y$", Expression(logs, variables=("y", "m"))),
                ("Its derivative with respect to $m$, as long as $m < y$", Number(right[1])),
                (
                    "The sum of these derivatives over the data, for $m$ between the smallest and the second "
                    "smallest value",
                    Number(right[2]),
                ),
                (r"The sum changes its sign at $\hat m =$", Number(right[3])),
                (
                    r"The negative log-likelihood is a constant plus $c\sum |y_i - m|$ with $c =$",
                    Number(right[4]),
                ),
            ]
        ),
        typical=[
            Typical(
                [*right[:3], mean, right[4]],
                "mean",
                "The mean minimises the squares. How many values lie above $m$, and how many below, there?",
            ),
            Typical(
                [logs, F(1, b), F(5, b), *right[3:]],
                "all_on_one_side",
                "For the value below $m$ the derivative has the other sign.",
            ),
            Typical(
                [logs, F(-1, b), F(-3, b), *right[3:]],
                "sign",
                "When $m$ moves up towards $y$, does the log-density rise or fall?",
            ),
        ],
        solution=(
            rf"$\log f = -\frac{{|y - m|}}{{{b}}} - \log {2 * b}$: its derivative is ${tex(F(1, b))}$ for "
            rf"$m < y$ and ${tex(F(-1, b))}$ for $m > y$. With one value below and four above the sum is "
            rf"${tex(F(3, b))}$. It changes its sign where as many lie below as above, at the middle of the "
            f"sorted values {', '.join(map(str, y))}: the median {y[2]}. The loss is the sum of absolute "
            f"deviations, with the factor ${tex(F(1, b))}$."
        ),
    )


def from_bernoulli(rng):
    n = rng.choice([8, 9, 10, 12, 15, 20, 25])
    while True:
        k = rng.randint(2, n - 2)
        if 2 * k != n:
            break
    logs, slope = "y*log(p) + (1 - y)*log(1 - p)", "y/p - (1 - y)/(1 - p)"
    summed = f"{k}/p - {n - k}/(1 - p)"
    return Question(
        prompt=(
            f"Of {n} independent outcomes, each 1 with probability $p$ and 0 otherwise, {k} are 1. Derive "
            f"the "
            "estimate of $p$ by way of the logarithm of $p^y (1 - p)^{1 - y}$."
        ),
        answer=Steps(
            [
                ("The logarithm of the probability of $y$", Expression(logs, variables=("y", "p"))),
                ("Its derivative with respect to $p$", Expression(slope, variables=("y", "p"))),
                ("That derivative, summed over the data", Expression(summed, variables=("p",))),
                (r"It is zero at $\hat p =$", Number(F(k, n))),
            ]
        ),
        typical=[
            Typical(
                [logs, "y/p + (1 - y)/(1 - p)", f"{k}/p + {n - k}/(1 - p)", F(k, n)],
                "inner_derivative",
                "What is the inner derivative of $1 - p$?",
            ),
            Typical(
                [logs, slope, summed, F(k, n - k)],
                "odds",
                "That is ones over zeros. Solve your third line for $p$ again.",
            ),
            Typical(
                [logs, slope, f"{n - k}/p - {k}/(1 - p)", F(n - k, n)],
                "swapped",
                "How many of the outcomes have $y = 1$?",
            ),
        ],
        solution=(
            r"The logarithm is $y\log p + (1 - y)\log(1 - p)$ (with the sign turned, cross-entropy), and its "
            rf"derivative $\frac yp - \frac{{1 - y}}{{1 - p}}$. Summed: $\frac{{{k}}}{{p}} - "
            rf"\frac{{{n - k}}}{{1 - p}}$, zero where ${k}(1 - p) = {n - k}\,p$, at $\hat p = "
            rf"{tex(F(k, n))}$."
        ),
    )


# --- helpers -----------------------------------------------------------------------------------


def apart(right, typical):
    """Whether answers to three decimals can be told from each other."""
    values = sorted(float(v) for v in [right, *(one.value for one in typical)])
    return all(b - a > 0.003 for a, b in pairwise(values))
