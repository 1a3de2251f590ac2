"""The moving figure of the lesson on splits."""

import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import binom

INK, MUTED, BLUE, ORANGE = "#1b1b1f", "#77777f", "#2f5fd0", "#d9730d"
ACCURACY = 0.8


def optimism(models, rows):
    """Distribution of the best of `models` test scores, each on `rows` rows, when every model is right
    80 % of the time.

    Exact for independent scores: P(best <= s) = P(one <= s) ** models.
    """
    right = np.arange(rows + 1)
    score = right / rows
    one = binom.pmf(right, rows, ACCURACY)
    best = np.diff(binom.cdf(right, rows, ACCURACY) ** models, prepend=0.0)
    expected = float((score * best).sum())

    fig, ax = plt.subplots(figsize=(6.4, 3.6))
    ax.fill_between(score, one * rows, step="mid", color=MUTED, alpha=0.25, linewidth=0)
    ax.fill_between(score, best * rows, step="mid", color=BLUE, alpha=0.6, linewidth=0)
    ax.axvline(ACCURACY, color=INK, linewidth=1, linestyle="--")
    ax.axvline(expected, color=ORANGE, linewidth=2)
    top = max(one.max(), best.max()) * rows * 1.25
    ax.set(xlim=(0.5, 1.0), ylim=(0, top), xlabel="test score", yticks=[])
    ax.text(ACCURACY - 0.005, top * 0.93, "truth", ha="right", color=INK)
    ax.text(expected + 0.006, top * 0.82, f"best: {expected:.3f}", color=ORANGE)
    for side in ("left", "top", "right"):
        ax.spines[side].set_visible(False)

    noun = "model" if models == 1 else "models"
    alt = (
        f"Distribution of the best score of {models} equally good {noun} on {rows} test rows. True accuracy"
        f" 0.800; the best score is {expected:.3f} on average, too good by {max(expected - ACCURACY, 0):.3f}."
    )
    return fig, alt
