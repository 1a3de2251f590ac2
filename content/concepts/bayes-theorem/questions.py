"""Question families of Bayes' theorem: tests, urns, odds, several observations, and arguments."""

from fractions import Fraction as F
from itertools import pairwise

from groundup.grading import Choice, Number, Question, Steps, Typical, family, tex

CASES = [  # (what is tested for, the test)
    ("a disease", "a blood test"),
    ("a fault in the gears", "an acoustic test"),
    ("a forged signature", "a detector"),
    ("a protein variant", "a screening"),
    ("a security hole", "a scanner"),
]
PREVALENCES = [F(1, 1000), F(1, 500), F(1, 200), F(1, 100), F(1, 50), F(1, 20), F(1, 10)]


def rates(rng):
    """(sensitivity, specificity) of a test that is good, but not perfect."""
    sens = F(rng.choice([80, 85, 90, 95, 98, 99]), 100)
    spec = F(rng.choice([88, 90, 92, 94, 95, 96, 97, 98, 99]), 100)
    return sens, spec


def described(case, p, sens, spec):
    what, test = case
    return (
        f"One case in {p.denominator // p.numerator} has {what}. {test.capitalize()} is positive for "
        f"{percent(sens)} of those that have it, and negative for {percent(spec)} of those that do not."
    )


# --- one test ----------------------------------------------------------------------------------


@family("ppv", difficulty=0)
def ppv(rng):
    """P(condition | positive test) from prevalence, sensitivity and specificity."""
    case = rng.choice(CASES)
    while True:
        p, (sens, spec) = rng.choice(PREVALENCES), rates(rng)
        hit, alarm = p * sens, (1 - p) * (1 - spec)
        right = hit / (hit + alarm)
        typical = [
            Typical(sens, "sensitivity", "That is the share of positives among those that have it."),
            Typical(
                sens / (sens + 1 - spec),
                "prevalence_ignored",
                "That would be right if half of all cases had it. How common is it?",
            ),
            Typical(hit, "joint", "That is the share of all cases that have it and test positive."),
            Typical(hit + alarm, "evidence", "That is how often the test is positive at all."),
            Typical(
                hit / (hit + (1 - p) * spec),
                "specificity_for_false_alarms",
                "The specificity is the share of negatives among those without it.",
            ),
        ]
        if apart(right, typical):
            break
    n = 100_000
    a, b = hit * n, alarm * n
    return Question(
        prompt=f"{described(case, p, sens, spec)} For a positive result, what is the probability that the "
        "case has it?",
        answer=Number(right, decimals=3),
        typical=typical,
        solution=(
            f"Of {n:,} cases ${tex(p * n)}$ have it, of which ${tex(a)}$ test positive. Of the other "
            f"${tex((1 - p) * n)}$, ${tex(b)}$ test positive. So ${tex(a)}$ of ${tex(a + b)}$ positive "
            f"results are right: about ${float(right):.3f}$."
        ),
    )


