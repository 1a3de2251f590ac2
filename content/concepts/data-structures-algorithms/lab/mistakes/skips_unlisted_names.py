"""A name that occurs only as a prerequisite, without an entry of its own, is missing from your order.

Nobody promised that each name is a key. What needs nothing is often mentioned only where it is needed.

Ask yourself: in {"a": ["b"]}, how many names are there, and how many does your loop over the keys meet?
"""

_topological_order = topological_order


def topological_order(graph):
    return [name for name in _topological_order(graph) if name in graph]
