"""The scores are right, but names with equal scores come in reverse alphabetical order.

`reverse=True` turns the whole key round, the names included.

Ask yourself: which part of the key should fall, and which should rise?
"""


def rank_gaps(graph, error_rate):
    known = set(graph).union(*graph.values())
    if any(name not in known or not 0 <= rate <= 1 for name, rate in error_rate.items()):
        raise ValueError("unknown name, or no share")
    score = {name: rate * len(dependants(name, graph)) for name, rate in error_rate.items()}
    return sorted(error_rate, key=lambda name: (score[name], name), reverse=True)