@family("bags", difficulty=-1)
def bags(rng):
    """Which bag did the marbles come from: two or three bags, one or two draws with replacement."""
    while True:
        count, draws = rng.choice([(2, 1), (2, 2), (3, 1), (2, 2)])
        compositions = [(rng.randint(1, 5), rng.randint(1, 5)) for _ in range(count)]
        weights = rng.choice([(1, 1), (1, 2), (2, 1), (1, 3)]) if count == 2 else (1, 1, 1)
        prior = [F(w, sum(weights)) for w in weights]
        red = [F(r, r + b) for r, b in compositions]
        colours = [rng.choice(["red", "blue"]) for _ in range(draws)]
        likelihoods = []
        for share in red:
            p = F(1)
            for colour in colours:
                p *= share if colour == "red" else 1 - share
            likelihoods.append(p)
        scores = [p * q for p, q in zip(prior, likelihoods, strict=True)]
        right = scores[0] / sum(scores)
        typical = [
            Typical(prior[0], "prior_returned", "That is how likely the bag was before anything was drawn."),
            Typical(likelihoods[0], "likelihood_returned", "That is how likely the draw is from this bag."),
            Typical(scores[0], "not_normalised", "That is bag 1 and the draw. It is known what was drawn."),
        ]
        if len(set(weights)) > 1:
            flat = likelihoods[0] / sum(likelihoods)
            why = "That would be right if the bags were equally likely to be chosen."
            typical.append(Typical(flat, "prior_ignored", why))
        if draws == 2:
            first = [p * (s if colours[0] == "red" else 1 - s) for p, s in zip(prior, red, strict=True)]
            typical.append(
                Typical(first[0] / sum(first), "one_draw_only", "Only the first of the two draws was used.")
            )
        if len(set(compositions)) == count and told_apart(right, typical):
            break
    bag_list = "; ".join(
        f"bag {i} holds {r} red and {b} blue" for i, (r, b) in enumerate(compositions, start=1)
    )
    chosen = (
        "One of the bags is chosen, all equally likely."
        if len(set(weights)) == 1
        else f"Bag 1 is chosen with probability ${tex(prior[0])}$, bag 2 with ${tex(prior[1])}$."
    )
    drawn = (
        f"A marble is drawn from it: it is {colours[0]}."
        if draws == 1
        else f"A marble is drawn, put back, and another is drawn: the first is {colours[0]}, the second "
        f"{colours[1]}."
    )
    terms = ", ".join(
        rf"${tex(p)} \cdot {tex(q)} = {tex(s)}$" for p, q, s in zip(prior, likelihoods, scores, strict=True)
    )
    return Question(
        prompt=f"{bag_list.capitalize()}. {chosen} {drawn} What is the probability that it was bag 1?",
        answer=Number(right),
        typical=typical,
        solution=(
            f"Prior times likelihood, bag by bag: {terms}. They sum to ${tex(sum(scores))}$, and bag 1 has "
            rf"${tex(scores[0])}$ of it: ${tex(right)}$."
        ),
    )


# --- odds --------------------------------------------------------------------------------------


@family("odds-form", difficulty=0)
def odds_form(rng):
    """Prior odds times likelihood ratios, and back to a probability."""
    story, hypothesis = rng.choice(
        [
            ("a mail is spam", "spam"),
            ("a suspect was at the scene", "presence"),
            ("a valve leaks", "a leak"),
            ("an account was taken over", "a takeover"),
            ("a painting is genuine", "genuineness"),
        ]
    )
    while True:
        against = rng.choice([1, 2, 3, 4, 5, 9, 10, 20])
        ratios = [
            F(rng.choice([2, 3, 4, 5, 6, 8, 10])),
            rng.choice([F(2), F(3), F(5), F(1, 2), F(1, 3), F(4)]),
        ]
        prior = F(1, against)
        odds = prior * ratios[0] * ratios[1]
        right = odds / (1 + odds)
        added = prior * sum(ratios)
        from_probability = F(1, 1 + against) * ratios[0] * ratios[1]
        first = prior * ratios[0]
        typical = [
            Typical(odds, "odds_as_probability", "Those are odds: cases for to cases against."),
            Typical(added / (1 + added), "ratios_added", "The ratios of independent findings multiply."),
            Typical(
                from_probability,
                "multiplied_probability",
                "You multiplied the prior probability. The ratios multiply the odds.",
            ),
            Typical(first / (1 + first), "second_ignored", "Only the first finding was used."),
        ]
        if told_apart(right, typical):
            break
    return Question(
        prompt=(
            f"The odds that {story} are 1 to {against} beforehand. Two findings, independent given either "
            f"answer, have the likelihood ratios ${tex(ratios[0])}$ and ${tex(ratios[1])}$ in favour of "
            f"{hypothesis}. How probable is it now?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"The odds are now ${tex(prior)} \cdot {tex(ratios[0])} \cdot {tex(ratios[1])} = {tex(odds)}$. "
            rf"That is the probability $\frac{{\text{{odds}}}}{{1 + \text{{odds}}}} = {tex(right)}$."
        ),
    )


