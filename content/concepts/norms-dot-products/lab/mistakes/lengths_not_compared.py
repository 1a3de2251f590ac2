"""`dot` stops at the end of the shorter vector without saying so.

`zip` ends with its shortest argument. A missing feature then counts as 0, and nobody notices.

Ask yourself: what is `list(zip([1, 2], [1]))`?
"""


def dot(u, v):
    return float(sum(a * b for a, b in zip(u, v, strict=False)))
