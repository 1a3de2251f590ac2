"""What must hold of the history: read from the objects of the repository, whatever way it was made."""

import re
from fnmatch import fnmatch

from groundup.grading import check, history, probe, that

FOLDER = "practice/history"
SECRET = b"wk-7f3a91c04be2d8865a10"
LARGEST = 1_000_000
SMALL = 100_000  # a secret of one line, or the marks of a conflict, are not looked for in larger files
COMMITS, BRANCH_COMMITS = 5, 2
SHORTEST, LONGEST = 8, 72
REVERTED = re.compile(r"This reverts commit ([0-9a-f]{40})")


def main_line(lab):
    """The history, its commit at the top of main, and all behind it."""
    found = history(lab)
    if "main" not in found.branches:
        other = next(iter(found.branches), None)
        that(other is None, f"Your branch is called `{other}`: rename it with `git branch -m main`.")
        that(False, "There is a repository, and no commit on `main` yet.")
    top = found.commit(found.branches["main"])
    return found, top, found.ancestors(top.id)


def first_parents(found, top):
    """The commits that were made on main itself, newest first."""
    line = [top]
    while line[-1].parents:
        line.append(found.commit(line[-1].parents[0]))
    return line


def contents(lab, found):
    """What is in each file of each commit, by its id; of a large file nothing."""
    small = {id: found.sizes[id] < SMALL for commit in found.commits for id in commit.files.values()}
    return {id: _bytes(lab.content(id)) if is_small else b"" for id, is_small in small.items()}


def content(lab, path, commit):
    return _bytes(lab.content(commit.files[path])).decode(errors="replace")


def _bytes(data):
    return data if type(data) is bytes else b""


@check("`main` holds README.md, summary.py and .gitignore", task=1)
def begun(lab, rng):
    _, top, _ = main_line(lab)
    for path in ("README.md", "summary.py", ".gitignore"):
        that(path in top.files, f"The last commit on `main` does not hold {path}.")


@check(".gitignore names .env and readings.csv", task=1)
def ignored(lab, rng):
    _, top, _ = main_line(lab)
    that(".gitignore" in top.files, "The last commit on `main` does not hold .gitignore.")
    lines = [line.strip().lstrip("/") for line in content(lab, ".gitignore", top).splitlines()]
    for path in (".env", "readings.csv"):
        that(
            any(line and line[0] not in "#!" and fnmatch(path, line) for line in lines),
            f"No line of .gitignore fits {path}.",
        )


@check("No commit, on any branch, holds the secret", task=1)
def no_secret(lab, rng):
    found, _, _ = main_line(lab)
    texts = contents(lab, found)
    for commit in found.commits:
        for path, id in commit.files.items():
            leaked = path.rpartition("/")[2] == ".env" or SECRET in texts[id]
            that(
                not leaked,
                f"The commit {commit.short} ({commit.subject!r}) holds the secret, in {path}. "
                "A later commit that deletes it does not take it out of this one.",
            )


@check("No commit, on any branch, holds a file above 1 MB", task=1)
def nothing_large(lab, rng):
    found, _, _ = main_line(lab)
    for commit in found.commits:
        for path, id in commit.files.items():
            size = found.sizes[id]
            that(
                size <= LARGEST,
                f"The commit {commit.short} ({commit.subject!r}) holds {path}, {size / 1e6:.1f} MB. "
                "It stays in the history for as long as this commit does.",
            )


@check("`main` has at least five commits that are no merges, each of which changes something", task=2)
def small_steps(lab, rng):
    found, _, behind = main_line(lab)
    steps = [commit for commit in behind if len(commit.parents) < 2]
    that(len(steps) >= COMMITS, f"`main` has {len(steps)} commits that are no merges; make it {COMMITS}.")
    for commit in steps:
        before = found.commit(commit.parents[0]).files if commit.parents else {}
        that(commit.files != before, f"The commit {commit.short} ({commit.subject!r}) changes no file.")


@check("Each message says what changes: two words or more, 8 to 72 characters, no full stop", task=2)
def messages(lab, rng):
    _, _, behind = main_line(lab)
    seen = {}
    for commit in behind:
        if len(commit.parents) > 1 or commit.subject.startswith('Revert "'):
            continue  # Git proposes these
        said = commit.subject
        where = f"The commit {commit.short} says {said!r}"
        that(len(said.split()) >= 2, f"{where}: one word does not say what changes.")
        that(
            SHORTEST <= len(said) <= LONGEST,
            f"{where}: it has {len(said)} characters; use {SHORTEST} to {LONGEST}.",
        )
        that(not said.endswith("."), f"{where}: a subject is a title, so it ends without a full stop.")
        that(said.lower() not in seen, f"{where}, as another commit does: what is different about this one?")
        that(
            "\n" not in commit.message or commit.message.split("\n")[1] == "",
            f"{where}, and goes on in the next line: leave one empty below the subject.",
        )
        seen[said.lower()] = commit


