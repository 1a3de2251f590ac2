"""Question families of pseudo-randomness: steps and periods, biased shuffles, sources of chance, streams."""

from collections import Counter
from fractions import Fraction
from itertools import permutations, product

from groundup.grading import Choice, Choices, Number, Question, Typical, family, tex

PRIMES = [11, 13, 17, 19, 23, 29, 31, 37, 41]


@family("lcg-next", difficulty=-1)
def lcg_next(rng):
    """Follow a small multiplicative generator for two or three steps."""
    steps = rng.choice([2, 3])
    while True:
        m = rng.choice(PRIMES)
        a, seed = rng.randint(3, m - 2), rng.randint(2, m - 2)
        path = states(a, m, seed, steps + 1)
        right = path[steps]
        quotient = a * path[steps - 1] // m
        incremented = seed
        for _ in range(steps):
            incremented = (a * incremented + 1) % m
        once = a * (a * seed % m) if steps == 2 else a * (a * (a * seed % m) % m)
        typical = [
            Typical(path[steps - 1], "one_step_short", "That is the state before. Count the steps again."),
            Typical(path[steps + 1], "one_step_further", "One step too many: the seed itself is $x_0$."),
            Typical(incremented, "adds_an_increment", "This generator multiplies; nothing is added."),
            Typical(quotient, "quotient", "That is how often $m$ fits. Which part of the division is left?"),
            Typical(once, "not_reduced", "That is not below $m$: the remainder of the last step is missing."),
        ]
        if 1 not in path and told_apart(right, typical):
            break
    chain = r",\quad ".join(
        rf"x_{k + 1} = {a} \cdot {path[k]} \bmod {m} = {path[k + 1]}" for k in range(steps)
    )
    return Question(
        prompt=(
            rf"A generator makes the step $x \leftarrow {a}\,x \bmod {m}$. It is seeded with $x_0 = {seed}$. "
            f"What is $x_{steps}$?"
        ),
        answer=Number(right),
        typical=typical,
        solution=f"Each step uses the state before it: $${chain}.$$",
    )


@family("period", difficulty=0)
def period(rng):
    """Find the period of a small multiplicative generator."""
    while True:
        m = rng.choice([7, 11, 13, 17, 19])
        a, seed = rng.randint(2, m - 2), rng.randint(1, m - 1)
        cycle = cycle_from(a, m, seed)
        right = len(cycle)
        typical = [
            Typical(m, "modulus", "There are $m$ remainders. Are all of them visited?"),
            Typical(right + 1, "start_counted_twice", "The first number was counted twice, at both ends."),
        ]
        if right < m - 1:
            sentence = "A period of $m - 1$ is the best possible. Follow the numbers: is it reached here?"
            typical.append(Typical(m - 1, "full_period_assumed", sentence))
        if 3 <= right <= 12 and told_apart(right, typical):
            break
    shown = r" \to ".join(map(str, [*cycle, cycle[0]]))
    return Question(
        prompt=(
            rf"The generator $x \leftarrow {a}\,x \bmod {m}$ is seeded with ${seed}$. What is its "
            rf"period, that "
            "is, after how many steps does it come back to its seed for the first time?"
        ),
        answer=Number(right),
        typical=typical,
        solution=rf"Follow it: ${shown}$. These are {right} steps."
        + ("" if right == m - 1 else f" (It divides ${m} - 1 = {m - 1}$, as the period always does.)"),
    )


# --- shuffles ----------------------------------------------------------------------------------

ANYWHERE = ("for i in range(3):\n    j = randint(0, 2)", [(0, 2)] * 3)
ANYWHERE_DOWN = ("for i in (2, 1, 0):\n    j = randint(0, 2)", [(0, 2)] * 3)
SATTOLO = ("for i in (2, 1):\n    j = randint(0, i - 1)", [(0, 1), (0, 0)])
FISHER_YATES = ("for i in (2, 1):\n    j = randint(0, i)", [(0, 2), (0, 1)])
FORWARD = ("for i in range(2):\n    j = randint(i, 2)", [(0, 2), (1, 2)])
TOO_SHORT = ("for i in (0, 1):\n    j = randint(0, 2)", [(0, 2)] * 2)
STARTS = {
    ANYWHERE[0]: (0, 1, 2),
    ANYWHERE_DOWN[0]: (2, 1, 0),
    SATTOLO[0]: (2, 1),
    FISHER_YATES[0]: (2, 1),
    FORWARD[0]: (0, 1),
    TOO_SHORT[0]: (0, 1),
}


