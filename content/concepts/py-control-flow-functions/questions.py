"""Question families of Python's basics: loops, truth, calls, names and objects, defaults, counting rounds.

Every right answer is what Python itself gives for the code shown. Most wrong ones are what Python gives for
the code as the learner who is mistaken reads it.
"""

from groundup.grading import Number, Printed, Question, Typical, family


@family("loop-output", difficulty=0)
def loop_output(rng):
    """Predict what a loop with range, break or continue leaves behind, also one inside another."""
    return rng.choice([stepping, leaving, skipping, nested])(rng)


def stepping(rng):
    while True:
        start, stop, step = rng.randint(1, 6), rng.randint(9, 24), rng.choice([2, 3, 4, 5])
        right, from_zero = list(range(start, stop, step)), list(range(0, stop, step))
        if 3 <= len(right) <= 6 and (stop - start) % step == 0:
            break
    code = f"seen = []\nfor i in range({start}, {stop}, {step}):\n    seen.append(i)\nprint(seen)"
    return predicted(
        code,
        [
            Typical([*right, stop], "includes_the_stop", "Does `range` reach its second number?"),
            Typical([*right[1:], stop], "steps_first", "The first round comes before the first step."),
            Typical(from_zero, "starts_at_zero", "Only `range` with a single number begins at 0."),
        ],
        f"`range` begins with {start} and takes steps of {step} while the number is below {stop}. The number "
        f"{stop} would be next and is left out. It prints `{right}`.",
    )


def leaving(rng):
    while True:
        xs, limit = rng.sample(range(1, 10), 5), rng.randint(4, 8)
        code = f"total = 0\nfor x in {xs}:\n    if x > {limit}:\n        break\n    total += x\nprint(total)"
        first = next((i for i, x in enumerate(xs) if x > limit), 0)
        right, late = sum(xs[:first]), sum(xs[: first + 1])
        as_continue = sum(x for x in xs if x <= limit)
        if first >= 2 and different(right, as_continue, late, sum(xs)):
            break
    return predicted(
        code,
        [
            Typical(as_continue, "break_as_continue", "`break` ends the loop. You went on with the next x."),
            Typical(late, "adds_before_leaving", "Is the addition reached in the round of the `break`?"),
            Typical(sum(xs), "ignores_break", "One of these numbers ends the loop. Which?"),
        ],
        f"The first number above {limit} is {xs[first]}. There `break` ends the whole loop, before the "
        f"addition. Added up until then: {plus(xs[:first])} = {right}.",
    )


def skipping(rng):
    while True:
        n, divisor = rng.randint(6, 11), rng.choice([2, 3, 4])
        code = (
            f"total = 0\nfor i in range({n}):\n    if i % {divisor} == 0:\n        continue\n"
            "    total += i\nprint(total)"
        )
        kept = [i for i in range(n) if i % divisor]
        right, skipped, everything = sum(kept), sum(range(n)) - sum(kept), sum(range(n))
        wrong = [0, skipped, everything] + ([right + n] if n % divisor else [])
        if different(right, *wrong):
            break
    typical = [
        Typical(0, "continue_as_break", "`continue` ends this round only, not the loop."),
        Typical(skipped, "keeps_the_skipped", "You added the numbers that are skipped."),
        Typical(everything, "ignores_continue", "Some rounds end before the addition. Which?"),
    ]
    if n % divisor:
        typical.append(Typical(right + n, "includes_the_stop", f"Is {n} one of the numbers of `range({n})`?"))
    return predicted(
        code,
        typical,
        f"`i % {divisor}` is the remainder of i divided by {divisor}, so the multiples of {divisor}, 0 among "
        f"them, are skipped. What is added: {plus(kept)} = {right}.",
    )


def nested(rng):
    while True:
        rows, columns, ahead = rng.randint(3, 5), rng.randint(3, 5), rng.randint(0, 2)
        limit = f"i + {ahead}" if ahead else "i"
        code = (
            f"count = 0\nfor i in range({rows}):\n    for j in range({columns}):\n"
            f"        if j > {limit}:\n            break\n        count += 1\nprint(count)"
        )
        rounds = [min(columns, i + ahead + 1) for i in range(rows)]
        right, first = sum(rounds), rounds[0]
        if first < columns and different(right, rows * columns, first, rows + columns):
            break
    return predicted(
        code,
        [
            Typical(rows * columns, "ignores_break", "Does the inner loop always run to its end?"),
            Typical(first, "break_leaves_both_loops", "Which of the two loops does `break` end?"),
            Typical(rows + columns, "adds_the_loops", "The inner loop begins anew for every i."),
        ],
        f"`break` ends the inner loop only; the outer one goes on with the next i. For i = 0 to {rows - 1} "
        f"the count grows by {', '.join(map(str, rounds))}: together {plus(rounds)} = {right}.",
    )


