"""The moving figure of the lesson on probability rules."""

import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

INK, MUTED, GRID, BLUE, ORANGE, GREEN = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d", "#2e8b57"


def area_probabilities(a, b, overlap):
    """Left: a square of area 1; A is its left strip, B the blue area. Right: the probabilities as bars."""
    low, high = max(0.0, a + b - 1), min(a, b)  # no overlap outside these is possible
    both = min(max(overlap, low), high)
    independent = abs(both - a * b) < 0.006
    both = a * b if independent else both  # the slider snaps onto independence
    inside, outside = both / a, (b - both) / (1 - a)  # P(B | A), P(B | not A)

    fig, (left, right) = plt.subplots(1, 2, figsize=(6.8, 3.7), width_ratios=[1, 1.05])
    fig.subplots_adjust(left=0.03, right=0.93, bottom=0.08, top=0.88, wspace=0.85)
    left.add_patch(Rectangle((0, 0), a, 1, color=ORANGE, alpha=0.18, linewidth=0))
    left.add_patch(Rectangle((0, 0), a, inside, color=BLUE, alpha=0.75, linewidth=0))
    left.add_patch(Rectangle((a, 0), 1 - a, outside, color=BLUE, alpha=0.35, linewidth=0))
    left.add_patch(Rectangle((0, 0), 1, 1, fill=False, edgecolor=INK))
    left.plot([a, a], [0, 1], color=ORANGE, linewidth=2)
    left.plot([0, 1], [b, b], color=MUTED, linestyle="--", linewidth=1)
    left.text(a / 2, 1.02, "A", color=ORANGE, ha="center", va="bottom")
    left.text((1 + a) / 2, 1.02, "not A", color=MUTED, ha="center", va="bottom")
    left.text(0.99, b, "P(B)", color=MUTED, ha="right", va="bottom", fontsize=9)
    left.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.1), aspect="equal")
    left.axis("off")

    names = ["P(B)", "P(B | A)", "P(B | not A)", "P(A | B)", "P(A and B)", "P(A) P(B)", "P(A or B)"]
    values = [b, inside, outside, both / b, both, a * b, a + b - both]
    colours = [MUTED, BLUE, BLUE, ORANGE, GREEN, GREEN, MUTED]
    places = range(len(names))[::-1]
    right.barh(places, values, color=colours, height=0.62)
    right.set_yticks(list(places), [f"{n}   {v:.3f}" for n, v in zip(names, values, strict=True)])
    right.axvline(b, color=MUTED, linestyle="--", linewidth=1)
    verdict = "independent" if independent else "not independent"
    right.set_title(f"A and B are {verdict}", fontsize=11)
    right.set(xlim=(0, 1), xticks=[0, 0.5, 1])
    right.tick_params(axis="y", length=0)
    right.spines[["top", "right"]].set_visible(False)

    moved = "" if low <= overlap <= high else f" An overlap of {overlap:.2f} is impossible here."
    alt = (
        f"P(A) = {a:.2f}, P(B) = {b:.2f}, P(A and B) = {both:.3f}.{moved} Blue fills {inside:.3f} of the"
        f" strip A and {outside:.3f} of the rest. P(A) P(B) = {a * b:.3f}: A and B are {verdict}."
    )
    return fig, alt
