"""Reads the history in a `.git` folder, from the bytes of its objects.

Git itself is not run: no configuration, no hook, no filter, no pager and no path that the folder names is
looked at, so there is nothing in it that could run. What is not a plain repository is said with a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .handed_in import files_of, left_out_of
from .objects import Objects, damaged
from .troubles import Trouble

MOST_COMMITS = 500
MOST_FILES = 5000  # of one commit
LONGEST_CONTENT = 2**18
ID = re.compile(r"[0-9a-f]{40}")
NAME = re.compile(r"refs/(heads|tags)/([\w./@+#-]{1,200})")
PERSON = re.compile(r"(.*?) ?<([^<>]*)> (-?\d{1,12}) [+-]\d{4}")
FOLDER, MODULE = "40000", "160000"  # modes of a tree, and of another repository


def functions(name: str) -> dict[str, Callable[..., Any]]:
    history = _Repository(files_of(name), left_out_of(name))
    return {"history": history.history, "content": history.content}


class _Repository:
    def __init__(self, files: dict[str, bytes], left_out: dict[str, int]) -> None:
        self.files = {path.removeprefix(".git/"): content for path, content in files.items()}
        large = {path.removeprefix(".git/objects/").replace("/", ""): size for path, size in left_out.items()}
        self.large = {id: size for id, size in large.items() if ID.fullmatch(id)}
        if any(path.endswith(".pack") for path in left_out):
            raise Trouble(
                "The repository holds a pack that is too large to be looked at: is a large file in it?"
            )
        self.objects = Objects(self.files)

    def history(self) -> dict[str, Any]:
        """`branch`, `head`, `branches`, `tags`, and `commits`: each before its parents, newest first."""
        if "HEAD" not in self.files:
            raise Trouble("There is no Git repository in the folder yet: begin with `git init`.")
        names = self._names()
        branches = {name: id for (kind, name), id in names.items() if kind == "heads"}
        tags = {name: self._peeled(id) for (kind, name), id in names.items() if kind == "tags"}
        branch, head = self._head(branches)
        starts = [id for id in (head, *branches.values(), *tags.values()) if id is not None]
        commits = self._reached(starts)
        return {
            "branch": branch,
            "head": head,
            "branches": branches,
            "tags": tags,
            "commits": _in_order(commits),
            "sizes": self._sizes(commits),
        }

    def content(self, id: str) -> bytes:
        """The first part of a file by its id; nothing of one that was too large to be handed in."""
        return b"" if id in self.large else self.objects.read(id)[1][:LONGEST_CONTENT]

    # --- names

    def _names(self) -> dict[tuple[str, str], str]:
        packed = [line.split(" ") for line in self._text("packed-refs").splitlines() if line[:1] not in "#^"]
        found = {parts[1]: parts[0] for parts in packed if len(parts) == 2}
        found |= {path: self._text(path).strip() for path in self.files if path.startswith("refs/")}
        known = ((NAME.fullmatch(name), id) for name, id in found.items())
        return {(name[1], name[2]): id for name, id in known if name and ID.fullmatch(id)}

    def _text(self, path: str) -> str:
        return self.files.get(path, b"").decode(errors="replace")

    def _head(self, branches: dict[str, str]) -> tuple[str | None, str | None]:
        text = self._text("HEAD").strip()
        branch = re.fullmatch(r"ref: refs/heads/(.+)", text)
        if branch:
            return branch[1], branches.get(branch[1])
        return None, text if ID.fullmatch(text) else None

    def _peeled(self, id: str) -> str | None:
        """The commit that a tag names, also through the object of an annotated one."""
        for _ in range(5):
            kind, body = self.objects.read(id)
            if kind == "commit":
                return id
            if kind != "tag":
                return None
            id = body[7:47].decode(errors="replace")
        return None

    # --- commits

    def _reached(self, starts: list[str]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        waiting = list(dict.fromkeys(starts))
        while waiting:
            id = waiting.pop()
            if id in found:
                continue
            if len(found) >= MOST_COMMITS:
                raise Trouble(f"The history has more than {MOST_COMMITS} commits: practise in a smaller one.")
            found[id] = self._commit(id)
            waiting += found[id]["parents"]
        return found

    def _commit(self, id: str) -> dict[str, Any]:
        kind, body = self.objects.read(id)
        if kind != "commit":
            raise Trouble(f"The object {id[:7]} should be a commit and is a {kind}.")
        head, _, message = body.decode(errors="replace").partition("\n\n")
        fields = [line.partition(" ")[::2] for line in head.split("\n")]
        person = PERSON.fullmatch(next((value for key, value in fields if key == "author"), ""))
        return {
            "id": id,
            "parents": [value for key, value in fields if key == "parent"],
            "author": person[1] if person else "",
            "email": person[2] if person else "",
            "time": int(person[3]) if person else 0,
            "message": message.rstrip("\n"),
            "files": dict(self._files(next((value for key, value in fields if key == "tree"), ""))),
        }

    def _files(self, tree: str) -> Iterator[tuple[str, str]]:
        """(path, id) of every file below a tree."""
        waiting, count = [("", tree)], 0
        while waiting:
            above, id = waiting.pop()
            for mode, name, inner in self._entries(id):
                count += 1
                if count > MOST_FILES:
                    raise Trouble(f"A commit holds more than {MOST_FILES} files: practise in a smaller one.")
                if mode == FOLDER:
                    waiting.append((f"{above}{name}/", inner))
                elif mode != MODULE:
                    yield above + name, inner

    def _entries(self, id: str) -> Iterator[tuple[str, str, str]]:
        kind, body = self.objects.read(id)
        if kind != "tree":
            raise Trouble(f"The object {id[:7]} should be a tree and is a {kind}.")
        at = 0
        while at < len(body):
            end = body.find(b"\0", at)
            if end < 0:
                raise damaged(id)
            mode, _, name = body[at:end].decode(errors="replace").partition(" ")
            yield mode, name, body[end + 1 : end + 21].hex()
            at = end + 21

    def _sizes(self, commits: dict[str, dict[str, Any]]) -> dict[str, int]:
        """In bytes, of each file in each commit; for one that was left out, what it takes compressed."""
        ids = {id for commit in commits.values() for id in commit["files"].values()}
        return {id: self.large[id] if id in self.large else self.objects.size(id) for id in sorted(ids)}


def _in_order(commits: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Each before its parents; of those that could come next, the newest."""
    children = dict.fromkeys(commits, 0)
    for commit in commits.values():
        for parent in commit["parents"]:
            children[parent] += 1
    ready = [id for id, count in children.items() if count == 0]
    order = []
    while ready:
        ready.sort(key=lambda id: (commits[id]["time"], id))
        id = ready.pop()
        order.append(commits[id])
        for parent in commits[id]["parents"]:
            children[parent] -= 1
            if children[parent] == 0:
                ready.append(parent)
    return order