@family("truthiness", difficulty=0)
def truthiness(rng):
    """Decide which values count as true in an if, and which branch is taken."""
    return rng.choice([kept_values, one_comparison, first_branch])(rng)


def kept_values(rng):
    while True:
        false = rng.sample(["0", '""', "[]", "None", "0.0", "False"], rng.choice([2, 3]))
        tricky = rng.sample(['"0"', "[0]", '" "', "-1", '"False"', "0.1"], 2)
        plain = rng.sample(["3", '"no"', "[1, 2]", "True"], rng.choice([1, 2]))
        values = rng.sample([*false, *tricky, *plain], len(false) + 2 + len(plain))
        right = len(tricky) + len(plain)
        wrong = [len(false), len(values), len(plain)]
        if different(right, *wrong):
            break
    code = f"count = 0\nfor x in [{', '.join(values)}]:\n    if x:\n        count += 1\nprint(count)"
    return predicted(
        code,
        [
            Typical(len(false), "counts_the_false", "You counted those that are taken as false."),
            Typical(len(values), "everything_true", "Some of these values are taken as false in an `if`."),
            Typical(len(plain), "looks_false", "A text or list with something in it is not empty."),
        ],
        "Taken as false are `None`, `False`, zero, and whatever is empty: here "
        f"{listed(false)}. The others are taken as true, also {listed(tricky)}: what holds something is not "
        f"empty, and of all numbers only zero is false. So it prints `{right}`.",
    )


def one_comparison(rng):
    while True:
        p, q = rng.randint(1, 9), rng.choice([0, 0, *range(1, 10)])
        xs = [rng.randint(0, 9) for _ in range(rng.randint(4, 6))]
        right = len(xs) if q else xs.count(p)
        meant = sum(x in (p, q) for x in xs)
        if p != q and 0 < xs.count(p) < meant < len(xs):
            break
    code = f"count = 0\nfor x in {xs}:\n    if x == {p} or {q}:\n        count += 1\nprint(count)"
    if q:
        why = f"{q} alone is the second part, and as a number that is not zero it is always taken as true"
    else:
        why = "0 alone is the second part, and as zero it is always taken as false, so only the first decides"
    typical = [
        Typical(meant, "or_shares_the_comparison", f"Python reads `(x == {p}) or ({q})`. What is {q} alone?"),
    ]
    other = xs.count(p) if q else len(xs)
    sentence = f"Is the number {q}, standing alone, taken as true or as false?"
    typical.append(Typical(other, "number_alone_misjudged", sentence))
    return predicted(
        code,
        typical,
        f"`x == {p} or {q}` means `(x == {p}) or ({q})`: {why}. It prints `{right}`. Two comparisons would "
        f"have to be written out: `x == {p} or x == {q}`.",
    )


def first_branch(rng):
    hides = rng.random() < 0.5  # the wider test stands first, and hides the narrower one
    while True:
        low, high = rng.randint(2, 4), rng.randint(5, 7)
        xs = rng.sample(range(0, 10), rng.randint(4, 6))
        above, top = sum(x > low for x in xs), sum(x > high for x in xs)
        right = (above, 0) if hides else (top, above - top)
        both = (above, top) if hides else (top, above)
        fitting = (above - top, top) if hides else (top, above - top)
        if top and len(xs) > above > top and top + above != len(xs):
            break
    first, second = (low, high) if hides else (high, low)
    code = (
        f"a = 0\nb = 0\nfor x in {xs}:\n    if x > {first}:\n        a += 1\n    elif x > {second}:\n"
        "        b += 1\nprint(a, b)"
    )
    typical = [Typical(spaced(both), "both_branches", "For one x, how many branches can be taken?")]
    if hides:
        typical.append(
            Typical(spaced(fitting), "best_fitting_branch", "Which test is asked first, and is it true?")
        )
        why = f"Each x above {high} is also above {low}, so no x that passes the second test gets that far"
    else:
        typical.append(Typical(f"{top} {len(xs) - top}", "elif_as_else", "`elif` has a test of its own."))
        why = f"Those above {high} go to `a`; of the others, those above {low} go to `b`"
    return predicted(
        code,
        typical,
        "The tests are asked from above, and only the first branch that fits is taken. "
        f"{why}. It prints `{spaced(right)}`.",
    )


