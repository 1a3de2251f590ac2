"""Two colours of paint flow down the history, as in Git itself; a tree built by insertion; hashing in parts.

A commit that gets both colours is a candidate; below a candidate, everything is marked as stale.
"""

from hashlib import sha1


def hash_object(data, kind="blob"):
    digest = sha1()
    digest.update(kind.encode("ascii"))
    digest.update(b" %d" % len(data))
    digest.update(bytes(1))
    digest.update(data)
    return digest.hexdigest()


def is_folder(mode):
    return int(mode, 8) == 0o40000


def write_tree(entries):
    placed = []
    for mode, name, sha in entries:
        if len(sha) != 40:
            raise ValueError("an id has 40 digits")
        if name == "" or set(name) & {"/", "\0"} or name in [other for _, other, _ in placed]:
            raise ValueError("name")
        at = 0
        while at < len(placed) and comes_before(placed[at], (mode, name, sha)):
            at += 1
        placed.insert(at, (mode, name, sha))
    body = bytearray()
    for mode, name, sha in placed:
        body += b"%o " % int(mode, 8) + name.encode("utf-8") + b"\x00" + int(sha, 16).to_bytes(20, "big")
    return bytes(body)


def comes_before(one, other):
    keys = [[*name.encode(), *([47] if is_folder(mode) else [])] for mode, name, _ in (one, other)]
    return keys[0] < keys[1]


def merge_base(parents, a, b):
    if not {a, b} <= parents.keys():
        raise ValueError("unknown commit")
    colours = {}
    flow(parents, colours, a, "a")
    flow(parents, colours, b, "b")
    candidates = {commit for commit, paint in colours.items() if paint >= {"a", "b"}}
    for commit in candidates:
        for parent in parents[commit]:
            flow(parents, colours, parent, "stale")
    return {commit for commit in candidates if "stale" not in colours[commit]}


def flow(parents, colours, start, colour):
    drops = [start]
    while drops:
        commit = drops.pop(0)
        paint = colours.setdefault(commit, set())
        if colour not in paint:
            paint.add(colour)
            drops.extend(parents[commit])
