"""Question families of cleaning: why values are missing, what is filled in, duplicates, running twice."""

from fractions import Fraction
from statistics import median

from groundup.grading import Choice, Number, Question, Typical, family, tex

MCAR = "MCAR: whether a value is missing has nothing to do with any value, recorded or not."
MAR = "MAR: it depends on something recorded, but among those alike in that not on the missing value itself."
MNAR = "MNAR: it depends on the missing value itself, also among those alike in everything recorded."

# (what is missing, {mechanism: how it came about}); {n} and {m} are numbers
STORIES = [
    (
        "incomes in a survey, in which everybody's age is known",
        {
            MCAR: "a box with {n} questionnaires, packed by lot, got wet and cannot be read",
            MAR: "people under {m} skip the question far more often; among people of one age, those who skip "
            "it earn as much as those who answer",
            MNAR: "at every age, people with more than {m} thousand a year leave the field empty more often",
        },
    ),
    (
        "blood values of patients, whose symptoms are all in the file",
        {
            MCAR: "one of {n} analysers was broken, and samples are given to analysers by lot",
            MAR: "the blood test is ordered if the recorded symptom score is above {m}, and for no other "
            "reason",
            MNAR: "the device cannot measure values above {m} and leaves the field empty",
        },
    ),
    (
        "temperatures from sensors, whose place is known",
        {
            MCAR: "every message is lost on its way with the same probability, 1 in {m}",
            MAR: "sensors on the roof lose {n} times as many messages as those in the hall, whatever they "
            "measure",
            MNAR: "the sensors switch themselves off above {m} degrees",
        },
    ),
    (
        "the weights of customers of a gym, whose sex is on the form",
        {
            MCAR: "an intern forgot to type in {n} forms, drawn by lot",
            MAR: "women leave the field empty {n} times as often as men; among women, and among men, "
            "heavy and "
            "light people leave it empty equally often",
            MNAR: "people who weigh {n} kg more than they would like often leave it empty, men and women "
            "alike",
        },
    ),
    (
        "ratings of films, by viewers whose age is known",
        {
            MCAR: "only {n} in a hundred viewers, chosen by lot, are asked for a rating, and all of them "
            "answer",
            MAR: "people over {m} are asked less often; within an age group it is left to chance who is "
            "asked, "
            "and all who are asked answer",
            MNAR: "in each age group, people rate a film if they loved or hated it, and one in {n} of "
            "the others",
        },
    ),
    (
        "numbers of sick days in a firm's table, in which everybody's department is known",
        {
            MCAR: "{n} lines, scattered over the table by chance, were lost when a disk failed",
            MAR: "department {n} reports for half of its people, chosen by lot, and all others report in "
            "full",
            MNAR: "people with more than {m} sick days have theirs taken out, in all departments",
        },
    ),
]

WHY_NOT = {
    MCAR: (
        "chance_assumed",
        "Is everybody's value equally likely to be missing? Who is more often without one?",
    ),
    MAR: ("at_random_taken_as_random", "Is there something recorded that it depends on, and is that all?"),
    MNAR: (
        "value_itself_blamed",
        "Take those who are alike in everything recorded. Are large or small values missing more often?",
    ),
}


@family("missing-mechanism", difficulty=0)
def missing_mechanism(rng):
    """Tell why values are missing: by chance, by something recorded, or by what they are."""
    what, ways = rng.choice(STORIES)
    right = rng.choice([MCAR, MAR, MNAR])
    story = ways[right].format(n=rng.randint(3, 9), m=rng.choice([30, 35, 40, 45]))
    wrongs = [one for one in WHY_NOT if one != right]
    said = {
        MCAR: "Nothing about a person or a thing changes the chance of being without a value",
        MAR: "The chance differs, by something that stands in the file, and by nothing beyond that. "
        "Within such "
        "groups a comparison is fair",
        MNAR: "Even among those alike in all that is recorded, it depends on the very value that nobody "
        "sees. "
        "The data at hand cannot show it",
    }[right]
    return Question(
        prompt=f"Missing are {what}: {story}. Which mechanism is it?",
        answer=Choice.shuffled(rng, right, wrongs),
        typical=[Typical(one, *WHY_NOT[one]) for one in wrongs],
        solution=f"{said}. {right}",
    )


