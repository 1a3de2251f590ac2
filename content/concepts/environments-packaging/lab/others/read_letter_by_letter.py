"""No regular expressions: a reader walks through the text, and a clause becomes a function."""

DIGITS = "0123456789"


class Reader:
    def __init__(self, text):
        self.text, self.at = text, 0

    def number(self):
        begin = self.at
        while self.at < len(self.text) and self.text[self.at] in DIGITS:
            self.at += 1
        if begin == self.at:
            raise ValueError(f"a number was expected in {self.text!r}")
        return int(self.text[begin : self.at])

    def skips(self, word):
        if self.text.startswith(word, self.at):
            self.at += len(word)
            return True
        return False

    def is_done(self):
        return self.at == len(self.text)


def take_apart(v):
    reader, found = Reader(v), {"pre": None, "post": None, "dev": None}
    release = [reader.number()]
    while reader.text[reader.at : reader.at + 1] == "." and reader.text[
        reader.at + 1 : reader.at + 2
    ] in tuple(DIGITS):
        reader.skips(".")
        release.append(reader.number())
    for stage, word in enumerate(("a", "b", "rc")):
        if found["pre"] is None and reader.skips(word):
            found["pre"] = (stage, reader.number())
    for word in ("post", "dev"):
        if reader.skips(f".{word}"):
            found[word] = reader.number()
    if not reader.is_done():
        raise ValueError(f"{v!r} goes on where a version ends")
    return release, found


def trimmed(release):
    release = list(release)
    while release and not release[-1]:
        del release[-1]
    return release


def parse(v):
    release, rest = take_apart(v)
    if rest["pre"] is not None:
        stage = ("1 pre", *rest["pre"])
    elif rest["dev"] is not None and rest["post"] is None:
        stage = ("0 dev", 0, 0)
    else:
        stage = ("2 final", 0, 0)
    return (
        tuple(trimmed(release)),
        stage,
        (0,) if rest["post"] is None else (1, rest["post"]),
        (1,) if rest["dev"] is None else (0, rest["dev"]),
    )


def unfinished(v):
    rest = take_apart(v)[1]
    return rest["pre"] is not None or rest["dev"] is not None


def check_prefix(v, numbers):
    release = take_apart(v)[0]
    return all((release[i] if i < len(release) else 0) == number for i, number in enumerate(numbers))


def compiled(clause):
    """(a function of a version, whether the clause names a pre-release)."""
    text = clause.strip()
    sign = text[:2] if text[1:2] == "=" else text[:1]
    w = text[len(sign) :].strip()
    if sign in ("==", "!=") and w.endswith(".*"):
        release, rest = take_apart(w[:-2])
        if any(value is not None for value in rest.values()):
            raise ValueError(clause)
        return (lambda v: check_prefix(v, release) == (sign == "==")), False
    release, rest = take_apart(w)
    bound, early = parse(w), unfinished(w)
    if sign == "~=":
        if len(release) < 2:
            raise ValueError(clause)
        return (lambda v: parse(v) >= bound and check_prefix(v, release[:-1])), early
    if sign == "<":
        return (lambda v: parse(v) < bound and (early or not unfinished(v) or parse(v)[0] != bound[0])), early
    if sign == ">":
        posts = rest["post"] is not None
        return (
            lambda v: parse(v) > bound and (posts or parse(v)[2] == (0,) or parse(v)[0] != bound[0])
        ), early
    tests = {
        "==": lambda v: parse(v) == bound,
        "!=": lambda v: parse(v) != bound,
        "<=": lambda v: parse(v) <= bound,
        ">=": lambda v: parse(v) >= bound,
    }
    if sign not in tests:
        raise ValueError(f"{clause!r} begins with no operator")
    return tests[sign], early


def satisfies(v, spec):
    parse(v)
    rules = [compiled(clause) for clause in spec.split(",")] if spec.strip() else []
    if unfinished(v) and True not in [early for _, early in rules]:
        return False
    return all(accepts(v) for accepts, _ in rules)


def resolve(index, root):
    def go(chosen, asked):
        """asked: name -> the specifiers that somebody has for it."""
        for name, specs in asked.items():
            if name in chosen and not all(satisfies(chosen[name], spec) for spec in specs):
                return None
        waiting = [name for name in root if name not in chosen]
        waiting += sorted(name for name in asked if name not in chosen)
        if not waiting:
            return chosen
        name = waiting[0]
        ranked = list(index.get(name, {}))
        ranked.sort(key=parse)
        while ranked:
            version = ranked.pop()
            if all(satisfies(version, spec) for spec in asked.get(name, [])):
                more = {key: list(specs) for key, specs in asked.items()}
                for other, spec in index[name][version].items():
                    more.setdefault(other, []).append(spec)
                found = go({**chosen, name: version}, more)
                if found is not None:
                    return found
        return None

    found = go({}, {name: [spec] for name, spec in root.items()})
    if found is None:
        raise ValueError("these requirements contradict each other")
    return found
