"""Question families: tracebacks, halving among versions, 1-minimal inputs, and what a docstring says."""

import inspect
import math
import platform
import re
from itertools import combinations

from groundup.grading import Choice, Number, Printed, Question, Typical, family

# --- tracebacks --------------------------------------------------------------------------------

# The line that fails, the last line of the traceback, what it means, and a wrong reading of it.
FAULTS = (
    (
        "to_number",
        "return float(text)",
        "ValueError: could not convert string to float: '{text}'",
        "the text is not a number that `float` can read",
        "`text` is a number already, where a text is needed",
    ),
    (
        "line_total",
        'return row["price"] * row["count"]',
        "KeyError: '{key}'",
        "`row` has no entry `{key}`",
        "`row` has an entry `{key}`, but it is empty",
    ),
    (
        "add_up",
        "total = total + amount",
        "TypeError: unsupported operand type(s) for +: 'int' and '{kind}'",
        "`amount` is of a type that cannot be added to a whole number",
        "`total` has become too large for a whole number",
    ),
    (
        "average",
        "return sum(values) / len(values)",
        "ZeroDivisionError: division by zero",
        "`values` is empty",
        "all entries of `values` are zero",
    ),
    (
        "third_column",
        "return line.split(',')[2]",
        "IndexError: list index out of range",
        "the line has fewer than three parts",
        "the third part of the line is empty",
    ),
    (
        "clean",
        "return name.{method}()",
        "AttributeError: 'NoneType' object has no attribute '{method}'",
        "`name` is `None`, not a text",
        "`name` is a text to which `{method}` does nothing",
    ),
    (
        "open_table",
        "return open(path)",
        "FileNotFoundError: [Errno 2] No such file or directory: 'data/{month}.csv'",
        "there is no file of that name where the program looks",
        "the file is there, but it is empty",
    ),
)
CALLERS = ("load_all", "read_rows", "prepare", "summarise", "convert", "build_table", "check_rows", "merge")
FILES = ("loading.py", "rows.py", "tables.py", "report.py", "cleaning.py")
WORDS = {
    "text": ("12,50", "n/a", "3.4.1", "about 5", "1O0", "-"),
    "key": ("price", "count"),
    "kind": ("str", "NoneType", "list"),
    "method": ("strip", "lower", "title", "upper"),
    "month": ("march", "april", "june", "may", "august"),
}


@family("read-traceback", difficulty=0)
def read_traceback(rng):
    """Find the line that raised and what the exception says; or tell a translation from an accident."""
    return single(rng) if rng.random() < 0.6 else chained(rng)


def single(rng):
    function, code, message, right_reading, wrong_reading = rng.choice(FAULTS)
    words = {name: rng.choice(choices) for name, choices in WORDS.items()}
    code, message, right_reading, wrong_reading = (
        part.format(**words) for part in (code, message, right_reading, wrong_reading)
    )
    names = ["<module>", "main", *rng.sample(CALLERS, rng.randint(1, 3)), function]
    frames = frames_of(rng, names, code)
    places = [place(*frame[:3]) for frame in frames]
    middle = rng.randrange(1, len(frames) - 1)
    right = f"{places[-1]}: {right_reading}."
    misread = f"{places[-1]}: {wrong_reading}."
    first = f"{places[0]}: {right_reading}."
    between = f"{places[middle]}: {right_reading}."
    return Question(
        prompt=(
            "Which line raised the exception, and what does the exception say?\n\n" + text_of(frames, message)
        ),
        answer=Choice.shuffled(rng, right, [misread, first, between]),
        typical=[
            Typical(misread, "misreads_the_message", "The line is right. Read the last line word by word."),
            Typical(
                first,
                "picks_the_top_frame",
                "That is where the program began. Python lists the calls in order: which one was the last?",
            ),
            Typical(
                between,
                "picks_a_frame_between",
                "That line made a call that did not come back. Which line made no further call?",
            ),
        ],
        solution=(
            f"The most recent call stands last, just above the message: {places[-1]}. Its message, "
            f"`{message}`, says that {right_reading}. The lines above it tell how the program got there."
        ),
    )


