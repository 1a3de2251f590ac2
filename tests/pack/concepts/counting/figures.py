"""A row of dots."""

import matplotlib.pyplot as plt

BLUE = "#2f5fd0"


def dots(n):
    """n: how many."""
    fig, ax = plt.subplots(figsize=(6.4, 2))
    ax.plot(range(n), [0] * n, "o", color=BLUE)
    ax.set_xlim(-1, 9)
    ax.set_yticks([])
    return fig, f"A row of {n} dots."