@family("impute-value", difficulty=0)
def impute_value(rng):
    """Compute the number that an imputer fitted on training rows puts into a test row."""
    while True:
        train = [rng.choice([None, *range(1, 20), *range(1, 20)]) for _ in range(6)]
        test = [None, *(rng.randint(20, 60) for _ in range(2))]
        how = rng.choice(["mean", "median", "most_frequent"])
        if how == "most_frequent":
            low, high = sorted(rng.sample(range(1, 20), 2))
            train = [low, high, low, high, None, rng.choice([low - 1, high + 3])]
            rng.shuffle(train)
        known = [x for x in train if x is not None]
        everything = known + [x for x in test if x is not None]
        if not 1 <= train.count(None) <= 2:
            continue
        right = number(known, how)
        wrong = {
            "mean_over_train_and_test": (
                number(everything, how),
                "Some of the values you used stand in the test rows. When was the imputer fitted?",
            ),
            "missing_counted_as_zero": (
                number([x or 0 for x in train], how),
                "A missing value is no 0. Which values are known?",
            ),
            "refitted_on_test": (
                number([x for x in test if x is not None], how),
                "Those are the test rows. Which rows did `fit` see?",
            ),
        }
        if how == "most_frequent":
            wrong = {
                "larger_of_equals": (
                    high,
                    "Two values come equally often. Which of them does scikit-learn take?",
                ),
                "mean_of_equals": (Fraction(low + high, 2), "Does that number occur at all?"),
            }
        values = [right, *(value for value, _ in wrong.values())]
        if len(set(values)) == len(values):
            break
    lines = f"- training rows: {listed(train)}\n- test rows: {listed(test)}"
    shown = ", ".join(map(str, sorted(known)))
    reason = {
        "mean": f"Their mean is ${tex(right)}$",
        "median": f"Their median is ${tex(right)}$",
        "most_frequent": f"Two values come twice, and the smaller of them is ${right}$",
    }[how]
    return Question(
        prompt=(
            f"The values of one column (a dash is missing):\n\n{lines}\n\n"
            f'`SimpleImputer(strategy="{how}")` is fitted on the training rows and applied to the test rows. '
            "Which number stands in the first test row afterwards?"
        ),
        answer=Number(right),
        typical=[Typical(value, name, sentence) for name, (value, sentence) in wrong.items()],
        solution=f"The imputer knows the training values {shown}, and no others. {reason}.",
    )


def number(values, how):
    if how == "mean":
        return Fraction(sum(values), len(values))
    if how == "median":
        return Fraction(median([Fraction(x) for x in values]))
    return min(values, key=lambda x: (-values.count(x), x))


def listed(values):
    return ", ".join("–" if x is None else str(x) for x in values)


@family("variance-shrink", difficulty=1)
def variance_shrink(rng):
    """Say what filling with the mean does to a variance, or to a covariance."""
    while True:
        missing, n = rng.randint(2, 6), rng.choice([8, 10, 12, 20])
        variance = rng.choice([4, 6, 9, 12, 15, 16, 20, 25, 30])
        share = Fraction(missing, n)
        right = (1 - share) * variance
        wrong = {
            "variance_unchanged": (Fraction(variance), "What does a filled value add to the sum of squares?"),
            "share_missing_kept": (share * variance, "Which of the values still differ from the mean?"),
            "share_squared": (
                (1 - share) ** 2 * variance,
                "The deviations themselves do not shrink: most of them stay, the others become 0.",
            ),
            "variance_grows": (
                variance / (1 - share),
                "Do values in the very middle spread the data or not?",
            ),
        }
        if len({right, *(value for value, _ in wrong.values())}) == 5 and share != Fraction(1, 2):
            break
    both = rng.random() < 0.4
    what = "covariance with a column $z$, which is complete," if both else "variance"
    sentence = (
        "The covariance of $x$ and $z$ over the rows in which $x$ is known"
        if both
        else "The variance of the known values"
    )
    return Question(
        prompt=(
            f"Of {n} values of a column $x$, {missing} are missing. {sentence} is {variance} (dividing "
            f"by their "
            "number). Each missing value is filled with the mean of the known ones. What is the "
            f"{what} of the filled column, dividing by {n}?"
        ),
        answer=Number(right),
        typical=[Typical(value, name, text) for name, (value, text) in wrong.items()],
        solution=(
            "The mean stays as it was. Each filled value differs from it by 0 and adds nothing, so the "
            f"{'sum of products' if both else 'sum of squares'} stays at ${n - missing} \\cdot "
            f"{variance}$ and is "
            f"now divided by {n}: ${tex(1 - share)} \\cdot {variance} = {tex(right)}$."
        ),
    )


