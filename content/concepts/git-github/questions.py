"""Question families: ids and stored objects, graphs after commands, the three trees, how to undo what."""

from itertools import pairwise

from groundup.grading import Choice, Number, Question, Typical, family

# --- objects -----------------------------------------------------------------------------------

TEXTS = (
    "naïve model",
    "café prices",
    "Ærø, 12 °C",
    "résumé of a run",
    "x ≤ 3 → stop",
    "Zürich, Malmö",
    "10 € a day",
    "señor, mañana",
    "α = 0.5",
    "crème brûlée",
)


@family("blob-header", difficulty=-1)
def blob_header(rng):
    """Give the length that Git writes into the header of a blob."""
    while True:
        lines, ending = rng.sample(TEXTS, rng.choice([1, 2, 2])), rng.random() < 0.7
        text = "\n".join(lines) + ("\n" if ending else "")
        size, characters, newlines = len(text.encode()), len(text), text.count("\n")
        wrong = {
            "counts_characters": (
                characters,
                "Git counts bytes. How many does each unusual letter take in UTF-8?",
            ),
            "counts_the_header": (
                size + len(f"blob {size}") + 1,
                "The number is that of the content alone, without the header.",
            ),
        }
        if newlines:
            wrong["forgets_the_line_ends"] = (
                size - newlines,
                "The end of a line is a byte of the file as well.",
            )
        if len({size, *(value for value, _ in wrong.values())}) == 1 + len(wrong):
            break
    shown = "\n".join(lines)
    end = "ends with one line end" if ending else "does not end with a line end"
    wide = [c for c in dict.fromkeys(text) if len(c.encode()) > 1]
    counts = ", ".join(f"{c} ({len(c.encode())} bytes, occurs {times(text.count(c))})" for c in wide)
    return Question(
        prompt=(
            f"A file in UTF-8 holds this text; it {end}, and a line end is one byte.\n\n```text\n{shown}\n```"
            "\n\nGit hashes `blob N`, a NUL byte and the content. Which number is N? In UTF-8 plain letters, "
            "digits, spaces and signs take one byte; accented and Greek letters and ° take two; €, → and ≤ "
            "take three."
        ),
        answer=Number(size),
        typical=[Typical(value, name, sentence) for name, (value, sentence) in wrong.items()],
        solution=(
            f"The text has {characters} characters, {newlines} of them line ends. Longer than one byte: "
            f"{counts}. That makes {size} bytes."
        ),
    )


def times(count):
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


@family("stored-once", difficulty=0)
def stored_once(rng):
    """Count the blobs of a history in which contents repeat."""
    while True:
        names = rng.sample(["train.py", "model.py", "data.py", "README.md", "notes.md", "copy.py"], 4)
        contents = [rng.choice("PQRS") for _ in names]
        commits = [dict(zip(names, contents, strict=True))]
        for _ in range(rng.choice([1, 2])):
            state = dict(commits[-1])
            for name in rng.sample(names, rng.choice([1, 2])):
                state[name] = rng.choice("PQRSTU")
            commits.append(state)
        right = len({content for state in commits for content in state.values()})
        changes = len(names) + sum(one[name] != two[name] for one, two in pairwise(commits) for name in names)
        wrong = {
            "every_file_in_every_commit": (
                len(names) * len(commits),
                "A commit refers to the blobs that it needs. Are those of unchanged files made anew?",
            ),
            "every_change": (
                changes,
                "You counted each file and each change. What if a content was there before, under any name?",
            ),
            "every_name": (len(names), "A blob knows nothing of names. Count contents."),
        }
        different = all(one != two for one, two in pairwise(commits))
        if different and len({right, *(value for value, _ in wrong.values())}) == 1 + len(wrong):
            break
    header = "| file | " + " | ".join(f"commit {i + 1}" for i in range(len(commits))) + " |"
    rows = [f"| `{name}` | " + " | ".join(state[name] for state in commits) + " |" for name in names]
    table = "\n".join([header, "| --- " * (len(commits) + 1) + "|", *rows])
    found = sorted({content for state in commits for content in state.values()})
    return Question(
        prompt=(
            "The table shows which content each file has in each commit; equal letters mean equal bytes. How "
            f"many blobs does the repository hold?\n\n{table}"
        ),
        answer=Number(right),
        typical=[Typical(value, name, sentence) for name, (value, sentence) in wrong.items()],
        solution=(
            f"The id of a blob is computed from its content alone, so each content is stored once: "
            f"{', '.join(found)}. That is {right}."
        ),
    )