def spaced(pair):
    return f"{pair[0]} {pair[1]}"


@family("call-result", difficulty=0)
def call_result(rng):
    """Say what a call gives, and what it leaves as it was outside."""
    return rng.choice([returned, not_returned, left_early])(rng)


def returned(rng):
    x, by = rng.randint(2, 9), rng.randint(2, 9)
    sign, word = rng.choice([("+", "add"), ("*", "times"), ("-", "less")])
    code = f"def {word}(x):\n    x = x {sign} {by}\n    return x\n\nx = {x}\ny = {word}({x})\nprint(x, y)"
    result = {"+": x + by, "*": x * by, "-": x - by}[sign]
    return predicted(
        code,
        [
            Typical(f"{result} {result}", "local_name_leaks", "Are the two names `x` one name?"),
            Typical(f"{x} {x}", "assignment_lost", f"`y` is what the call gives. Follow `{word}({x})`."),
        ],
        f"The `x` in the function is a name of its own, gone after the call. The call gives {result}, and "
        f"the outer `x` is still {x}. It prints `{x} {result}`.",
    )


def not_returned(rng):
    x, by = rng.randint(2, 9), rng.randint(2, 9)
    sign = rng.choice(["+", "*"])
    code = f"def change(x):\n    y = x {sign} {by}\n\nx = {x}\nz = change(x)\nprint(x, z)"
    result = x + by if sign == "+" else x * by
    return predicted(
        code,
        [
            Typical(f"{x} {result}", "return_imagined", "Which line hands the result to the caller?"),
            Typical(f"{result} None", "argument_changed", "Is there a line that moves the outer name `x`?"),
            Typical(f"{x} {x}", "gives_its_argument", "Without a `return`, what does a call give?"),
        ],
        f"The function computes {result}, names it `y` and ends without a `return`: the call gives `None`. "
        f"It prints `{x} None`.",
    )


def left_early(rng):
    while True:
        xs, limit = rng.sample(range(1, 10), 4), rng.randint(3, 7)
        found = [x for x in xs if x > limit]
        if len(found) >= 2 and xs[0] <= limit:
            break
    code = (
        f"def pick(xs):\n    for x in xs:\n        if x > {limit}:\n            return x\n    return 0\n\n"
        f"print(pick({xs}))"
    )
    return predicted(
        code,
        [
            Typical(found[-1], "last_one_wins", "What does `return` do to the rest of the loop?"),
            Typical(found, "returns_several", "How many values does one call give?"),
            Typical(0, "reaches_the_last_line", "Is the last line reached after the `return` in the loop?"),
        ],
        f"`return` ends the function in the middle of its loop, at the first number above {limit}: it prints "
        f"`{found[0]}`.",
    )


@family("bind-arguments", difficulty=0)
def bind_arguments(rng):
    """Match the arguments of a call with the parameters: by position, by name, by default, or not at all."""
    b, c = rng.sample(range(1, 10), 2)
    x, y, z = rng.sample(range(10, 20), 3)
    code = f"def show(a, b={b}, *, c={c}):\n    print(a, b, c)\n\n"
    by_position = "Which parameter is named in the call?"
    star = "What does the `*` demand of the parameters behind it?"
    call, right, typical, why = rng.choice(
        [
            (
                f"show({x}, c={y})",
                f"{x} {b} {y}",
                [Typical(f"{x} {y} {c}", "name_ignored", by_position)],
                f"{x} is the first and goes to `a`; {y} is sent to `c` by name; `b` keeps its default {b}",
            ),
            (
                f"show(b={x}, a={y})",
                f"{y} {x} {c}",
                [Typical(f"{x} {y} {c}", "name_ignored", by_position)],
                f"Both are sent by name, so their order does not matter, and `c` keeps its default {c}",
            ),
            (
                f"show({x}, {y}, c={z})",
                f"{x} {y} {z}",
                [Typical(f"{x} {b} {z}", "default_kept", "A default is used only where nothing is given.")],
                f"{x} and {y} go to `a` and `b` by position, {z} to `c` by name, and no default is used",
            ),
            (
                f"show({x})",
                f"{x} {b} {c}",
                [Typical(str(x), "defaults_not_printed", "Parameters left out still have a value.")],
                f"{x} goes to `a`, and the other two have their defaults",
            ),
            (
                f"show({x}, {y}, {z})",
                None,
                [Typical(f"{x} {y} {z}", "keyword_only_by_position", star)],
                "What stands behind the `*` can only be given by name, and here is one value too many: it "
                "raises a `TypeError`",
            ),
            (
                f"show(b={x}, c={y})",
                None,
                [Typical(f"None {x} {y}", "missing_is_none", "Does `a` have a default?")],
                "`a` has no default and gets no value: it raises a `TypeError`",
            ),
        ]
    )
    answer = Printed(right) if right else Printed("TypeError", error=True)
    ending = f"{why}. It prints `{right}`." if right else f"{why}."
    return Question(
        prompt=asked(code + call) + "\n\nIf it is an error, answer with the word error.",
        answer=answer,
        typical=typical if not right else [*typical, Typical("error", "refused", "This call is allowed.")],
        solution=ending,
    )


