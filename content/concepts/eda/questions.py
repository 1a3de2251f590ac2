"""Question families of exploration: reversals, quartiles, what one row is, associations, and leaks."""

import math
from fractions import Fraction

import numpy as np

from groundup.grading import Choice, Number, Question, Typical, family, tex

TRIALS = [
    ("two ways of treating stones", "small stones", "large stones", "were cured"),
    ("two courses", "people with experience", "beginners", "passed"),
    ("two factories", "simple parts", "difficult parts", "had no fault"),
    ("two delivery firms", "short routes", "long routes", "came on time"),
    ("two advertisements", "regular customers", "new customers", "led to a sale"),
]


@family("simpson", difficulty=0)
def simpson(rng):
    """Compare two success rates within groups and all together."""
    what, first, second, done = rng.choice(TRIALS)
    reversed_ = rng.random() < 0.6
    while True:
        tries = [[rng.choice([20, 40, 50, 60, 80, 100, 150, 200]) for _ in range(2)] for _ in range(2)]
        easy, hard = rng.randint(80, 95), rng.randint(40, 72)
        edge = rng.choice([-6, -5, -4, 4, 5, 6])
        rates = [[easy + edge, hard + edge], [easy, hard]]
        done_of = [
            [round(n * rate / 100) for n, rate in zip(ns, some, strict=True)]
            for ns, some in zip(tries, rates, strict=True)
        ]
        within = [Fraction(done_of[0][k], tries[0][k]) - Fraction(done_of[1][k], tries[1][k]) for k in (0, 1)]
        pooled = Fraction(sum(done_of[0]), sum(tries[0])) - Fraction(sum(done_of[1]), sum(tries[1]))
        same = within[0] * within[1] > 0 and min(map(abs, within)) > Fraction(2, 100)
        if same and abs(pooled) > Fraction(2, 100) and (pooled * within[0] < 0) == reversed_:
            break
    rows = [
        f"| {name} | {done_of[i][0]} of {tries[i][0]} | {done_of[i][1]} of {tries[i][1]} |"
        for i, name in enumerate("AB")
    ]
    table = "\n".join([f"| | {first} | {second} |", "| --- | --- | --- |", *rows])

    def said(overall, inside):
        if overall == inside:
            return f"{overall} has the higher rate in both groups, and all together as well."
        return f"{inside} has the higher rate in both groups, and {overall} all together."

    best, inside = "A" if pooled > 0 else "B", "A" if within[0] > 0 else "B"
    options = {said(o, i): (o, i) for o in "AB" for i in "AB"}
    right = said(best, inside)
    wrongs = [option for option in options if option != right]
    typical = []
    for option in wrongs:
        overall, within_ = options[option]
        if within_ == inside:
            entry = ("groups_taken_for_the_whole", "Add the cases of both groups before you divide.")
        elif overall == best:
            entry = ("pooled_direction_for_groups", "Compare the rates within the first group alone.")
        else:
            entry = ("reversed_twice", "Write down all six rates as percentages.")
        typical.append(Typical(option, *entry))
    percent = [[round(100 * d / n) for d, n in zip(done_of[i], tries[i], strict=True)] for i in (0, 1)]
    whole = [f"{sum(done_of[i])} of {sum(tries[i])}" for i in (0, 1)]
    shares = [round(100 * tries[i][0] / sum(tries[i])) for i in (0, 1)]
    return Question(
        prompt=f"For {what}, A and B, it was counted how many {done}:\n\n{table}\n\nWhat is true?",
        answer=Choice.shuffled(rng, right, wrongs),
        typical=typical,
        solution=(
            f"In per cent, A has {percent[0][0]} and {percent[0][1]}, B has {percent[1][0]} and "
            f"{percent[1][1]}. "
            f"All together A has {whole[0]}, B {whole[1]}. {right} The mixtures differ: {first} make up "
            f"{shares[0]} % of the cases of A and {shares[1]} % of those of B."
        ),
    )


