"""The moving figure of the lesson: one item under SM-2, and the reviews of each day for 60 days."""

from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE = "#2f5fd0", "#d9730d"

DAYS = 60
GRADES = {
    "always 5": (5,),
    "always 4": (4,),
    "always 3": (3,),
    "4, 4, 2, and again": (4, 4, 2),
    "always 2": (2,),
}
AT_REVIEW = 0.9  # assumed: the interval is the time in which recall falls to this


def forgetting_and_review(ease, grades, per_day):
    """`ease` at the start, `grades` a key of GRADES, `per_day` new items on each day from day 0 on."""
    spans = reviews(ease, GRADES[grades])  # (day, days until the next review), day 0 first
    days = [day for day, _ in spans if 0 < day <= DAYS]
    load = per_day * np.array([sum(day <= today for day in days) for today in range(DAYS + 1)])

    fig, (top, bottom) = plt.subplots(2, 1, figsize=(6.4, 4.4), sharex=True, height_ratios=(1.2, 1))
    fig.subplots_adjust(left=0.12, right=0.97, bottom=0.11, top=0.91, hspace=0.22)
    grid = np.linspace(0, DAYS, 241)
    top.plot(grid, AT_REVIEW**grid, color=MUTED, linewidth=1.4, linestyle=(0, (4, 2)))
    top.text(15, 0.27, "never reviewed", color=MUTED, fontsize=9)
    top.plot(*sawtooth(spans), color=BLUE, linewidth=1.8)
    top.plot(days, [AT_REVIEW] * len(days), "o", color=ORANGE, markersize=5, zorder=4)
    top.set(ylim=(0, 1.08), xlim=(0, DAYS + 0.5), ylabel="chance of recall", yticks=(0, 0.5, 0.9, 1))
    top.grid(axis="y", linewidth=0.6)
    bottom.stairs(load, np.arange(DAYS + 2) - 0.5, color=ORANGE, fill=True, alpha=0.8)
    bottom.set(ylim=(0, max(1, load.max()) * 1.25), ylabel="reviews a day", xlabel="day")
    bottom.text(0.02, 0.84, f"on day {DAYS}: {load[-1]}", color=INK, transform=bottom.transAxes)
    shown = f"days {', '.join(map(str, days))}" if len(days) <= 8 else f"{len(days)} of {DAYS} days"
    fig.suptitle(f"Learned on day 0, reviewed on {shown}", color=INK, fontsize=12)
    return fig, (
        f"An item with an initial ease of {ease:g}, graded {grades}, is reviewed on {shown}. Between reviews "
        f"its chance of recall falls from 1 to 0.9, ever more slowly if the intervals grow; without any "
        f"review it falls to {AT_REVIEW**DAYS:.3f} on day {DAYS}. With {per_day} new items a day there are "
        f"{load[30]} reviews on day 30 and {load[-1]} on day {DAYS}."
    )


def reviews(ease, grades):
    """(day, interval that begins on it), up to the horizon; the first grade is given on day 0."""
    day, reps, interval, spans = 0, 0, 0, []
    for grade in cycle(grades):
        if day > DAYS:
            return spans
        if grade < 3:
            reps, interval = 0, 1
        else:
            missed = 5 - grade
            ease = max(1.3, ease + 0.1 - missed * (0.08 + missed * 0.02))
            interval = (1, 6)[reps] if reps < 2 else round(interval * ease)
            reps += 1
        spans.append((day, interval))
        day += interval


def sawtooth(spans):
    """From 1 at each review down to 0.9 at the next, as one line."""
    x = np.concatenate([day + np.linspace(0, interval, 12) for day, interval in spans])
    y = np.concatenate([AT_REVIEW ** np.linspace(0, 1, 12) for _ in spans])
    return x, y
