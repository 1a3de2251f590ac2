"""Versions, the specifiers that choose among them, and a resolver that backtracks.

Not covered: epochs (1!2.0), local versions (1.0+cpu), other spellings (1.0-beta.1, v1.0), markers and extras.
Source: PEP 440, packaging.python.org/specifications/version-specifiers.
"""

import re

VERSION = re.compile(r"([0-9]+(?:\.[0-9]+)*)(?:(a|b|rc)([0-9]+))?(?:\.post([0-9]+))?(?:\.dev([0-9]+))?")
CLAUSE = re.compile(r"(==|!=|<=|>=|~=|<|>)\s*([^\s*]+?)(\.\*)?")
STAGES = {"a": 1, "b": 2, "rc": 3}
ONLY_DEV, FINAL = 0, 4


def parse(v: str) -> tuple:
    """A key: for two versions, the newer one has the larger key, and equal ones have equal keys."""
    release, pre, post, dev = parts(v)
    while release[-1:] == (0,):  # 1.0 is 1
        release = release[:-1]
    if pre is None:
        pre = (ONLY_DEV,) if post is None and dev is not None else (FINAL,)
    return release, pre, float("-inf") if post is None else post, float("inf") if dev is None else dev


def parts(v: str):
    """(release, (stage, number) or None, post or None, dev or None). Raises ValueError."""
    found = VERSION.fullmatch(v)
    if found is None:
        raise ValueError(f"{v!r} is no version")
    release, kind, number, post, dev = found.groups()
    return (
        tuple(int(n) for n in release.split(".")),
        None if kind is None else (STAGES[kind], int(number)),
        None if post is None else int(post),
        None if dev is None else int(dev),
    )


def satisfies(v: str, spec: str) -> bool:
    """Whether a version fits every clause; pre-releases only where a clause names one."""
    clauses = [clause_of(text) for text in spec.split(",") if text.strip()]
    if is_pre(v) and not any(is_pre(wanted) for _, wanted, _ in clauses):
        return False
    return all(fits(v, *clause) for clause in clauses)


def clause_of(text: str):
    """(operator, version, whether it ends in .*). Raises ValueError."""
    found = CLAUSE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no clause")
    sign, wanted, star = found.groups()
    release, *rest = parts(wanted)
    if star and (sign not in ("==", "!=") or rest != [None, None, None]):
        raise ValueError(f".* does not belong into {text!r}")
    if sign == "~=" and len(release) < 2:
        raise ValueError(f"{text!r} needs two numbers or more")
    return sign, wanted, bool(star)


def is_pre(v: str) -> bool:
    _, pre, _, dev = parts(v)
    return pre is not None or dev is not None


def fits(v: str, sign: str, wanted: str, star: bool) -> bool:
    mine, theirs = parse(v), parse(wanted)
    if star:
        return begins_with(v, parts(wanted)[0]) == (sign == "==")
    if sign == "~=":
        return mine >= theirs and begins_with(v, parts(wanted)[0][:-1])
    if sign == "<" and not is_pre(wanted) and mine >= parse(wanted + ".dev0"):
        return False  # 2.0rc1 is no way to stay below 2.0
    if sign == ">" and parts(wanted)[2:] == (None, None) and mine[:2] == theirs[:2]:
        return False  # 2.0.post1 is 2.0, with a mended description
    return {
        "==": mine == theirs,
        "!=": mine != theirs,
        "<": mine < theirs,
        "<=": mine <= theirs,
        ">": mine > theirs,
        ">=": mine >= theirs,
    }[sign]


def begins_with(v: str, prefix: tuple) -> bool:
    release = parts(v)[0]
    return (release + (0,) * len(prefix))[: len(prefix)] == prefix


def resolve(index: dict[str, dict[str, dict[str, str]]], root: dict[str, str]) -> dict[str, str]:
    """A version for every package that is needed, newest first. Raises ValueError where nothing fits."""
    found = search(index, root, {})
    if found is None:
        raise ValueError("no choice of versions fits all requirements")
    return found


def search(index, root, chosen):
    """The first choice that fits all and extends `chosen`; None if there is none."""
    asked = [*root.items()]
    for name, version in chosen.items():
        asked += index[name][version].items()
    if any(name in chosen and not satisfies(chosen[name], spec) for name, spec in asked):
        return None
    missing = {name for name, _ in asked} - chosen.keys()
    if not missing:
        return chosen
    name = next((name for name in root if name in missing), min(missing))
    for version in sorted(index.get(name, {}), key=parse, reverse=True):
        found = search(index, root, {**chosen, name: version})
        if found is not None:
            return found
    return None
