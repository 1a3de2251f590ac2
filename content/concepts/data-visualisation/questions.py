"""Question families of plots: bins, heights, whiskers, which chart, which axes, and what misleads."""

from fractions import Fraction
from itertools import pairwise

import numpy as np

from groundup.grading import Choice, Number, Question, Typical, Vector, family, tex

SHOPS = ["a bakery", "a bicycle shop", "a clinic", "a cinema", "a library", "a harbour", "a school kitchen"]


@family("hist-counts", difficulty=0)
def hist_counts(rng):
    """Count the data in half-open bins, of which the last one is closed."""
    while True:
        widths = [rng.choice([1, 2, 2, 3, 5]) for _ in range(rng.choice([3, 4]))]
        edges = [rng.randint(0, 4)]
        for width in widths:
            edges.append(edges[-1] + width)
        x = [rng.choice(edges) if rng.random() < 0.5 else rng.randint(edges[0], edges[-1]) for _ in range(9)]
        x[rng.randrange(9)] = edges[-1] + rng.randint(1, 3)
        right = np.histogram(x, edges)[0].tolist()
        last_open = [sum(a <= v < b for v in x) for a, b in pairs(edges)]
        closed = [sum(a < v <= b for v in x) for a, b in pairs(edges)]
        closed[0] += x.count(edges[0])
        beyond = [*right[:-1], right[-1] + sum(v > edges[-1] for v in x)]
        wrong = {
            "last_edge_excluded": (last_open, "Where is the value that equals the last edge?"),
            "closed_on_the_right": (closed, "A value on an inner edge: which of the two bins holds it?"),
            "outside_counted": (beyond, "One value lies beyond the last edge. Which bin holds it?"),
            "both_bins_at_an_edge": (
                [sum(a <= v <= b for v in x) for a, b in pairs(edges)],
                "No value may be counted twice. Which values stand on an inner edge?",
            ),
        }
        kinds = [right, *(value for value, _ in wrong.values())]
        if all(kinds.count(one) == 1 for one in kinds):
            break
    bins = [f"[{a}, {b})" for a, b in pairs(edges[:-1])] + [f"[{edges[-2]}, {edges[-1]}]"]
    return Question(
        prompt=(
            f"The data: {', '.join(map(str, x))}.\n\nWhich counts does `np.histogram(x, {edges})[0]` give?"
        ),
        answer=Vector(right),
        typical=[Typical(value, name, sentence) for name, (value, sentence) in wrong.items()],
        solution=(
            f"The bins are {', '.join(bins)}: each holds its left edge, and only the last one its right "
            f"edge, too. "
            f"What lies outside is in none. The counts are {', '.join(map(str, right))}."
        ),
    )


def pairs(edges):
    return list(pairwise(edges))


@family("bar-height", difficulty=1)
def bar_height(rng):
    """Compute the height of a bar in a histogram of densities with unequal bins."""
    place = rng.choice(SHOPS)
    while True:
        start = rng.choice([0, 0, 5, 10])
        widths = rng.sample([2, 4, 5, 10, 20, 25], 3)
        counts = [rng.randint(2, 30) for _ in widths]
        k = rng.randrange(3)
        total = sum(counts)
        right = Fraction(counts[k], total * widths[k])
        wrong = {
            "share_as_height": (Fraction(counts[k], total), "That is the area of the bar. How wide is it?"),
            "count_by_width": (
                Fraction(counts[k], widths[k]),
                "The areas of all bars should add to 1. To what do yours add?",
            ),
            "mean_width": (
                Fraction(counts[k] * 3, total * sum(widths)),
                "This bar has a width of its own.",
            ),
            "share_times_width": (
                Fraction(counts[k] * widths[k], total),
                "The wider a bar of the same area, the lower it is.",
            ),
        }
        values = [right, *(value for value, _ in wrong.values())]
        if len(set(values)) == len(values):
            break
    edges = [start]
    for width in widths:
        edges.append(edges[-1] + width)
    rows = [f"| {a} to {b} | {n} |" for (a, b), n in zip(pairs(edges), counts, strict=True)]
    table = "\n".join(["| minutes | people |", "| --- | --- |", *rows])
    a, b = edges[k], edges[k + 1]
    return Question(
        prompt=(
            f"How long people waited in {place}:\n\n{table}\n\nThe histogram is drawn with "
            f"`density=True`, so that "
            f"all areas together are 1. How high is the bar from {a} to {b}?"
        ),
        answer=Number(right),
        typical=[Typical(value, name, sentence) for name, (value, sentence) in wrong.items()],
        solution=(
            f"The bar's area is the share ${counts[k]}/{total}$, its width {widths[k]}. Height is area "
            f"by width: "
            f"${counts[k]} / ({total} \\cdot {widths[k]}) = {tex(right)}$."
        ),
    )


