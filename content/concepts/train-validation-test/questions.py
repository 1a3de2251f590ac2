"""Question families on splits."""

from fractions import Fraction
from math import floor, sqrt

from groundup.grading import Choice, Number, Question, Typical, Vector, family

KINDS = {
    "random": "Random: deal the rows one by one",
    "stratified": "Stratified: deal each class separately, in proportion",
    "grouped": "Grouped: deal whole groups",
    "temporal": "Temporal: train before a cutoff, test after it",
}

# (story, the right kind, why). Each story fixes how the model will meet new data.
STORIES = [
    (
        (
            "{n} X-ray images of {g} patients, several of each patient, half of them with a fracture. The"
            " model will be used on patients whom the hospital has not seen before."
        ),
        "grouped",
        (
            "Images of one patient resemble each other. New patients are what the model will meet, so whole"
            " patients go to one side."
        ),
    ),
    (
        (
            "{n} voice recordings by {g} speakers, with all commands about equally common. The product is"
            " sold to people whose voices are in none of the recordings."
        ),
        "grouped",
        "The model could learn the voices instead of the commands. Speakers are dealt, not recordings.",
    ),
    (
        (
            "{n} sentences cut from {g} contracts, labelled with one of two kinds of clause, equally common."
            " The tool will read contracts it has never seen."
        ),
        "grouped",
        (
            "Sentences of one contract share wording. The tool meets whole new contracts, so contracts are"
            " dealt."
        ),
    ),
    (
        "Hourly electricity demand of one town over {y} years. Every night the model forecasts the next day.",
        "temporal",
        (
            "The model always predicts what comes after its training data. A random split would let it see"
            " the hours on both sides of the one it is asked about."
        ),
    ),
    (
        (
            "{n} loan applications of the last {y} years with their outcome, one for each customer."
            " Applicants' behaviour drifts with the economy, and the model will score next year's"
            " applications."
        ),
        "temporal",
        (
            "The question is how a model of the past does on the future, with the drift in it. Only a cutoff"
            " in time asks that."
        ),
    ),
    (
        "Daily sales of one shop for {y} years; the model plans next week's orders.",
        "temporal",
        "Days next to each other are alike, and next week lies after all of the data.",
    ),
    (
        (
            "{n} independent card payments of one afternoon, each by a different customer, {r} in 1,000 of"
            " them fraudulent. The test set is to have 20 % of the rows."
        ),
        "stratified",
        (
            "The payments are independent, of one moment, and from different customers, so nothing but the"
            " rare class needs care: dealt at random, the share of frauds in the test set would vary a lot."
        ),
    ),
    (
        (
            "{n} photographs of different leaves, taken on one day. One disease shows on {r} in 1,000 of"
            " them, and the model will sort more leaves of the same day."
        ),
        "stratified",
        (
            "Different leaves of one day: no groups, no time. The disease is rare, so its share is kept on"
            " both sides."
        ),
    ),
    (
        (
            "{n} parts, each made and measured independently on one machine in one shift; two quality"
            " classes, each about half of the parts. The model will grade further parts of that shift."
        ),
        "random",
        (
            "Independent rows, common classes, and new rows of the same kind: nothing speaks against dealing"
            " rows."
        ),
    ),
    (
        (
            "{n} different houses of one town, all valued in one month; the model predicts a price, a number,"
            " for other houses of that town in that month."
        ),
        "random",
        "Each house appears once, there is no class to keep in proportion, and time plays no part.",
    ),
]


@family("split-kind", difficulty=0)
def split_kind(rng):
    """Choose the split that meets new data as the model will."""
    story, right, why = rng.choice(STORIES)
    text = story.format(
        n=f"{rng.randrange(20, 400) * 100:,}",
        g=rng.randrange(4, 30) * 10,
        y=rng.randrange(3, 9),
        r=rng.randrange(2, 9),
    )
    kinds = list(KINDS)
    rng.shuffle(kinds)
    said = {
        ("grouped", "stratified"): (
            "stratified_instead_of_grouped",
            (
                "Keeping class shares does not keep the rows of one group together: the model would"
                " recognise it."
            ),
        ),
        ("grouped", "random"): (
            "groups_overlooked",
            "Rows of one group would land on both sides, and the model could recognise the group.",
        ),
        ("temporal", "random"): (
            "time_overlooked",
            "Rows from after the test rows would be in training: the model would know the future.",
        ),
        ("stratified", "random"): (
            "rarity_overlooked",
            "With so few rows of the rare class, its share in a random test set varies a lot.",
        ),
    }
    typical = [Typical(kinds.index(wrong), *said[right, wrong]) for wrong in kinds if (right, wrong) in said]
    return Question(
        prompt=f"{text}\n\nWhich split tells best how the model will do?",
        answer=Choice([KINDS[kind] for kind in kinds], kinds.index(right)),
        typical=typical,
        solution=f"**{KINDS[right]}.** {why}",
    )


