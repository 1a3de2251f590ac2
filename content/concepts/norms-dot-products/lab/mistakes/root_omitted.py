"""The sum of the powers is returned without the root.

Twice the vector must have twice the norm. Without the root it has four times as much, for p = 2.

Ask yourself: what are the norms of (3, 4) and of (6, 8), and what does your function say?
"""


def norm(v, p=2):
    if not p >= 1:
        raise ValueError(f"p must be at least 1, not {p}")
    sizes = [float(abs(x)) for x in v]
    largest = max(sizes, default=0.0)
    if largest == 0 or p == inf:
        return largest
    return (
        largest**p * sum((x / largest) ** p for x in sizes)
        if largest < 1e100
        else largest * sqrt(sum((x / largest) ** 2 for x in sizes))
    )