@family("quartile", difficulty=-1)
def quartile(rng):
    """Compute a quartile on a straight line between two neighbours."""
    while True:
        n = rng.choice([7, 8, 9, 10, 11, 12])
        x = sorted(rng.sample(range(1, 80), n))
        q, name = rng.choice([(Fraction(1, 4), "lower"), (Fraction(3, 4), "upper")])
        place = q * (n - 1)
        low = int(place)
        right = x[low] + (place - low) * (x[low + 1] - x[low])
        nearest = x[int(place + Fraction(1, 2))]
        half = n // 2
        part = x[:half] if name == "lower" else x[-half:]
        tukey = Fraction(part[(half - 1) // 2] + part[half // 2], 2)
        from_one = q * n - 1
        k = int(from_one)
        shifted = x[k] + (from_one - k) * (x[k + 1] - x[k])
        wrong = {
            nearest: ("nearest_rank", "The place is no whole number. What lies between the two neighbours?"),
            tukey: (
                "median_of_a_half",
                "That is the median of one half. At which place does the quartile stand?",
            ),
            shifted: ("place_from_n", "Places are counted from 0, and the last one is n - 1."),
        }
        if place != low and len({right, *wrong}) == 4:
            break
    shown = list(x)
    rng.shuffle(shown)
    return Question(
        prompt=(
            f"The {name} quartile (quantile {q}) of {', '.join(map(str, shown))}, as NumPy and pandas "
            f"compute it: "
            "on a straight line between two neighbours. What is it?"
        ),
        answer=Number(right),
        typical=[Typical(value, *said) for value, said in wrong.items()],
        solution=(
            f"Sorted: {', '.join(map(str, x))}. The place is ${tex(q)} \\cdot {n - 1} = {tex(place)}$, "
            f"counted from "
            f"0: between {x[low]} and {x[low + 1]}, at ${tex(place - low)}$ of the way. That is "
            f"${tex(right)}$."
        ),
    )


@family("row-meaning", difficulty=0)
def row_meaning(rng):
    """Say what one row of a table is about, from which columns repeat."""
    person, item, place = rng.choice(
        [
            ("customer", "product", "shop"),
            ("patient", "test", "ward"),
            ("driver", "parcel", "town"),
            ("student", "course", "campus"),
            ("player", "game", "league"),
        ]
    )
    unit = rng.choice(["event", "event", "pair", "person", "person_day"])
    people, things = rng.sample(range(11, 99), 3), rng.sample(range(101, 180), 3)
    a, b, _ = people
    p, q, r = things
    days = [f"{d:02d} May" for d in sorted(rng.sample(range(2, 28), 4))]
    n = rng.randint(201, 800)
    rows = {
        "event": [(n, a, p, days[0]), (n + 1, a, p, days[0]), (n + 2, b, q, days[1]), (n + 3, a, q, days[2])],
        "pair": [(n, a, p, days[0]), (n, a, q, days[0]), (n + 1, b, p, days[1]), (n + 1, b, r, days[1])],
    }
    options = {
        "event": f"One {item} taken by one {person} on one day: each row has a number of its own.",
        "pair": f"One {item} within one order: the order's number repeats, with another {item} each time.",
        "person": f"One {person}.",
        "person_day": f"One {person} on one day.",
    }
    if unit == "pair":
        head, shown = ["order", person, item, "day"], rows["pair"]
        right, wrongs = options["pair"], ["One order.", options["person"], options["person_day"]]
    elif unit == "event":
        head, shown = ["number", person, item, "day"], rows["event"]
        right, wrongs = options["event"], [options["person"], options["person_day"], f"One {item}."]
    elif unit == "person":
        head = [person, f"{item}s so far", place, "last seen"]
        towns = rng.sample(["North", "South", "East", "West"], 2)
        seen = [days[2], days[1], days[1]]
        shown = [(people[k], rng.randint(1, 9), towns[k % 2], seen[k]) for k in range(3)]
        right = f"One {person}: no number repeats, and the second column is a total."
        wrongs = [f"One {item}.", "One day.", f"One {place}."]
    else:
        head = [person, "day", f"{item}s that day"]
        shown = [(x, d, rng.randint(1, 9)) for x in (a, b) for d in days[:2]]
        rng.shuffle(shown)
        right = f"One {person} on one day: the two together never repeat."
        wrongs = [options["person"], f"One {item}.", "One day."]
    why = {
        options["person"]: ("person_assumed", f"Does the same {person} come in two rows?"),
        options["person_day"]: (
            "person_and_day",
            f"Which columns together never repeat? Look at {person} and day.",
        ),
        "One order.": ("order_assumed", "Does the same order come in two rows?"),
        f"One {item}.": (
            "item_assumed",
            f"Is there a column that names a single {item}, and does it repeat?",
        ),
        f"One {place}.": ("place_assumed", f"Does the same {place} come in two rows?"),
        "One day.": ("day_assumed", "Does the same day come in two rows?"),
    }
    table = "\n".join(
        [f"| {' | '.join(head)} |", "| " + " | ".join("---" for _ in head) + " |"]
        + [f"| {' | '.join(map(str, row))} |" for row in shown]
    )
    return Question(
        prompt=f"The first rows of a table:\n\n{table}\n\nWhat is one row about?",
        answer=Choice.shuffled(rng, right, wrongs),
        typical=[Typical(option, *why[option]) for option in wrongs],
        solution=(
            f"Look for the columns that together never repeat. {right} A mean over the rows is a mean "
            f"over just that."
        ),
    )


@family("cramers-v", difficulty=1)
def cramers_v(rng):
    """Compute Cramer's V of a small table of counts."""
    while True:
        columns = rng.choice([2, 3])
        rows_ = 3 if columns == 3 and rng.random() < 0.5 else 2
        table = np.array(
            [[rng.choice([5, 10, 15, 20, 30, 40]) for _ in range(columns)] for _ in range(rows_)]
        )
        n = int(table.sum())
        expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / n
        chi2 = float(((table - expected) ** 2 / expected).sum())
        smaller = min(rows_, columns) - 1
        right = math.sqrt(chi2 / (n * smaller))
        wrong = {
            "no_square_root": (chi2 / (n * smaller), "Has the root been taken?"),
            "larger_side": (
                math.sqrt(chi2 / (n * max(rows_ - 1, columns))),
                "By which of the two numbers, of rows and of columns, is the largest possible value limited?",
            ),
            "cells_over_counts": (
                math.sqrt(float(((table - expected) ** 2 / table).sum()) / (n * smaller)),
                "The squares are divided by the counts that would be expected.",
            ),
        }
        if smaller > 1:
            wrong["n_alone"] = (
                math.sqrt(chi2 / n),
                "Can the result be larger than 1? What is missing below?",
            )
        values = [right, *(value for value, _ in wrong.values())]
        apart = min(abs(x - y) for k, x in enumerate(values) for y in values[:k])
        if 0.15 < right < 0.9 and apart > 0.01 and max(values) < 1.5:
            break
    groups, answers = ["North", "South", "West"][:rows_], ["yes", "no", "perhaps"][:columns]
    lines = [
        f"| {name} | {' | '.join(map(str, row))} |" for name, row in zip(groups, table.tolist(), strict=True)
    ]
    shown = "\n".join(
        [f"| | {' | '.join(answers)} |", "| --- | " + " | ".join("---" for _ in answers) + " |", *lines]
    )
    cells = ", ".join(f"{x:g}" for x in expected.ravel().round(2))
    return Question(
        prompt=f"{shown}\n\nWhat is Cramér's V of this table? Give three decimals.",
        answer=Number(round(right, 6), abs_tol=0.002),
        typical=[Typical(round(value, 6), name, sentence) for name, (value, sentence) in wrong.items()],
        solution=(
            f"The expected counts, row by row: {cells}. $\\chi^2 = {chi2:.3f}$, $n = {n}$, and "
            f"$\\min(R - 1, C - 1) = {smaller}$. So $V = \\sqrt{{{chi2:.3f} / {n * smaller}}} = {right:.3f}$."
        ),
    )


GOALS = [
    ("whether a customer is going to cancel", "customer", [
        ("day of the cancellation", "it is empty for all who stay"),
        ("refund paid", "it is paid after a cancellation"),
        ("reason given to the hotline for leaving", "it is asked of those who leave"),
    ], ["months since joining", "number of complaints in the last year", "price of the plan", "region"]),
    ("whether a patient has the disease", "patient", [
        ("dose of the drug against it", "it is prescribed once the disease has been found"),
        ("ward, one of which is for this disease alone", "the ward is chosen by the diagnosis"),
        ("day of the next check of the disease", "it is fixed for those who have it"),
    ], ["age", "blood pressure on arrival", "fever on arrival", "smoker or not"]),
    ("whether a loan is going to be paid back", "loan", [
        ("fees for letters of warning", "they are charged when payments fail"),
        ("balance at the end of the term", "it is known when everything is over"),
        ("collection agency in charge", "there is one for loans that have failed"),
    ], ["income when applying", "sum of the loan", "years at the present job", "number of other loans"]),
    ("whether a parcel will be late", "parcel", [
        ("hour of delivery", "it is known when the parcel has come"),
        ("compensation", "it is paid for late parcels"),
        ("number of calls asking where it is", "they come when it is late already"),
    ], ["weight", "distance", "day of the week it was sent", "town of the sender"]),
]  # fmt: skip


@family("leak", difficulty=0)
def leak(rng):
    """Find the column that is not known yet when the prediction is needed."""
    goal, thing, leaks, honest = rng.choice(GOALS)
    right, why = rng.choice(leaks)
    wrongs = rng.sample(honest, 3)
    return Question(
        prompt=(
            f"A table has one row for each {thing}, of the years past. You want to predict {goal}, in "
            f"time to act "
            "on it. Which column must not be used?"
        ),
        answer=Choice.shuffled(rng, right, wrongs),
        typical=[
            Typical(one, "known_in_time", "When is this known: before the outcome, or because of it?")
            for one in wrongs
        ],
        solution=(
            f"The column '{right}': {why}. In the past data it predicts nearly perfectly; on the day of the "
            "prediction it is not known yet."
        ),
    )
