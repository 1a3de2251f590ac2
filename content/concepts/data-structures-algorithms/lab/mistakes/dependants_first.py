"""Each name comes *before* its prerequisites: your edges point the wrong way.

`graph[name]` lists what `name` needs, and what is needed comes first. As a list of what follows `name`,
the same dictionary describes the opposite order.

Ask yourself: in {"socks": [], "shoes": ["socks"]}, what is put on first?
"""

_topological_order = topological_order


def topological_order(graph):
    turned = {name: [] for name in graph}
    for name, before in graph.items():
        for earlier in before:
            turned.setdefault(earlier, []).append(name)
    return _topological_order(turned)