def frames_of(rng, names, code):
    """(file, line number, function, code) for each frame; each calls the next, the last one fails."""
    files = ["main.py", "main.py", *rng.sample(FILES, len(names) - 2)]
    given = ["", *(rng.choice(["rows", "path", "table", "text", "part"]) for _ in names[2:])]
    calls = [f"{called}({argument})" for called, argument in zip(names[1:], given, strict=True)]
    lines = [calls[0], *(f"result = {call}" for call in calls[1:]), code]
    return [
        (file, rng.randint(4, 98), name, line) for file, name, line in zip(files, names, lines, strict=True)
    ]


def place(file, line, function):
    return f"Line {line} of `{file}`, in `{function}`"


def text_of(frames, message):
    rows = ["Traceback (most recent call last):"]
    for file, line, function, code in frames:
        rows += [f'  File "{file}", line {line}, in {function}', f"    {code}"]
    return "\n".join(["```text", *rows, message, "```"])


# What the handler does with a KeyError: on purpose, or by accident.
TRANSLATIONS = (
    ("ConfigError", "no setting named {name!r}"),
    ("UnknownColumn", "there is no column {name!r}"),
    ("MissingField", "field {name!r} is missing"),
)
ACCIDENTS = (
    ("NameError", "report(nmae)", "name 'nmae' is not defined"),
    ("TypeError", "report('missing: ' + 404)", 'can only concatenate str (not "int") to str'),
    ("AttributeError", "log.warn_user(name)", "'Logger' object has no attribute 'warn_user'"),
)
DIRECT = "The above exception was the direct cause of the following exception:"
DURING = "During handling of the above exception, another exception occurred:"


def chained(rng):
    deliberate = rng.random() < 0.5
    name, file = rng.choice(["rate", "depth", "colour", "height", "city"]), rng.choice(FILES)
    look, handle = sorted(rng.sample(range(6, 60), 2))
    first = text_of([(file, look, "lookup", "return table[name]")], f"KeyError: '{name}'")
    callers = frames_of(rng, ["<module>", "main", rng.choice(CALLERS), "lookup"], "")[:-1]
    if deliberate:
        kind, message = rng.choice(TRANSLATIONS)
        code = f"raise {kind}(message) from error"
        last = f"errors.{kind}: {message.format(name=name)}"
    else:
        kind, code, message = rng.choice(ACCIDENTS)
        last = f"{kind}: {message}"
    second = text_of([*callers, (file, handle, "lookup", code)], last)
    shown = f"{first[:-3]}\n{DIRECT if deliberate else DURING}\n\n{second[len('```text') + 1 :]}"
    on_purpose = (
        f"Line {look} raised a `KeyError`. The code caught it and raised `{kind}` in its place, on purpose."
    )
    by_accident = (
        f"Line {look} raised a `KeyError`. While the code dealt with it, line {handle} raised "
        f"`{kind}`, which nobody intended."
    )
    reversed_order = f"Line {handle} raised `{kind}` first, and that led to the `KeyError` in line {look}."
    unrelated = (
        f"Two separate failures: line {handle} would have raised `{kind}` without the `KeyError` as well."
    )
    right, other = (on_purpose, by_accident) if deliberate else (by_accident, on_purpose)
    confused = (
        "Read the sentence between the two parts, and the line of code that raised the second exception."
    )
    return Question(
        prompt=f"What happened?\n\n{shown}",
        answer=Choice.shuffled(rng, right, [other, reversed_order, unrelated]),
        typical=[
            Typical(
                other,
                "takes_accident_for_purpose" if not deliberate else "takes_purpose_for_accident",
                confused,
            ),
            Typical(
                reversed_order, "reverses_the_chain", "Which of the two exceptions is called the above one?"
            ),
            Typical(
                unrelated, "takes_chain_for_two_failures", "When is the code in an `except` block run at all?"
            ),
        ],
        solution=(
            "The parts of a chain stand in the order of time. "
            + (
                f"`raise ... from error` was written to translate the `KeyError` into `{kind}`, which tells "
                "the caller more; hence the words *direct cause*."
                if deliberate
                else f"The block that was to deal with the `KeyError` has a bug of its own in line {handle}; "
                "hence the words *during handling*. There are two things to repair."
            )
        ),
    )


