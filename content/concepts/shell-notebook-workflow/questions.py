"""Question families: pipelines, streams, patterns, exit codes, hidden state, ways to run a module."""

from fnmatch import fnmatchcase
from itertools import groupby

from groundup.grading import Choice, Choices, Number, Printed, Question, Typical, family

# --- pipelines ---------------------------------------------------------------------------------

USERS = ("ada", "bob", "cyn", "dan")
PAGES = ("index", "login", "prices", "search")


@family("pipe-output", difficulty=0)
def pipe_output(rng):
    """Predict what a pipeline prints."""
    make = rng.choice([count_runs, count_distinct, extreme, most_frequent, counted_with_filter])
    while True:
        rows = visits(rng)
        command, right, wrong, solution = make(rng, rows)
        found = [text for text, _, _ in wrong]
        if right is not None and right not in found and len(set(found)) == len(found):
            break
    log = "\n".join(" ".join(map(str, row)) for row in rows)
    return Question(
        prompt=(
            f"The file `visits.log` holds\n\n```text\n{log}\n```\n\nWhat does this pipeline print?\n\n"
            f"```console\n$ {command}\n```"
        ),
        answer=Printed(right),
        typical=[Typical(text, mistake, sentence) for text, mistake, sentence in wrong],
        solution=solution,
    )


def visits(rng):
    """Eight rows (user, page, milliseconds); names of letters and plain digits sort alike everywhere."""
    users, pages = rng.sample(USERS, 3), rng.sample(PAGES, 3)
    times = [rng.choice([rng.randint(4, 9), rng.randint(11, 99), rng.randint(101, 480)]) for _ in range(8)]
    return [(rng.choice(users), rng.choice(pages), time) for time in times]


def count_runs(rng, rows):
    k = rng.choice([0, 1])
    column = [row[k] for row in rows]
    runs = len(list(groupby(column)))
    return (
        f"cut -d ' ' -f {k + 1} visits.log | uniq | wc -l",
        str(runs),
        [
            (str(len(set(column))), "uniq_without_sort", "Equal lines that are apart: does `uniq` see them?"),
            ("8", "ignores_uniq", "What does `uniq` do with two equal lines next to each other?"),
        ],
        f"`uniq` joins equal *neighbours* only, and nothing was sorted: {runs} runs of equal words remain.",
    )


def count_distinct(rng, rows):
    k = rng.choice([0, 1])
    column = [row[k] for row in rows]
    distinct = len(set(column))
    return (
        f"cut -d ' ' -f {k + 1} visits.log | sort | uniq | wc -l",
        str(distinct),
        [
            (str(len(list(groupby(column)))), "ignores_sort", "In which order do the lines reach `uniq`?"),
            ("8", "ignores_uniq", "What does `uniq` do with two equal lines next to each other?"),
        ],
        f"After `sort` equal words are neighbours, so `uniq` leaves each once: {distinct}.",
    )


def extreme(rng, rows):
    times = [row[2] for row in rows]
    numeric, last = rng.random() < 0.4, rng.random() < 0.5
    by_text, by_value = sorted(times, key=str), sorted(times)
    right, other = (by_value, by_text) if numeric else (by_text, by_value)
    at = -1 if last else 0
    command = (
        f"cut -d ' ' -f 3 visits.log | sort{' -n' if numeric else ''} | {'tail' if last else 'head'} -n 1"
    )
    if numeric:
        slip = (str(other[at]), "sorts_as_text", "What does the option of `sort` change?")
        reason = "With `-n` the lines are compared as numbers."
    else:
        slip = (str(other[at]), "sorts_as_numbers", "Without an option, `sort` compares letter by letter.")
        reason = "Without `-n` the lines are compared as text, digit by digit from the left."
    end = (str(right[-1 - at]), "other_end", "Does `head` or `tail` take the line that you gave?")
    return command, str(right[at]), [slip, end], f"{reason} In order: {', '.join(map(str, right))}."


