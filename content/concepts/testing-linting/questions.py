"""Question families: inputs that tell a mutant, tolerances, coverage against mutants, what a linter means."""

from groundup.grading import Choice, Number, Question, Typical, family


def asked(rng, prompt, right, wrong, solution):
    return Question(
        prompt=prompt,
        answer=Choice.shuffled(rng, right, [option for option, _, _ in wrong]),
        typical=[Typical(option, mistake, sentence) for option, mistake, sentence in wrong],
        solution=solution,
    )


# --- the input that is missing ---------------------------------------------------------------------

STORIES = (
    ("ticket", "age", ("child", "adult")),
    ("band", "score", ("low", "high")),
    ("parcel", "weight", ("letter", "box")),
    ("shift", "hour", ("early", "late")),
    ("alarm", "level", ("quiet", "loud")),
    ("discount", "items", ("none", "some")),
)
FLIPPED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}


def compares(a, sign, b):
    return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[sign]


@family("missing-case", difficulty=0)
def missing_case(rng):
    """Choose the input on which a mutant differs from the original."""
    return rng.choice([boundary, joined, shifted])(rng)


def boundary(rng):
    name, of, (below, above) = rng.choice(STORIES)
    edge, sign = rng.randint(5, 60), rng.choice(list(FLIPPED))
    first, second = (below, above) if "<" in sign else (above, below)
    code = f'def {name}({of}):\n    if {of} {sign} {edge}:\n        return "{first}"\n    return "{second}"'
    same = "The original and the mutant give the same here. On which side of the comparison is it?"
    wrong = [
        (f"`{name}({edge - 1})`", "just_below", same),
        (f"`{name}({edge + 1})`", "just_above", same),
        (
            f"`{name}({edge * 10})`",
            "far_away",
            "Far from the edge, both comparisons agree. Where do they not?",
        ),
    ]
    return asked(
        rng,
        f"```python\n{code}\n```\n\nA mutant has `{FLIPPED[sign]}` in place of `{sign}`. Which call "
        f"tells the two apart?",
        f"`{name}({edge})`",
        wrong,
        f"`{sign}` and `{FLIPPED[sign]}` differ for one value alone, {edge}: there one of them holds and "
        f"the other "
        f"does not. So `{name}({edge})` kills this mutant, and no other call does.",
    )


def joined(rng):
    name, of, (below, above) = rng.choice(STORIES)
    edge, word = rng.randint(5, 60), rng.choice(["and", "or"])
    other = {"and": "or", "or": "and"}[word]
    condition = f"{of} >= {edge} {word} member"
    code = f'def {name}({of}, member):\n    if {condition}:\n        return "{above}"\n    return "{below}"'
    sentence = "Work out both conditions, `{of} >= {edge}` and `member`. When do `and` and `or` agree?"
    sentence = sentence.format(of=of, edge=edge)
    large, small = edge + rng.randint(1, 9), edge - rng.randint(1, 4)
    right = rng.choice([f"`{name}({large}, False)`", f"`{name}({small}, True)`"])
    wrong = [
        (f"`{name}({large}, True)`", "both_hold", sentence),
        (f"`{name}({small}, False)`", "neither_holds", sentence),
        (f"`{name}({edge}, True)`", "at_the_edge", sentence + " The edge is of no help here."),
    ]
    return asked(
        rng,
        f"```python\n{code}\n```\n\nA mutant has `{other}` in place of `{word}`. Which call tells the "
        f"two apart?",
        right,
        wrong,
        f"`and` and `or` agree when both conditions hold, and when neither does. In {right} exactly one "
        f"of them holds, "
        "so one of the two functions takes the branch and the other does not.",
    )


def shifted(rng):
    name, of, (below, above) = rng.choice(STORIES)
    edge = rng.randint(5, 60)
    code = f'def {name}({of}):\n    if {of} < {edge}:\n        return "{below}"\n    return "{above}"'
    same = "Compare the number with both limits. Does it fall between them?"
    wrong = [
        (f"`{name}({edge - 1})`", "just_below", same),
        (f"`{name}({edge + 1})`", "just_above", same),
        (f"`{name}(0)`", "zero_by_habit", "Zero is often a good test. Is this condition about zero?"),
    ]
    return asked(
        rng,
        f"```python\n{code}\n```\n\nA mutant has `{of} < {edge + 1}`. Calls have whole numbers. Which "
        f"one tells the two "
        "apart?",
        f"`{name}({edge})`",
        wrong,
        f"Of all whole numbers, only {edge} is below {edge + 1} and not below {edge}: the mutant gives "
        f'"{below}" and the original "{above}".',
    )


# --- tolerances ------------------------------------------------------------------------------------

