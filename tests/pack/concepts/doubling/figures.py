"""Two bars."""

import matplotlib.pyplot as plt

BLUE, ORANGE = "#2f5fd0", "#d9730d"


def bars(x):
    """x: the length of the first."""
    fig, ax = plt.subplots(figsize=(6.4, 2))
    ax.barh([1, 0], [x, 2 * x], color=[BLUE, ORANGE])
    ax.set_xlim(0, 8)
    return fig, f"A bar of length {x:g} and one of length {2 * x:g}."