def most_frequent(rng, rows):
    column = [row[0] for row in rows]
    ranking = sorted({(column.count(name), name) for name in column}, reverse=True)
    if len(ranking) < 2 or ranking[0][0] == ranking[1][0] or ranking[-1][0] == ranking[-2][0]:
        return "", None, [], ""
    (count, name), (least, rarest) = ranking[0], ranking[-1]
    return (
        "cut -d ' ' -f 1 visits.log | sort | uniq -c | sort -rn | head -n 1",
        f"{count} {name}",
        [
            (f"{least} {rarest}", "ignores_reverse", "In which order does `sort -rn` put the counts?"),
            (f"{name} {count}", "count_last", "`uniq -c` writes the count in front."),
            (name, "no_count", "What does `-c` add to each line?"),
        ],
        f"The first three steps count each name; `sort -rn` puts the largest count first: {count} {name}.",
    )


def counted_with_filter(rng, rows):
    page = rng.choice([row[1] for row in rows])
    kept = [row[0] for row in rows if row[1] == page]
    if len(kept) < 3:
        return "", None, [], ""
    distinct = len(set(kept))
    return (
        f"grep {page} visits.log | cut -d ' ' -f 1 | sort | uniq | wc -l",
        str(distinct),
        [
            (str(len(kept)), "ignores_uniq", "Those are the visits. Does each user count once?"),
            (
                str(len({row[0] for row in rows})),
                "ignores_grep",
                f"Which lines does `grep {page}` let through?",
            ),
        ],
        f"`grep` keeps {len(kept)} lines; in their first column there are {distinct} different names.",
    )


# --- streams -----------------------------------------------------------------------------------


@family("redirection", difficulty=0)
def redirection(rng):
    """Say how many lines go to the screen, into a file, or through a pipe."""
    while True:
        out, err = rng.randint(3, 19), rng.randint(2, 9)
        program = rng.choice(["./report", "./convert", "./train", "./import"])
        command, asked, right, wrong, reason = rng.choice(ROUTES)(program, out, err)
        found = [value for value, _, _ in wrong]
        if right not in found and len(set(found)) == len(found) and out != err:
            break
    return Question(
        prompt=(
            f"`{program}` writes {out} lines to standard output and {err} to standard error. The file "
            f"`out.txt` does not exist yet.\n\n```console\n$ {command}\n```\n\n{asked}"
        ),
        answer=Number(right),
        typical=[Typical(value, mistake, sentence) for value, mistake, sentence in wrong],
        solution=reason,
    )


ON_SCREEN, IN_FILE = "How many lines appear on the screen?", "How many lines does `out.txt` hold then?"


def file_only(program, out, err):
    wrong = [
        (0, "redirects_both", "Which of the two streams does `>` redirect?"),
        (out, "swaps_streams", "`>` takes standard output away from the screen."),
    ]
    return f"{program} > out.txt", ON_SCREEN, err, wrong, "`>` redirects standard output; errors stay."


def errors_only(program, out, err):
    wrong = [
        (err, "swaps_streams", "Which stream has the number 2?"),
        (out + err, "redirects_nothing", "What does `2>` take away from the screen?"),
    ]
    reason = "`2>` redirects standard error; standard output still goes to the screen."
    return f"{program} 2> errors.txt", ON_SCREEN, out, wrong, reason


def both(program, out, err):
    wrong = [
        (out, "redirects_one", "Read from left to right: where does 2 go, after 1 was sent to the file?"),
        (err, "swaps_streams", "Both streams end in the same place. Which one?"),
    ]
    reason = "First 1 goes to the file, then 2 goes where 1 goes: both are in the file."
    return f"{program} > out.txt 2>&1", IN_FILE, out + err, wrong, reason


