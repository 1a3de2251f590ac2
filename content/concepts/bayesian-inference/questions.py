"""Question families of Bayesian inference: updates, shrinkage, predictions, the ridge penalty, intervals."""

from fractions import Fraction as F
from math import comb

from groundup.grading import Choice, Number, Question, Typical, Vector, family, tex

TRIALS = [  # (what is unknown, what successes did, what failures did, what a further success will do)
    ("the share of satisfied customers of a shop", "were satisfied", "were not", "will be satisfied"),
    ("the share of seeds of a variety that germinate", "germinated", "did not", "will germinate"),
    ("the share of patients whom a drug helps", "were helped", "were not", "will be helped"),
    ("the share of visitors who click on a button", "clicked", "did not", "will click"),
    ("the share of parts that pass a test", "passed", "failed", "will pass"),
]


@family("beta-update", difficulty=-1)
def beta_update(rng):
    """The posterior of a share after one or two batches of trials."""
    what, yes, no, _ = rng.choice(TRIALS)
    while True:
        a, b = rng.randint(2, 9), rng.randint(2, 9)
        batches = [
            (rng.randint(1, n - 1), n) for n in (rng.randint(4, 20) for _ in range(rng.choice([1, 2])))
        ]
        k, n = sum(k for k, _ in batches), sum(n for _, n in batches)
        right = (a + k, b + n - k)
        wrong = [(a + k, b + n), (k, n - k), (k + 1, n - k + 1), (a + n - k, b + k)]
        if len({right, *wrong}) == 5:
            break
    names = [
        ("trials_for_failures", "Successes are counted twice: in the first parameter and in the second."),
        ("prior_ignored", "Those are the counts of the data. What was known before?"),
        ("uniform_prior", "That would be right for the prior Beta(1, 1)."),
        ("swapped", "Which of the two parameters belongs to the successes?"),
    ]
    told = " and then, later, ".join(f"{n} cases of which {k} {yes} and {n - k} {no}" for k, n in batches)
    return Question(
        prompt=(
            f"The belief about {what} is Beta({a}, {b}), where the first parameter belongs to those that "
            f"{yes}. Now come {told}. Answer with both parameters of the new belief."
        ),
        answer=Vector(list(right)),
        typical=[Typical(list(value), *name) for value, name in zip(wrong, names, strict=True)],
        solution=(
            f"Successes: {k}, failures: {n - k}. Each parameter grows by its own number: "
            f"Beta(${a} + {k}$, ${b} + {n - k}$) = Beta({right[0]}, {right[1]})."
        ),
    )


@family("shrinkage", difficulty=0)
def shrinkage(rng):
    """The posterior mean as a weighted mean of prior mean and data."""
    what, yes, _, _ = rng.choice(TRIALS)
    while True:
        strength, n = rng.choice([4, 5, 8, 10, 12, 20]), rng.choice([2, 3, 4, 5, 6, 10, 15, 30])
        centre = F(rng.randint(1, strength - 1), strength)
        k = rng.randint(0, n)
        right = (strength * centre + k) / (strength + n)
        share = F(k, n)
        typical = [
            Typical(share, "data_only", "That is the share in the data. The prior counts as well."),
            Typical(centre, "prior_only", "That is the prior mean. What do the data say?"),
            Typical((centre + share) / 2, "halves", "Each side counts by the number of cases it is worth."),
            Typical(
                (n * centre + strength * share) / (strength + n),
                "weights_swapped",
                "With more data, the result should come nearer to the data.",
            ),
            Typical((centre + k) / (1 + n), "prior_as_one_case", "How many cases is this prior worth?"),
        ]
        if told_apart(right, typical):
            break
    return Question(
        prompt=(
            f"The prior for {what} is a beta distribution with the mean ${tex(centre)}$ that is worth "
            f"{strength} cases ($a + b = {strength}$). Of {n} new cases {k} {yes}. What is the posterior "
            f"mean?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"The prior brings ${strength} \cdot {tex(centre)} = {tex(strength * centre)}$ successes in "
            rf"{strength} cases, the data {k} in {n}: "
            rf"$\frac{{{tex(strength * centre)} + {k}}}{{{strength} + {n}}} = "
            rf"{tex(right)}$, between ${tex(centre)}$ and ${tex(share)}$."
        ),
    )