@family("two-tests", difficulty=1)
def two_tests(rng):
    """The probability after two results that are independent given the truth."""
    case = rng.choice(CASES)
    while True:
        p, (sens, spec) = rng.choice(PREVALENCES), rates(rng)
        results = rng.choice(["++", "+-", "-+"])
        up, down = sens / (1 - spec), (1 - sens) / spec
        ratios = [up if r == "+" else down for r in results]
        prior = p / (1 - p)
        right, first, second = (
            odds / (1 + odds)
            for odds in (prior * ratios[0] * ratios[1], prior * ratios[0], prior * ratios[1])
        )
        typical = [Typical(second, "prior_reused", "The second result starts from where the first has led.")]
        if results == "++":
            square = p * sens * sens / (p * sens * sens + (1 - p) * (1 - spec))
            why = "The healthy ones must be positive twice as well."
            typical.append(Typical(square, "second_false_alarm_missing", why))
        else:
            typical += [
                Typical(first, "first_only", "What has the second result to say?"),
                Typical((first + second) / 2, "averaged", "Evidence is not averaged. Multiply the ratios."),
                Typical(p, "cancelled", "The two results cancel only if their ratios have the product 1."),
            ]
        if apart(right, typical) and F(1, 200) < right < F(199, 200):
            break
    words = {"++": "both are positive", "+-": "the first is positive and the second negative"}
    shown = words.get(results, "the first is negative and the second positive")
    return Question(
        prompt=(
            f"{described(case, p, sens, spec)} Two such tests are made, independent of each other given the "
            f"truth, and {shown}. What is the probability that the case has it?"
        ),
        answer=Number(right, decimals=3),
        typical=typical,
        solution=(
            rf"The prior odds are ${tex(p)} : {tex(1 - p)} = {tex(prior)}$. A positive result has the ratio "
            rf"${tex(sens)} : {tex(1 - spec)} = {tex(up)}$, a negative one ${tex(1 - sens)} : {tex(spec)} = "
            rf"{tex(down)}$. The odds become ${tex(prior * ratios[0] * ratios[1])}$, the probability about "
            rf"${float(right):.3f}$."
        ),
    )


@family("sequential-odds", difficulty=0)
def sequential_odds(rng):
    """Update odds result by result, in steps."""
    while True:
        against = rng.choice([4, 5, 9, 10, 19, 24, 49, 99])
        a, b = rng.choice([(8, 1), (9, 1), (9, 2), (8, 2), (6, 1), (7, 2)])  # hit and false alarm, in tenths
        up, down = F(a, b), F(10 - a, 10 - b)
        order = rng.choice(["+-", "-+", "++"])
        ratios = [up if r == "+" else down for r in order]
        prior = F(1, against)
        one, two = prior * ratios[0], prior * ratios[0] * ratios[1]
        right = [up, down, one, two, two / (1 + two)]
        upside_down = [1 / up, 1 / down, prior / ratios[0], prior / ratios[0] / ratios[1]]
        typical = [
            Typical(
                [*right[:4], two], "odds_as_probability", "Odds of 1 to 1 are a probability of one half."
            ),
            Typical(
                [*upside_down, upside_down[3] / (1 + upside_down[3])],
                "ratio_turned",
                "The ratio is the probability given the hypothesis, over the one given its opposite.",
            ),
            Typical(
                [up, down, one, prior * ratios[1], prior * ratios[1] / (1 + prior * ratios[1])],
                "prior_reused",
                "The second step starts from the odds after the first.",
            ),
        ]
        if up != down and len({one, two, prior * ratios[1], 1 / up}) == (3 if order == "++" else 4):
            break
    words = {"+": "positive", "-": "negative"}
    return Question(
        prompt=(
            f"The prior odds of a fault are 1 to {against}. A test is positive with probability "
            f"${tex(F(a, 10))}$ if there is a fault and with probability ${tex(F(b, 10))}$ if there is none. "
            f"Two such tests, independent given the truth, are in this order {words[order[0]]} and "
            f"{words[order[1]]}. Update step by step."
        ),
        answer=Steps(
            [
                ("Likelihood ratio of a positive result", Number(right[0])),
                ("Likelihood ratio of a negative result", Number(right[1])),
                ("Odds after the first result", Number(right[2])),
                ("Odds after the second result", Number(right[3])),
                ("Probability of a fault after both", Number(right[4])),
            ]
        ),
        typical=typical,
        solution=(
            rf"A positive result has the ratio ${tex(F(a, 10))} : {tex(F(b, 10))} = {tex(up)}$, a negative "
            rf"one ${tex(F(10 - a, 10))} : {tex(F(10 - b, 10))} = {tex(down)}$. The odds go from "
            rf"${tex(prior)}$ to ${tex(one)}$ to ${tex(two)}$; in the other "
            rf"order they would end there too. The probability is ${tex(right[4])}$."
        ),
    )


