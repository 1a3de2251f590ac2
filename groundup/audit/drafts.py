"""A repository before it is one: starters, exemplars and their faulty variants, as plain files and a history.

An exemplar lies in its folder as it is at its newest commit. `history.toml` beside it says in which commits
its files came; a fault is an edit of the whole draft. Ids here are hashes of content and not Git's own.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from typing import Any

from groundup.records import Commit, Repository

KEPT = 2**20  # bytes of a blob that an audit looks at
BEGAN = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Step:
    """One commit to be made: its message, when, and the whole tree after it."""

    message: str
    at: datetime
    files: Files
    tag: str = ""


@dataclass(frozen=True)
class Draft:
    """The commits, oldest first."""

    steps: tuple[Step, ...]

    @property
    def files(self) -> Files:
        return self.steps[-1].files


Edit = Callable[[Draft], Draft]


@dataclass(frozen=True)
class Fault:
    """One planted fault of an exemplar, and the criterion that has to name it."""

    name: str
    criterion: str
    edits: tuple[Edit, ...]

    def plant(self, draft: Draft) -> Draft:
        for edit in self.edits:
            draft = edit(draft)
        return draft


def read_draft(files: Files, history: str, earlier: Mapping[str, Files] | None = None) -> Draft:
    """`files` in the commits that `history` (TOML) names; what no commit names comes with the last one.

    [[commit]] has message, day (a number, counted from the first) and files (patterns; they stay from then
    on); it may have tag, and earlier: a set in `earlier`, whose files stand there until later ones come.
    Raises ValueError where a pattern fits no file.
    """
    tree: dict[str, bytes] = {}
    steps = []
    commits: list[dict[str, Any]] = tomllib.loads(history)["commit"]
    for n, entry in enumerate(commits):
        for pattern in entry.get("files", ()):
            fitting = {path: content for path, content in files.items() if fnmatchcase(path, pattern)}
            if not fitting:
                raise ValueError(f"history.toml: {pattern!r} fits no file.")
            tree |= fitting
        tree |= (earlier or {}).get(entry.get("earlier", ""), {})
        if n == len(commits) - 1:
            tree = dict(files)
        at = BEGAN + timedelta(days=float(entry["day"]))
        steps.append(Step(entry["message"], at, dict(tree), entry.get("tag", "")))
    return Draft(tuple(steps))


def repository_of(draft: Draft) -> Repository:
    """The draft as a clone would show it."""
    commits: list[Commit] = []
    blobs: dict[str, tuple[int, bytes]] = {}
    tags = {}
    for step in draft.steps:
        ids = {path: hashlib.sha1(content).hexdigest() for path, content in step.files.items()}
        blobs |= {ids[path]: (len(content), content[:KEPT]) for path, content in step.files.items()}
        parents = (commits[-1].id,) if commits else ()
        id = hashlib.sha1(repr((step.message, step.at, sorted(ids.items()), parents)).encode()).hexdigest()
        commits.append(Commit(id, parents, "A learner", step.at, step.message, ids))
        if step.tag:
            tags[step.tag] = id
    return Repository(commits[-1].id, dict(draft.files), {}, tuple(reversed(commits)), tags, blobs)


# --- edits --------------------------------------------------------------------------------------


def replaced(path: str, old: str, new: str, *, count: int = 1) -> Edit:
    """`old` becomes `new` in a file, wherever the history has it. Raises ValueError unless it occurs
    `count` times in the newest version."""

    def edit(draft: Draft) -> Draft:
        found = draft.files[path].decode().count(old)
        if found != count:
            raise ValueError(f"{path} holds {old!r} {found} times and not {count}.")
        return _everywhere(draft, {path}, lambda content: content.replace(old.encode(), new.encode()))

    return edit


def added(path: str, content: str | bytes) -> Edit:
    """A file that is there from the last commit on, new or in place of the one of that name."""
    raw = content.encode() if isinstance(content, str) else content

    def edit(draft: Draft) -> Draft:
        last = draft.steps[-1]
        return Draft((*draft.steps[:-1], replace(last, files={**last.files, path: raw})))

    return edit


def removed(*paths: str) -> Edit:
    """Files that were never there."""

    def edit(draft: Draft) -> Draft:
        missing = [path for path in paths if path not in draft.files]
        if missing:
            raise ValueError(f"There is no {missing[0]} to take away.")
        steps = [replace(s, files={p: c for p, c in s.files.items() if p not in paths}) for s in draft.steps]
        return Draft(tuple(steps))

    return edit


def only_once(path: str, content: str | bytes) -> Edit:
    """A file that is in the second last commit and nowhere after: gone, but not from the history."""
    raw = content.encode() if isinstance(content, str) else content

    def edit(draft: Draft) -> Draft:
        *before, step, last = draft.steps
        return Draft((*before, replace(step, files={**step.files, path: raw}), last))

    return edit


def squashed(message: str = "Initial commit") -> Edit:
    """One commit with everything in it."""
    return lambda draft: Draft((replace(draft.steps[-1], message=message),))


def stretched(factor: float) -> Edit:
    """The same commits over a longer or shorter time."""

    def edit(draft: Draft) -> Draft:
        first = draft.steps[0].at
        return Draft(tuple(replace(s, at=first + (s.at - first) * factor) for s in draft.steps))

    return edit


def _everywhere(draft: Draft, paths: Sequence[str] | set[str], change: Callable[[bytes], bytes]) -> Draft:
    return Draft(
        tuple(
            replace(s, files={p: change(c) if p in paths else c for p, c in s.files.items()})
            for s in draft.steps
        )
    )
