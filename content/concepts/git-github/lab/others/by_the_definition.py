"""By the definition, pair by pair, without cleverness; a class of entries that can be compared."""

import functools
import hashlib
import re


def hash_object(data, kind="blob"):
    whole = bytes(f"{kind} {len(data)}", "ascii") + b"\x00" + bytes(data)
    return "".join(f"{byte:02x}" for byte in hashlib.sha1(whole).digest())


@functools.total_ordering
class Entry:
    def __init__(self, mode, name, sha):
        if not re.fullmatch(r"[0-9a-fA-F]{40}", sha):
            raise ValueError("id")
        if not re.fullmatch(r"[^/\0]+", name, re.DOTALL):
            raise ValueError("name")
        self.mode, self.name, self.sha = str(int(mode)), name, sha

    def key(self):
        return self.name + ("/" if self.mode == "40000" else "")

    def __eq__(self, other):
        return self.key() == other.key()

    def __lt__(self, other):
        return self.key() < other.key()

    def encoded(self):
        pairs = [self.sha[i : i + 2] for i in range(0, 40, 2)]
        return self.mode.encode() + b" " + self.name.encode() + b"\0" + bytes(int(pair, 16) for pair in pairs)


def write_tree(entries):
    made = [Entry(*entry) for entry in entries]
    if len({entry.name for entry in made}) < len(made):
        raise ValueError("a name occurs twice")
    made.sort()
    return b"".join(entry.encoded() for entry in made)


def merge_base(parents, a, b):
    for commit in (a, b):
        if commit not in parents:
            raise ValueError(commit)
    reach = Reach(parents)
    common = [commit for commit in reach(a) if commit in reach(b)]
    best = set()
    for one in common:  # newest candidates first is not needed: each is compared with those kept so far
        if any(one in reach(other) for other in best):
            continue
        best = {other for other in best if other not in reach(one)} | {one}
    return best


class Reach:
    """The ancestors of a commit, remembered for those that were asked for."""

    def __init__(self, parents):
        self.parents, self.known = parents, {}

    def __call__(self, commit):
        if commit not in self.known:
            level, found = {commit}, set()
            while level:
                found |= level
                level = {parent for one in level for parent in self.parents[one]} - found
            self.known[commit] = found
        return self.known[commit]
