"""Question families of finite probability: counting, unions, conditions, trees, independence."""

from fractions import Fraction as F
from itertools import product

from groundup.grading import Choice, Number, Question, Typical, family, tex

# --- counting ----------------------------------------------------------------------------------

EVENTS = {  # value of a pair, what is asked, name of the value
    "sum": (lambda x, y: x + y, "the sum is {k}"),
    "at least": (lambda x, y: x + y, "the sum is at least {k}"),
    "largest": (max, "the larger of the two numbers is {k} (if both are {k}, that counts as well)"),
    "apart": (lambda x, y: abs(x - y), "the two numbers differ by exactly {k}"),
}


@family("enumerate", difficulty=-1)
def enumerate_pairs(rng):
    """Count the pairs of two dice for which something holds."""
    while True:
        m, n = rng.choice([(4, 4), (6, 6), (4, 6), (6, 8), (8, 8), (3, 6), (4, 8)])
        kind = rng.choice(list(EVENTS))
        value, words = EVENTS[kind]
        pairs = list(product(range(1, m + 1), range(1, n + 1)))
        values = sorted({value(x, y) for x, y in pairs})
        k = rng.choice(values[1:-1])
        inside = [p for p in pairs if (value(*p) >= k if kind == "at least" else value(*p) == k)]
        right = F(len(inside), len(pairs))
        by_value = F(sum(v >= k if kind == "at least" else v == k for v in values), len(values))
        typical = [
            Typical(
                by_value,
                "values_equally_likely",
                "You counted possible values. Some of them come about in more ways than others: count pairs.",
            )
        ]
        if m == n:
            unordered = F(len({tuple(sorted(p)) for p in inside}), len({tuple(sorted(p)) for p in pairs}))
            why = "You took (2, 5) and (5, 2) for one outcome. Paint the dice in two colours and count again."
            typical.append(Typical(unordered, "order_ignored", why))
        if len(inside) > 1:
            one = F(1, len(pairs))
            typical.append(
                Typical(one, "one_pair_only", "That is one pair. How many pairs belong to the event?")
            )
        if len(inside) > 2 and told_apart(right, typical):
            break
    shown = ", ".join(str(p) for p in inside[:4]) + (", ..." if len(inside) > 4 else "")
    dice = f"Two fair dice with {m} sides each" if m == n else f"A fair die with {m} sides and one with {n}"
    return Question(
        prompt=f"{dice} are thrown. What is the probability that {words.format(k=k)}?",
        answer=Number(right),
        typical=typical,
        solution=(
            rf"There are ${m} \cdot {n} = {m * n}$ equally likely pairs. {len(inside)} of them belong to the "
            f"event: {shown}. The probability is ${ratio(len(inside), len(pairs))}$."
        ),
    )