def both_wrong_way(program, out, err):
    wrong = [
        (
            out + err,
            "order_does_not_matter",
            "Read from left to right: where does 1 go when 2 is sent there?",
        ),
        (err, "swaps_streams", "Which of the two streams is sent to the file?"),
    ]
    reason = "First 2 goes where 1 goes, which is still the screen; then 1 alone goes to the file."
    return f"{program} 2>&1 > out.txt", IN_FILE, out, wrong, reason


def through_pipe(program, out, err):
    wrong = [
        (out + err, "pipes_both", "Which of the two streams goes through a pipe?"),
        (err, "swaps_streams", "A pipe takes standard output."),
    ]
    asked = "Which number does `wc` print?"
    return f"{program} | wc -l", asked, out, wrong, "Only standard output goes through the pipe."


def joined_through_pipe(program, out, err):
    wrong = [
        (out, "pipes_one", "Where does stream 2 go after `2>&1`?"),
        (err, "swaps_streams", "`2>&1` adds stream 2 to stream 1. Does it replace it?"),
    ]
    asked = "Which number does `wc` print?"
    reason = "Stream 2 is sent where stream 1 goes, into the pipe: all lines are counted."
    return f"{program} 2>&1 | wc -l", asked, out + err, wrong, reason


def twice_over(program, out, err):
    wrong = [
        (2 * out, "appends", "Which sign appends, and which begins the file anew?"),
        (out + err, "redirects_both", "Which of the two streams does `>` redirect?"),
    ]
    reason = "`>` empties the file before it writes, so only the second run is in it."
    return f"{program} > out.txt; {program} > out.txt", IN_FILE, out, wrong, reason


def appended(program, out, err):
    wrong = [
        (out, "overwrites", "Does `>>` begin the file anew?"),
        (2 * (out + err), "redirects_both", "Which of the two streams does `>>` redirect?"),
    ]
    reason = "`>>` appends, so the standard output of both runs is in the file."
    return f"{program} >> out.txt; {program} >> out.txt", IN_FILE, 2 * out, wrong, reason


ROUTES = (
    file_only,
    errors_only,
    both,
    both_wrong_way,
    through_pipe,
    joined_through_pipe,
    twice_over,
    appended,
)


# --- patterns for names ------------------------------------------------------------------------

STEMS = ("jan", "feb", "march", "june", "data", "notes", "run1", "run2", "run10", "old", "test", "log")
ENDINGS = (".csv", ".txt", ".py", ".csv.bak", ".json")


@family("glob-match", difficulty=0)
def glob_match(rng):
    """Choose the names that a pattern stands for."""
    while True:
        names = sorted({rng.choice(STEMS) + rng.choice(ENDINGS) for _ in range(5)})
        names.append("." + rng.choice(STEMS) + ".csv")
        pattern, meaning = rng.choice(PATTERNS)
        right = matched(names, pattern)
        wrong = [
            (
                [name for name in names if fnmatchcase(name, pattern)],
                "matches_hidden",
                "A name that begins with a dot is left out, unless the pattern begins with a dot.",
            ),
            (
                matched(names, f"*{pattern.strip('*')}*"),
                "part_is_enough",
                "The pattern must fit the whole name, from its first letter to its last.",
            ),
            (
                matched(names, pattern.replace("?", "*")),
                "question_mark_as_star",
                "`?` stands for exactly one character.",
            ),
        ]
        wrong = [one for one in wrong if one[0] != right]
        told = [tuple(one[0]) for one in wrong]
        if len(names) == 6 and 1 <= len(right) <= 4 and wrong and len(set(told)) == len(told):
            break
    rng.shuffle(names)
    listed = ", ".join(f"`{name}`" for name in sorted(right))
    return Question(
        prompt=(
            f"A folder holds exactly these six files. Which of them does the shell put in the place of "
            f"`{pattern}` in the command `ls {pattern}`?"
        ),
        answer=Choices([f"`{name}`" for name in names], [names.index(name) for name in right]),
        typical=[
            Typical([names.index(name) for name in found], mistake, sentence)
            for found, mistake, sentence in wrong
        ],
        solution=f"`{pattern}` means: {meaning}; names that begin with a dot are left out. That is {listed}.",
    )