RESULTS = (
    "sum of a column",
    "norm of a vector",
    "mean of the squares",
    "area under a curve",
    "total of an account",
)
LARGE = (2.4e8, 7.1e9, 3.3e7, 9.6e8, 1.8e10)
SMALL = (3.2e-7, 8.8e-8, 1.5e-6, 6.4e-9, 2.7e-8)


def written(value):
    """3.2e-07 as 3.2e-7."""
    mantissa, _, exponent = f"{value:.1e}".partition("e")
    return f"{mantissa}e{int(exponent)}"


@family("tolerance", difficulty=0)
def tolerance(rng):
    """Choose a tolerance that accepts rounding and rejects a bug."""
    is_large, is_single = rng.random() < 0.5, rng.random() < 0.5
    value = round(rng.uniform(0.8, 1.2) * rng.choice(LARGE if is_large else SMALL), 12)
    dtype, loses = ("float32", "1e-6") if is_single else ("float64", "1e-14")
    bug = rng.choice([2, 3, 5, 10])
    expected, what = written(value), rng.choice(RESULTS)
    chosen = "1e-4" if is_single else rng.choice(["1e-8", "1e-9", "1e-7"])
    absolute = "`rel=0, abs=1e-9`" if is_large else "`rel=0, abs=1e-3`"
    too_strict = "How large is rounding in this result? The tolerance must not be smaller."
    too_lax = "Which results of a wrong program would be accepted as well?"
    wrong = [
        (f"`rel={'1e-9' if is_single else '1e-16'}`", "below_rounding", too_strict),
        (f"`rel={0.01 * bug * 2:g}`", "wider_than_the_bug", too_lax),
        (absolute, "absolute_for_any_size", too_strict if is_large else too_lax),
    ]
    last = (
        f"An absolute 1e-9 is far below what rounding does to a number like {expected}."
        if is_large
        else f"An absolute 1e-3 is larger than the result itself: even 0 would be accepted for {expected}."
    )
    prompt = (
        f"A function computes the {what} in {dtype}. For the test the right result is {expected}. "
        f"Right implementations differ from it by a relative {loses} through rounding; the bug that you "
        f"fear changes it by {bug} %. Which tolerance does its work?"
    )
    solution = (
        f"It must lie above {loses} and below {0.01 * bug:g}, both relative to the result. "
        f"`rel={chosen}` does, with much room on both sides. {last}"
    )
    return asked(rng, prompt, f"`rel={chosen}`", wrong, solution)


# --- coverage and mutants --------------------------------------------------------------------------


@family("coverage-trap", difficulty=1)
def coverage_trap(rng):
    """Count the mutants that a suite kills which covers every line."""
    while True:
        low, high = sorted(rng.sample(range(5, 40), 2))
        outs = rng.sample(range(1, 10), 3)
        middle = rng.sample([low, low + 1, low + 2, high - 1, high], rng.choice([1, 1, 2]))
        inputs = sorted({rng.choice([low - 2, low - 1]), *middle, rng.choice([high + 1, high + 4])})
        if high - low < 4:
            continue
        mutants = list_mutants(low, high, outs)
        killed = [
            name for name, function in mutants if any(function(x) != band(x, low, high, outs) for x in inputs)
        ]
        right = len(killed)
        alive = len(mutants) - right
        values = {right, len(mutants), alive, len(inputs)}
        if alive > 0 and len(values) == 4:
            break
    tests = "\n".join(
        f"def test_{i}():\n    assert band({x}) == {band(x, low, high, outs)}\n"
        for i, x in enumerate(inputs, 1)
    )
    code = (
        f"def band(x):\n    if x < {low}:\n        return {outs[0]}\n    if x <= {high}:\n        return "
        f"{outs[1]}\n"
        f"    return {outs[2]}\n"
    )
    rows = "\n".join(f"- {name}" for name, _ in mutants)
    left = [name for name, _ in mutants if name not in killed]
    return Question(
        prompt=(
            f"```python\n{code}\n{tests}```\n\nThe tests run every line of `band`. How many of these "
            f"{len(mutants)} "
            f"mutants do they kill?\n\n{rows}"
        ),
        answer=Number(right),
        typical=[
            Typical(
                len(mutants),
                "equates_coverage_and_score",
                "Every line runs. Does a test fail for each mutant? Take them one by one.",
            ),
            Typical(
                alive,
                "counts_those_alive",
                "A mutant is killed if a test fails on it. You counted the others.",
            ),
            Typical(
                len(inputs),
                "counts_the_tests",
                "One test can kill several mutants, and some may survive all tests.",
            ),
        ],
        solution=(
            f"The tests look at x = {', '.join(map(str, inputs))}. Killed are those that change the "
            f"result for one of "
            f"these: {'; '.join(killed)}. Alive: {'; '.join(left)}. So {right} are killed, although "
            f"coverage is 100 %."
        ),
    )