@family("union", difficulty=-1)
def union(rng):
    """Either, neither, exactly one: from two counts and their overlap."""
    group, one, other = rng.choice(
        [
            ("of {n} students", "take statistics", "take programming"),
            ("of {n} houses", "have a garden", "have a garage"),
            ("of {n} photos", "show a person", "show a dog"),
            ("of {n} patients", "have a fever", "have a cough"),
            ("of {n} support calls", "concern billing", "are from new customers"),
        ]
    )
    while True:
        n = rng.choice([40, 50, 60, 80, 100, 120])
        a, b = rng.randint(n // 5, n // 2), rng.randint(n // 5, n // 2)
        both = rng.randint(3, min(a, b) - 2)
        answers = {
            "either": F(a + b - both, n),
            "neither": F(n - a - b + both, n),
            "exactly one": F(a + b - 2 * both, n),
        }
        asked = rng.choice(list(answers))
        right = answers[asked]
        double = F(a + b, n) if asked != "neither" else F(n - a - b, n)
        typical = [
            Typical(
                double,
                "overlap_ignored",
                "Those for whom both are true were counted in each of the two groups.",
            ),
            Typical(F(both, n), "only_both", "That is the share of those for whom both are true."),
        ]
        for other_asked in answers:
            if other_asked != asked:
                name = "answers_" + other_asked.replace(" ", "_")
                why = f"That is the answer to {other_asked!r}. Which of the three is asked for?"
                typical.append(Typical(answers[other_asked], name, why))
        if double > 0 and told_apart(right, typical):
            break
    question = {
        "either": "at least one of the two holds",
        "neither": "neither of the two holds",
        "exactly one": "exactly one of the two holds",
    }[asked]
    either = a + b - both
    steps = {
        "either": "",
        "neither": f" The others are ${n} - {either} = {n - either}$.",
        "exactly one": f" For {both} of these both hold, which leaves ${either} - {both} = {either - both}$.",
    }[asked]
    return Question(
        prompt=(
            f"{group.format(n=n).capitalize()}, {a} {one}, {b} {other}, and for {both} both are true. For "
            f"one drawn at random, what is the probability that {question}?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            f"At least one holds for ${a} + {b} - {both} = {either}$: those in the overlap were counted "
            f"twice.{steps} The probability is ${ratio(int(right * n), n)}$."
        ),
    )


# --- conditions --------------------------------------------------------------------------------

TABLES = [
    ("customers", ("renewed", "cancelled"), ("basic", "plus", "pro")),
    ("mails", ("spam", "wanted"), ("morning", "noon", "night")),
    ("parts", ("good", "faulty"), ("line A", "line B", "line C")),
    ("visitors", ("bought", "left"), ("phone", "tablet", "laptop")),
    ("patients", ("recovered", "ill"), ("young", "middle", "old")),
]


@family("cond-table", difficulty=0)
def cond_table(rng):
    """A conditional probability from a table of counts with two rows and three columns."""
    things, rows, columns = rng.choice(TABLES)
    while True:
        counts = [[rng.randint(4, 40) for _ in columns] for _ in rows]
        i, j = rng.randrange(2), rng.randrange(3)
        row, column, total = sum(counts[i]), counts[0][j] + counts[1][j], sum(map(sum, counts))
        cell = counts[i][j]
        given_column = rng.random() < 0.5
        right, turned = (F(cell, column), F(cell, row)) if given_column else (F(cell, row), F(cell, column))
        asked, condition = (rows[i], columns[j]) if given_column else (columns[j], rows[i])
        marginal = F(row, total) if given_column else F(column, total)
        odds = F(cell, (column if given_column else row) - cell)
        typical = [
            Typical(turned, "transposed", "You divided by the wrong total. Which of the two is known?"),
            Typical(
                F(cell, total), "joint", f"You divided by all {things}. But it is known who is meant: which?"
            ),
            Typical(marginal, "condition_ignored", "The condition was not used: it leaves only a part."),
            Typical(odds, "odds", "That compares with the others of the group, not with the whole group."),
        ]
        if told_apart(right, typical) and odds != 1:
            break
    head = "| | " + " | ".join(columns) + " |\n| --- | --- | --- | --- |\n"
    body = "\n".join(
        f"| {name} | " + " | ".join(map(str, line)) + " |" for name, line in zip(rows, counts, strict=True)
    )
    left = column if given_column else row
    return Question(
        prompt=(
            f"The table counts {things}.\n\n{head}{body}\n\nOne of them is drawn at random. What is "
            rf"$P(\text{{{asked}}} \mid \text{{{condition}}})$?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            f'It is known that "{condition}" holds, which leaves {left} {things}. Of these, {cell} are '
            f'"{asked}": the probability is ${ratio(cell, left)}$.'
        ),
    )


@family("total-prob", difficulty=0)
def total_prob(rng):
    """A weighted sum over three sources."""
    story, sources = rng.choice(
        [
            ("A part is faulty", ("machine A makes", "machine B makes", "machine C makes")),
            ("A message is spam", ("mail brings", "chat brings", "the web form brings")),
            ("A delivery is late", ("carrier A brings", "carrier B brings", "carrier C brings")),
            ("A transaction is fraudulent", ("cards make up", "transfers make up", "wallets make up")),
        ]
    )
    while True:
        shares = rng.choice(
            [(50, 30, 20), (60, 30, 10), (70, 20, 10), (40, 35, 25), (45, 35, 20), (80, 15, 5)]
        )
        shares = rng.sample(shares, 3)
        rates = rng.sample([1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20], 3)
        right = F(sum(s * r for s, r in zip(shares, rates, strict=True)), 10_000)
        typical = [
            Typical(F(sum(rates), 300), "plain_average", "The three sources do not have the same weight."),
            Typical(F(sum(rates), 100), "rates_added", "Rates of different groups cannot be added."),
            Typical(
                F(shares[0] * rates[0], 10_000),
                "one_path",
                "That is one path of the tree. Which others end in the same event?",
            ),
            Typical(1 - right, "complement", "That is the probability of the opposite."),
        ]
        if told_apart(right, typical):
            break
    parts = ", ".join(f"{name} {share} %" for name, share in zip(sources, shares, strict=True))
    listed = f"{rates[0]} %, {rates[1]} % and {rates[2]} %"
    terms = " + ".join(rf"{s / 100:g} \cdot {r / 100:g}" for s, r in zip(shares, rates, strict=True))
    return Question(
        prompt=(
            f"{story} with a probability that depends on the source. Of everything, {parts}; the rates of "
            f"the three, in this order, are {listed}. What is the probability for one drawn at random from "
            f"all?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            f"Each path of the tree has the product of its two probabilities, and the paths exclude each "
            f"other: ${terms} = {float(right):g}$."
        ),
    )


# --- independence ------------------------------------------------------------------------------


@family("at-least-one", difficulty=0)
def at_least_one(rng):
    """1 - (1 - p)^n for independent trials."""
    story = rng.choice(
        [
            "A backup fails with probability {p} each night, independently of the other nights. What is the "
            "probability of at least one failure in {n} nights?",
            "{n} independent tests each raise a false alarm with probability {p}. What is the probability of "
            "at least one false alarm?",
            "Each of {n} players hits the target with probability {p}, independently of the others. What is "
            "the probability that the target is hit at least once?",
            "A server is down with probability {p}, independently of the {n} - 1 others. What is the "
            "probability that at least one of the {n} is down?",
        ]
    )
    while True:
        n = rng.randint(2, 5)
        p = F(1, rng.choice([2, 3, 4, 5, 6, 10])) * rng.choice([1, 1, 2, 3])
        if not 0 < p < 1 or (n > 3 and p.denominator > 5):
            continue
        right = 1 - (1 - p) ** n
        typical = [
            Typical(n * p, "multiplied", "Try this rule with ten times as many trials. Is it a probability?"),
            Typical((1 - p) ** n, "none", "That is the probability that it does not happen at all."),
            Typical(p**n, "all", "That is the probability that it happens every single time."),
            Typical(
                n * p * (1 - p) ** (n - 1), "exactly_one", "That is exactly once. More often counts as well."
            ),
        ]
        if told_apart(right, typical):
            break
    story = story.replace("{n} - 1", str(n - 1))
    return Question(
        prompt=story.format(n=n, p=f"${tex(p)}$"),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"The opposite is easier: it happens not at all with probability $\left({tex(1 - p)}\right)^{n} "
            rf"= {tex((1 - p) ** n)}$, since the trials are independent. So the answer is $1 - "
            rf"{tex((1 - p) ** n)} = {tex(right)}$."
        ),
    )


