"""The moving figure of the lesson: two orders of growth race, with constant factors of one's choice."""

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN = "#2f5fd0", "#d9730d", "#2e8b57"

GROWTH = {
    "1": lambda n: np.ones_like(n),
    "log n": np.log2,
    "n": lambda n: n,
    "n log n": lambda n: n * np.log2(n),
    "n^2": lambda n: n * n,
}
LEAST, MOST = 0.30103, 8.0  # log10 of the sizes that are shown: 2 to 100 million
A_SECOND = 7  # log10 of the simple steps that Python takes in a second, roughly


def growth_race(log_n, first, second, log_c1, log_c2):
    """`first` and `second` are keys of GROWTH; n, c1 and c2 are given by their logarithms to base 10."""
    log_n = np.log10(np.round(10.0**log_n))  # sizes are whole numbers
    sizes = np.linspace(LEAST, MOST, 400)
    one, two = (steps(sizes, name, c) for name, c in ((first, log_c1), (second, log_c2)))
    here = [steps(np.array([log_n]), name, c)[0] for name, c in ((first, log_c1), (second, log_c2))]
    names = [spelled(c, name) for name, c in ((first, log_c1), (second, log_c2))]

    fig, ax = plt.subplots(figsize=(6.4, 4))
    fig.subplots_adjust(left=0.12, right=0.97, bottom=0.13, top=0.88)
    top = max(10, one.max(), two.max()) + 0.5
    ax.axhline(A_SECOND, color=GRID, linewidth=1)
    ax.text(MOST - 0.1, A_SECOND + 0.15, "10 million steps", color=MUTED, fontsize=9, ha="right")
    ax.axvline(log_n, color=MUTED, linewidth=1)
    ax.plot(sizes, one, color=BLUE, linewidth=2.4)
    ax.plot(sizes, two, color=ORANGE, linewidth=2.4, linestyle=(0, (5, 1.5)))
    ax.plot([log_n], [here[0]], "o", color=BLUE, markersize=8)
    ax.plot([log_n], [here[1]], "o", color=ORANGE, markersize=8)
    for name, color, place in ((names[0], BLUE, 0.93), (names[1], ORANGE, 0.86)):
        ax.text(0.03, place, name, color=color, transform=ax.transAxes)
    crossings = where_equal(sizes, one - two)
    for at in crossings:
        ax.plot([at], [np.interp(at, sizes, one)], "D", color=GREEN, markersize=8, zorder=5)
    ax.set(xlim=(LEAST, MOST), ylim=(-0.5, top), xlabel="size n", ylabel="steps")
    ax.set_xticks(range(1, 9), [power(k) for k in range(1, 9)])
    ax.set_yticks(range(0, int(top) + 1, 4 if top > 12 else 2))
    ax.set_yticklabels([power(int(k)) for k in ax.get_yticks()])
    ax.set_title(f"n = {count(log_n)}: {count(here[0])} against {count(here[1])} steps", color=INK)
    return fig, alt_text(log_n, names, here, crossings)


def steps(log_sizes, name, log_c):
    """log10 of c f(n). f is at least 1, so there is nothing to take the logarithm of zero of."""
    return np.log10(GROWTH[name](10.0**log_sizes)) + log_c


def where_equal(sizes, gap):
    """log10 of the sizes at which two different curves cross."""
    if np.abs(gap).max() < 1e-9:
        return []
    turns = np.flatnonzero(np.sign(gap[:-1]) * np.sign(gap[1:]) < 0)
    found = [sizes[i] + (sizes[i + 1] - sizes[i]) * gap[i] / (gap[i] - gap[i + 1]) for i in turns]
    return found + [sizes[i] for i in np.flatnonzero(np.abs(gap) < 1e-12)]


def alt_text(log_n, names, here, crossings):
    if abs(here[0] - here[1]) < 1e-9:
        verdict = "Both take the same number of steps here."
    else:
        ahead = 0 if here[0] < here[1] else 1
        factor = count(abs(here[0] - here[1]))
        verdict = f"Here the {('first', 'second')[ahead]} takes fewer, by a factor of about {factor}."
    if crossings:
        meet = " and ".join(count(at) for at in crossings)
        where = f"The two curves cross at n = {meet}."
    else:
        where = "The two curves do not cross between n = 2 and n = 100 million."
    return (
        f"At n = {count(log_n)}, the first, {names[0]}, takes {count(here[0])} and the second, {names[1]}, "
        f"takes {count(here[1])} steps. {verdict} {where}"
    )


def spelled(log_c, name):
    name = name.replace("^2", "²")
    factor = count(log_c)
    if name == "1":
        return f"{factor}, whatever n is"
    return name if factor == "1" else f"{factor} {name}"


def count(log10):
    """10 to this power in at most three digits, in words a person uses."""
    value = 10.0**log10
    for size, name in ((1e12, None), (1e9, " billion"), (1e6, " million"), (1, "")):
        if value >= size * 0.9995:
            if name is None:
                return f"{value:.1e}".replace("e+", "e")
            digits = f"{value / size:.3g}"
            return (f"{float(digits):,.0f}" if float(digits) >= 100 else digits) + name
    return f"{value:.2g}"


def power(k):
    return rf"$10^{{{k}}}$"
