"""Question families: entry points, fan-in, the data path, a value through a chain of calls, useful notes."""

from groundup.grading import Choice, Ordering, Printed, Question, Typical, family

# --- entry points ------------------------------------------------------------------------------

PROJECTS = ("tidewatch", "billsplit", "ringlog", "mapfold", "seedbank", "queuely")
MODULES = ("engine", "parser", "storage", "render", "network", "records", "layout", "session")
COMMANDS = ("cli", "app", "console", "run", "shell")
FUNCTIONS = ("main", "start", "entry", "launch")


@family("entry-point", difficulty=0)
def entry_point(rng):
    """Find where the execution of a program begins, from its files and its pyproject.toml."""
    project = rng.choice(PROJECTS)
    largest, other, third = rng.sample(MODULES, 3)
    command, decoy = rng.sample(COMMANDS, 2)
    function = rng.choice(FUNCTIONS)
    installed = rng.random() < 0.6
    sizes = {
        f"{project}/{largest}.py": rng.randint(620, 1900),
        f"{project}/{other}.py": rng.randint(120, 480),
        f"{project}/{third}.py": rng.randint(60, 300),
        f"{project}/{command}.py": rng.randint(25, 90),
        f"{project}/__main__.py": rng.randint(3, 9),
        f"scripts/{decoy}.py": rng.randint(20, 140),
        "setup.py": rng.randint(4, 40),
    }
    if installed:
        right = f"`{function}` in `{project}/{command}.py`"
        module_run = f"`{project}/__main__.py`"
        typed = project
        reason = (
            f"`[project.scripts]` says that the command `{project}` calls `{function}` of the module "
            f"`{project}.{command}`."
        )
        slip = ("module_for_command", "That file is for `python -m`. What does the table say of the command?")
    else:
        right = f"`{project}/__main__.py`"
        module_run = f"`{function}` in `{project}/{command}.py`"
        typed = f"python -m {project}"
        reason = f"`python -m {project}` runs the file `__main__.py` of the package."
        slip = (
            "command_for_module",
            "That is for the installed command. Which file does `python -m` look for?",
        )
    biggest = f"`{project}/{largest}.py`"
    setup = "`setup.py`"
    script = f"`scripts/{decoy}.py`"
    wrong = {
        module_run: slip,
        biggest: ("picks_the_largest", "The largest file does most of the work. Who calls it?"),
        setup: (
            "picks_the_packaging",
            "That describes how the project is installed. It runs before, not now.",
        ),
        script: ("picks_a_script", "A tool beside the package. What says that it is called here?"),
    }
    options = [module_run, biggest, rng.choice([setup, script])]
    tree = "\n".join(f"{lines:5}  {path}" for path, lines in sorted(sizes.items()))
    toml = f'[project]\nname = "{project}"\n\n[project.scripts]\n{project} = "{project}.{command}:{function}"'
    return Question(
        prompt=(
            f"A repository holds these files (lines, path):\n\n```text\n{tree}\n```\n\nand this in its "
            f"`pyproject.toml`:\n\n```toml\n{toml}\n```\n\nThe project is installed. You type\n\n"
            f"```console\n$ {typed}\n```\n\nWhere do you begin to read what it does?"
        ),
        answer=Choice.shuffled(rng, right, options),
        typical=[Typical(option, *wrong[option]) for option in options],
        solution=reason,
    )


# --- fan-in ------------------------------------------------------------------------------------


@family("import-fan-in", difficulty=0)
def import_fan_in(rng):
    """Order modules by how many others import them."""
    while True:
        names = rng.sample(MODULES + COMMANDS, 7)
        imports = {
            name: sorted(rng.sample(names[:i], min(i, rng.randint(1, 3)))) for i, name in enumerate(names)
        }
        fan_in = {name: sum(name in needed for needed in imports.values()) for name in names}
        asked = rng.sample(names, 4)
        if len({fan_in[name] for name in asked}) < 4:
            continue
        right = sorted(asked, key=lambda name: -fan_in[name])
        fan_out = sorted(asked, key=lambda name: (-len(imports[name]), name))
        through = {name: len(importers(name, imports)) for name in asked}
        deep = sorted(asked, key=lambda name: (-through[name], name))
        wrong = {"reverses": right[::-1], "fan_out": fan_out}
        if deep not in (right, right[::-1], fan_out):
            wrong["through_others"] = deep
        if right != fan_out and fan_out != right[::-1]:
            break
    listing = "\n".join(f"{name}: import {', '.join(imports[name]) or '(nothing)'}" for name in sorted(names))
    items = rng.sample(asked, 4)
    return Question(
        prompt=(
            f"These are all imports inside a package:\n\n```text\n{listing}\n```\n\nOrder the four modules "
            "by fan-in, the largest first."
        ),
        answer=Ordering([f"`{name}`" for name in items], [items.index(name) for name in right]),
        typical=[
            Typical([items.index(name) for name in order], mistake, FAN_SENTENCES[mistake])
            for mistake, order in wrong.items()
        ],
        solution=" ".join(
            f"`{name}` is imported by {fan_in[name] or 'no'} module{'s' * (fan_in[name] > 1)}"
            + (
                f": {', '.join(sorted(one for one in names if name in imports[one]))}."
                if fan_in[name]
                else "."
            )
            for name in right
        ),
    )