PATTERNS = (
    ("*.csv", "anything, and `.csv` at the end"),
    ("???.csv", "exactly three characters, and `.csv` at the end"),
    ("run?.*", "`run`, exactly one character, a dot, and anything"),
    ("*a*", "an `a` somewhere"),
    ("[jf]*", "`j` or `f` at the beginning"),
    ("*.csv*", "`.csv` somewhere"),
    ("????.*", "four characters, a dot, and anything"),
    ("*.txt", "anything, and `.txt` at the end"),
    ("*.*.*", "at least two dots"),
    ("[a-m]*.csv", "a letter from `a` to `m` at the beginning, and `.csv` at the end"),
)


def matched(names, pattern):
    return [name for name in names if fnmatchcase(name, pattern) and not name.startswith(".")]


# --- exit codes --------------------------------------------------------------------------------

CHAINS = (
    ("fetch", "check", "train", "report"),
    ("lint", "test", "build", "deploy"),
    ("unpack", "convert", "plot", "mail"),
    ("stop", "copy", "migrate", "start"),
)
OPERATORS = ("&&", "||", ";")


@family("exit-codes", difficulty=0)
def exit_codes(rng):
    """Say which commands of a chain run, given which of them fail."""
    while True:
        names = rng.choice(CHAINS)
        operators = [rng.choice(OPERATORS) for _ in names[1:]]
        fails = {name for name in names if rng.random() < 0.45}
        right = run(names, operators, fails)
        wrong = [
            (
                run(names, ["&&" if one == ";" else one for one in operators], fails),
                "semicolon_as_and",
                "`;` does not look at the exit code. What does it do instead?",
            ),
            (
                run(names, [";" if one == "&&" else one for one in operators], fails),
                "and_as_semicolon",
                "What must be true of the exit code before what stands behind `&&` runs?",
            ),
            (
                run(names, ["&&" if one == "||" else one for one in operators], fails),
                "or_as_and",
                "When does what stands behind `||` run: after a success or after a failure?",
            ),
            (until_failure(names, fails), "stops_at_failure", "Does a failure end the whole line?"),
            (stops_when_skipped(names, operators, fails), "skips_the_rest", SKIPS),
            (names, "runs_all", "Which of the signs depend on the exit code of what ran before?"),
        ]
        kept = []
        for one in wrong:
            if one[0] != right and one[0] not in [other[0] for other in kept]:
                kept.append(one)
        if 1 <= len(fails) <= 3 and len(set(operators)) >= 2 and len(kept) >= 3:
            break
    kept = kept[:3]
    line = names[0] + "".join(
        f" {sign} {name}" if sign != ";" else f"; {name}"
        for sign, name in zip(operators, names[1:], strict=True)
    )
    told = " and ".join(sorted(f"`{name}`" for name in fails))
    return Question(
        prompt=(
            f"In the line\n\n```console\n$ {line}\n```\n\neach command that runs succeeds, except "
            f"{told}, which would fail. Which commands run?"
        ),
        answer=Choice.shuffled(rng, shown(right), [shown(one) for one, _, _ in kept]),
        typical=[Typical(shown(one), mistake, sentence) for one, mistake, sentence in kept],
        solution=walked(names, operators, fails),
    )


SKIPS = "A command that is skipped leaves the exit code as it was. Does the next sign ask for it again?"


def run(names, operators, fails):
    """The commands that run, from left to right; a skipped one leaves the exit code as it was."""
    ran, failed = [names[0]], names[0] in fails
    for sign, name in zip(operators, names[1:], strict=True):
        if sign == ";" or (sign == "||") == failed:
            ran.append(name)
            failed = name in fails
    return tuple(ran)


