"""Oldest first: commits in topological order, then common ancestors struck out as their children turn up.

Trees are sorted with a comparison of two entries, byte by byte; the header is joined from parts.
"""

import hashlib
from binascii import unhexlify
from functools import cmp_to_key


def hash_object(data, kind="blob"):
    return hashlib.new(
        "sha1", b"".join([kind.encode(), b" ", str(len(data)).encode(), b"\0", data])
    ).hexdigest()


def write_tree(entries):
    rows = {}
    for mode, name, sha in entries:
        if not name or any(character in "/\0" for character in name) or name in rows:
            raise ValueError(f"bad name {name!r}")
        if len(sha) != 40:
            raise ValueError(f"bad id {sha!r}")
        rows[name] = (mode[1:] if mode.startswith("0") else mode, unhexlify(sha))

    def compare(one, other):
        left, right = (name.encode() + (b"/" if rows[name][0] == "40000" else b"") for name in (one, other))
        return (left > right) - (left < right)

    ordered = sorted(rows, key=cmp_to_key(compare))
    return b"".join(b" ".join([rows[n][0].encode(), n.encode()]) + b"\0" + rows[n][1] for n in ordered)


def merge_base(parents, a, b):
    if a not in parents or b not in parents:
        raise ValueError("no such commit")
    order, missing = [], {commit: len(set(before)) for commit, before in parents.items()}
    children = {}
    for commit, before in parents.items():
        for parent in set(before):
            children.setdefault(parent, []).append(commit)
    ready = [commit for commit, count in missing.items() if not count]
    while ready:
        order.append(ready.pop())
        for child in children.get(order[-1], []):
            missing[child] -= 1
            if not missing[child]:
                ready.append(child)

    seen_by = {commit: set() for commit in parents}
    seen_by[a].add("a")
    seen_by[b].add("b")
    for commit in reversed(order):  # newest first: children have passed on what they know
        for parent in parents[commit]:
            seen_by[parent] |= seen_by[commit]
    common = {commit for commit, who in seen_by.items() if len(who) == 2}
    return {commit for commit in common if not common.intersection(children.get(commit, ()))}