@family("dedupe-rows", difficulty=-1)
def dedupe_rows(rng):
    """Count the records that stay when duplicates in some columns are left out."""
    while True:
        names = rng.sample(["Ada", "Bo", "Cem", "Dee"], 3)
        pool = [(name, day) for name in names for day in ("Mon", "Tue")]
        rows = [(*rng.choice(pool), rng.choice([3, 4])) for _ in range(7)]
        keys = rng.choice([["name"], ["name", "day"], ["day", "amount"], ["name", "amount"]])
        places = {"name": 0, "day": 1, "amount": 2}
        right = len({tuple(row[places[key]] for key in keys) for row in rows})
        whole = len(set(rows))
        first = len({row[places[keys[0]]] for row in rows})
        repeated = [tuple(row[places[key]] for key in keys) for row in rows]
        alone = sum(repeated.count(one) == 1 for one in repeated)
        wrong = {
            whole: ("all_columns_compared", "Only the columns named decide. Do others have to agree?"),
            alone: ("all_duplicates_removed", "Of each set of duplicates, does none stay, or one?"),
        }
        if len(keys) > 1:
            wrong[first] = ("one_column_compared", "Two columns are named: both have to agree.")
        if len({right, *wrong}) == len(wrong) + 1 and len(wrong) == 1 + len(keys):
            break
    lines = [f"| {name} | {day} | {amount} |" for name, day, amount in rows]
    table = "\n".join(["| name | day | amount |", "| --- | --- | --- |", *lines])
    named = ", ".join(f'"{key}"' for key in keys)
    return Question(
        prompt=f"{table}\n\nHow many rows has `df.drop_duplicates(subset=[{named}])`?",
        answer=Number(right),
        typical=[Typical(value, *said) for value, said in wrong.items()],
        solution=(
            f"It keeps one row for each combination that occurs in {' and '.join(keys)}: "
            + "; ".join(" ".join(map(str, one)) for one in dict.fromkeys(repeated))
            + f". That makes {right}."
        ),
    )


STEPS = {
    'rows["name"] = rows["name"].str.strip()': True,
    'rows["name"] = rows["name"].str.lower()': True,
    'rows = rows.drop_duplicates(subset=["name"])': True,
    'rows["{column}"] = rows["{column}"].replace(-{sentinel}, None)': True,
    'rows.loc[rows["{column}"] > {limit}, "{column}"] = {limit}': True,
    'rows["{column}"] = rows["{column}"] / 100': False,
    'rows["name"] = rows["name"].str[1:]': False,
    'rows["{column}"] = rows["{column}"] - rows["{column}"].min() + 1': True,
    "rows = rows.iloc[1:]": False,
    'rows["name"] = "{prefix}-" + rows["name"]': False,
    'rows["{column}"] = rows["{column}"] * {factor}': False,
}


@family("run-twice", difficulty=0)
def run_twice(rng):
    """Find the step of a cleaning script that changes its own result when it is run again."""
    names = {
        "column": rng.choice(["height", "weight", "price", "age"]),
        "sentinel": rng.choice([9, 99, 999]),
        "limit": rng.choice([120, 150, 250]),
        "prefix": rng.choice(["id", "eu", "no"]),
        "factor": rng.choice([2, 10, 1000]),
    }
    lines = {line.format(**names): safe for line, safe in STEPS.items()}
    right = rng.choice([line for line, safe in lines.items() if not safe])
    wrongs = rng.sample([line for line, safe in lines.items() if safe], 3)
    return Question(
        prompt=(
            "A cleaning script should give the same when it is run on its own result. "
            "Which of these steps makes that fail?"
        ),
        answer=Choice.shuffled(rng, f"`{right}`", [f"`{line}`" for line in wrongs]),
        typical=[
            Typical(
                f"`{line}`",
                "safe_step_suspected",
                "Apply this step to a few values, and then to what came out. What is left to change?",
            )
            for line in wrongs
        ],
        solution=(
            f"`{right}` changes the data each time it is run. The other steps bring the data into a state in "
            "which they find nothing more to do."
        ),
    )
