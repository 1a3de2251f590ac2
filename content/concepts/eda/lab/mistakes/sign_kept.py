"""Pearson's correlation keeps its sign: two columns that fall together as strictly as can be get -1.

Here the question is how strongly two columns go together, and a copy of the target with a minus sign is
as suspicious as a copy.

Ask yourself: would `suspects` find the column `-target`?
"""


def pearson(xs, ys):
    dx, dy = deviations(xs), deviations(ys)
    spread = math.sqrt(sum(a * a for a in dx) * sum(b * b for b in dy))
    return sum(a * b for a, b in zip(dx, dy, strict=True)) / spread if spread else 0.0