@family("test-se", difficulty=0)
def test_se(rng):
    """Standard error of an accuracy from the size of its test set."""
    n = rng.choice([50, 80, 100, 150, 200, 250, 300, 400, 500, 800, 1000])
    right_rows = rng.randrange(round(0.6 * n), round(0.95 * n))
    p = right_rows / n
    se = sqrt(p * (1 - p) / n)
    return Question(
        prompt=(
            f"A classifier is right on {right_rows} of {n} independent test rows. What is the standard error"
            " of its accuracy?"
        ),
        answer=Number(se, abs_tol=0.0006, decimals=3),
        typical=[
            Typical(
                p * (1 - p) / n,
                "variance",
                "That is the variance of the accuracy. Its unit is accuracy squared.",
            ),
            Typical(
                sqrt(p * (1 - p)),
                "one_row",
                "That is the standard deviation for a single row; averaging many makes it smaller.",
            ),
            Typical(
                sqrt(n * p * (1 - p)),
                "count",
                "That is the standard deviation of the number of right rows, not of their share.",
            ),
        ],
        solution=(
            rf"$\hat p = {right_rows}/{n} = {p:.4g}$, so "
            rf"$\operatorname{{se}} = \sqrt{{{p:.4g} \cdot {1 - p:.4g} / {n}}} \approx {se:.3f}$."
        ),
    )


@family("stratified-counts", difficulty=0)
def stratified_counts(rng):
    """How many test rows each class gets, by largest remainders."""
    while True:
        counts = [rng.randrange(4, 60) for _ in range(3)]
        n = sum(counts)
        share = Fraction(rng.choice([10, 15, 20, 25, 30]), 100)
        n_test = floor(n * share + Fraction(1, 2))
        due = [Fraction(c * n_test, n) for c in counts]
        take = [floor(d) for d in due]
        rest = [d - t for d, t in zip(due, take, strict=True)]
        left = n_test - sum(take)
        ranked = sorted(range(3), key=lambda i: -rest[i])
        tie = left and left < 3 and rest[ranked[left - 1]] == rest[ranked[left]]
        for i in ranked[:left]:
            take[i] += 1
        equal = [n_test // 3 + (i < n_test % 3) for i in range(3)]
        if left and not tie and min(take) >= 1 and take != equal and n_test >= 6:
            break
    floors = [floor(d) for d in due]
    shares = ", ".join(f"{float(d):.2f}" for d in due)
    typical = [
        Typical(equal, "equal_counts", "Stratifying keeps the shares of the data; it does not level them.")
    ]
    typical.append(
        Typical(floors, "rounded_down", f"These add up to {sum(floors)}; the test set has {n_test} rows.")
    )
    return Question(
        prompt=(
            f"Three classes have {counts[0]}, {counts[1]} and {counts[2]} rows. A stratified test set of"
            f" {n_test} of the {n} rows is drawn: each class gets the whole part of its proportional share,"
            " and the rows that are left over go, one each, to the largest remainders. How many test rows"
            " does each class get, in this order?"
        ),
        answer=Vector(take),
        typical=typical,
        solution=(
            f"The shares are {shares}. Their whole parts {floors} add up to {sum(floors)}, so {left} more "
            f"{'row goes' if left == 1 else 'rows go'} to the largest remainders: {take}."
        ),
    )


# Expected maximum of k independent standard normal variables.
EXPECTED_MAXIMUM = {2: 0.564, 3: 0.846, 5: 1.163, 10: 1.539, 20: 1.867, 50: 2.249, 100: 2.508}


@family("peek-cost", difficulty=1)
def peek_cost(rng):
    """Optimism of the best of k equally good models, chosen on the test set."""
    k = rng.choice(list(EXPECTED_MAXIMUM))
    n = rng.choice([100, 200, 400, 500, 900, 1000])
    percent = rng.choice([60, 70, 75, 80, 85, 90])
    p = percent / 100
    se = sqrt(p * (1 - p) / n)
    m = EXPECTED_MAXIMUM[k]
    return Question(
        prompt=(
            f"{k} models are all right on {percent} % of new rows. Each is scored on a test set of {n} rows,"
            " and the best score is reported. By how much is it too good on average? Take the scores as"
            f" independent and normal; the expected maximum of {k} independent standard normal variables is"
            f" {m}."
        ),
        answer=Number(m * se, abs_tol=0.0006, decimals=3),
        typical=[
            Typical(
                0,
                "no_training_no_cost",
                "Nothing was trained on the test set, but something was chosen on it: the largest of several"
                " chance results.",
            ),
            Typical(
                se,
                "standard_error_only",
                f"That is the spread of one score. The largest of {k} lies further out.",
            ),
            Typical(
                p + m * se,
                "whole_score",
                "That is the expected best score itself; the question asks by how much it is too good.",
            ),
        ],
        solution=(
            rf"One score has standard error $\sqrt{{{p:g} \cdot {1 - p:g} / {n}}} \approx {se:.4f}$. The best"
            rf" of {k} lies "
            rf"${m}$ of these above the truth on average: ${m} \cdot {se:.4f} \approx {m * se:.3f}$."
        ),
    )