@family("shuffle-prob", difficulty=1)
def shuffle_prob(rng):
    """Compute the probability of an order under a shuffle of three cards that may be wrong."""
    kinds = [ANYWHERE, ANYWHERE_DOWN, SATTOLO, FISHER_YATES, FORWARD, TOO_SHORT]
    code, ranges = rng.choice(kinds)
    cards = rng.choice(["ABC", "KQJ", "123", "xyz"])
    ways = [outcome(cards, STARTS[code], drawn) for drawn in ways_of(ranges)]
    count = Counter(ways)
    order = rng.choice(["".join(p) for p in permutations(cards)])
    right = Fraction(count[order], len(ways))
    typical = []
    if right != Fraction(1, 6):
        sentence = "That would be a fair shuffle. Count the ways through this loop that end there."
        typical.append(Typical(Fraction(1, 6), "fairness_assumed", sentence))
    if right not in (0, Fraction(1, len(ways))):
        sentence = "That is the probability of one way. Several ways may end in the same order."
        typical.append(Typical(Fraction(1, len(ways)), "one_way_only", sentence))
    if right and Fraction(1, 27) not in (right, Fraction(1, len(ways))):
        typical.append(
            Typical(Fraction(1, 27), "ways_miscounted", "How many draws are made, each among how many?")
        )
    if right == 0:
        sentence = "Follow the loop: can it end in this order at all?"
        typical.append(Typical(Fraction(1, len(ways)), "every_order_possible", sentence))
    return Question(
        prompt=(
            f"The list `xs` holds {', '.join(f'`{card}`' for card in cards)}, in this order. `randint(a, "
            f"b)` gives "
            "each whole number from a to b, both included, with the same probability.\n\n"
            f"```python\n{code}\n    xs[i], xs[j] = xs[j], xs[i]\n```\n\n"
            f"With what probability does it end as {', '.join(f'`{card}`' for card in order)}? Answer "
            f"exactly."
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            f"There are {len(ways)} equally likely ways through the loop, {count[order]} of which "
            f"{'ends' if count[order] == 1 else 'end'} in this order: ${tex(right)}$. All orders: "
            + ", ".join(f"{''.join(p)} {count[''.join(p)]}" for p in permutations(cards))
            + "."
        ),
    )


def ways_of(ranges):
    return product(*[range(low, high + 1) for low, high in ranges])


def outcome(cards, places, drawn):
    xs = list(cards)
    for i, j in zip(places, drawn, strict=True):
        xs[i], xs[j] = xs[j], xs[i]
    return "".join(xs)


# --- sources of chance -------------------------------------------------------------------------

# Each kind of line: (code, whether it may differ between runs, why)
PLAIN = {
    "seeded": ("random.random()", False, "Python's generator is seeded above"),
    "unseeded": ("random.random()", True, "Python's generator is not seeded (NumPy's is another one)"),
}
OTHERS = {
    "numpy": [
        ("np.random.default_rng(7).random()", False, "this generator has a seed"),
        ("np.random.default_rng().random()", True, "a generator without a seed starts from the system"),
    ],
    "order": [
        ('list({"cat", "dog", "owl"})[0]', True, "the order of a set of strings changes from run to run"),
        ('sorted({"cat", "dog", "owl"})[0]', False, "sorting fixes the order"),
        ('list({"cat": 1, "dog": 2})[0]', False, "a dict keeps the order of insertion"),
    ],
    "hash": [
        ('hash("cat") % 100', True, "the hash of a string changes from run to run"),
        ("hash(2024) % 100", False, "the hash of a small whole number is the number"),
    ],
    "clock": [("time.time_ns() % 100", True, "the clock goes on")],
    "threads": [
        ("next(as_completed(futures)).result()", True, "which thread is ready first is open"),
        ("list(pool.map(score, rows))[0]", False, "`map` gives the results in the order of the rows"),
    ],
}
SEEDINGS = {
    "random.seed(7)": "seeded",
    "np.random.seed(7)": "unseeded",
    "random.seed(7); np.random.seed(7)": "seeded",
}


