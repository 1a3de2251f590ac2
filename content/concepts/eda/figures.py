"""The moving figure of the lesson: success rates of two treatments in two groups, and all together."""

import matplotlib.pyplot as plt

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN, RED = "#2f5fd0", "#d9730d", "#2e8b57", "#c93c37"

CASES = 350  # of each treatment
EASY, HARD = 87, 69  # per cent cured by treatment B


def reversal(hard_a, hard_b, edge, show):
    shares = [hard_a / 100, hard_b / 100]
    easy, hard = [EASY + edge, EASY], [HARD + edge, HARD]
    pooled = [(1 - share) * e + share * h for share, e, h in zip(shares, easy, hard, strict=True)]

    fig, ax = plt.subplots(figsize=(6.4, 4))
    fig.subplots_adjust(left=0.11, right=0.97, bottom=0.1, top=0.88)
    ax.set(xlim=(-0.55, 1.75), ylim=(55, 106), ylabel="cured, in per cent")
    ax.set_xticks([0, 1], ["treatment A", "treatment B"])
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    if show != "all together":
        for rates, parts, color, name in (
            (easy, [1 - share for share in shares], BLUE, "small stones"),
            (hard, shares, ORANGE, "large stones"),
        ):
            ax.plot([0, 1], rates, color=color, linewidth=1.5)
            ax.scatter([0, 1], rates, [6 + 900 * part for part in parts], color=color, alpha=0.35)
            ax.scatter([0, 1], rates, 8, color=color)
            ax.text(1.27, rates[1], name, color=color, va="center")
            for x, (rate, part) in enumerate(zip(rates, parts, strict=True)):
                text, side = f"{round(part * CASES)} cases", -0.2 if x == 0 else 0.2
                ax.text(x + side, rate + 2.6, text, ha="center", va="bottom", size=8.5, color=MUTED)
    if show != "group by group":
        ax.plot([0, 1], pooled, "D--", color=INK, linewidth=2.2, markersize=7)
        height = min(max(pooled[1], hard[1] + 3), easy[1] - 3)  # clear of the names of the groups
        ax.text(1.27, height, "all together", color=INK, va="center", weight="bold")
    verdict = said(pooled, edge)
    ax.set_title(f"all together: A {pooled[0]:.1f} %, B {pooled[1]:.1f} %\n{verdict}", color=INK, size=10.5)
    alt = (
        f"Treatment A cures {easy[0]:g} per cent of small and {hard[0]:g} per cent of large stones, "
        f"treatment B {easy[1]:g} and {hard[1]:g}. {hard_a:g} per cent of A's cases and {hard_b:g} per cent "
        f"of B's are large stones. All together A cures {pooled[0]:.1f}, B {pooled[1]:.1f} per cent: "
        f"{verdict}. Shown: {show}."
    )
    return fig, alt


def said(pooled, edge):
    gap = round(pooled[0] - pooled[1], 9)
    inside = "equal in both groups" if edge == 0 else f"{'A' if edge > 0 else 'B'} better in both groups"
    whole = "equal all together" if gap == 0 else f"{'A' if gap > 0 else 'B'} better all together"
    return f"{inside}, {whole}{' (reversed)' if gap * edge < 0 else ''}"
