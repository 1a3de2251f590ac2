"""Classes for versions and clauses; the resolver keeps open choices on a stack and never calls itself."""

import functools
import re


@functools.total_ordering
class Version:
    pattern = re.compile(
        r"(?P<release>[0-9]+([.][0-9]+)*)((?P<stage>a|b|rc)(?P<number>[0-9]+))?([.]post(?P<post>[0-9]+))?([.]dev(?P<dev>[0-9]+))?"
    )

    def __init__(self, text):
        found = self.pattern.fullmatch(text)
        if not found:
            raise ValueError(text)
        self.release = [int(part) for part in found["release"].split(".")]
        self.stage = found["stage"]
        self.number = int(found["number"] or 0)
        self.post = None if found["post"] is None else int(found["post"])
        self.dev = None if found["dev"] is None else int(found["dev"])

    @property
    def pre(self):
        return self.stage is not None or self.dev is not None

    @property
    def key(self):
        release = list(self.release)
        while release and release[-1] == 0:
            release.pop()
        if self.stage:
            stage = ("a", "b", "rc").index(self.stage) + 1
        else:
            stage = 0 if self.post is None and self.dev is not None else 9
        post = (0, 0) if self.post is None else (1, self.post)
        dev = (1, 0) if self.dev is None else (0, self.dev)
        return (tuple(release), stage, self.number, post, dev)

    def __eq__(self, other):
        return self.key == other.key

    def __lt__(self, other):
        return self.key < other.key

    __hash__ = None

    def starts(self, numbers):
        return [*self.release, *[0] * len(numbers)][: len(numbers)] == list(numbers)

    def same_release(self, other):
        return self.key[0] == other.key[0]


class Clause:
    def __init__(self, text):
        found = re.fullmatch(r"\s*([=!<>~]=|[<>])\s*(\S+?)\s*", text)
        if not found:
            raise ValueError(text)
        self.sign, name = found.groups()
        self.star = name.endswith(".*")
        self.version = Version(name[:-2] if self.star else name)
        if self.star:
            plain = self.version.stage is None and self.version.post is None and self.version.dev is None
            if self.sign not in ("==", "!=") or not plain:
                raise ValueError(text)
        if self.sign == "~=" and len(self.version.release) == 1:
            raise ValueError(text)

    def accepts(self, v):
        w = self.version
        if self.star:
            return v.starts(w.release) is (self.sign == "==")
        match self.sign:
            case "==":
                return v == w
            case "!=":
                return v != w
            case "<=":
                return v <= w
            case ">=":
                return v >= w
            case "~=":
                return v >= w and v.starts(w.release[:-1])
            case "<":
                return v < w and not (v.pre and not w.pre and v.same_release(w))
            case ">":
                return v > w and not (v.post is not None and w.post is None and v.same_release(w))


def parse(v):
    return Version(v).key


def satisfies(v, spec):
    version = Version(v)
    clauses = [Clause(text) for text in spec.split(",")] if spec.strip() else []
    if version.pre and all(not clause.version.pre for clause in clauses):
        return False
    return all(clause.accepts(version) for clause in clauses)


def resolve(index, root):
    stack = [{}]
    while stack:
        chosen = stack.pop()
        asked = list(root.items()) + [pair for n, v in chosen.items() for pair in index[n][v].items()]
        if not all(satisfies(chosen[n], s) for n, s in asked if n in chosen):
            continue
        open_names = [n for n, _ in asked if n not in chosen]
        if not open_names:
            return chosen
        first = [n for n in root if n in open_names] or sorted(open_names)
        versions = sorted(index.get(first[0], {}), key=Version)  # the newest is pushed last and popped first
        stack += [{**chosen, first[0]: v} for v in versions]
    raise ValueError("impossible")