def until_failure(names, fails):
    ran = []
    for name in names:
        ran.append(name)
        if name in fails:
            break
    return tuple(ran)


def stops_when_skipped(names, operators, fails):
    """As if everything up to the next `;` were skipped together with the first that is."""
    ran, failed, skipping = [names[0]], names[0] in fails, False
    for sign, name in zip(operators, names[1:], strict=True):
        skipping = sign != ";" and (skipping or (sign == "||") != failed)
        if not skipping:
            ran.append(name)
            failed = name in fails
    return tuple(ran)


def shown(names):
    return ", ".join(f"`{name}`" for name in names)


def walked(names, operators, fails):
    steps, failed = (
        [f"`{names[0]}` runs and {'fails' if names[0] in fails else 'succeeds'}."],
        names[0] in fails,
    )
    for sign, name in zip(operators, names[1:], strict=True):
        code = "not 0" if failed else "0"
        if sign == ";" or (sign == "||") == failed:
            failed = name in fails
            steps.append(f"`{sign}` with code {code}: `{name}` runs and {'fails' if failed else 'succeeds'}.")
        else:
            steps.append(f"`{sign}` with code {code}: `{name}` is skipped.")
    return " ".join(steps)


# --- hidden state ------------------------------------------------------------------------------


@family("cell-order", difficulty=0)
def cell_order(rng):
    """Predict from execution counts what a cell showed, or what a restart will show."""
    after_restart = rng.random() < 0.45
    while True:
        a, b, c, d = rng.randint(2, 9), rng.randint(1, 9), rng.randint(2, 4), rng.randint(2, 5)
        name, other = rng.choice([("n", "m"), ("price", "total"), ("x", "y"), ("rows", "pages")])
        cells = (
            (f"{name} = {a}", lambda s, a=a: s.update(n=a)),
            (f"{name} = {name} + {b}", lambda s, b=b: s.update(n=s["n"] + b)),
            (f"{other} = {c} * {name}", lambda s, c=c: s.update(m=c * s["n"])),
            (f"{name} = {d} * {name}", lambda s, d=d: s.update(n=d * s["n"])),
            (f"print({other} + {name})", lambda s: s.update(shown=s["m"] + s["n"])),
        )
        page = list(range(5)) if rng.random() < 0.6 else rng.sample(range(5), 5)
        order = rng.sample(range(5), 4)  # places on the page; the cell that prints is run last
        printing = page.index(4)
        order = [place for place in order if place != printing]
        order += [place for place in range(5) if place not in order and place != printing]
        order.append(printing)
        kernel = replay([cells[page[place]] for place in order])
        clean = replay([cells[k] for k in page])
        straight = replay(cells)  # as if each line stood where it makes sense
        if kernel is None or kernel == clean or (clean is None and not after_restart):
            continue
        right, slip = (clean, kernel) if after_restart else (kernel, clean)
        options = [value for value in (slip, straight) if value is not None and value != right]
        if options:
            break
    names = {slip: "replays_the_kernel" if after_restart else "reads_the_page"}
    if straight not in (right, slip):
        names[straight] = "puts_lines_in_order"
    sentences = {
        "replays_the_kernel": "That is what the old kernel gave. What does it know after a restart?",
        "reads_the_page": "That is the order of the page. In which order were the cells run?",
        "puts_lines_in_order": "You put the lines into an order that makes sense. Which order is asked for?",
    }
    counts = {place: k + 1 for k, place in enumerate(order)}
    listing = "\n".join(f"[{counts[place]}]  {cells[page[place]][0]}" for place in range(5))
    asked = (
        "Now the kernel is restarted and all cells are run from top to bottom. What does `print` show?"
        if after_restart
        else "What did `print` show?"
    )
    answer = Printed(str(right)) if right is not None else Printed("NameError", error=True)
    used = [cells[k][0] for k in page] if after_restart else [cells[page[place]][0] for place in order]
    return Question(
        prompt=(
            "A notebook has five cells of one line each. In front stands the execution count; each cell was "
            f"run once, in a fresh kernel.\n\n```text\n{listing}\n```\n\n{asked} (If an error is raised "
            "before, answer: error.)"
        ),
        answer=answer,
        typical=[
            Typical(str(value), mistake, sentences[mistake])
            for value, mistake in names.items()
            if value is not None and value != right
        ],
        solution=(
            (
                "A fresh kernel runs them as they stand: "
                if after_restart
                else "By the counts they were run as: "
            )
            + "; ".join(f"`{line}`" for line in used)
            + (
                f". It prints {right}."
                if right is not None
                else ". A name is used before it exists: an error."
            )
        ),
    )