@family("whisker", difficulty=0)
def whisker(rng):
    """Find where the upper whisker of a box plot ends."""
    while True:
        x = sorted(rng.sample(range(1, 30), 8))
        x.append(x[-1] + rng.randint(15, 60))
        if rng.random() < 0.5:
            x[-2] = x[-3] + rng.randint(8, 25)
        q1, med, q3 = x[2], x[4], x[6]
        fence = q3 + Fraction(3, 2) * (q3 - q1)
        right = max(v for v in x if v <= fence)
        wrong = {
            fence: ("the_fence", "Are there data at that place? A whisker ends at data."),
            x[-1]: ("the_maximum", "How far from the box is the largest value, in units of the IQR?"),
            q3 + Fraction(3, 2) * (q3 - med): (
                "half_the_box",
                "The IQR is the length of the whole box. From where to where does it go?",
            ),
        }
        if q3 < right and len({right, *wrong}) == 4 and x == sorted(x) and len(set(x)) == 9:
            break
    shown = list(x)
    rng.shuffle(shown)
    beyond = [v for v in x if v > fence]
    return Question(
        prompt=(
            f"Nine values: {', '.join(map(str, shown))}. Where does the upper whisker of their box plot end? "
            "(Quartiles on a straight line between neighbours, as in NumPy; whiskers to the last datum "
            "within "
            "1.5 IQR of the box.)"
        ),
        answer=Number(right),
        typical=[Typical(value, *said) for value, said in wrong.items()],
        solution=(
            f"Sorted: {', '.join(map(str, x))}. The quartiles stand at places 2 and 6: $q_1 = {q1}$, "
            f"$q_3 = {q3}$, "
            f"so the upper fence is ${q3} + 1.5 \\cdot {q3 - q1} = {tex(fence)}$. The largest datum that "
            f"is not "
            f"beyond it is {right}. Drawn as {'a point' if len(beyond) == 1 else 'points'} beyond: "
            f"{', '.join(map(str, beyond))}."
        ),
    )


LINEAR = "Both axes linear: equal steps of x add equal amounts to y."
LOG_Y = "y logarithmic, x linear: equal steps of x multiply y by the same factor."
LOG_LOG = "Both axes logarithmic: equal factors of x multiply y by the same factor."
LOG_X = "x logarithmic, y linear: equal factors of x add equal amounts to y."
WHY_NOT = {
    LINEAR: ("linear_axes", "Do equal steps of x add the same to y each time?"),
    LOG_Y: ("semi_log", "In the table, does x grow by equal steps or by equal factors?"),
    LOG_LOG: ("log_log", "For this, x and y must each be multiplied from row to row. Is that so?"),
    LOG_X: ("log_x", "For this, y must grow by equal steps while x is multiplied. Is that so?"),
}


@family("log-scale", difficulty=0)
def log_scale(rng):
    """Say on which axes data become a straight line."""
    right = rng.choice([LOG_LOG, LOG_LOG, LOG_Y, LOG_Y, LOG_X, LINEAR])
    start, factor = rng.choice([1, 2, 3, 5, 7]), rng.choice([2, 3, 4, 10])
    step, more = rng.randint(1, 6), rng.randint(2, 9)
    by_factor = right in (LOG_LOG, LOG_X)
    xs = [start * factor**k for k in range(4)] if by_factor else [start + step * k for k in range(4)]
    growth = rng.choice([g for g in (2, 3, 4, 5, 10) if g != factor])
    multiplied = right in (LOG_LOG, LOG_Y)
    ys = [more * growth**k for k in range(4)] if multiplied else [more + growth * k for k in range(4)]
    rows = [f"| {a} | {b} |" for a, b in zip(xs, ys, strict=True)]
    table = "\n".join(["| x | y |", "| --- | --- |", *rows])
    wrongs = [one for one in WHY_NOT if one != right]
    moves = (
        f"From row to row x is "
        f"{'multiplied by ' + str(factor) if by_factor else 'raised by ' + str(step)} and y "
        f"{'multiplied by ' + str(growth) if multiplied else 'raised by ' + str(growth)}"
    )
    return Question(
        prompt=f"{table}\n\nOn which axes do these points lie on a straight line?",
        answer=Choice.shuffled(rng, right, wrongs),
        typical=[Typical(one, *WHY_NOT[one]) for one in wrongs],
        solution=f"{moves}. A logarithm turns equal factors into equal steps. {right}",
    )


