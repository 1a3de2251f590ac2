"""You take everything that is ready, in alphabetical order, and only then look what has become ready. The
order respects all prerequisites, but it is not the one that was asked for.

Each single name that is placed may make others ready, and one of those may come earlier in the alphabet
than all that is still waiting.

Ask yourself: "a" needs "c"; "c" and "d" need nothing. After "c", which names could come next?
"""


def topological_order(graph):
    waiting_for = {name: set(before) for name, before in graph.items()}
    for before in graph.values():
        for name in before:
            waiting_for.setdefault(name, set())
    order = []
    while waiting_for:
        level = merge_sort([name for name, before in waiting_for.items() if not before])
        if not level:
            raise ValueError(f"a cycle among {', '.join(waiting_for)}")
        for name in level:
            del waiting_for[name]
        for before in waiting_for.values():
            before.difference_update(level)
        order += level
    return order