@check("A branch with two commits of its own was merged into `main`, with a merge commit", task=3)
def merged(lab, rng):
    found, top, _ = main_line(lab)
    merges = [commit for commit in first_parents(found, top) if len(commit.parents) > 1]
    that(
        bool(merges), "No commit on `main` has two parents: the branch was not merged, or only moved forward."
    )
    most = max(len(_brought(found, merge)) for merge in merges)
    that(
        most >= BRANCH_COMMITS,
        f"The branch that was merged brought {most} commits of its own; make it {BRANCH_COMMITS} or more.",
    )


def _brought(found, merge):
    """The commits that a merge brought to main."""
    before = {commit.id for commit in found.ancestors(merge.parents[0])}
    return [c for other in merge.parents[1:] for c in found.ancestors(other) if c.id not in before]


@check("summary.py on `main` defines median, and came through the merge", task=3)
def median(lab, rng):
    found, top, _ = main_line(lab)
    that("summary.py" in top.files, "The last commit on `main` does not hold summary.py.")
    that("def median" in content(lab, "summary.py", top), "summary.py on `main` has no function median.")
    for commit in first_parents(found, top):
        if len(commit.parents) == 1 and "summary.py" in commit.files:
            before = found.commit(commit.parents[0])
            is_new = "summary.py" not in before.files or "def median" not in content(
                lab, "summary.py", before
            )
            that(
                not (is_new and "def median" in content(lab, "summary.py", commit))
                or commit.subject.startswith("Revert"),
                f"The commit {commit.short} ({commit.subject!r}) put median on `main` itself.",
            )


@check("No file of any commit holds the marks of a conflict", task=3)
def no_marks(lab, rng):
    found, _, _ = main_line(lab)
    texts = contents(lab, found)
    for commit in found.commits:
        for path, id in commit.files.items():
            lines = texts[id].split(b"\n")
            marked = any(line.startswith((b"<<<<<<< ", b">>>>>>> ")) for line in lines)
            that(not marked, f"{path} in the commit {commit.short} still holds the marks of a conflict.")


@check("A commit on `main` was undone with `git revert`, and both are in the history", task=4)
def reverted(lab, rng):
    found, _, behind = main_line(lab)
    known = {commit.id: commit for commit in behind}
    undoing = [(commit, REVERTED.search(commit.message)) for commit in behind]
    undoing = [(commit, known.get(said[1])) for commit, said in undoing if said]
    that(
        bool(undoing),
        "No message on `main` says `This reverts commit ...`: that is what `git revert` writes.",
    )
    for commit, bad in undoing:
        that(bad is not None, f"What {commit.short} reverts is not in the history of `main` any more.")
        that(
            bad in found.ancestors(commit.id)[1:],
            f"{commit.short} says that it reverts {bad.short}, which does not lie behind it.",
        )
        _undoes(found, commit, bad)


def _undoes(found, commit, bad):
    """What the bad commit changed is as before it; where others changed it since, it changes again."""
    before = found.commit(bad.parents[0]).files if bad.parents else {}
    last = found.commit(commit.parents[0]).files
    for path in sorted({*before, *bad.files}):
        if before.get(path) == bad.files.get(path):
            continue
        now = commit.files.get(path)
        untouched = last.get(path) == bad.files.get(path)
        that(
            now == before.get(path) if untouched else now != last.get(path),
            f"{commit.short} says that it reverts {bad.short}, but does not undo what that did to {path}.",
        )


# --- what tells mistakes apart ---------------------------------------------------------------------


def _line(lab):
    return main_line(lab)[2]


@probe
def secret_at_any_time(lab):
    return any(".env" in commit.files for commit in _line(lab))


@probe
def secret_now(lab):
    return ".env" in _line(lab)[0].files


@probe
def large_at_any_time(lab):
    found = history(lab)
    return any(size > LARGEST for size in found.sizes.values())


@probe
def has_merge(lab):
    return any(len(commit.parents) > 1 for commit in _line(lab))


@probe
def has_revert(lab):
    return any(REVERTED.search(commit.message) for commit in _line(lab))


@probe
def came_back_by_hand(lab):
    """Some file was changed and later became what it had been, without a revert."""
    found, top, behind = main_line(lab)
    if any(REVERTED.search(commit.message) for commit in behind):
        return False
    ids = [commit.files.get("summary.py") for commit in first_parents(found, top)]
    return any(
        ids[i] != ids[j] and ids[i] in ids[j + 1 :] for i in range(len(ids)) for j in range(i + 1, len(ids))
    )


@probe
def marked(lab):
    found = history(lab)
    return any(b"<<<<<<< " in text for text in contents(lab, found).values())


@probe
def in_small_steps(lab):
    return sum(len(commit.parents) < 2 for commit in _line(lab)) >= COMMITS


@probe
def words_in_messages(lab):
    return all(len(commit.subject.split()) > 1 for commit in _line(lab))