# --- graphs ------------------------------------------------------------------------------------

BRANCHES = ("parser", "login", "plots", "cache", "speedup", "export")


@family("graph-after", difficulty=0)
def graph_after(rng):
    """Predict branches and new commits after merge, rebase, revert and reset."""
    return rng.choice([diverged_merge, fast_forward, no_fast_forward, rebased, reverted, taken_back])(rng)


def story(rng, on_main, last):
    """A branch with one to three commits F1, F2, ... and `on_main` commits M1, ... on main, as commands."""
    name, n = rng.choice(BRANCHES), rng.randint(1, 3)
    commands = [f"git switch -c {name}", *(f'git commit -m "F{i + 1}"' for i in range(n)), "git switch main"]
    commands += [f'git commit -m "M{i + 1}"' for i in range(on_main)]
    commands += [command.format(name=name) for command in last]
    shown = "\n".join(commands)
    prompt = (
        "At first `main` is at commit B, whose parent is A, and you are on it. Each commit below changes "
        "another file, so that nothing conflicts (the edits and `git add` are not shown). What is the result?"
        f"\n\n```console\n{shown}\n```"
    )
    return name, n, prompt


def asked(rng, prompt, right, wrong, solution):
    return Question(
        prompt=prompt,
        answer=Choice.shuffled(rng, right, [option for option, _, _ in wrong]),
        typical=[Typical(option, mistake, sentence) for option, mistake, sentence in wrong],
        solution=f"{right} {solution}",
    )


def copies(n):
    return " and ".join([", ".join(f"F{i + 1}'" for i in range(n - 1)), f"F{n}'"] if n > 1 else ["F1'"])


def are(n):
    return "are new commits" if n > 1 else "is a new commit"


def diverged_merge(rng):
    m = rng.randint(1, 2)
    name, n, prompt = story(rng, m, ["git merge {name}"])
    right = f"`main` is at a new merge commit with the parents M{m} and F{n}; `{name}` is at F{n}."
    wrong = [
        (
            f"`main` and `{name}` are both at F{n}; there is no new commit.",
            "fast_forward_though_diverged",
            f"Then M{m} would be lost. Is `main` an ancestor of `{name}` here?",
        ),
        (
            f"`main` is at F{n}', behind M{m}; {copies(n)} {are(n)}; `{name}` is at F{n}.",
            "rebase_drawn_as_merge",
            "That would be copying the commits one after the other. Which command does that?",
        ),
        (
            f"`main` and `{name}` are both at a new merge commit with the parents M{m} and F{n}.",
            "moves_both_branches",
            "A merge moves the branch that you are on. What about the other one?",
        ),
    ]
    return asked(
        rng, prompt, right, wrong, "Both sides have commits that the other lacks, so one must join them."
    )


def fast_forward(rng):
    name, n, prompt = story(rng, 0, ["git merge {name}"])
    right = f"`main` and `{name}` are both at F{n}; there is no new commit."
    wrong = [
        (
            f"`main` is at a new merge commit with the parents B and F{n}; `{name}` is at F{n}.",
            "merge_commit_for_fast_forward",
            "Has anything happened on `main` that would have to be joined?",
        ),
        (
            f"`main` is at B as before, since it is up to date; `{name}` is at F{n}.",
            "up_to_date_the_wrong_way_round",
            "Which of the two branches has commits that the other one lacks?",
        ),
        (
            f"`main` is at F{n}', behind B; {copies(n)} {are(n)}; `{name}` is at F{n}.",
            "copies_instead_of_moving",
            "Nothing is copied in a merge.",
        ),
    ]
    return asked(rng, prompt, right, wrong, f"B is an ancestor of F{n}, so Git only moves `main` forward.")


