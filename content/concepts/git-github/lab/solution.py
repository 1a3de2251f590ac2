"""The heart of Git: ids made from content, the form of a tree, and the base of a merge.

Not covered: compression, packs, commits as objects. Source: git-scm.com/book, chapter 10, "Git Objects".
"""

import hashlib


def hash_object(data: bytes, kind: str = "blob") -> str:
    """The id under which Git stores data: SHA-1, in hex, of b"<kind> <length in bytes>\\0" + data."""
    header = f"{kind} {len(data)}\0".encode()
    return hashlib.sha1(header + data).hexdigest()


def write_tree(entries: list[tuple[str, str, str]]) -> bytes:
    """The body of the tree object with these entries (mode, name, id), in any order.

    Each entry becomes b"<mode> <name>\\0" and the 20 bytes of its id. Git's order: by name, where the name
    of a folder (mode 40000) counts as if it ended in "/".
    """
    seen: set[str] = set()
    for _, name, _ in entries:
        if not name or "/" in name or "\0" in name or name in seen:
            raise ValueError(f"a name that is empty, holds a / or a NUL, or occurs twice: {name!r}")
        seen.add(name)
    return b"".join(written(*entry) for entry in sorted(entries, key=place))


def place(entry: tuple[str, str, str]) -> bytes:
    """What Git compares when it sorts."""
    mode, name, _ = entry
    return (name + "/" if mode.lstrip("0") == "40000" else name).encode()


def written(mode: str, name: str, sha: str) -> bytes:
    raw = bytes.fromhex(sha)
    if len(raw) != 20:
        raise ValueError(f"{sha!r} is not an id of 40 hex digits")
    return f"{mode.lstrip('0')} {name}\0".encode() + raw


def merge_base(parents: dict[str, list[str]], a: str, b: str) -> set[str]:
    """The best common ancestors of commits a and b: those that are no ancestors of another common one.

    parents[c] lists the parents of c, and every commit is a key. A commit counts as its own ancestor.
    """
    common = ancestors(parents, a) & ancestors(parents, b)
    # An ancestor of a common ancestor is common too. So a common one that has another behind it has a
    # child among the common ones: it is enough to look one step back.
    return common - {parent for commit in common for parent in parents[commit]}


def ancestors(parents: dict[str, list[str]], commit: str) -> set[str]:
    """The commit and all that can be reached from it. Raises ValueError if there is no such commit."""
    if commit not in parents:
        raise ValueError(f"no commit {commit!r}")
    found, waiting = {commit}, [commit]
    while waiting:
        for parent in parents[waiting.pop()]:
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found