@family("normal-update", difficulty=0)
def normal_update(rng):
    """Posterior mean or variance of a normal mean with known noise."""
    while True:
        mu0, tau2 = rng.choice([0, 5, 10, 20, 40, 50]), F(rng.choice([1, 2, 3, 4, 6, 9]))
        sigma2, n = F(rng.choice([1, 2, 3, 4, 6, 8, 12, 18])), rng.choice([2, 3, 4, 5, 6, 8])
        mean = mu0 + rng.choice([-1, 1]) * rng.choice([2, 3, 4, 6, 8, 12])
        before, data = 1 / tau2, n / sigma2
        asks_mean = rng.random() < 0.6
        if asks_mean:
            right = (before * mu0 + data * mean) / (before + data)
            typical = [
                Typical(F(mu0 + mean, 2), "halves", "Each side counts by its precision."),
                Typical(F(mean), "data_only", "That is the average of the data. The prior counts as well."),
                Typical(
                    (tau2 * mu0 + sigma2 / n * mean) / (tau2 + sigma2 / n),
                    "weighted_by_variances",
                    "The less a side varies, the more it should count.",
                ),
                Typical(
                    (before * mu0 + mean / sigma2) / (before + 1 / sigma2),
                    "sample_size_forgotten",
                    "The average of several values is more precise than one of them.",
                ),
            ]
        else:
            right = 1 / (before + data)
            typical = [
                Typical(
                    tau2 + sigma2 / n, "variances_added", "Two sources together know more than each alone."
                ),
                Typical(sigma2 / n, "data_only", "That is the variance of the average. The prior knows too."),
                Typical(
                    1 / (before + 1 / sigma2),
                    "sample_size_forgotten",
                    "The average of several values is more precise than one of them.",
                ),
                Typical(before + data, "precision", "That is the precision. What is the variance then?"),
            ]
        if told_apart(right, typical) and before != data:
            break
    asked = "posterior mean" if asks_mean else "posterior variance"
    precision = (
        rf"The prior has the precision ${tex(before)}$, the average of {n} values has ${tex(data)}$, "
        rf"together ${tex(before + data)}$. "
    )
    last = (
        rf"The mean is $\left({tex(before)} \cdot {mu0} + {tex(data)} \cdot {mean}\right) : "
        rf"{tex(before + data)} = {tex(right)}$."
        if asks_mean
        else rf"The variance is one over that, ${tex(right)}$."
    )
    return Question(
        prompt=(
            f"An unknown mean is believed to be normal with mean {mu0} and variance ${tex(tau2)}$. {n} "
            f"independent measurements of it, each normal about it with the known variance ${tex(sigma2)}$, "
            f"have the average {mean}. What is the {asked}?"
        ),
        answer=Number(right),
        typical=typical,
        solution=precision + last,
    )


@family("predictive", difficulty=1)
def predictive(rng):
    """The probability of results of further trials under a beta belief."""
    what, _, _, will = rng.choice(TRIALS)
    while True:
        a, b = rng.randint(1, 8), rng.randint(1, 6)
        n = rng.choice([2, 2, 3])
        k = rng.choice([n, 1]) if n == 2 else n
        right = comb(n, k) * rising(a, k) * rising(b, n - k) / rising(a + b, n)
        p = F(a, a + b)
        typical = [
            Typical(
                comb(n, k) * p**k * (1 - p) ** (n - k),
                "plug_in",
                "After the first result the belief has changed: what is the next success worth then?",
            )
        ]
        if k == n:
            typical.append(Typical(p, "first_only", "That is the probability for the first of them."))
            if n * p < 1:
                typical.append(Typical(n * p, "added", "Multiply, one case after the other."))
        else:
            typical.append(Typical(right / 2, "one_order", "In which orders can the one success come?"))
        if told_apart(right, typical) and a != b:
            break
    result = f"that all of the next {n} {will}" if k == n else f"that exactly one of the next two {will}"
    if k == n:
        factors = r" \cdot ".join(rf"\frac{{{a + i}}}{{{a + b + i}}}" for i in range(n))
        how = "One after the other, and after each success the belief moves: "
    else:
        factors = rf"2 \cdot \frac{{{a}}}{{{a + b}}} \cdot \frac{{{b}}}{{{a + b + 1}}}"
        how = "Either order has the same probability, and after the first case the belief has moved: "
    return Question(
        prompt=(
            f"The belief about {what} is Beta({a}, {b}), the first parameter for the successes. What "
            f"is the probability {result}?"
        ),
        answer=Number(right),
        typical=typical,
        solution=f"{how}${factors} = {tex(right)}$.",
    )


def rising(a, k):
    """a (a + 1) ... (a + k - 1)."""
    product = F(1)
    for i in range(k):
        product *= a + i
    return product