def no_fast_forward(rng):
    name, n, prompt = story(rng, 0, ["git merge --no-ff {name}"])
    right = f"`main` is at a new merge commit with the parents B and F{n}; `{name}` is at F{n}."
    wrong = [
        (
            f"`main` and `{name}` are both at F{n}; there is no new commit.",
            "overlooks_no_ff",
            "That would be without the option. What does `--no-ff` ask for?",
        ),
        (
            f"`main` is at a new commit with the one parent F{n}; `{name}` is at F{n}.",
            "merge_with_one_parent",
            "A merge commit joins two lines. Which two?",
        ),
        (
            f"`main` and `{name}` are both at a new merge commit with the parents B and F{n}.",
            "moves_both_branches",
            "A merge moves the branch that you are on. What about the other one?",
        ),
    ]
    return asked(
        rng, prompt, right, wrong, "The option forbids the fast-forward that would have been possible."
    )


def rebased(rng):
    m = rng.randint(1, 2)
    name, n, prompt = story(rng, m, ["git switch {name}", "git rebase main"])
    right = f"`{name}` is at F{n}', and {copies(n)} {are(n)} on top of M{m}; `main` is at M{m}."
    wrong = [
        (
            f"`{name}` is at a new merge commit with the parents F{n} and M{m}; `main` is at M{m}.",
            "merge_drawn_as_rebase",
            "That would be `git merge main`. A rebase makes no commit with two parents.",
        ),
        (
            f"`main` is at F{n}', and {copies(n)} {are(n)} on top of M{m}; `{name}` is at F{n}.",
            "moves_main",
            "Which branch were you on? That one is replayed, and that one moves.",
        ),
        (
            f"`{name}` is at F{n}, the same commit as before, but now based on M{m}; `main` is at M{m}.",
            "same_commits_elsewhere",
            "The id of a commit is computed from its parent, too. Can it get another one and stay itself?",
        ),
    ]
    solution = (
        "The old commits of the branch stay in the store for a while, but no branch leads to them any more."
    )
    return asked(rng, prompt, right, wrong, solution)


def reverted(rng):
    m = rng.randint(1, 2)
    name, n, prompt = story(rng, m, ["git revert --no-edit HEAD"])
    before = f"M{m - 1}" if m > 1 else "B"
    right = f"`main` is at a new commit whose parent is M{m} and which undoes M{m}; `{name}` is at F{n}."
    wrong = [
        (
            f"`main` is back at {before}, and M{m} is on no branch; `{name}` is at F{n}.",
            "revert_taken_for_reset",
            "A revert takes nothing away from the history. Which command moves a branch back?",
        ),
        (
            f"`main` is at a new commit with the parent {before}, which replaces M{m}; `{name}` is at F{n}.",
            "revert_taken_for_amend",
            "That would be `git commit --amend`. A revert goes on from where you are.",
        ),
        (
            f"`main` is at M{m}, and its changes are undone in the work tree only; `{name}` is at F{n}.",
            "revert_taken_for_restore",
            "A revert ends with a commit.",
        ),
    ]
    return asked(rng, prompt, right, wrong, "The history grows; nothing that others may have is taken away.")


