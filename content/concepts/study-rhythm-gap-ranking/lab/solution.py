"""What to review and when, by the SM-2 rule, and which gap to close next.

Not covered: how likely an item is still remembered, for which SM-2 has no model.
"""

FIRST, SECOND = 1, 6  # days after the first and after the second success in a row
LEAST_EASE = 1.3


def sm2(reps: int, ease: float, interval: int, grade: int) -> tuple[int, float, int]:
    """The next (reps, ease, interval in days) of an item, from its present ones and the grade of a recall."""
    if grade not in range(6):
        raise ValueError(f"a grade is a whole number from 0 to 5, not {grade}")
    if grade < 3:
        return 0, ease, FIRST
    ease = next_ease(ease, grade)
    return reps + 1, ease, next_interval(reps, ease, interval)


def next_ease(ease: float, grade: int) -> float:
    missed = 5 - grade
    return max(LEAST_EASE, ease + 0.1 - missed * (0.08 + missed * 0.02))


def next_interval(reps: int, ease: float, interval: int) -> int:
    """`reps` successes in a row came before this one."""
    if reps == 0:
        return FIRST
    if reps == 1:
        return SECOND
    return round(interval * ease)


def rank_gaps(graph: dict[str, list[str]], error_rate: dict[str, float]) -> list[str]:
    """The names of `error_rate` by rate times number of dependants, the highest first; ties by name."""
    known = set(graph).union(*graph.values())
    for name, rate in error_rate.items():
        if name not in known:
            raise ValueError(f"the graph knows no {name!r}")
        if not 0 <= rate <= 1:
            raise ValueError(f"the error rate of {name!r} is a share from 0 to 1, not {rate}")
    score = {name: rate * len(dependants(name, graph)) for name, rate in error_rate.items()}
    return sorted(error_rate, key=lambda name: (-score[name], name))


def dependants(start: str, graph: dict[str, list[str]]) -> set[str]:
    """All that rests on `start`, directly or through others."""
    found: set[str] = set()
    while True:
        on_these = found | {start}
        more = {name for name, needed in graph.items() if on_these & set(needed)}
        if more == found:
            return found
        found = more
