"""Question families: versions that fit, which interpreter runs, what a lock installs, commands."""

from groundup.grading import Choice, Question, Typical, family


def asked(rng, prompt, right, wrong, solution):
    return Question(
        prompt=prompt,
        answer=Choice.shuffled(rng, right, [option for option, _, _ in wrong]),
        typical=[Typical(option, mistake, sentence) for option, mistake, sentence in wrong],
        solution=solution,
    )


# --- specifiers ------------------------------------------------------------------------------------

PRE = "It is a pre-release, and no clause names one. Is it offered to somebody who did not ask for it?"


@family("spec-match", difficulty=0)
def spec_match(rng):
    """Choose the version that a specifier accepts."""
    return rng.choice([interval, compatible, starred])(rng)


def interval(rng):
    major, least = rng.randint(1, 4), rng.randint(3, 9)
    right, out = rng.sample(range(10, 30), 2)
    spec = f">={major}.{least},<{major + 1},!={major}.{out}"
    wrong = [
        (f"`{major + 1}.0rc1`", "takes_pre_releases", PRE),
        (f"`{major}.{out}`", "forgets_a_clause", "All clauses have to hold. Read the last one."),
        (
            f"`{major}.{least - 1}.{rng.randint(10, 40)}`",
            "looks_at_the_last_number",
            "Compare number by number from the left. Which number decides here?",
        ),
    ]
    return asked(
        rng,
        f"Which version does `{spec}` accept?",
        f"`{major}.{right}`",
        wrong,
        f"{major}.{right} is not older than {major}.{least}, since {right} is not below {least} as a "
        f"number; it is below "
        f"{major + 1}, and it is not {major}.{out}. Each of the others breaks one clause, or is a "
        f"pre-release.",
    )


def compatible(rng):
    major, minor, patch = rng.randint(1, 5), rng.randint(1, 8), rng.randint(2, 8)
    right = rng.randint(10, 25)
    wrong = [
        (
            f"`{major}.{minor + 1}.0`",
            "too_much_may_grow",
            "`~=` keeps all numbers but the last. Which numbers are given here?",
        ),
        (f"`{major}.{minor}.{patch - 1}`", "goes_backwards", "`~=` also says from where on."),
        (f"`{major}.{minor}.{right + 1}b1`", "takes_pre_releases", PRE),
    ]
    return asked(
        rng,
        f"Which version does `~={major}.{minor}.{patch}` accept?",
        f"`{major}.{minor}.{right}`",
        wrong,
        f"It means `>={major}.{minor}.{patch}` and `=={major}.{minor}.*`. Compared as numbers {right} is "
        f"above {patch}, "
        f"so {major}.{minor}.{right} fits both.",
    )


def starred(rng):
    major, minor = rng.randint(1, 5), rng.randint(1, 6)
    patch = rng.randint(0, 30)
    wrong = [
        (
            f"`{major}.{minor}{rng.randint(0, 9)}`",
            "compares_texts",
            "A version is a row of numbers, not a text. Which are they?",
        ),
        (
            f"`{major}.{minor + 1}.{patch}`",
            "ignores_the_second_number",
            "Both numbers in front of the star have to be there.",
        ),
        (f"`{major}.{minor}.{patch}rc2`", "takes_pre_releases", PRE),
    ]
    return asked(
        rng,
        f"Which version does `=={major}.{minor}.*` accept?",
        f"`{major}.{minor}.{patch}`",
        wrong,
        f"The release has to begin with the numbers {major} and {minor}; what follows does not matter. "
        f"{major}.{minor}.{patch} does, and it is no pre-release.",
    )


# --- which interpreter -----------------------------------------------------------------------------

PROJECTS = ("churn", "thesis", "prices", "weather", "reports", "games")


@family("which-python", difficulty=0)
def which_python(rng):
    """Say which interpreter runs."""
    name = rng.choice(PROJECTS)
    own, system, tools = f"/work/{name}/.venv/bin/python", "/usr/bin/python", "/opt/tools/bin/python"
    active = rng.random() < 0.5
    folders = ["/opt/tools/bin", "/usr/bin"]
    rng.shuffle(folders)
    path = ":".join(([f"/work/{name}/.venv/bin"] if active else []) + folders)
    first = f"{path.partition(':')[0]}/python"
    command, right, why = rng.choice(
        [
            (
                "python train.py",
                first,
                "The shell takes the first folder of `PATH` that holds a program of this name.",
            ),
            (
                ".venv/bin/python train.py",
                own,
                "The command is a path, so `PATH` is not looked at. An environment need not be active to "
                "be used.",
            ),
            (
                "./train.py",
                system,
                "The first line of the file says `#!/usr/bin/python`: the interpreter is named by its path.",
            ),
            (
                "./train.py   # first line: #!/usr/bin/env python",
                first,
                "`env` looks for `python` in `PATH`, as the shell does: the first folder that has it.",
            ),
        ]
    )
    if command == "./train.py":
        command += "   # first line: #!/usr/bin/python"
    others = {
        own: (
            "takes_the_environment_for_active",
            "Does anything here lead to the environment of the project?",
        ),
        system: ("assumes_the_system", "Does anything here lead to the folder of the system first?"),
        tools: (
            "takes_any_of_the_path",
            "Is this the first folder that is looked at, if `PATH` is looked at?",
        ),
    }
    wrong = [(f"`{place}`", *told) for place, told in others.items() if place != right]
    wrong.append(
        (
            "the newest Python on the machine",
            "newest_wins",
            "Nobody compares versions here. What is looked for, and where?",
        )
    )
    state = f"`PATH` is `{path}`, and each of these folders holds a `python`."
    return asked(
        rng,
        f"In the folder `/work/{name}` lies an environment `.venv`, made with `python -m venv .venv`. "
        f"{state} You type\n\n"
        f"```console\n$ {command}\n```\n\nWhich interpreter runs?",
        f"`{right}`",
        wrong,
        f"{why} So `{right}` runs.",
    )