def taken_back(rng):
    m = rng.randint(1, 2)
    name, n, prompt = story(rng, m, ["git reset --hard HEAD~1"])
    before = f"M{m - 1}" if m > 1 else "B"
    right = f"`main` is at {before}, and M{m} is on no branch; `{name}` is at F{n}."
    wrong = [
        (
            f"`main` is at a new commit whose parent is M{m} and which undoes M{m}; `{name}` is at F{n}.",
            "reset_taken_for_revert",
            "A reset makes no commit. What does it move?",
        ),
        (
            f"`main` is at M{m}, and the files are as in {before}, to be committed; `{name}` is at F{n}.",
            "label_stays",
            "A reset with a commit as argument moves the branch.",
        ),
        (
            f"`main` and `{name}` are both at {before}; M{m} and F{n} are on no branch.",
            "moves_both_branches",
            "A reset moves the branch that you are on. What about the other one?",
        ),
    ]
    return asked(rng, prompt, right, wrong, "`--hard` also makes index and work tree as in that commit.")


# --- the three trees ---------------------------------------------------------------------------

FILES = ("train.py", "notes.md", "model.py", "config.toml", "README.md", "plots.py")
NOTHING = "Nothing to commit, working tree clean."
# (HEAD, index, work tree): what git status reports. v1, v2, v3 are contents, None is no such file.
REPORTS = {
    (1, 1, 1): NOTHING,
    (1, 1, 2): "Changes not staged for commit: modified.",
    (1, 2, 2): "Changes to be committed: modified.",
    (1, 2, 3): "Changes to be committed: modified. Changes not staged for commit: modified.",
    (None, None, 1): "Untracked files: this one.",
    (None, 1, 1): "Changes to be committed: new file.",
    (None, 1, 2): "Changes to be committed: new file. Changes not staged for commit: modified.",
    (1, 1, None): "Changes not staged for commit: deleted.",
    (1, None, None): "Changes to be committed: deleted.",
    (1, 2, None): "Changes to be committed: modified. Changes not staged for commit: deleted.",
    (1, None, 1): "Changes to be committed: deleted. Untracked files: this one.",
}
NAMES = {
    (1, 1, 1): "says_clean",
    (1, 1, 2): "says_unstaged_change",
    (1, 2, 2): "says_staged_change",
    (1, 2, 3): "says_both_changes",
    (None, None, 1): "says_untracked",
    (None, 1, 1): "says_new_file",
    (None, 1, 2): "says_new_and_changed",
    (1, 1, None): "says_unstaged_deletion",
    (1, None, None): "says_staged_deletion",
    (1, 2, None): "says_changed_and_deleted",
    (1, None, 1): "says_deleted_and_untracked",
}


@family("three-trees", difficulty=0)
def three_trees(rng):
    """Read from HEAD, index and work tree what git status reports about a file."""
    right = rng.choice([state for state in REPORTS if state != (1, 1, 1)])
    wrong = rng.sample([state for state in REPORTS if state != right], 3)
    mirrored = {(1, 1, 2): (1, 2, 2), (1, 2, 2): (1, 1, 2), (1, 1, None): (1, None, None)}
    mirrored |= {(1, None, None): (1, 1, None), (None, None, 1): (None, 1, 1), (None, 1, 1): (None, None, 1)}
    swapped = mirrored.get(right)
    if swapped and swapped not in wrong:
        wrong[0] = swapped
    versions = rng.sample("PQRSTUVWXYZ", 3)
    shown = ["no such file" if v is None else f"content {versions[v - 1]}" for v in right]
    staged, unstaged = compared(right[0], right[1]), compared(right[1], right[2])
    return Question(
        prompt=(
            f"What does `git status` report about `{rng.choice(FILES)}`?\n\n| HEAD | index | work tree |\n"
            f"| --- | --- | --- |\n| {' | '.join(shown)} |"
        ),
        answer=Choice.shuffled(rng, REPORTS[right], [REPORTS[state] for state in wrong]),
        typical=[
            Typical(
                REPORTS[state],
                "swaps_staged_and_unstaged" if state == swapped else NAMES[state],
                "Between which two of the three lies what is staged, and between which two what is not?"
                if state == swapped
                else "Compare HEAD with the index first, and then the index with the work tree.",
            )
            for state in wrong
        ],
        solution=(
            f"From HEAD to the index: {staged}; that is what a commit would record. From the index to the "
            f"work tree: {unstaged}. Hence: {REPORTS[right]}"
        ),
    )