# --- halving -----------------------------------------------------------------------------------

HISTORIES = (
    "Version {good} of a program works and version {bad} does not; once it is broken it stays broken. Each "
    "test of a version takes an hour.",
    "The data of day {good} is right and that of day {bad} is wrong; from some day on all of it is wrong. "
    "Each day can be checked by hand.",
    "Commit number {good} passes a test and commit number {bad} fails it; from the culprit on all fail. Git "
    "proposes which commit to try next.",
    "With the first {good} rows a program runs through, with the first {bad} it stops; once it stops, more "
    "rows do not help.",
)


@family("bisect-steps", difficulty=-1)
def bisect_steps(rng):
    """Count the tests that halving needs in the worst case between a good and a bad version."""
    while True:
        good = rng.choice([0, rng.randint(1, 400)])
        candidates = rng.randint(9, 1500)
        bad = good + candidates
        right = math.ceil(math.log2(candidates))
        wrong = {
            "half_of_them": (candidates // 2, "That is what trying one after the other takes on average."),
            "all_of_them": (
                candidates - 1,
                "One test in the middle says something about half of all others.",
            ),
            "rounds_down": (right - 1, "After that many tests more than one candidate may be left."),
            "one_too_many": (
                right + 1,
                "The last one is known to be bad. How many could be the *first* bad one?",
            ),
        }
        if 2**right != candidates and len({right, *(value for value, _ in wrong.values())}) == 5:
            break
    left = [candidates]
    while left[-1] > 1:
        left.append((left[-1] + 1) // 2)
    return Question(
        prompt=(
            f"{rng.choice(HISTORIES).format(good=good, bad=bad)} How many tests are needed at most to find "
            "the first bad one, if each is chosen in the middle of what is left?"
        ),
        answer=Number(right),
        typical=[Typical(value, name, sentence) for name, (value, sentence) in wrong.items()],
        solution=(
            f"The first bad one is among {good + 1} to {bad}: {candidates} candidates. Each test leaves at "
            f"most half of them, rounded up: {' → '.join(map(str, left))}. That is $\\lceil \\log_2 "
            f"{candidates} \\rceil = {right}$ tests."
        ),
    )


# --- 1-minimal inputs --------------------------------------------------------------------------


@family("minimal-input", difficulty=0)
def minimal_input(rng):
    """Tell a 1-minimal failing input from one that is too long, one that passes and one out of order."""
    while True:
        story, items, fails = rng.choice([both, falling, negative_after_zero, heavy])(rng)
        parts = [list(part) for k in range(len(items) + 1) for part in combinations(items, k)]
        minimal = [part for part in parts if fails(part) and not any(map(fails, without_one(part)))]
        rights = [part for part in minimal if 2 <= len(part) <= 3]
        right = rng.choice(rights) if rights else None
        if right is None:
            continue
        longer = [
            part for part in parts if fails(part) and part not in minimal and len(part) <= len(right) + 2
        ]
        passing = [part for part in parts if not fails(part) and 1 <= len(part) <= len(right) + 1]
        turned = [right[::-1]] if right[::-1] not in parts else []
        if longer and passing and turned:
            break
    too_long, passes, out_of_order = rng.choice(longer), rng.choice(passing), turned[0]
    loose = next(i for i, part in enumerate(without_one(too_long)) if fails(part))
    shorter = min(map(len, minimal)) < len(right)
    return Question(
        prompt=(
            f"A program fails when {story}. It is given {code(items)}, and `ddmin` shrinks that input. "
            "Which of these may it return?"
        ),
        answer=Choice.shuffled(rng, code(right), [code(too_long), code(passes), code(out_of_order)]),
        typical=[
            Typical(code(too_long), "not_minimal", "That fails. Is there an item that it can do without?"),
            Typical(code(passes), "does_not_fail", "Does the program fail on this list at all?"),
            Typical(code(out_of_order), "changes_the_order", "Is this a part of the input, in its order?"),
        ],
        solution=(
            f"{code(right)} fails, and each list with one item less passes: that is 1-minimal. "
            f"{code(too_long)} still fails without its item {too_long[loose]}; {code(passes)} does not fail; "
            f"in {code(out_of_order)} the items have changed their order."
            + (" (There is a shorter failing part, but 1-minimal does not mean shortest.)" if shorter else "")
        ),
    )


def both(rng):
    items = rng.sample(range(1, 10), 5)
    one, two = (items[i] for i in sorted(rng.sample(range(5), 2)))
    return f"the list holds both {one} and {two}", items, lambda part: one in part and two in part


def falling(rng):
    items = rng.sample(range(1, 13), 5)
    return (
        "some number occurs before a smaller one",
        items,
        lambda part: any(one > two for one, two in combinations(part, 2)),
    )


def negative_after_zero(rng):
    items = rng.sample([-4, -3, -2, 2, 3, 5, 7, 8], 4)
    items.insert(rng.randint(0, 3), 0)
    return (
        "somewhere after a 0 there is a negative number",
        items,
        lambda part: 0 in part and any(one < 0 for one in part[part.index(0) :]),
    )


def heavy(rng):
    items, limit = rng.sample(range(2, 13), 5), rng.randint(14, 20)
    return f"the sum of the list is {limit} or more", items, lambda part: sum(part) >= limit


def without_one(part):
    return [part[:i] + part[i + 1 :] for i in range(len(part))]


def code(part):
    return f"`{part}`"


# --- what a docstring says ---------------------------------------------------------------------


@family("doc-answer", difficulty=0)
def doc_answer(rng):
    """Predict a call from an excerpt of the function's own documentation."""
    while True:
        library, name, excerpt, call, why, wrong = rng.choice(LOOKUPS)(rng)
        right = str(evaluated(call))
        readings = [right, *(answer for answer, _, _ in wrong)]
        if len(set(readings)) == len(readings):
            break
    return Question(
        prompt=(
            f"From the documentation of `{name}`, {library}:\n\n```text\n{excerpt}\n```\n\nWhat does this "
            f"print?\n\n```python\nprint({call})\n```"
        ),
        answer=Printed(right),
        typical=[Typical(answer, mistake, sentence) for answer, mistake, sentence in wrong],
        solution=f"{why} So it prints `{right}`.",
    )


def evaluated(call):
    return eval(call, {"np": numpy()})  # a call written below, never what somebody typed


def numpy():
    import numpy

    return numpy


def python_says(thing, *paragraphs):
    """The docstring of a builtin; given words, the first paragraph and those that hold one of them."""
    text = inspect.getdoc(thing) or ""
    parts = text.split("\n\n")
    kept = [part for i, part in enumerate(parts) if not i or any(word in part for word in paragraphs)]
    return text if not paragraphs else "\n\n".join(kept)


def numpy_says(function, *parameters):
    """What NumPy's docstring says of these parameters or results."""
    text, found = inspect.getdoc(function) or "", []
    for parameter in parameters:
        block = re.search(rf"^{parameter} : .*(?:\n(?: .*|)$)*", text, re.MULTILINE)
        found.append(block[0].strip() if block else "")
    return "\n".join(found)


def python_version():
    return f"Python {platform.python_version()}"


def numpy_version():
    return f"NumPy {numpy().__version__}"


def strip_characters(rng):
    one, two = rng.sample("xyz", 2)
    word = rng.choice(["hello", "market", "garden", "silver", "window"])
    text = one + two + one + word + two + one
    sentence = "Does the excerpt speak of a text to remove, or of characters?"
    return (
        python_version(),
        "str.strip(chars)",
        python_says(str.strip),
        f"{text!r}.strip({one + two!r})",
        f"`chars` is a set of characters: at both ends, whatever is {one} or {two} goes.",
        [
            (text.removeprefix(one + two).removesuffix(one + two), "removes_text_not_characters", sentence),
            (word + two + one, "removes_in_front_only", "At which ends does it remove?"),
        ],
    )


def split_at_most(rng):
    words, times = rng.sample(["oak", "elm", "fir", "ash", "yew", "bay"], 4), 2
    text = "-".join(words)
    return (
        python_version(),
        "str.split(sep=None, maxsplit=-1)",
        python_says(str.split, "separator", "None", "maxsplit"),
        f"{text!r}.split('-', {times})",
        f"There are at most {times} splits, from the left, so at most {times + 1} parts.",
        [
            (str(text.split("-", times - 1)), "takes_splits_for_parts", "How many cuts make how many parts?"),
            (str(text.split("-")), "overlooks_maxsplit", "What does the second argument do?"),
        ],
    )


def split_at_spaces(rng):
    one, two, three = rng.sample(["red", "blue", "green", "pink", "grey"], 3)
    text = f"{one}  {two} {three}"
    return (
        python_version(),
        "str.split(sep=None, maxsplit=-1)",
        python_says(str.split, "separator", "None", "maxsplit"),
        f"{text!r}.split(' ')",
        "A separator is given, so each space separates; between two neighbours stands an empty text.",
        [
            (
                str(text.split()),
                "takes_default_for_given",
                "That is what `split()` does. Here a separator is given. How often does it occur?",
            )
        ],
    )


def round_to_hundreds(rng):
    number = rng.randint(1000, 9000) + rng.randint(1, 99) + rng.choice([0.25, 0.5, 0.75])
    sentence = "The number is right. What does the excerpt say about its type?"
    return (
        python_version(),
        "round(number, ndigits=None)",
        python_says(round),
        f"round({number}, -2)",
        "A negative `ndigits` rounds in front of the point, here to hundreds; the type is kept.",
        [
            (str(round(round(number, -2))), "wrong_type", sentence),
            (str(round(number, 2)), "overlooks_the_sign", "Which sign has the second argument?"),
            (str(round(number)), "takes_the_default", "That is `round` without its second argument."),
        ],
    )


def whole_number_in_base(rng):
    base = rng.choice([2, 8, 16])
    number = rng.randint(9, 60)
    text = {2: f"{number:b}", 8: f"{number:o}", 16: f"{number:x}"}[base]
    plain = int(text) if text.isdigit() else -1
    wrong = [(str(plain), "overlooks_the_base", "That is base 10. What is the second argument?")]
    wrong = wrong if text.isdigit() else [("ValueError", "refuses_letters", "In base 16 letters are digits.")]
    return (
        python_version(),
        "int(x, base=10)",
        python_says(int, "base"),
        f"int({text!r}, {base})",
        f"The text is read in base {base}.",
        wrong,
    )


def sum_from_start(rng):
    numbers, start = [rng.randint(2, 9) for _ in range(3)], rng.choice([1, 2, 10, 100])
    wrong = [(str(sum(numbers)), "overlooks_start", "Where does the sum begin?")]
    if start < 3:
        wrong.append(
            (str(sum(numbers[start:])), "takes_start_for_an_index", "Is `start` a place or a value?")
        )
    why = f"{start} + {' + '.join(map(str, numbers))}: the start value is added."
    return (
        python_version(),
        "sum(iterable, start=0)",
        python_says(sum),
        f"sum({numbers}, {start})",
        why,
        wrong,
    )


def replace_some(rng):
    word, letter = rng.choice([("banana", "a"), ("assess", "s"), ("success", "s"), ("tattoo", "t")])
    new, count = rng.choice("xyz"), 2
    second = word.replace(letter, new, 2).replace(new, letter, 1)
    return (
        python_version(),
        "str.replace(old, new, count=-1)",
        python_says(str.replace),
        f"{word!r}.replace({letter!r}, {new!r}, {count})",
        f"Only the first {count} occurrences are replaced.",
        [
            (word.replace(letter, new), "overlooks_count", "What does the third argument limit?"),
            (second, "replaces_the_second_only", "Is it the number of one place, or of how many?"),
        ],
    )


def find_nothing(rng):
    word = rng.choice(["forest", "planet", "copper", "violin", "basket"])
    letter = rng.choice([c for c in "wxyzq" if c not in word])
    return (
        python_version(),
        "str.find(sub)",
        python_says(str.find),
        f"{word!r}.find({letter!r})",
        f"There is no {letter} in it, and on failure the method returns -1.",
        [
            (
                "ValueError",
                "expects_an_error",
                "Another method, `index`, does that. What does this one return?",
            ),
            ("None", "expects_none", "What does the excerpt say about failure?"),
            ("0", "expects_zero", "That would be the first place. What does the excerpt say about failure?"),
        ],
    )


def enumerate_from(rng):
    words, start = rng.sample(["oak", "elm", "fir", "ash", "yew"], 3), rng.choice([1, 2])
    skipped = list(enumerate(words))[start:]
    return (
        python_version(),
        "enumerate(iterable, start=0)",
        python_says(enumerate),
        f"list(enumerate({words}, {start}))",
        f"All items come, and the count begins at {start}.",
        [
            (str(skipped), "takes_start_for_an_index", "Does `start` leave something out, or set the count?"),
            (str(list(enumerate(words))), "overlooks_start", "Where does the count begin?"),
        ],
    )


def range_to_stop(rng):
    step, rounds = rng.choice([2, 3, 4]), rng.randint(3, 4)
    stop = rng.randint(-3, 4)
    start = stop + step * rounds
    reached = list(range(start, stop, -step))
    return (
        python_version(),
        "range(start, stop, step)",
        python_says(range),
        f"list(range({start}, {stop}, {-step}))",
        f"From {start}, inclusive, in steps of {-step}, to {stop}, exclusive.",
        [
            (str([*reached, stop]), "includes_stop", "What does *exclusive* mean?"),
            ("[]", "expects_only_rising", "What may the increment be?"),
        ],
    )


def sum_over_axis(rng):
    rows = [[rng.randint(1, 9) for _ in range(3)] for _ in range(2)]
    axis = rng.choice([0, 1])
    across = [sum(row) for row in rows] if axis == 0 else [sum(column) for column in zip(*rows, strict=True)]
    return (
        numpy_version(),
        "np.sum(a, axis=None)",
        numpy_says(numpy().sum, "axis", "sum_along_axis"),
        f"np.sum({rows}, axis={axis}).tolist()",
        f"The shape is (2, 3). With axis {axis} removed, ({3 if axis == 0 else 2},) is left: that many sums.",
        [
            (
                str(across),
                "guesses_the_axis",
                "The shape is (2, 3). Which shape is left when the given axis is removed from it?",
            ),
            (str(sum(map(sum, rows))), "overlooks_the_axis", "That is what happens when no axis is given."),
        ],
    )


def running_sum(rng):
    rows = [[rng.randint(1, 9) for _ in range(2)] for _ in range(2)]
    (a, b), (c, d) = rows
    return (
        numpy_version(),
        "np.cumsum(a, axis=None)",
        numpy_says(numpy().cumsum, "axis"),
        f"np.cumsum({rows}).tolist()",
        f"No axis is given, so the array is flattened to {[a, b, c, d]} and summed up along that.",
        [
            (str([[a, a + b], [c, c + d]]), "goes_along_rows", "That is `axis=1`. Here no axis is given."),
            (str([[a, b], [a + c, b + d]]), "goes_down_columns", "That is `axis=0`. Here no axis is given."),
        ],
    )


def spread(rng):
    middle, half = rng.randint(5, 20), rng.choice([1, 2, 3, 4])
    sample = round(half * math.sqrt(2), 2)
    return (
        numpy_version(),
        "np.std(a, axis=None, ddof=0)",
        numpy_says(numpy().std, "ddof"),
        f"round(float(np.std([{middle - half}, {middle + half}])), 2)",
        f"With `ddof` zero the divisor is N = 2: the root of ({half * half} + {half * half}) / 2.",
        [
            (
                str(sample),
                "divides_by_one_less",
                "You divided by N - 1, as other libraries do. Which divisor is the default here?",
            )
        ],
    )


def evenly_spaced(rng):
    start, step, num = rng.randint(0, 3), rng.choice([2, 4, 5]), rng.choice([3, 5])
    stop = start + step * (num - 1)
    as_range = [float(start + (stop - start) / num * k) for k in range(num)]
    return (
        numpy_version(),
        "np.linspace(start, stop, num=50, endpoint=True)",
        numpy_says(numpy().linspace, "stop", "num", "endpoint"),
        f"np.linspace({start}, {stop}, {num}).tolist()",
        f"{num} samples from {start} to {stop}, with `stop` as the last: {num - 1} steps of {step}.",
        [
            (str([round(x, 10) for x in as_range]), "leaves_out_stop", "Is `stop` a sample here?"),
            (
                str([float(x) for x in range(start, stop, num)]),
                "takes_num_for_a_step",
                "Is the third argument a distance or a number of samples?",
            ),
        ],
    )


def repeat_flat(rng):
    (a, b), (c, d) = rows = [[rng.randint(1, 9) for _ in range(2)] for _ in range(2)]
    return (
        numpy_version(),
        "np.repeat(a, repeats, axis=None)",
        numpy_says(numpy().repeat, "repeats", "axis"),
        f"np.repeat({rows}, 2).tolist()",
        f"No axis is given: the flattened {[a, b, c, d]}, each element twice.",
        [
            (str([[a, a, b, b], [c, c, d, d]]), "keeps_the_rows", "What becomes of the rows by default?"),
            (
                str([a, b, c, d, a, b, c, d]),
                "repeats_the_whole",
                "What is repeated: the array or each element?",
            ),
        ],
    )


def sort_last_axis(rng):
    rows = [[rng.randint(1, 9) for _ in range(2)] for _ in range(2)]
    (a, b), (c, d) = rows
    return (
        numpy_version(),
        "np.sort(a, axis=-1)",
        numpy_says(numpy().sort, "axis"),
        f"np.sort({rows}).tolist()",
        "The default is the last axis: each row is sorted by itself.",
        [
            (
                str([[min(a, c), min(b, d)], [max(a, c), max(b, d)]]),
                "sorts_columns",
                "Which axis is the last one?",
            ),
            (str(sorted([a, b, c, d])), "flattens", "That is what `axis=None` does. What is the default?"),
        ],
    )


LOOKUPS = (
    strip_characters,
    split_at_most,
    split_at_spaces,
    round_to_hundreds,
    whole_number_in_base,
    sum_from_start,
    replace_some,
    find_nothing,
    enumerate_from,
    range_to_stop,
    sum_over_axis,
    running_sum,
    spread,
    evenly_spaced,
    repeat_flat,
    sort_last_axis,
)