@family("nondeterminism", difficulty=0)
def nondeterminism(rng):
    """Find the lines of a script whose values may differ between two runs."""
    while True:
        seeding = rng.choice(list(SEEDINGS))
        kinds = rng.sample(list(OTHERS), 3)
        lines = [PLAIN[SEEDINGS[seeding]], *(rng.choice(OTHERS[kind]) for kind in kinds)]
        rng.shuffle(lines)
        changing = [k for k, line in enumerate(lines) if line[1]]
        if 1 <= len(changing) <= 3:
            break
    names = "pqrs"
    code = "\n".join([seeding, *(f"{name} = {line[0]}" for name, line in zip(names, lines, strict=True))])
    options = [f"`{name} = {line[0]}`" for name, line in zip(names, lines, strict=True)]
    python_line = next(k for k, line in enumerate(lines) if line[0] == "random.random()")
    typical = []
    if SEEDINGS[seeding] == "unseeded":
        believed = sorted(set(changing) - {python_line})
        sentence = "`np.random.seed` sets NumPy's generator. Whose generator does `random.random` use?"
        typical.append(Typical(believed, "one_seed_for_all", sentence))
    orders = [k for k, line in enumerate(lines) if line[1] and ("list({" in line[0] or "hash(" in line[0])]
    if orders:
        believed = sorted(set(changing) - set(orders))
        sentence = "Not only generators bring chance. In which order does Python keep strings in a set?"
        typical.append(Typical(believed, "hashing_overlooked", sentence))
    everything = list(range(4))
    sentence = "Some of these lines are fixed by a seed or do not depend on chance at all."
    typical.append(Typical(everything, "everything_suspected", sentence))
    kept = []
    for one in typical:
        if one.value != changing and all(one.value != other.value for other in kept):
            kept.append(one)
    return Question(
        prompt=(
            "A script is run twice on the same computer, with the same files, as `python script.py`, with no "
            "special environment variables. The imports and the names `pool`, `futures`, `score` and "
            f"`rows`, where used, are as you would expect.\n\n```python\n{code}\n```\n\n"
            "Which of these values may differ between the two runs?"
        ),
        answer=Choices(options, changing),
        typical=kept,
        solution=" ".join(
            f"`{name}` {'may differ' if line[1] else 'stays'}: {line[2]}."
            for name, line in zip(names, lines, strict=True)
        ),
    )


SAME = "All workers draw the same numbers."
UNREPEATABLE = "The workers draw different numbers, but the run cannot be repeated."
SHARED = "The run can be repeated, but a stream of this run comes again in the next one."
FINE = "The run can be repeated, and no stream is shared, within this run or with the next one."
SCHEMES = {
    SAME: (
        ["default_rng({s})", "default_rng(seed={s})"],
        "Every worker starts from the same state, so they all make the same draws: {n} times the work, once "
        "the information.",
    ),
    UNREPEATABLE: (
        ["default_rng()", "default_rng(os.getpid())"],
        "Each worker starts somewhere else, but nobody knows where: the start is not written in the program.",
    ),
    SHARED: (
        ["default_rng({s} + k)", "default_rng(seed={s} + k)"],
        "Worker $k$ of this run starts from {s} + k. In the next run, worker $k - 1$ starts from the same "
        "number: {t} + k - 1. Comparing the two runs, one counts the same chance twice.",
    ),
    FINE: (
        ["default_rng(SeedSequence({s}).spawn({n})[k])", "default_rng([k, {s}])"],
        "Root seed and worker number are mixed into one long seed, a different one for each pair.",
    ),
}
POINTERS = {
    SAME: "Is the seed the same in all workers?",
    UNREPEATABLE: "Where does each worker's seed come from? Could you give it again tomorrow?",
    SHARED: "Write down the seeds of both runs. Does any seed stand in both lists?",
    FINE: "Write down the seed of each worker, in this run and in the next: all known, all distinct?",
}


@family("streams", difficulty=0)
def streams(rng):
    """Judge how the generators of parallel workers are seeded."""
    right = rng.choice(list(SCHEMES))
    n, seed = rng.choice([4, 6, 8, 12, 16]), rng.choice([1, 7, 42, 100, 123, 2024])
    forms, reason = SCHEMES[right]
    code = rng.choice(forms).replace("{s}", str(seed)).replace("{n}", str(n))
    return Question(
        prompt=(
            f"{n} workers augment images in parallel. Worker $k = 0, \\dots, {n - 1}$ makes its NumPy "
            f"generator by "
            f"`rng = {code}`. For the next run, {seed} will be replaced by {seed + 1} where it occurs. "
            f"What holds?"
        ),
        answer=Choice.shuffled(rng, right, [option for option in SCHEMES if option != right]),
        typical=[
            Typical(option, f"{NAMES[option]}_for_{NAMES[right]}", POINTERS[option])
            for option in SCHEMES
            if option != right
        ],
        solution=reason.replace("{s}", str(seed)).replace("{t}", str(seed + 1)).replace("{n}", str(n)),
    )


NAMES = {SAME: "same_numbers", UNREPEATABLE: "unrepeatable", SHARED: "shared_stream", FINE: "sound"}


# --- arithmetic --------------------------------------------------------------------------------


def states(a, m, seed, steps):
    """x_0, ..., x_steps."""
    path = [seed]
    for _ in range(steps):
        path.append(a * path[-1] % m)
    return path


def cycle_from(a, m, seed):
    cycle, x = [seed], a * seed % m
    while x != seed:
        cycle.append(x)
        x = a * x % m
    return cycle


def told_apart(right, typical):
    """Whether no typical answer is right by chance, and no two of them are equal."""
    return len({right, *(one.value for one in typical)}) == 1 + len(typical)