@family("alias-or-copy", difficulty=0)
def alias_or_copy(rng):
    """Tell changing a list from moving a name, with two names, a copy, or a function."""
    return rng.choice([two_names, handed_over])(rng)


def two_names(rng):
    start, (x, y) = rng.sample(range(1, 10), rng.choice([2, 3])), rng.sample(range(10, 20), 2)
    copy, change = rng.choice(SECOND_LINES), rng.choice(CHANGES)
    code = f"a = {start}\nb = {copy}\n{change.format(x=x)}\nb.append({y})\nprint(a, b)"
    right = printed_by(code)
    shared = printed_by(code.replace(f"b = {copy}", "b = a").replace("b = b + ", "b += "))
    apart = printed_by(code.replace(f"b = {copy}", "b = a[:]"))
    moves = "b = b +" in change
    if right == shared:
        typical = [Typical(apart, "expects_a_copy", "Which line makes a second list? Look at each `=`.")]
        why = "No line makes a second list: `a` and `b` name the same one, and both show every change"
    elif copy == "a":
        sentence = "`b + [...]` does not touch the list. What does it make, and which name moves?"
        typical = [Typical(shared, "plus_changes_the_list", sentence)]
        why = "`b + [...]` makes a new list, and `b =` moves the name `b` to it; `a` stays with the old one"
    else:
        sentence = "Is the second line another name for the list, or does it make a second list?"
        typical = [Typical(shared, "copy_taken_for_a_name", sentence)]
        why = f"`{copy}` makes a second list with the same entries, and only that one changes"
    if right != shared and moves and copy == "a":
        lost = printed_by(code.replace(change.format(x=x), f"b + [{x}]"))
        typical.append(Typical(lost, "assignment_overlooked", "To which list does `b` belong after line 3?"))
    return predicted(code, typical, f"{why}. It prints `{right}`.")


SECOND_LINES = ["a", "a", "a", "a[:]", "list(a)"]
CHANGES = ["b += [{x}]", "b = b + [{x}]", "b.append({x})", "b[0] = {x}"]


def handed_over(rng):
    start, x = rng.sample(range(1, 10), rng.choice([2, 3])), rng.randint(10, 19)
    line, rebinds = rng.choice(
        [
            ("xs.append({x})", False),
            ("xs += [{x}]", False),
            ("xs[0] = {x}", False),
            ("xs = xs + [{x}]", True),
            ("xs = [{x}]", True),
        ]
    )
    code = f"def change(xs):\n    {line.format(x=x)}\n\na = {start}\nchange(a)\nprint(a)"
    right = printed_by(code)
    if rebinds:
        reached = printed_by(code.replace("xs = xs + ", "xs += ").replace("    xs = [", "    xs[:] = ["))
        sentence = "In the function the name `xs` moves to another list. Does `a` move with it?"
        first = Typical(reached, "rebinding_reaches_the_caller", sentence)
        why = "`xs = ...` moves the local name `xs` to a new list; the caller's `a` still names the old one"
    else:
        sentence = "Does the call make a copy, or does it give the list a second name?"
        first = Typical(str(start), "arguments_are_copied", sentence)
        why = "The call gives the list a second name, `xs`, and this line changes the list itself"
    none = Typical("None", "prints_the_call", "It is `a` that is printed, not what the call gives.")
    return predicted(code, [first, none], f"{why}. It prints `{right}`.")


