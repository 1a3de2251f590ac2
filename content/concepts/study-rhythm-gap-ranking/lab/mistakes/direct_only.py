"""Only direct dependants are counted. A name with three children and nothing behind them beats one on which
everything else rests by way of two.

What a gap blocks does not end at the next step: whoever cannot do loops cannot do lists, and so no plots.

Ask yourself: in a chain of ten concepts, how many are out of reach while the first one is missing?
"""


def dependants(start, graph):
    return {name for name, needed in graph.items() if start in needed}
