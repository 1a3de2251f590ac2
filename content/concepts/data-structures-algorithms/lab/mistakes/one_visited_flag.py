"""A cycle goes unnoticed: your search marks a name as visited when it first arrives there, and coming back
to a marked name counts as done.

There are two ways to come back. The name may be finished, which is fine; or you may still be on your way
through its own prerequisites, which is a cycle. One mark cannot tell them apart. And a search that goes
from each name down to its prerequisites does not give the alphabetically first order either.

Ask yourself: with "a" needing "b" and "b" needing "a", which of them is finished when your search meets
"a" for the second time?
"""


def topological_order(graph):
    order, visited = [], set()

    def visit(name):
        if name in visited:
            return
        visited.add(name)
        for earlier in merge_sort(list(graph.get(name, []))):
            visit(earlier)
        order.append(name)

    for name in merge_sort(list(graph)):
        visit(name)
    return order
