"""A key is one flat row of numbers; a generator yields the solutions in order, and the first is taken."""

import re

WIDTH = 12  # numbers of a release; the versions of this world have fewer


def read(v):
    found = re.fullmatch(r"([0-9.]+)(?:(a|b|rc)([0-9]+))?(?:\.post([0-9]+))?(?:\.dev([0-9]+))?", v)
    if not found or not all(found[1].split(".")):
        raise ValueError(f"not a version: {v}")
    return [int(n) for n in found[1].split(".")], found[2], found[3], found[4], found[5]


def parse(v):
    numbers, stage, count, post, dev = read(v)
    row = numbers + [0] * (WIDTH - len(numbers))
    if stage:
        row += [{"a": -3, "b": -2, "rc": -1}[stage], int(count)]
    else:
        row += [-4 if dev and not post else 0, 0]
    row.append(int(post) if post else -1)
    row.append(int(dev) - 10**9 if dev else 0)
    return tuple(row)


def is_early(v):
    _, stage, _, _, dev = read(v)
    return bool(stage or dev)


def split(clause):
    clause = clause.strip()
    for sign in ("==", "!=", "<=", ">=", "~=", "<", ">"):
        if clause.startswith(sign):
            rest = clause[len(sign) :].strip()
            plain = rest.removesuffix(".*")
            numbers, *more = read(plain)
            if plain != rest and (sign not in ("==", "!=") or any(more)):
                raise ValueError(clause)
            if sign == "~=" and len(numbers) < 2:
                raise ValueError(clause)
            return sign, plain, plain != rest
    raise ValueError(f"not a clause: {clause}")


def window(v, size):
    return parse(v)[:size]


def holds(v, sign, w, star):
    a, b = parse(v), parse(w)
    size = len(read(w)[0])
    if star:
        same = window(v, size) == window(w, size)
        return same if sign == "==" else not same
    if sign == "~=":
        return a >= b and window(v, size - 1) == window(w, size - 1)
    related = a[:WIDTH] == b[:WIDTH]
    if sign == "<":
        return a < b and (not related or not is_early(v) or is_early(w))
    if sign == ">":
        return a > b and (not related or not read(v)[3] or bool(read(w)[3]))
    return {"==": a == b, "!=": a != b, "<=": a <= b, ">=": a >= b}[sign]


def satisfies(v, spec):
    read(v)
    rules = [split(clause) for clause in spec.split(",") if clause.strip()]
    verdicts = [holds(v, *rule) for rule in rules]
    early_wanted = any(is_early(rule[1]) for rule in rules)
    return all(verdicts) and (early_wanted or not is_early(v))


def solutions(index, root, chosen):
    needs = [(n, s) for wants in [root, *(index[n][v] for n, v in chosen.items())] for n, s in wants.items()]
    open_names = {n for n, _ in needs} - set(chosen)
    if not open_names:
        yield chosen
        return
    order = {name: place for place, name in enumerate(root)}
    name = min(open_names, key=lambda n: (order.get(n, len(order)), n))
    for v in sorted(index.get(name, ()), key=parse)[::-1]:
        further = {**chosen, name: v}
        everything = needs + list(index[name][v].items())
        if all(satisfies(further[n], s) for n, s in everything if n in further):
            yield from solutions(index, root, further)


def resolve(index, root):
    for found in solutions(index, root, {}):
        return found
    raise ValueError("nothing fits")
