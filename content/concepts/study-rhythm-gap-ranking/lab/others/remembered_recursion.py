"""Recursion over sets of dependants, each computed once; two stable sorts instead of one key."""

from functools import cache


def sm2(reps, ease, interval, grade):
    match grade:
        case 0 | 1 | 2:
            return 0, ease, 1
        case 3:
            ease = ease - 0.14
        case 4:
            pass
        case 5:
            ease = ease + 0.1
        case _:
            raise ValueError("a grade is one of 0, 1, 2, 3, 4, 5")
    ease = max(ease, 1.3)
    days = {0: 1, 1: 6}.get(reps, round(ease * interval))
    return reps + 1, ease, days


def rank_gaps(graph, error_rate):
    @cache
    def above(name):
        direct = {one for one, needed in graph.items() if name in needed}
        return frozenset(direct.union(*(above(one) for one in direct)))

    known = {one for name, needed in graph.items() for one in (name, *needed)}
    if not set(error_rate) <= known:
        raise ValueError("a name that is not in the graph")
    if any(not 0 <= rate <= 1 for rate in error_rate.values()):
        raise ValueError("a rate that is no share")
    names = sorted(error_rate)
    names.sort(key=lambda name: error_rate[name] * len(above(name)), reverse=True)
    return names
