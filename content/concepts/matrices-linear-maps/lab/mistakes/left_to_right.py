"""The chain is always multiplied from the left.

That is what Python does with `A @ B @ C`. It is right about the result and careless about the cost: with
a thin matrix at the right end, it builds large matrices that nobody needs.

Ask yourself: in the chain A (1000 x 1000), B (1000 x 1000), x (1000 x 1), how large is what you compute
first?
"""


def chain_order(dims):
    k = len(dims) - 1
    if k < 1:
        raise ValueError("a chain needs at least one matrix")
    part = (0, "A1")
    for j in range(2, k + 1):
        part = joined(part, (0, f"A{j}"), dims[0] * dims[j - 1] * dims[j])
    return part