@family("indep-check", difficulty=0)
def indep_check(rng):
    """Whether two variables with two and three values are independent."""
    row = rng.choice([20, 30, 40, 60, 70, 80])  # P(X = 0) in per cent
    columns = rng.choice([(20, 30, 50), (10, 30, 60), (10, 40, 50), (20, 20, 60), (30, 30, 40)])
    columns = rng.sample(columns, 3)
    cells = [[F(r * c, 10_000) for c in columns] for r in (row, 100 - row)]
    j, k, m = rng.sample(range(3), 3)  # column j keeps to the product rule, also in a dependent table
    free = rng.random() < 0.5
    if not free:
        by = F(rng.choice([1, 2]) if min(map(min, cells)) > F(2, 100) else 1, 100)
        for line, sign in zip(cells, (1, -1), strict=True):
            line[k] += sign * by
            line[m] -= sign * by
    every = "Independent. Every cell is the product of its row total and its column total."
    some = "Dependent. Not every cell is the product of its row total and its column total."
    single = (
        f"Independent. The cell at X = 0, Y = {j + 1} is the product of its totals, and one cell decides."
    )
    unequal = "Dependent. The cells of a row differ from each other."
    right, opposite = (every, some) if free else (some, every)
    head = "| | Y = 1 | Y = 2 | Y = 3 |\n| --- | --- | --- | --- |\n"
    body = "\n".join(f"| X = {i} | " + " | ".join(f"{float(p):g}" for p in cells[i]) + " |" for i in range(2))
    verdict = (
        "every other cell fits as well: $X$ and $Y$ are independent"
        if free
        else f"but at $X = 0, Y = {k + 1}$ the product is ${row / 100:g} \\cdot {columns[k] / 100:g} = "
        f"{row * columns[k] / 10_000:g}$ and the cell ${float(cells[0][k]):g}$: dependent"
    )
    return Question(
        prompt=f"The table gives the joint probabilities of $X$ and $Y$.\n\n{head}{body}\n\nAre $X$ and $Y$ "
        "independent?",
        answer=Choice.shuffled(rng, right, [opposite, single, unequal]),
        typical=[
            Typical(
                opposite,
                "finds_dependence" if free else "misses_dependence",
                "Compute all five totals, and then compare cell by cell.",
            ),
            Typical(
                single,
                "one_cell_checked",
                "With more than two columns, one cell may fit by chance. What about the others?",
            ),
            Typical(
                unequal,
                "wants_equal_cells",
                "Columns may have different weights. Compare each cell with the product of its totals.",
            ),
        ],
        solution=(
            f"The row totals are ${row / 100:g}$ and ${1 - row / 100:g}$, the column totals "
            + ", ".join(f"${c / 100:g}$" for c in columns)
            + rf". At $X = 0, Y = {j + 1}$ the product is ${row / 100:g} \cdot {columns[j] / 100:g} = "
            f"{float(cells[0][j]):g}$, as in the table; {verdict}."
        ),
    )