FAN_SENTENCES = {
    "reverses": "The right counts, the wrong way round: the most imported one comes first.",
    "fan_out": "You counted what each module imports. Who imports it?",
    "through_others": "You also counted importers of importers. Fan-in counts direct ones only.",
}


def importers(name, imports):
    direct = {one for one, needed in imports.items() if name in needed}
    return direct.union(*(importers(one, imports) for one in direct))


# --- the data path -----------------------------------------------------------------------------

STEPS = (
    ("read", "clean", "count", "rank", "show"),
    ("load", "split", "fit", "predict", "report"),
    ("fetch", "parse", "merge", "price", "print_bill"),
    ("open_scan", "straighten", "find_words", "correct", "save"),
)


@family("data-path", difficulty=-1)
def data_path(rng):
    """Put functions into the order in which a value passes through them."""
    steps = list(rng.choice(STEPS))
    steps.remove(rng.choice(steps[1:4]))
    first, second, third, last = steps
    names = rng.sample(["rows", "items", "values", "table", "entries"], 2)
    shape = rng.randrange(3)
    if shape == 0:
        body = [f"{names[0]} = {second}({first}(path))", f"{last}({third}({names[0]}))"]
    elif shape == 1:
        body = [f"{names[0]} = {first}(path)", f"{last}({third}({second}({names[0]})))"]
    else:
        body = [f"{names[0]} = {third}({second}({first}(path)))", f"{last}({names[0]})"]
    code = "def main(path):\n" + "\n".join(f"    {line}" for line in body)
    written = sorted(steps, key=code.index)
    items = rng.sample(steps, 4)
    typical = []
    for order, mistake, sentence in (
        (written, "left_to_right", "In `f(g(x))`, which of the two gets `x` first?"),
        (steps[::-1], "backwards", "What comes in by `path`, and what goes out at the end?"),
        (sorted(steps), "by_name", "The alphabet says nothing about the way of the data."),
    ):
        if order != steps and order not in [one for one, _, _ in typical]:
            typical.append((order, mistake, sentence))
    return Question(
        prompt=(
            f"```python\n{code}\n```\n\nIn which order does what comes from `path` pass through the four "
            "functions?"
        ),
        answer=Ordering([f"`{name}`" for name in items], [items.index(name) for name in steps]),
        typical=[
            Typical([items.index(name) for name in order], mistake, sentence)
            for order, mistake, sentence in typical
        ],
        solution=(
            "The innermost call comes first, and a line before the next line: "
            + ", ".join(f"`{name}`" for name in steps)
            + "."
        ),
    )


# --- a value through a chain of calls ----------------------------------------------------------


