"""Names with equal scores come in the order in which the error rates happened to be listed.

Sorting keeps the order of what is equal. The same rates, written down in another order, then give another
ranking.

Ask yourself: when two scores are equal, what does your key still know about the names?
"""


def rank_gaps(graph, error_rate):
    known = set(graph).union(*graph.values())
    if any(name not in known or not 0 <= rate <= 1 for name, rate in error_rate.items()):
        raise ValueError("unknown name, or no share")
    return sorted(error_rate, key=lambda name: -error_rate[name] * len(dependants(name, graph)))