# --- arguments ---------------------------------------------------------------------------------

SOUND = "It is sound."
TURNED_HIT = "It takes P(flag | case) for P(case | flag), and leaves out how rare a case is."
TURNED_ALARM = "It takes P(flag | no case) for P(no case | flag), and leaves out how rare a case is."
USELESS = "It is too confident: a flag that is sometimes wrong says nothing about a single item."
ARGUMENTS = {
    TURNED_HIT: '"It flags {sens} of all cases. So a flagged item is a case with probability {sens}."',
    TURNED_ALARM: '"It flags only {alarm} of the items that are no case. So a flagged item is no case with '
    'probability {alarm} only."',
    SOUND: '"Of {n} items {cases} are cases, and {hits} of these are flagged; so are {false} of the others. '
    'So about {ppv} of the flagged items are cases."',
}
FIELDS = [
    "credit card payments",
    "log entries",
    "insurance claims",
    "uploaded images",
    "exam scripts",
    "orders",
]


@family("base-rate", difficulty=0)
def base_rate(rng):
    """Say what is wrong, if anything, with an argument about a flag."""
    right = rng.choice([TURNED_HIT, TURNED_ALARM, SOUND])
    p = F(1, rng.choice([100, 200, 500, 1000, 2000]))
    sens, alarm = F(rng.choice([80, 90, 95, 98]), 100), F(rng.choice([1, 2, 3, 4, 5]), 100)
    n = 100_000
    cases = int(n * p)
    hits, false = round(cases * sens), round((n - cases) * alarm)
    share = F(hits, hits + false)
    argument = ARGUMENTS[right].format(
        sens=percent(sens),
        alarm=percent(alarm),
        n=f"{n:,}",
        cases=f"{cases:,}",
        hits=f"{hits:,}",
        false=f"{false:,}",
        ppv=f"{float(100 * share):.1f} %",
    )
    wrong = [one for one in (SOUND, TURNED_HIT, TURNED_ALARM, USELESS) if one != right]
    names = {
        SOUND: ("accepts_fallacy", "Count 100,000 items: how many flags are right, and how many are false?"),
        TURNED_HIT: ("sees_hit_rate_turned", "Which probability does the argument start from?"),
        TURNED_ALARM: ("sees_alarm_rate_turned", "Which probability does the argument start from?"),
        USELESS: ("evidence_useless", "Compare with the share of cases before the flag: it says something."),
    }
    counted = (
        f"Of {n:,} items {cases:,} are cases, and {hits:,} of them are flagged; of the others {false:,} are "
        f"flagged. So {float(100 * share):.1f} % of the flagged items are cases."
    )
    verdict = {
        SOUND: " That is what the argument says: it starts from counts and leaves nothing out.",
        TURNED_HIT: " The rate at which cases are flagged has the condition the other way round.",
        TURNED_ALARM: " The rate of false alarms among the rest has the condition the other way round.",
    }[right]
    return Question(
        prompt=(
            f"One in {p.denominator:,} {rng.choice(FIELDS)} is a case for the inspectors. A program flags "
            f"{percent(sens)} of the cases and {percent(alarm)} of the rest. Someone argues: {argument} What "
            f"is to be said of the argument?"
        ),
        answer=Choice.shuffled(rng, right, wrong),
        typical=[Typical(one, *names[one]) for one in wrong],
        solution=counted + verdict,
    )


# --- arithmetic and notation -------------------------------------------------------------------


def percent(p):
    """0.985 as 98.5 %."""
    return f"{float(100 * p):g} %"


def told_apart(right, typical):
    """Whether no typical answer is right by chance, and no two of them are equal."""
    return len({right, *(one.value for one in typical)}) == 1 + len(typical)


def apart(right, typical):
    """The same for answers to three decimals."""
    values = sorted(float(v) for v in [right, *(one.value for one in typical)])
    return all(b - a > 0.003 for a, b in pairwise(values))
