"""The graph is turned round once and walked with a stack; the ease comes from a table of three changes."""

CHANGE = {3: -0.14, 4: 0.0, 5: 0.1}


def sm2(reps, ease, interval, grade):
    if grade in (0, 1, 2):
        return (0, ease, 1)
    if grade not in CHANGE:
        raise ValueError(f"no grade: {grade}")
    ease += CHANGE[grade]
    if ease < 1.3:
        ease = 1.3
    if reps < 2:
        return (reps + 1, ease, [1, 6][reps])
    return (reps + 1, ease, int(interval * ease + 0.5))


def rank_gaps(graph, error_rate):
    needed_by = {}
    for name, needed in graph.items():
        needed_by.setdefault(name, [])
        for one in needed:
            needed_by.setdefault(one, []).append(name)
    scored = []
    for name, rate in error_rate.items():
        if name not in needed_by:
            raise ValueError(f"unknown: {name}")
        if rate < 0 or rate > 1:
            raise ValueError(f"{rate} is no share")
        seen, stack = {name}, [name]
        while stack:
            for one in needed_by[stack.pop()]:
                if one not in seen:
                    seen.add(one)
                    stack.append(one)
        scored.append((-rate * (len(seen) - 1), name))
    return [name for _, name in sorted(scored)]
