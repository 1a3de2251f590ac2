"""The L1 norm adds the entries with their signs.

Positive and negative entries cancel, and a vector that is not zero can get norm 0, or less. A length cannot.

Ask yourself: how far does a taxi drive that goes one block east and one block west?
"""


def norm(v, p=2):
    if not p >= 1:
        raise ValueError(f"p must be at least 1, not {p}")
    if p == 1:
        return float(sum(v))
    sizes = [float(abs(x)) for x in v]
    largest = max(sizes, default=0.0)
    if largest == 0 or p == inf:
        return largest
    return largest * sum((x / largest) ** p for x in sizes) ** (1 / p)