BAR = "Bars, sorted by length: lengths from a common base compare well."
LINE = "A line over time: the order of x means something, and the eye follows the slope."
SCATTER = "A scatter plot: each case is a point, and the cloud shows how the two go together."
HIST = "A histogram: it shows the shape, peaks and gaps of one numerical column."
BOXES = "One box plot for each group, side by side on one scale."
STACK = "Bars of equal length, divided into parts: they show how the whole is made up."
PIE = "A pie chart: each category gets its angle."
CHARTS = {
    PIE: ("pie_for_many", "How well do you compare angles? And what is the question about?"),
    LINE: ("line_for_unordered", "A line says that there is something between neighbours, in their order."),
    SCATTER: ("scatter_without_two_numbers", "A scatter plot needs two numbers for each case."),
    HIST: (
        "histogram_for_categories",
        "A histogram shows how one numerical column is spread. Is that asked?",
    ),
    BAR: ("bars_hide_the_spread", "One length for each: what of the question can it not show?"),
    BOXES: (
        "boxes_for_single_values",
        "A box needs many values, and shows five numbers of them. Does it fit?",
    ),
    STACK: ("parts_of_no_whole", "Are these parts that add up to something?"),
}
# (what is asked, right, wrong ones)
ASKED = [
    ("which of {n} departments sold most last year; there is one number for each", BAR, [PIE, LINE, HIST]),
    ("how the number of visitors developed over {n} months", LINE, [PIE, BOXES, HIST]),
    ("whether people who sleep longer make fewer mistakes; both were measured for {m} people", SCATTER,
     [LINE, BAR, PIE]),
    ("whether the ages of {m} visitors have one peak or two", HIST, [BOXES, BAR, PIE]),
    ("how the waiting times of {n} doctors differ in middle and spread; each saw {m} patients", BOXES,
     [BAR, LINE, PIE]),
    ("how the shares of rent, food and the rest differ between {n} cities", STACK, [SCATTER, LINE, HIST]),
    ("in how many of {m} flats the rent is very far above the usual, and how far", HIST, [PIE, BAR, LINE]),
    ("whether rent grows with the size of the flat, for {m} flats", SCATTER, [BAR, PIE, HIST]),
    ("how often each of {n} reasons for a complaint was named", BAR, [LINE, SCATTER, HIST]),
    ("whether the temperature of a machine rises during {n} hours", LINE, [PIE, HIST, BOXES]),
]  # fmt: skip


@family("chart-choice", difficulty=-1)
def chart_choice(rng):
    """Choose the chart that answers a question."""
    question, right, wrongs = rng.choice(ASKED)
    asked = question.format(n=rng.randint(9, 24), m=rng.choice([120, 200, 350, 500]))
    return Question(
        prompt=f"You want to show {asked}. Which chart?",
        answer=Choice.shuffled(rng, right, wrongs),
        typical=[Typical(one, *CHARTS[one]) for one in wrongs],
        solution=f"{right}",
    )


ZERO = "Let the axis of the bars begin at 0, or show the values as points."
THIN = "Draw the points small and transparent, or count them in cells."
SPLIT = "Draw two plots, one above the other, each with its own axis and one common x."
AREA = "Draw densities, so that area and not height stands for the share."
SAME = "Give all panels the same axes."
SORT = "Join only points whose order means something; for categories draw bars or points."
REPAIRS = {
    ZERO: ("other_axis", "Which of the marks in this plot has a length that somebody could misread?"),
    THIN: ("other_points", "Is the trouble here that marks cover each other?"),
    SPLIT: ("other_panels", "Do two scales share one plot here?"),
    AREA: ("other_areas", "Are there bars of unequal width here?"),
    SAME: ("same_axes", "Are there panels to be compared here?"),
    SORT: ("other_lines", "Does a line join things without an order here?"),
}
MISLEADING = [
    ("bars for {a} and {b} per cent; the axis goes from {c} to 100", ZERO, "bars are read by their length"),
    ("{m} 000 points of one black, which have merged into a blot", THIN,
     "inside a blot nobody sees where there are more"),
    ("prices on the left axis and visitors on the right one, scaled so that the two curves meet", SPLIT,
     "two scales can be made to cross anywhere"),
    ("a histogram of counts whose last bin reaches from {a} to {d}, all others being 5 wide", AREA,
     "a wide bin collects more, so its bar is high for no other reason"),
    ("{n} histograms side by side for {n} cities, each scaled to its own data", SAME,
     "the same height means something else in each"),
    ("a line through the average rents of {n} cities, in the order of the alphabet", SORT,
     "the slope between two neighbours of the alphabet means nothing"),
]  # fmt: skip


@family("misleading", difficulty=0)
def misleading(rng):
    """Find the repair of a misleading plot."""
    text, right, why = rng.choice(MISLEADING)
    low = rng.randint(52, 88)
    shown = text.format(
        a=low, b=low + rng.randint(2, 5), c=low - rng.randint(1, 3), d=low + 100, m=rng.randint(20, 90),
        n=rng.randint(6, 14),
    )  # fmt: skip
    wrongs = rng.sample([one for one in REPAIRS if one != right], 3)
    return Question(
        prompt=f"A plot shows {shown}. Which repair does it need?",
        answer=Choice.shuffled(rng, right, wrongs),
        typical=[Typical(one, *REPAIRS[one]) for one in wrongs],
        solution=f"The trouble: {why}. {right}",
    )