def compared(one, two):
    if one == two:
        return "no difference"
    return (
        "the file appears" if one is None else "the file disappears" if two is None else "the content changes"
    )


# --- undoing -----------------------------------------------------------------------------------

# What happened; what to do; what not to do, with the name of the mistake and a sentence.
SITUATIONS = (
    (
        "The commit `{id}` on `main` broke the {thing}. It was pushed {when}, and others have pulled it.",
        "`git revert {id}`, and push",
        (
            (
                "`git reset --hard {id}~1`, and push with `--force`",
                "rewrites_shared_history",
                "Others have that commit, and may have built on it. What happens when they push next?",
            ),
            (
                "`git commit --amend`, and push with `--force`",
                "amends_what_is_shared",
                "That replaces a commit which others have. Which command only adds to the history?",
            ),
            (
                "`git restore --source={id}~1 .`, and nothing else",
                "changes_files_only",
                "Your files are as before. What is it that the others get?",
            ),
        ),
    ),
    (
        "You have just committed the {thing}, with a misspelled message. Nothing was pushed.",
        "`git commit --amend`, and correct the message",
        (
            (
                "`git revert HEAD`, and commit the {thing} again",
                "reverts_for_a_message",
                "That leaves three commits where one is wanted. Has anybody seen the first one?",
            ),
            (
                "`git reset --hard HEAD~1`, and commit again",
                "throws_the_work_away",
                "What would be left to commit after that?",
            ),
            (
                "`git restore --staged .`",
                "restores_the_index",
                "The index is not the trouble: which part of the last commit is wrong?",
            ),
        ),
    ),
    (
        "Your last {n} commits, not pushed, were attempts at the {thing}. You want one commit with the "
        "result of them all.",
        "`git reset --soft HEAD~{n}`, then `git commit`",
        (
            (
                "`git reset --hard HEAD~{n}`, then `git commit`",
                "throws_the_work_away",
                "What is left in index and work tree after `--hard`?",
            ),
            (
                "`git revert HEAD~{n}..HEAD`, then `git commit`",
                "adds_instead_of_joining",
                "That makes {n} more commits, which undo your work.",
            ),
            (
                "`git commit --amend`, {n} times",
                "amends_several",
                "Amending replaces the last commit only. What about those before it?",
            ),
        ),
    ),
    (
        "You edited `{file}` for an hour and do not want any of it; nothing of it is staged. In other files "
        "you have changes that you need.",
        "`git restore {file}`",
        (
            (
                "`git reset --hard`",
                "throws_everything_away",
                "What becomes of the changes in the other files?",
            ),
            (
                "`git restore --staged {file}`",
                "restores_the_index",
                "Nothing is staged. In which of the three trees are the edits?",
            ),
            (
                "`git revert HEAD`",
                "reverts_a_commit",
                "The edits are in no commit. What would be undone?",
            ),
        ),
    ),
    (
        "`git add .` has also staged `{file}`, which is not ready. You want to keep your edits in it, and "
        "commit the rest now.",
        "`git restore --staged {file}`",
        (
            (
                "`git restore {file}`",
                "restores_the_work_tree",
                "That fills the work tree from the index. Is the file still staged then?",
            ),
            (
                "`git reset --hard`",
                "throws_everything_away",
                "What is left of your edits after that?",
            ),
            (
                "`git rm {file}`",
                "deletes_the_file",
                "That is for a file which is to be gone.",
            ),
        ),
    ),
    (
        "You have just committed the {thing}, and see that `{file}` is missing in it. Nothing was pushed.",
        "`git add {file}`, then `git commit --amend --no-edit`",
        (
            (
                "`git revert HEAD`, then `git add {file}` and commit again",
                "reverts_for_an_addition",
                "Then the history holds the work, its opposite, and a file. Has anybody seen the commit?",
            ),
            (
                "`git reset --hard HEAD~1`, then `git add {file}` and commit again",
                "throws_the_work_away",
                "What would be left to commit after that?",
            ),
            (
                "`git restore {file}`, then `git commit`",
                "restores_the_work_tree",
                "That takes a file out of the index. Is it there?",
            ),
        ),
    ),
    (
        "A commit with the {secret} for the {thing} was pushed {when} to a public repository.",
        "Revoke it at once at whoever issued it; then clean up the history",
        (
            (
                "`git revert` the commit, and push",
                "believes_a_revert_hides",
                "Who can still read the commit that was reverted?",
            ),
            (
                "Add the file to `.gitignore`, and push",
                "believes_ignoring_hides",
                "That file concerns files which are not tracked yet. And what of the commit that is there?",
            ),
            (
                "`git commit --amend` without it, push with `--force`, and keep using it",
                "believes_rewriting_hides",
                "Programs look for such commits all the time. Who may have it by now?",
            ),
        ),
    ),
    (
        "Your last commit, not pushed, contains `{data}`, which has {size} MB and is made by a script.",
        "`git rm --cached {data}`, name it in `.gitignore`, add that, then `git commit --amend`",
        (
            (
                "Delete `{data}`, and commit that",
                "believes_deleting_shrinks",
                "The last commit still contains it. What will be pushed?",
            ),
            (
                "Name `{data}` in `.gitignore`, and commit that",
                "believes_ignoring_untracks",
                "Git goes on tracking what it tracks already.",
            ),
            (
                "`git revert HEAD`, and push",
                "believes_a_revert_shrinks",
                "Then both commits are pushed, and the data with the first.",
            ),
        ),
    ),
)
THINGS = (
    "parser",
    "import of prices",
    "training loop",
    "login page",
    "forecast",
    "plots",
    "search",
    "report",
)
WHEN = ("yesterday", "an hour ago", "last week", "this morning")
SECRETS = ("password", "API key", "access token")
DATA = ("prices.csv", "embeddings.npy", "model.bin", "images.zip")


