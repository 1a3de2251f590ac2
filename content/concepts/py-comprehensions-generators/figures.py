"""The moving figure of the lesson: numbers on their way through a map, a filter and batches."""

import matplotlib.pyplot as plt
from matplotlib.patches import FancyBboxPatch

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN = "#2f5fd0", "#d9730d", "#2e8b57"

ROWS = {"source": 3, "tripled": 2, "even": 1, "batches": 0}  # the height of each stage


def lazy_pipeline(length, size, taken, lists):
    """0, 1, 2, ... below `length`: tripled, the even ones kept, cut into batches of `size`."""
    length, size, taken = int(length), int(size), int(taken)
    seen, handed_out, most = walked(length, size, taken)
    kept = [x for x in range(length) if x % 2 == 0]
    full = length + 2 * len(kept)  # all of them tripled, the even ones, and these again in batches
    if lists:
        seen, most = length, full

    fig, (ax, counter) = plt.subplots(2, 1, figsize=(6.4, 4), height_ratios=[4, 1])
    fig.subplots_adjust(left=0.13, right=0.98, bottom=0.1, top=0.9, hspace=0.12)
    ax.set(xlim=(-0.7, 23.7), ylim=(-0.6, 3.5), xticks=[], yticks=list(ROWS.values()))
    ax.set_yticklabels(list(ROWS))
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    for x in range(length):
        numbered(ax, x, "source", x, BLUE if x < seen else MUTED, fades=x >= seen)
        if x < seen:
            numbered(ax, x, "tripled", 3 * x, BLUE if x % 2 == 0 else MUTED)
        if x < seen and x % 2 == 0:
            numbered(ax, x, "even", 3 * x, ORANGE)
    shown = [kept[i : i + size] for i in range(0, len(kept), size)] if lists else handed_out
    for k, batch in enumerate(shown):
        boxed(ax, batch, GREEN if k < len(handed_out) else MUTED)
    ax.set_title(f"taken from the source: {seen} of {length}", color=INK, fontsize=11)

    bar(counter, most, full)
    return fig, told(length, size, seen, handed_out, most, lists)


def walked(length, size, taken):
    """How many items real generators take for so many batches; the batches; the length of the longest one."""
    seen = 0

    def source():
        nonlocal seen
        for x in range(length):
            seen += 1
            yield x

    even = (x for x in source() if x % 2 == 0)  # three times x is even when x is
    handed_out = []
    while len(handed_out) < taken:
        batch = [x for _, x in zip(range(size), even, strict=False)]
        if not batch:
            break
        handed_out.append(batch)
    return seen, handed_out, max(map(len, handed_out), default=0)


def numbered(ax, x, stage, number, color, fades=False):
    alpha = 0.5 if fades else 1
    ax.text(x, ROWS[stage], str(number), color=color, alpha=alpha, ha="center", va="center", size=9)


def boxed(ax, batch, color):
    ax.add_patch(
        FancyBboxPatch(
            (batch[0] - 0.35, -0.22),
            batch[-1] - batch[0] + 0.7,
            0.44,
            boxstyle="round,pad=0.08",
            facecolor="none",
            edgecolor=color,
            linewidth=1.8 if color == GREEN else 1,
        )
    )
    for x in batch:
        numbered(ax, x, "batches", 3 * x, color)


def bar(ax, most, full):
    ax.barh([0], [full], color=GRID, height=0.5)
    ax.barh([0], [most], color=ORANGE, height=0.5)
    ax.set(xlim=(0, 50), ylim=(-0.5, 0.9), yticks=[], xticks=[])
    ax.text(
        0, 0.5, f"numbers kept in lists at once: {most} (with lists everywhere: {full})", color=INK, size=9
    )
    ax.spines[:].set_visible(False)


def told(length, size, seen, handed_out, most, lists):
    batches = [[3 * x for x in batch] for batch in handed_out]
    asked = f"{len(batches)} batch{'es' * (len(batches) != 1)} of at most {size} handed out: {batches}."
    if lists:
        how = f"With lists, all {length} numbers are computed at once"
    elif seen == 0:
        how = f"Nothing has been asked for, and none of the {length} numbers has been taken"
    else:
        how = f"With generators, {seen} of {length} numbers have been taken"
    return f"{how}; at most {most} are kept in lists at the same time. {asked}"
