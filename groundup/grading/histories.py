"""How the checks of a repository are written: its commits as records, as a bench read them in `.git`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from groundup.grading.checks import taken
from groundup.grading.raised import CheckFailed

NOT_A_HISTORY = "The history could not be read."


@dataclass(frozen=True)
class Commit:
    """`files` maps each path to the id of its content; `subject` is the first line of the message."""

    id: str
    parents: tuple[str, ...]
    message: str
    author: str
    email: str
    files: Mapping[str, str]

    @property
    def subject(self) -> str:
        return self.message.partition("\n")[0].strip()

    @property
    def short(self) -> str:
        return self.id[:7]


@dataclass(frozen=True)
class History:
    """`commits`: all that a branch or tag leads to, each before its parents; `sizes`: bytes by id."""

    branch: str | None
    head: str | None
    branches: Mapping[str, str]
    tags: Mapping[str, str]
    commits: tuple[Commit, ...]
    sizes: Mapping[str, int]

    def commit(self, id: str) -> Commit:
        return next(commit for commit in self.commits if commit.id == id)

    def ancestors(self, id: str) -> list[Commit]:
        """A commit and all behind it, in the order of `commits`."""
        wanted = {id}
        for commit in self.commits:  # children come first
            if commit.id in wanted:
                wanted.update(commit.parents)
        return [commit for commit in self.commits if commit.id in wanted]


def history(lab: Any) -> History:
    """The history that was handed in. The check fails, with a sentence, where there is none."""
    found = taken(lab.history())
    if not isinstance(found, dict) or not {"commits", "branches", "tags", "sizes"} <= found.keys():
        raise CheckFailed(NOT_A_HISTORY)
    return History(
        branch=found.get("branch"),
        head=found.get("head"),
        branches=found["branches"],
        tags=found["tags"],
        commits=tuple(_commit(one) for one in found["commits"]),
        sizes=found["sizes"],
    )


def _commit(found: Mapping[str, Any]) -> Commit:
    names = ("id", "message", "author", "email", "files")
    return Commit(parents=tuple(found["parents"]), **{name: found[name] for name in names})