@family("trace-a-value", difficulty=0)
def trace_a_value(rng):
    """Follow one value through three or four functions and their defaults."""
    while True:
        n, scale, shift, passed, base = (
            rng.randint(3, 12),
            rng.randint(2, 4),
            rng.randint(1, 9),
            rng.randint(1, 9),
            rng.randint(5, 40),
        )
        long = rng.random() < 0.5
        scaled = n * scale
        right_shift = scaled - passed
        total = right_shift + base
        right = 2 * total if long else total
        wrong = {
            "stops_one_call_early": (
                total if long else right_shift,
                "One more call is made with this value before it is printed.",
            ),
            "takes_the_default": (
                (2 if long else 1) * (scaled - shift + base),
                "A default counts only where nothing is passed. What does this call pass?",
            ),
            "misses_a_default": (
                (2 if long else 1) * (n - passed + base),
                "A parameter that is not passed is not missing. Which value does it have?",
            ),
        }
        found = [value for value, _ in wrong.values()]
        if passed != shift and right not in found and len(set(found)) == 3 and right_shift > 0:
            break
    first, second, third, fourth = rng.choice(CHAINS)
    code = [
        f"def {first}(count, scale={scale}):",
        "    return count * scale",
        "",
        f"def {second}(amount, shift={shift}):",
        "    return amount - shift",
        "",
        f"def {third}(start):",
        f"    level = {second}({first}(start), {passed})",
        f"    return level + {base}",
        "",
    ]
    if long:
        code += [f"def {fourth}(n):", f"    return 2 * {third}(n)", ""]
    top = fourth if long else third
    code.append(f"print({top}({n}))")
    steps = (
        f"`{first}({n})` uses its default: ${n} \\cdot {scale} = {scaled}$. `{second}` is given {passed}: "
        f"${scaled} - {passed} = {right_shift}$. `{third}` adds {base}: {total}."
    )
    return Question(
        prompt="What does this program print?\n\n```python\n" + "\n".join(code) + "\n```",
        answer=Printed(str(right)),
        typical=[Typical(str(value), name, sentence) for name, (value, sentence) in wrong.items()],
        solution=steps + (f" `{fourth}` doubles it: {right}." if long else ""),
    )


CHAINS = (
    ("load", "trim", "adjust", "run"),
    ("widen", "cut", "place", "draw"),
    ("charge", "discount", "bill", "order"),
    ("heat", "cool", "mix", "cook"),
    ("grow", "prune", "plant", "garden"),
)

# --- useful notes ------------------------------------------------------------------------------

# A file and a line, what is not understood, what settles it later.
OPEN = (
    ("clean.py:31", "why is the mean taken before the rows are dropped?", "the mean is kept for the report"),
    ("fit.py:88", "what does `eps=1e-8` protect from?", "from dividing by a spread of zero"),
    (
        "records.py:12",
        "why is the class frozen?",
        "its objects are keys of the cache, so they may not change",
    ),
    ("cache.py:54", "who empties this dict?", "nobody: `size` bounds it, oldest first"),
    ("cli.py:23", "why does it return 3 and not raise?", "the exit code tells the nightly job what to do"),
    ("split.py:40", "what is `stratify` for?", "it keeps the shares of the classes equal in both parts"),
    ("engine.py:102", "why is the list reversed here?", "each node needs the gradients of those after it"),
    ("read.py:17", "why is the file opened as bytes?", "the encoding is found out from its first bytes"),
    ("model.py:66", "what does the `@` between two arrays do?", "it is the product of matrices"),
    ("app.py:9", "where does `settings` come from?", "from the variables of the environment, read at import"),
    ("queue.py:75", "why are there two locks?", "one for readers, so that they do not wait for each other"),
    ("plot.py:28", "why `copy()` before the loop?", "the caller's list would be changed in the loop"),
)


@family("useful-note", difficulty=-1)
def useful_note(rng):
    """Choose the note that can be taken up again, or the mark that closes a question."""
    place, question, answer = rng.choice(OPEN)
    file = place.split(":")[0]
    if rng.random() < 0.5:
        right = f"{place}: {question}"
        wrong = (
            (
                f"{file} is complicated, read it again",
                "no_question",
                "What would you look for when you read it again, and where?",
            ),
            (question, "no_place", "In which file and line will you find this again?"),
            (
                f"{file}: see the README",
                "copies_the_readme",
                "That says what the project says of itself. What did you not understand?",
            ),
        )
        asked = "Which of these belongs into the column *not understood* as it stands?"
        solution = (
            "It names the place and asks something that can be answered. It will be known when it is closed."
        )
    else:
        other = rng.choice([one for one in OPEN if one[0] != place])
        right = f"closed: {answer}"
        wrong = (
            ("closed: I get it now", "no_answer", "How would you check this in a year?"),
            ("closed: not important after all", "gives_up", "That drops the question. What is its answer?"),
            (f"closed: {other[2]}", "answers_another", "Is that an answer to this question?"),
        )
        asked = f"Three months ago you noted: {place}: {question} Which mark closes it?"
        solution = "A question is closed by its answer, in a sentence that can be checked against the code."
    return Question(
        prompt=asked + ("" if asked.startswith("Three") else f" You are reading `{file}`."),
        answer=Choice.shuffled(rng, right, [option for option, _, _ in wrong]),
        typical=[Typical(option, name, sentence) for option, name, sentence in wrong],
        solution=solution,
    )
