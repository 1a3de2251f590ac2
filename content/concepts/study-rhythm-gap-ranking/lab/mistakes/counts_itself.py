"""Each name counts as its own dependant, so one on which nothing rests still gets a score.

The walk begins with the name itself, and it stays in the result.

Ask yourself: what is the score of a name that nothing needs, with an error rate of 1?
"""

_others = dependants


def dependants(start, graph):
    return _others(start, graph) | {start}
