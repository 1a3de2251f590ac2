"""The moving figure of the lesson: which rows of two tables match, and the rows that a join makes of them."""

import matplotlib.pyplot as plt
from matplotlib.collections import LineCollection

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN, RED, VIOLET = "#2f5fd0", "#d9730d", "#2e8b57", "#c93c37", "#7b4fc9"
COLORS = {"A": ORANGE, "B": BLUE, "C": GREEN, "D": VIOLET, "–": RED}
TOP = 17.2


def join_explorer(left_b, right_b, how, missing):
    left = ["A"] + ["B"] * int(left_b) + ["C"] + ["–"] * int(missing)
    right = ["B"] * int(right_b) + ["C", "D"] + ["–"] * int(missing)
    matched = [(i, j) for i, key in enumerate(left) for j, other in enumerate(right) if key == other]
    result = joined(left, right, matched, how)

    fig, ax = plt.subplots(figsize=(6.4, 4))
    fig.subplots_adjust(left=0.02, right=0.98, bottom=0.02, top=0.9)
    ax.set(xlim=(0, 10), ylim=(-0.4, 19))
    ax.axis("off")
    step = 2.1
    lines = [((1.6, TOP - step * i), (4.4, TOP - step * j)) for i, j in matched]
    colors = [COLORS[left[i]] for i, _ in matched]
    ax.add_collection(LineCollection(lines, colors=colors, linewidths=1.6, alpha=0.8))
    column(ax, 1.1, "left", left, step, {i for i, _ in matched})
    column(ax, 4.9, "right", right, step, {j for _, j in matched})
    ax.text(8.1, TOP + 1.2, f"{how} join: {rows(len(result))}", ha="center", color=INK, weight="bold")
    height = TOP + 0.5
    for key, lines in by_key(left, right, result).items():  # one artist for each key: drawing is fast
        style = {"size": 8.5, "linespacing": 1.45, "color": COLORS[key]}
        ax.text(8.1, height, "\n".join(lines), ha="center", va="top", **style)
        height -= 1.03 * len(lines)
    ax.set_title(counted(left, right, how, len(result)), color=INK, size=10.5)
    return fig, told(left, right, how, len(matched), result)


def joined(left, right, matched, how):
    """The rows of the join as pairs of places; None where there is no partner."""
    partners = {i: [j for k, j in matched if k == i] for i in range(len(left))}
    pairs = []
    for i, found in partners.items():
        pairs += [(i, j) for j in found]
        if not found and how != "inner":
            pairs.append((i, None))
    if how == "outer":
        used = {j for _, j in matched}
        pairs += [(None, j) for j in range(len(right)) if j not in used]
    return pairs


def by_key(left, right, result):
    """{key: the lines of its rows in the result}, in the order of the result."""
    found = {}
    for i, j in result:
        key = left[i] if i is not None else right[j]
        found.setdefault(key, []).append(f"{key}    left {place(i)}    right {place(j)}")
    return found


def column(ax, x, title, keys, step, met):
    ax.text(x, TOP + 1.2, f"{title}: {rows(len(keys))}", ha="center", color=INK, weight="bold")
    for i, key in enumerate(keys):
        y = TOP - step * i
        frame = {"boxstyle": "round,pad=0.25", "facecolor": "none"}
        frame["edgecolor"] = COLORS[key] if i in met else GRID
        ax.text(x, y, f"{i}:  {key}", ha="center", va="center", color=INK if i in met else MUTED, bbox=frame)


def place(i):
    return "–" if i is None else str(i)


def rows(n):
    return f"{n} row{'s' * (n != 1)}"


def counted(left, right, how, total):
    """The sum of products, and what is added for rows without a match."""
    keys = [key for key in COLORS if key in left and key in right]
    terms = " + ".join(f"{left.count(k)}·{right.count(k)}" for k in keys)
    extra = ""
    if how != "inner":
        extra += f" + {sum(k not in right for k in left)} left alone"
    if how == "outer":
        extra += f" + {sum(k not in left for k in right)} right alone"
    return f"{terms}{extra} = {total}"


def told(left, right, how, matches, result):
    def spoken(keys):
        return ", ".join("missing" if key == "–" else key for key in keys)

    alone = len(result) - matches
    kept = f"{alone} more of them without a partner" if alone else "none of them without a partner"
    return (
        f"Keys on the left: {spoken(left)}. Keys on the right: {spoken(right)}. "
        f"{matches} pair{'s' * (matches != 1)} of rows that match. "
        f"The {how} join has {rows(len(result))}: the pairs that match, and {kept}. "
        f"The left table has {rows(len(left))}."
    )