@family("default-args", difficulty=1)
def default_args(rng):
    """Follow a default list from call to call, and tell it from a list that is made at each call."""
    x, y, z = rng.sample(range(1, 10), 3)
    own = rng.randint(10, 19)
    lines, mixed = rng.choice(
        [
            ([f"note({x})", f"note({y})", f"print(note({z}))"], None),
            ([f"note({x})", f"note({y}, [{own}])", f"print(note({z}))"], f"[{x}, {y}, {z}]"),
            ([f"note({x}, [{own}])", f"note({y})", f"print(note({z}))"], f"[{x}, {y}, {z}]"),
            ([f"a = note({x})", f"b = note({y})", "print(a, b)"], f"[{x}] [{x}, {y}]"),
        ]
    )
    calls = "\n".join(lines)
    remembering = f"def note(x, seen=[]):\n    seen.append(x)\n    return seen\n\n{calls}"
    anew = (
        "def note(x, seen=None):\n    if seen is None:\n        seen = []\n    seen.append(x)\n"
        f"    return seen\n\n{calls}"
    )
    if rng.random() < 0.3:
        right, wrong = printed_by(anew), printed_by(remembering)
        typical = [Typical(wrong, "expects_memory", "The default is `None`. When is each list made?")]
        why = "Each call that leaves `seen` out makes a new list, so nothing is kept from call to call"
        return predicted(anew, typical, f"{why}. It prints `{right}`.")
    right, wrong = printed_by(remembering), printed_by(anew)
    once = "When is the default list made: once, with the `def`, or at each call?"
    typical = [Typical(wrong, "fresh_default_each_call", once)]
    if mixed and "a =" in calls:
        sentence = "How many lists are there? Then what does `a` show when both are printed?"
        typical.append(Typical(mixed, "results_are_copies", sentence))
    elif mixed:
        sentence = "One call brought a list of its own. Which list did it append to?"
        typical.append(Typical(mixed, "own_list_is_mixed_in", sentence))
    why = "The default list is made once, with the `def`, and every call that leaves `seen` out appends to it"
    return predicted(remembering, typical, f"{why}. It prints `{right}`.")


@family("iteration-count", difficulty=0)
def iteration_count(rng):
    """Count the rounds of a loop whose number is halved or multiplied."""
    return rng.choice([halving, growing])(rng)


def halving(rng):
    """With `//`, which rounds down."""
    while True:
        n, by, end = rng.randint(20, 900), rng.choice([2, 3]), rng.choice([0, 1, 1, 2])
        seen = [n]
        while seen[-1] > end:
            seen.append(seen[-1] // by)
        right, linear = len(seen) - 1, n // by
        if different(right, right + 1, right - 1, linear) and right >= 3:
            break
    code = f"n = {n}\nwhile n > {end}:\n    n = n // {by}"
    return counted(code, right, linear, seen)


def growing(rng):
    while True:
        n, by, limit = rng.randint(1, 4), rng.choice([2, 3]), rng.choice([50, 100, 200, 500, 1000])
        seen = [n]
        while seen[-1] < limit:
            seen.append(seen[-1] * by)
        right, linear = len(seen) - 1, limit // by
        if different(right, right + 1, right - 1, linear):
            break
    code = f"n = {n}\nwhile n < {limit}:\n    n = n * {by}"
    return counted(code, right, linear, seen)


def counted(code, right, linear, seen):
    return Question(
        prompt=f"How many rounds does this loop make?\n\n```python\n{code}\n```",
        answer=Number(right),
        typical=[
            Typical(right + 1, "counts_the_last_test", "The last test ends the loop. Does it start a round?"),
            Typical(right - 1, "one_round_short", "Write n down before each test, from the beginning."),
            Typical(linear, "as_if_subtracting", "By how much does n change in each round?"),
        ],
        solution=(
            f"Before each test n is {', '.join(map(str, seen))}. The test holds for all of these but the "
            f"last, so there are {right} rounds."
        ),
    )


# --- code ----------------------------------------------------------------------------------------


def predicted(code, typical, solution):
    """The question what this code prints. Typical answers equal to the right one are a mistake of ours."""
    return Question(
        prompt=asked(code),
        answer=Printed(printed_by(code)),
        typical=[Typical(str(one.value), one.mistake, one.sentence) for one in typical],
        solution=solution,
    )


def asked(code):
    return f"What does Python print?\n\n```python\n{code}\n```"


def printed_by(code):
    """What this code of ours prints, line by line."""
    lines = []
    exec(code, {"print": lambda *values: lines.append(" ".join(map(str, values)))})
    return "\n".join(lines)


def different(*answers):
    return len({str(answer) for answer in answers}) == len(answers)


def plus(numbers):
    return " + ".join(map(str, numbers))


def listed(values):
    *first, last = [f"`{value}`" for value in values]
    return f"{', '.join(first)} and {last}"