def replay(cells):
    """What is printed in the end; None if a name is used that does not exist yet."""
    state = {}
    try:
        for _, act in cells:
            act(state)
    except KeyError:
        return None
    return state["shown"]


# --- ways to run a module ----------------------------------------------------------------------

RUNS = "It runs."
NO_FILE = "It stops with FileNotFoundError: the data file is not found."


@family("run-module", difficulty=1)
def run_module(rng):
    """Say what becomes of a module that is run from some folder, as a file or as a module."""
    project = rng.choice(["shop", "weather", "survey", "churn"])
    package = rng.choice(["app", "core", "tool", "src"])
    entry = rng.choice(["main", "report", "train"])
    helper = rng.choice(["load", "clean", "plot"])
    absolute = rng.random() < 0.5  # does it import package.helper, or helper alone?
    commands = (
        ("", f"python -m {package}.{entry}"),
        ("", f"python {package}/{entry}.py"),
        (f"/{package}", f"python {entry}.py"),
        (f"/{package}", f"python -m {entry}"),
    )
    inside, command = rng.choice(commands)
    no_package = f"It stops with ModuleNotFoundError: there is no module `{package}` on the path."
    no_helper = f"It stops with ModuleNotFoundError: there is no module `{helper}` on the path."
    on_path = project if command.startswith(f"python -m {package}") else f"{project}/{package}"
    if absolute != (on_path == project):
        right = no_package if absolute else no_helper
    else:
        right = NO_FILE if inside else RUNS
    line = f"from {package}.{helper} import read" if absolute else f"from {helper} import read"
    sentences = {
        RUNS: ("believes_it_runs", "Which folder comes first on the path, and where is the data looked for?"),
        NO_FILE: (
            "blames_the_data",
            "Relative names of files are looked up in the working folder. Which is it?",
        ),
        no_package: ("blames_the_package", f"Is the folder that holds `{package}` on the path here?"),
        no_helper: ("blames_the_helper", f"Is the folder that holds `{helper}.py` itself on the path here?"),
    }
    wrong = [option for option in sentences if option != right]
    how = "the working folder" if " -m " in command else "the folder of the file that is run"
    return Question(
        prompt=(
            f"The folder `{project}` holds `{package}/{entry}.py`, `{package}/{helper}.py` and "
            f"`data/prices.csv`; nothing is installed. `{entry}.py` begins with `{line}` and then opens "
            f'`"data/prices.csv"`. You are in the folder `{project}{inside}` and type\n\n'
            f"```console\n$ {command}\n```\n\nWhat happens?"
        ),
        answer=Choice.shuffled(rng, right, wrong),
        typical=[Typical(option, *sentences[option]) for option in wrong],
        solution=(
            f"First on the path is {how}, `{on_path}`. "
            + (
                f"There `{package if absolute else helper}` is not to be found."
                if right in (no_package, no_helper)
                else f"There `{package if absolute else helper}` is found. The data is looked for in the "
                f"working folder, `{project}{inside}`, and it is {'not ' if inside else ''}there."
            )
        ),
    )
