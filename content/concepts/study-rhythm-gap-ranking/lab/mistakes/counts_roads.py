"""A dependant that is reached by two roads is counted twice.

You add up the counts of the direct dependants. Where the roads meet again, what lies behind the meeting point
belongs to both counts.

Ask yourself: `b` and `c` need `a`, and `d` needs both. Which names rest on `a`, and how many do you get?
"""


def dependants(start, graph):
    found = []
    for name, needed in graph.items():
        if start in needed:
            found += [name, *dependants(name, graph)]
    return found