# --- locks -----------------------------------------------------------------------------------------

LIBRARIES = ("numpy", "pandas", "scipy", "requests", "pillow", "flask", "polars", "networkx")


@family("lock-vs-spec", difficulty=0)
def lock_vs_spec(rng):
    """Say which version a command installs."""
    name, major = rng.choice(LIBRARIES), rng.randint(1, 3)
    low, locked, newest = sorted(rng.sample(range(1, 12), 3))
    spec = f">={major}.{low},<{major + 1}"
    versions = [f"{major}.{low}", f"{major}.{locked}", f"{major}.{newest}", f"{major + 1}.0"]
    action, right, why = rng.choice(
        [
            (
                "rebuilds the environment from the lock",
                versions[1],
                "A lock holds exact versions, and nothing is chosen anew.",
            ),
            (
                "makes a new lock without looking at the old one, and installs from it",
                versions[2],
                "The newest version that fits the range is locked.",
            ),
            (
                "deletes the lock, and installs with `pip install .`",
                versions[2],
                "Without a lock, the range alone decides, on that day.",
            ),
        ]
    )
    told = {
        versions[0]: ("takes_the_lowest", "The lower end says what is accepted, not what is preferred."),
        versions[1]: ("lock_lasts_for_ever", "Is the lock still looked at?"),
        versions[2]: ("newest_although_locked", "This fits the range. Who decides, the range or the lock?"),
        versions[3]: ("ignores_the_range", "Does this version fit the range at all?"),
    }
    wrong = [(f"`{v}`", *told[v]) for v in versions if v != right]
    return asked(
        rng,
        f"`pyproject.toml` asks for `{name}{spec}`. The lock was made a year ago and says "
        f"`{name}=={versions[1]}`. Meanwhile "
        f"the index offers {', '.join(versions)}. Somebody {action}. Which version of {name} is installed?",
        f"`{right}`",
        wrong,
        f"{why} So it is {right}."
        + ("" if right == versions[1] else f" {versions[3]} does not fit `{spec}`."),
    )


# --- commands --------------------------------------------------------------------------------------

COMMANDS = ("tidy-rows", "plot-loss", "word-count", "split-data", "fetch-rates", "check-table")
MODULES = ("cli", "main", "commands", "app")
FUNCTIONS = ("run", "start", "main", "execute")


@family("entry-point", difficulty=0)
def entry_point(rng):
    """Choose the line of [project.scripts] that makes a command."""
    command, module = rng.choice(COMMANDS), rng.choice(MODULES)
    function = rng.choice([name for name in FUNCTIONS if name != module])
    package = command.replace("-", "_")
    right = f'`{command} = "{package}.{module}:{function}"`'
    wrong = [
        (
            f'`{command} = "src/{package}/{module}.py"`',
            "names_a_file",
            "Once it is installed, nobody knows where your files were. What does Python import?",
        ),
        (
            f'`{command} = "src.{package}.{module}:{function}"`',
            "imports_from_src",
            "`src` is a folder, not a package. What lies in site-packages after the installation?",
        ),
        (
            f'`{command} = "{package}.{module}.{function}"`',
            "dot_for_colon",
            "Where does the name of the module end, and where does that of the function begin?",
        ),
        (
            f'`{package} = "{module}:{function}"`',
            "names_swapped",
            "On the left stands what somebody types, on the right from where it is imported, whole.",
        ),
    ]
    return asked(
        rng,
        f"The function `{function}` in `src/{package}/{module}.py` is to be started by the command "
        f"`{command}`. Which line "
        "belongs into `[project.scripts]`?",
        right,
        wrong,
        f"The command stands on the left. On the right stand the module as it is imported once it is "
        f"installed, "
        f"`{package}.{module}`, a colon, and the function: {right}.",
    )
