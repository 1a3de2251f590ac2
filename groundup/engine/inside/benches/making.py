"""Makes a repository from what its commits hold: for the solutions and mistakes of a practical.

The same calls give the same bytes: names and times are fixed.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from typing import Any

PERSON = "Ada Example <ada@example.org>"
BEGIN_S = 1_767_607_200  # 5 January 2026
APART_S = 600


class Repository:
    """Commits are added one by one; `files` gives the folder as a learner would hand it in."""

    def __init__(self) -> None:
        self.stored: dict[str, bytes] = {}
        self.count = 0

    def commit(self, message: str, files: Mapping[str, str | bytes], *parents: str) -> str:
        """The id of a commit of these files, whole, after these parents."""
        self.count += 1
        when = f"{PERSON} {BEGIN_S + APART_S * self.count} +0000"
        lines = [f"tree {self._tree(files)}", *(f"parent {parent}" for parent in parents)]
        body = "\n".join([*lines, f"author {when}", f"committer {when}", "", message.rstrip("\n"), ""])
        return self._store("commit", body.encode())

    def files(self, branches: Mapping[str, str], head: str = "main") -> dict[str, bytes]:
        """The folder, with branches at these commits, on the branch `head`."""
        made = {f".git/objects/{id[:2]}/{id[2:]}": content for id, content in self.stored.items()}
        made |= {f".git/refs/heads/{name}": f"{id}\n".encode() for name, id in branches.items()}
        return {**made, ".git/HEAD": f"ref: refs/heads/{head}\n".encode()}

    def _tree(self, files: Mapping[str, str | bytes]) -> str:
        folders: dict[str, Any] = {}
        for path, content in files.items():
            first, _, rest = path.partition("/")
            if rest:
                folders.setdefault(first, {})[rest] = content
            else:
                folders[first] = content
        entries = []
        for name, content in folders.items():
            if isinstance(content, dict):
                entries.append((f"{name}/".encode(), b"40000 " + name.encode(), self._tree(content)))
            else:
                blob = self._store("blob", content.encode() if isinstance(content, str) else content)
                entries.append((name.encode(), b"100644 " + name.encode(), blob))
        body = b"".join(head + b"\0" + bytes.fromhex(id) for _, head, id in sorted(entries))
        return self._store("tree", body)

    def _store(self, kind: str, content: bytes) -> str:
        whole = f"{kind} {len(content)}\0".encode() + content
        id = hashlib.sha1(whole).hexdigest()
        self.stored[id] = zlib.compress(whole)
        return id
