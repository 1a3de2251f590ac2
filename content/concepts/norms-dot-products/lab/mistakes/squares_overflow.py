"""The L2 norm squares the entries as they are.

The square of 1e200 is larger than any double, so the norm is infinite; the square of 1e-200 is 0, so the
norm is 0. The right results, 5e200 and 5e-200 in the task's example, are ordinary numbers.

Ask yourself: how large can the entries become if all are divided by the largest one first?
"""


def norm(v, p=2):
    if not p >= 1:
        raise ValueError(f"p must be at least 1, not {p}")
    sizes = [float(abs(x)) for x in v]
    largest = max(sizes, default=0.0)
    if largest == 0 or p == inf:
        return largest
    return sum(x * x if p == 2 else (x / largest) ** p for x in sizes) ** (1 / p) * (1 if p == 2 else largest)