@family("undo-choice", difficulty=0)
def undo_choice(rng):
    """Choose how to undo or repair something, given who has seen it."""
    told, right, wrong = rng.choice(SITUATIONS)
    words = {
        "id": f"{rng.randrange(16**7):07x}",
        "thing": rng.choice(THINGS),
        "when": rng.choice(WHEN),
        "n": rng.randint(3, 6),
        "file": rng.choice(FILES),
        "secret": rng.choice(SECRETS),
        "data": rng.choice(DATA),
        "size": rng.choice([120, 250, 400, 900]),
    }
    options = [(option.format(**words), name, sentence.format(**words)) for option, name, sentence in wrong]
    return Question(
        prompt=f"{told.format(**words)} What do you do?",
        answer=Choice.shuffled(rng, right.format(**words), [option for option, _, _ in options]),
        typical=[Typical(option, name, sentence) for option, name, sentence in options],
        solution=f"{right.format(**words)}. {REASONS[right]}",
    )


REASONS = dict(
    zip(
        (right for _, right, _ in SITUATIONS),
        (
            "What others have is not rewritten; a revert adds a commit that undoes it.",
            "Amending replaces the last commit by a better one, which is fine as long as nobody has it.",
            "The branch moves back, index and work tree stay as they are, ready for one commit.",
            "Without an option, restore fills the work tree from the index, for the named files only.",
            "With `--staged`, restore fills the index from HEAD and leaves the work tree alone.",
            "The last commit is replaced by one that contains the file as well.",
            "What was public for a minute is public; everything else comes after that.",
            "As long as nothing was pushed, the commit can be replaced; the data never leaves your machine.",
        ),
        strict=True,
    )
)
