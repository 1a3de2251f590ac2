"""The cheapest product of two neighbours is carried out first, then the next cheapest.

Often this is the best order, and not always: a cheap product now can leave a shape behind that makes all
later ones dear.

Ask yourself: how could you be sure about the *last* product instead, if the best way for every shorter
piece were known?
"""


def chain_order(dims):
    if len(dims) < 2:
        raise ValueError("a chain needs at least one matrix")
    dims, parts = list(dims), [(0, f"A{i}") for i in range(1, len(dims))]
    while len(parts) > 1:
        costs = [dims[i] * dims[i + 1] * dims[i + 2] for i in range(len(parts) - 1)]
        i = costs.index(min(costs))
        parts[i : i + 2] = [joined(parts[i], parts[i + 1], costs[i])]
        del dims[i + 1]
    return parts[0]
