"""You count what a gap needs, not who needs the gap: the arrows are followed the wrong way.

The graph lists for each name what stands *before* it. The last concept of all needs nearly everything
and blocks nothing, and in your ranking it comes first.

Ask yourself: in `{"lists": ["loops"]}`, which of the two has to wait for the other?
"""


def dependants(start, graph):
    found = set()
    waiting = list(graph.get(start, []))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += graph.get(name, [])
    return found
