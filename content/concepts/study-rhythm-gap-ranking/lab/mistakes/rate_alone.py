"""The ranking looks at the error rates alone, so it sends you to what you fail at most, whatever rests on it.

A high error rate says that something is hard for you now. It does not say that anything else waits for it.

Ask yourself: which parameter of `rank_gaps` would you have to change to change your result, and which would
not matter?
"""


def rank_gaps(graph, error_rate):
    known = set(graph).union(*graph.values())
    if any(name not in known or not 0 <= rate <= 1 for name, rate in error_rate.items()):
        raise ValueError("unknown name, or no share")
    return sorted(error_rate, key=lambda name: (-error_rate[name], name))