def band(x, low, high, outs):
    if x < low:
        return outs[0]
    return outs[1] if x <= high else outs[2]


def list_mutants(low, high, outs):
    def with_outs(*changed):
        return lambda x: band(x, low, high, changed)

    a, b, c = outs
    return [
        (f"`x <= {low}`", lambda x: a if x <= low else band(x, low, high, outs)),
        (f"`x < {low + 1}`", lambda x: band(x, low + 1, high, outs)),
        (f"`x < {high}`", lambda x: a if x < low else b if x < high else c),
        (f"`x <= {high + 1}`", lambda x: band(x, low, high + 1, outs)),
        (f"`return {a + 1}` for `return {a}`", with_outs(a + 1, b, c)),
        (f"`return None` for `return {b}`", with_outs(a, None, c)),
        (f"`return None` for `return {c}`", with_outs(a, b, None)),
    ]


# --- what a linter means ---------------------------------------------------------------------------

NAMES = ("prices", "rows", "labels", "scores", "words", "files", "errors", "points")
RULES = (
    (
        "B006 Do not use mutable data structures for argument defaults",
        "def add(item, {n}=[]):\n    {n}.append(item)\n    return {n}",
        "The list is made once and shared by all calls: the second call finds what the first one put in.",
        [
            ("A list is slow as a default; a tuple takes less memory.", "taken_for_speed"),
            ("The argument has no type, so the linter cannot tell what is stored.", "taken_for_types"),
            ("`append` changes a list that belongs to the caller.", "the_callers_list"),
        ],
    ),
    (
        "F841 Local variable `{n}` is assigned to but never used",
        "def report(values):\n    {n} = [v for v in values if v > 0]\n    return len(values)",
        "`{n}` is computed and then dropped: perhaps it should have been returned or counted, and "
        "`values` was typed.",
        [
            ("The name is too short or too long by the rules of style.", "taken_for_style"),
            ("The variable is undefined when the list is empty.", "undefined_instead"),
            ("The comprehension is too slow and should be a loop.", "taken_for_speed"),
        ],
    ),
    (
        "F821 Undefined name `{n}`",
        "def count(values):\n    total = len(values)\n    return total - len({n})",
        "Nothing of this name exists here: the line raises NameError as soon as it runs.",
        [
            ("The variable exists, and is never used afterwards.", "unused_instead"),
            ("The name hides one of Python's own functions.", "taken_for_shadowing"),
            ("The line is only unusual in its layout; a formatter mends it.", "taken_for_style"),
        ],
    ),
    (
        "E722 Do not use bare `except`",
        "def read({n}):\n    try:\n        return float({n}[0])\n    except:\n        return 0.0",
        "It catches everything, also a misspelt name and Ctrl-C, and gives 0.0 as if nothing had happened.",
        [
            ("A `try` costs time in each call and should be left out.", "taken_for_speed"),
            ("`except` needs a `finally` in order to be complete.", "missing_finally"),
            ("0.0 should be written 0, since both are equal.", "taken_for_style"),
        ],
    ),
    (
        "B023 Function definition does not bind loop variable `{n}`",
        "checks = []\nfor {n} in (1, 2, 3):\n    checks.append(lambda x: x > {n})",
        "Each of the functions looks the variable up when it is called, so all three use its last value, 3.",
        [
            ("A lambda must not stand in a call of `append`.", "taken_for_style"),
            (
                "The loop variable is deleted after the loop, so the functions raise NameError.",
                "deleted_after",
            ),
            ("The functions are equal, and a list should not hold equal things.", "symptom_for_cause"),
        ],
    ),
    (
        "F811 Redefinition of unused `test_{n}`",
        "def test_{n}():\n    assert clean([]) == []\n\n\ndef test_{n}():\n    assert clean([None]) == []",
        "The second function takes the name of the first one, so the first test is never run.",
        [
            ("Two tests must not call the same function.", "one_call_each"),
            ("Both tests run, and the report shows only one of them.", "both_run"),
            ("The tests are too short; they should be one function.", "taken_for_style"),
        ],
    ),
)


@family("lint-warning", difficulty=-1)
def lint_warning(rng):
    """Say what a warning of a linter is about."""
    rule, code, right, wrong = rng.choice(RULES)
    n = rng.choice(("limit", "edge", "level", "bound") if rule.startswith("B023") else NAMES)
    again = "Read the words of the rule again, and follow what the code does, call by call."
    shown, warned = code.format(n=n), rule.format(n=n)
    return asked(
        rng,
        f"```python\n{shown}\n```\n\nRuff says:\n\n```text\n{warned}\n```\n\nWhat is the trouble?",
        right.format(n=n),
        [(text.format(n=n), name, again) for text, name in wrong],
        right.format(n=n) + " The linter sees the pattern without running anything.",
    )
