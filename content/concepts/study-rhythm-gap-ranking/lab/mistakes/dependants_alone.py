"""The ranking looks at the number of dependants alone: it sends you back to the foundations for ever,
even when you master them.

A foundation that you never get wrong is no gap, however much rests on it.

Ask yourself: what should become of a name whose error rate is 0?
"""


def rank_gaps(graph, error_rate):
    known = set(graph).union(*graph.values())
    if any(name not in known or not 0 <= rate <= 1 for name, rate in error_rate.items()):
        raise ValueError("unknown name, or no share")
    return sorted(error_rate, key=lambda name: (-len(dependants(name, graph)), name))