@family("map-ridge", difficulty=0)
def map_ridge(rng):
    """Which ridge penalty does a normal prior on the weights mean?"""
    while True:
        sigma, tau = rng.choice([1, 2, 3, 4, 5, 6, 10]), rng.choice([1, 2, 3, 4, 5, 8])
        m = rng.choice([10, 20, 25, 50, 100])
        averaged = rng.random() < 0.4
        ratio = F(sigma**2, tau**2)
        right = ratio / m if averaged else ratio
        typical = [
            Typical(1 / right, "inverse", "A narrow prior means a strong penalty. Is it strong in yours?"),
            Typical(
                F(sigma, tau) / (m if averaged else 1), "deviations", "In the exponents stand variances."
            ),
            Typical(
                ratio if averaged else ratio / m,
                "rows",
                "Is the first term of the objective a sum or an average over the rows?",
            ),
            Typical(right / 2, "half_lost", "Both exponents have a factor one half. What remains of it?"),
        ]
        if told_apart(right, typical):
            break
    loss = rf"\tfrac{{1}}{{{m}}}\lVert y - Xw \rVert^2" if averaged else r"\lVert y - Xw \rVert^2"
    return Question(
        prompt=(
            f"A linear model has {m} rows and independent normal errors with standard deviation {sigma}. The "
            f"prior of each weight is normal with mean 0 and standard deviation {tau}, all independent. For "
            rf"which $\lambda$ is the minimum of ${loss} + \lambda \lVert w \rVert^2$ the most probable $w$?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"$-\log$ of the posterior is $\frac{{1}}{{2 \cdot {sigma**2}}}\lVert y - Xw \rVert^2 + "
            rf"\frac{{1}}{{2 "
            rf"\cdot {tau**2}}}\lVert w \rVert^2$ and a constant. Multiplied by $2 \cdot {sigma**2}$"
            + (f" and divided by {m}" if averaged else "")
            + rf", the factor of $\lVert w \rVert^2$ is $\lambda = {tex(right)}$."
        ),
    )


# --- what an interval says ---------------------------------------------------------------------

CASES = [
    ("the share of voters for a party", 0.31, 0.39),
    ("the failure rate of a disk, per year", 0.012, 0.021),
    ("the share of defective parts", 0.04, 0.09),
    ("the mean delay of a train in minutes", 3.1, 4.4),
    ("the conversion rate of a page", 0.081, 0.104),
]
CREDIBLE = (
    "Given model, prior and these data, the unknown value lies in this interval with probability {level} %."
)
CONFIDENCE = (
    "Over repeated samples, intervals made in this way contain the true value in {level} % of the cases."
)
OBSERVED = "{level} % of the single observations lie in this interval."
ESTIMATES = "{level} % of all estimates from new samples will lie in this interval."
NOPRIOR = (
    "The unknown value lies in this interval with probability {level} %, whatever was believed beforehand."
)
WRONG = {
    CREDIBLE: ("posterior_claimed", "Was a prior used? Without one, what is random here?"),
    CONFIDENCE: ("repetition_claimed", "Was the interval built to be right in repeated samples?"),
    OBSERVED: ("spread_of_data", "With more and more data the interval shrinks to a point. Do the data?"),
    ESTIMATES: ("spread_of_estimates", "The interval is centred on this sample. Are new estimates?"),
    NOPRIOR: ("prior_denied", "Would another prior have given the same interval?"),
}


@family("credible-vs-confidence", difficulty=0)
def credible_vs_confidence(rng):
    """Which reading belongs to which interval?"""
    what, low, high = rng.choice(CASES)
    level = rng.choice([80, 90, 95, 99])
    bayesian = rng.random() < 0.5
    right = CREDIBLE if bayesian else CONFIDENCE
    pool = [OBSERVED, ESTIMATES, NOPRIOR] if bayesian else [OBSERVED, ESTIMATES, CREDIBLE]
    wrong = [*rng.sample(pool, 2), CONFIDENCE if bayesian else NOPRIOR]
    made = (
        f"From a prior and a sample, a posterior was computed, and from it the {level} % credible interval"
        if bayesian
        else f"From a sample alone, without any prior, a {level} % confidence interval was computed"
    )

    def filled(text):
        return text.format(level=level)

    return Question(
        prompt=f"{made} for {what}: [{low}, {high}]. Which statement is what the method guarantees?",
        answer=Choice.shuffled(rng, filled(right), [filled(one) for one in wrong]),
        typical=[Typical(filled(one), *WRONG[one]) for one in wrong],
        solution=(
            "A credible interval is a statement about the unknown value, given the data, and rests on the "
            "prior."
            if bayesian
            else "A confidence interval is a statement about the method over repeated samples; the unknown "
            "value is a fixed number, and no prior was used."
        ),
    )


# --- arithmetic and notation -------------------------------------------------------------------


def told_apart(right, typical):
    """Whether no typical answer is right by chance, and no two of them are equal."""
    return len({right, *(one.value for one in typical)}) == 1 + len(typical)