GIVEN_ONLY = "Independent in each group, but not in the two groups together."
BOTH = "Independent in each group, and also in the two groups together."
POOLED_ONLY = "Independent in the two groups together, but not in each group."
NEITHER = "Independent neither in each group nor in the two groups together."
VERDICTS = {
    (True, False): GIVEN_ONLY,
    (True, True): BOTH,
    (False, True): POOLED_ONLY,
    (False, False): NEITHER,
}


@family("cond-indep", difficulty=1)
def cond_indep(rng):
    """Independence within two groups and in their sum, from two tables of counts."""
    wanted = rng.choice(list(VERDICTS))
    while True:
        tables = two_groups(rng, wanted)
        pooled = [x + y for x, y in zip(*tables, strict=True)]
        inside = [is_product(t) for t in tables]
        if (all(inside), is_product(pooled)) == wanted and any(inside) == all(inside):
            break
    shown = "\n\n".join(
        f"| {name} | B | not B |\n| --- | --- | --- |\n| A | {t[0]} | {t[1]} |\n| not A | {t[2]} | {t[3]} |"
        for name, t in zip(("group 1", "group 2"), tables, strict=True)
    )
    right = VERDICTS[wanted]
    typical = []
    for verdict, text in VERDICTS.items():
        if verdict != wanted:
            look = (
                "Test the product rule inside each of the two tables."
                if verdict[0] != wanted[0]
                else "Add the two tables cell by cell, and test the product rule there."
            )
            name = f"{'free' if verdict[0] else 'bound'}_inside_{'free' if verdict[1] else 'bound'}_pooled"
            typical.append(Typical(text, name, look))
    return Question(
        prompt=f"Two groups of people were asked about A and B.\n\n{shown}\n\nAre A and B independent?",
        answer=Choice.shuffled(rng, right, [t for v, t in VERDICTS.items() if v != wanted]),
        typical=typical,
        solution=(
            "In a table with two rows and two columns, A and B are independent exactly when the products of "
            "the two diagonals agree. "
            + " ".join(
                f"{name}: ${t[0]} \\cdot {t[3]} = {t[0] * t[3]}$ and ${t[1]} \\cdot {t[2]} = {t[1] * t[2]}$."
                for name, t in zip(("Group 1", "Group 2", "Together"), (*tables, pooled), strict=True)
            )
            + f" {right}"
        ),
    )


def two_groups(rng, wanted):
    """Two tables [AB, A not B, not A B, neither]; whether they fit `wanted` is tested by the caller."""
    (a, b), (c, d) = rng.sample([(1, 2), (1, 3), (2, 1), (3, 1), (3, 2), (2, 3), (1, 1)], 2)
    k, m = rng.choice([4, 5, 6]), rng.choice([2, 3, 4])
    first = [k * a * c, k * a * d, k * b * c, k * b * d]
    if wanted == (True, False):  # other rates of both A and B in the second group
        second = [m * b * d, m * b * c, m * a * d, m * a * c]
    elif wanted == (False, True):  # what one group has too much of the diagonal, the other has too little
        t = rng.choice([1, 2, 3])
        second = first
        first, second = shifted(first, t), shifted(second, -t)
    else:  # the same rate of B in both groups
        second = [m * b * c, m * b * d, m * a * c, m * a * d]
        if wanted == (False, False):
            first, second = shifted(first, rng.choice([1, 2, 3])), shifted(second, rng.choice([1, 2]))
    return first, second


def shifted(table, t):
    return [table[0] + t, table[1] - t, table[2] - t, table[3] + t]


def is_product(table):
    return min(table) > 0 and table[0] * table[3] == table[1] * table[2]


# --- arithmetic and notation -------------------------------------------------------------------


def ratio(part, whole):
    """A fraction as it was counted, with its lowest terms where they differ."""
    reduced = F(part, whole)
    as_counted = rf"\frac{{{part}}}{{{whole}}}"
    return as_counted if reduced.denominator == whole else f"{as_counted} = {tex(reduced)}"


def told_apart(right, typical):
    """Whether no typical answer is right by chance, and no two of them are equal."""
    return len({right, *(one.value for one in typical)}) == 1 + len(typical)
