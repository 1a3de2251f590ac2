"""Checks of lab-plot-statistics: NumPy, Matplotlib and SciPy as oracles; pictures are read, not looked at."""

import re

import numpy as np
from matplotlib.cbook import boxplot_stats
from scipy.stats import gaussian_kde

from groundup.grading import array, check, close, echo, equal, item, probe, raises, taken, that

# --- task 1 ------------------------------------------------------------------------------------


@check("quantile: on a straight line between neighbouring data", task=1)
def quantiles(lab, rng):
    close(lab.quantile([10, 40, 20, 30], 0.5), 25)
    close(lab.quantile([10, 40, 20, 30], 0.25), 17.5)
    close(lab.quantile([10, 40, 20, 30], 0.0), 10)
    close(lab.quantile([10, 40, 20, 30], 1), 40)
    close(lab.quantile([7.5], 0.3), 7.5)
    for n in (2, 5, 8, 11):
        x = rng.normal(size=n)
        for q in (0.1, 0.25, 0.5, 0.77):
            close(lab.quantile(x, q), np.quantile(x, q))


@check("quantile: refuses shares that are none, and no data", task=1)
def refuses_quantiles(lab, rng):
    close(lab.quantile([3, 1], 0.5), 2)
    for q in (-0.01, 1.01):
        raises(ValueError, lab.quantile, [3, 1], q)
    raises(ValueError, lab.quantile, [], 0.5)


# --- task 2 ------------------------------------------------------------------------------------


@check("histogram: values on edges belong to the bin on their right, the last edge to the last bin", task=2)
def edges_belong(lab, rng):
    histogram_is(lab.histogram([1, 2, 2, 3, 4], [1, 2, 4]), [1, 4], [1, 2, 4])
    histogram_is(lab.histogram([0, 1, 1, 2, 3, 3], [0, 1, 2, 3]), [1, 2, 3], [0, 1, 2, 3])
    x = rng.integers(0, 7, size=20)
    counts, edges = np.histogram(x, [0, 2, 3, 6])
    histogram_is(lab.histogram(x.tolist(), [0, 2, 3, 6]), counts, edges)


@check("histogram: bins of equal width, ten unless said otherwise", task=2)
def equal_bins(lab, rng):
    for n in (1, 4, 30):
        x = rng.normal(size=n)
        histogram_is(lab.histogram(x), *np.histogram(x))
        for k in (1, 2, 7):
            histogram_is(lab.histogram(x, k), *np.histogram(x, k))
    histogram_is(lab.histogram([3, 3, 3], 2), *np.histogram([3, 3, 3], 2))


@check("histogram: what lies outside the edges is in no bin", task=2)
def outside(lab, rng):
    x = [*rng.uniform(0, 4, size=8).tolist(), -1.0, 4.5, 9.0, -0.001]
    for density in (False, True):
        expected = np.histogram(x, [0, 1.5, 2, 4], density=density)
        histogram_is(lab.histogram(x, [0, 1.5, 2, 4], density), *expected)


@check("histogram: with density the area is 1, also for unequal bins", task=2)
def densities(lab, rng):
    histogram_is(lab.histogram([1, 2, 5, 6], [0, 4, 6], density=True), [0.125, 0.25], [0, 4, 6])
    for _ in range(3):
        x = rng.gamma(2, size=25)
        edges = np.cumsum([0, 0.5, 0.2, 1.1, 3.0, 20.0])
        found = lab.histogram(x, edges, True)
        histogram_is(found, *np.histogram(x, edges, density=True))
        heights = array(item(found, 0), (5,))
        close(float((heights * np.diff(edges)).sum()), 1.0, "The area of all bars")
        histogram_is(lab.histogram(x, 6, density=True), *np.histogram(x, 6, density=True))


@check("histogram: refuses edges that are none, no bins, no data", task=2)
def refuses_edges(lab, rng):
    x = rng.normal(size=5)
    histogram_is(lab.histogram(x, [-9, 9]), [5], [-9, 9])
    for bins in ([1, 0], [0, 1, 1], [0, 2, 1], [0], [], 0, -3):
        raises(ValueError, lab.histogram, x, bins)
    raises(ValueError, lab.histogram, [], 3)
    raises(ValueError, lab.histogram, [], [0, 1])


# --- task 3 ------------------------------------------------------------------------------------


@check("box_stats: the example of the brief", task=3)
def box_example(lab, rng):
    box_is(lab.box_stats([1, 2, 3, 4, 100]), [1, 2, 3, 4, 100])
    box_is(lab.box_stats([100, 3, 1, 4, 2]), [1, 2, 3, 4, 100])


@check("box_stats: as Matplotlib draws it", task=3)
def boxes(lab, rng):
    for n in (1, 2, 5, 9, 24):
        x = rng.normal(size=n) ** 3
        box_is(lab.box_stats(x), x)
    box_is(lab.box_stats(rng.standard_t(1.5, size=40)), None)


@check("box_stats: data exactly on a fence are inside", task=3)
def on_the_fence(lab, rng):
    for x in ([0, 4, 6, 8, 12, 14], [10, 12, 14, 16, 22], [4, 6, 8, 10, 16], [-6, 0, 2, 4], [0, 2, 4, 10]):
        box_is(lab.box_stats(x), x)
    box_is(lab.box_stats([-4, 2, 4, 6, 12]), [-4, 2, 4, 6, 12])  # both ends exactly on a fence
    box_is(lab.box_stats([-4.001, 2, 4, 6, 12.001]), [-4.001, 2, 4, 6, 12.001])


@check("box_stats: a whisker never ends inside the box", task=3)
def whisker_at_box(lab, rng):
    for x in ([0, 0, 0, 100], [100, 100, 100, 0], [5, 5, 5, 5], [0, 0, 0, 0, 1, 100, 100]):
        box_is(lab.box_stats(x), x)


@check("box_stats: fliers on both sides, ascending; and no data are refused", task=3)
def fliers(lab, rng):
    middle = rng.uniform(0, 1, size=12).tolist()
    x = [50.0, *middle, -30.0, 40.0, -70.0]
    found = lab.box_stats(x)
    close(item(found, "fliers"), [-70, -30, 40, 50], "`fliers`")
    box_is(found, x)
    raises(ValueError, lab.box_stats, [])


# --- task 4 ------------------------------------------------------------------------------------


@check("kde: one datum is one bump, several are their mean", task=4)
def bumps(lab, rng):
    close(lab.kde([0.0], [0.0, 2.0], 2.0), np.exp([0, -0.5]) / (2 * np.sqrt(2 * np.pi)))
    x, grid = rng.normal(size=6), rng.normal(size=4)
    small = np.array([3, 5], dtype=np.uint8)  # a type that cannot hold a difference below 0
    expected = (np.exp(-2) + np.exp([-8, 0])) / (2 * np.sqrt(2 * np.pi))
    close(lab.kde(small, np.array([1, 5], dtype=np.uint8), 1.0), expected)
    for h in (0.3, 1.0, 2.5):
        expected = sum(np.exp(-(((grid - a) / h) ** 2) / 2) / h for a in x) / (6 * np.sqrt(2 * np.pi))
        close(lab.kde(x.tolist(), grid.tolist(), h), expected)


@check("kde: Scott's bandwidth as in SciPy, unless said otherwise", task=4)
def scotts_rule(lab, rng):
    for n in (2, 7, 40):
        x, grid = 3 * rng.normal(size=n) + 5, rng.uniform(-5, 15, size=9)
        expected = gaussian_kde(x)(grid)
        close(lab.kde(x, grid), expected, abs_tol=1e-10)
        close(lab.kde(x, grid, "scott"), expected, abs_tol=1e-10)


@check("kde: the area is 1 for every bandwidth", task=4)
def area(lab, rng):
    x, grid = rng.normal(size=8), np.linspace(-40, 40, 8001)
    for h in (0.1, 1.0, 4.0):
        heights = array(lab.kde(x, grid, bw=h), (8001,))
        close(float(np.trapezoid(heights, grid)), 1.0, "The area under the curve", abs_tol=1e-6)


@check("kde: refuses bandwidths that are none", task=4)
def refuses_bandwidths(lab, rng):
    close(lab.kde([0.0], [0.0], 1), [1 / np.sqrt(2 * np.pi)])
    for bw in (0, -1.0, 0.0, "silverman"):
        raises(ValueError, lab.kde, [1.0, 2.0], [0.0], bw)
    raises(ValueError, lab.kde, [1.0], [0.0], "scott")
    raises(ValueError, lab.kde, [1.0], [0.0])
    raises(ValueError, lab.kde, [], [0.0], 1.0)


# --- task 5 ------------------------------------------------------------------------------------


@check("svg_plot: smallest x left, smallest y at the bottom", task=5)
def picture(lab, rng):
    circles_are(lab.svg_plot([0, 1], [0, 5], 100, 100, 10), [10, 90], [90, 10])
    circles_are(lab.svg_plot([2, 0, 1], [5, 5.5, 7]), [380, 20, 200], [280, 215, 20])


@check("svg_plot: every point in proportion, in the order of the data", task=5)
def proportions(lab, rng):
    for width, height, margin in ((300, 200, 0), (640, 480, 35)):
        x, y = rng.normal(size=9), 1000 * rng.normal(size=9)
        across = np.interp(x, [x.min(), x.max()], [margin, width - margin])
        down = np.interp(y, [y.min(), y.max()], [height - margin, margin])
        circles_are(lab.svg_plot(x, y, width, height, margin), across, down)


@check("svg_plot: the size stands in the svg element", task=5)
def size(lab, rng):
    width, height = (int(n) for n in rng.integers(200, 600, size=2))
    text = read_svg(lab.svg_plot([1, 2], [3, 4], width, height))
    head = re.search(r"<svg\b[^>]*>", text)[0]
    equal(
        [attribute(head, "width"), attribute(head, "height")], [width, height], "width and height of the svg"
    )
    head = re.search(r"<svg\b[^>]*>", read_svg(lab.svg_plot([1, 2], [3, 4])))[0]
    equal([attribute(head, "width"), attribute(head, "height")], [400, 300], "width and height of the svg")


@check("svg_plot: equal values stand in the middle", task=5)
def equal_values(lab, rng):
    value = float(rng.integers(1, 9))
    circles_are(lab.svg_plot([value] * 2, [1, 2], 100, 60, 10), [50, 50], [50, 10])
    circles_are(lab.svg_plot([1, 2], [value] * 2, 100, 60, 10), [10, 90], [30, 30])
    circles_are(lab.svg_plot([value], [value], 300, 200), [150], [100])


@check("svg_plot: refuses unequal numbers, and no data", task=5)
def refuses_points(lab, rng):
    circles_are(lab.svg_plot([1, 2], [2, 1], 100, 100, 0), [0, 100], [0, 100])
    raises(ValueError, lab.svg_plot, [1, 2], [1])
    raises(ValueError, lab.svg_plot, [1], [1, 2])
    raises(ValueError, lab.svg_plot, [], [])


@check("No function changes its data", task=5)
def unchanged(lab, rng):
    x, y = rng.normal(size=7), rng.normal(size=7)
    for function, others in (
        (lab.box_stats, ()),
        (lab.histogram, (3,)),
        (lab.quantile, (0.5,)),
        (lab.kde, (y,)),
    ):
        _, after = echo(function, x.copy(), *others)
        close(after[0], x, "The data after the call")
    close(lab.quantile(x, 0.5), np.quantile(x, 0.5))


# --- comparing -----------------------------------------------------------------------------------


def histogram_is(found, counts, edges):
    close(item(found, 0), counts, "The heights")
    close(item(found, 1), edges, "The edges")


def box_is(found, x):
    """The dict that Matplotlib computes for x; for None only what must hold of every box."""
    if x is None:
        low, q1, high = (float(array(item(found, key), ())) for key in ("whislo", "q1", "whishi"))
        that(low <= q1 <= high, "whislo is at most q1, and q1 at most whishi.")
        return
    expected = boxplot_stats(np.asarray(x, dtype=float))[0]
    for key in ("q1", "med", "q3", "whislo", "whishi"):
        close(item(found, key), float(expected[key]), f"`{key}`")
    close(item(found, "fliers"), np.sort(expected["fliers"]), "`fliers`")


def read_svg(text):
    text = taken(text)
    that(isinstance(text, str), "svg_plot gives a text.")
    that(len(re.findall(r"<svg\b[^>]*>", text)) == 1, "There should be one svg element in the text.")
    return text


def attribute(tag, name):
    found = re.search(rf"""\s{name}\s*=\s*["']\s*([-+.\deE]+)\s*(?:px)?\s*["']""", tag)
    that(bool(found), f"The attribute {name} is missing, or is no number, in {tag[:80]}")
    try:
        return float(found[1])
    except ValueError:
        that(False, f"The attribute {name} is no number in {tag[:80]}")


def circles_are(text, across, down):
    circles = re.findall(r"<circle\b[^>]*>", read_svg(text))
    that(
        len(circles) == len(across), f"{len(across)} points should give as many circles, not {len(circles)}."
    )
    close([attribute(tag, "cx") for tag in circles], across, "`cx` of the circles", abs_tol=0.011)
    close([attribute(tag, "cy") for tag in circles], down, "`cy` of the circles", abs_tol=0.011)


# --- probes: one for each way in which the known mistakes differ -------------------------------


@probe
def halfway(lab):
    return lab.quantile([10, 20, 30, 40], 0.4)


@probe
def largest_value(lab):
    return lab.histogram([0.5, 1.5, 2], [0, 1, 2])[0]


@probe
def inner_edge(lab):
    return lab.histogram([0.5, 1, 1.5], [0, 1, 2])[0]


@probe
def unequal_density(lab):
    return lab.histogram([1, 2, 5, 5.5], [0, 4, 6], True)[0]


@probe
def density_with_values_outside(lab):
    return lab.histogram([0.5, 0.6, 7], [0, 1], True)[0]


@probe
def equal_density(lab):
    return lab.histogram([0.5, 2.5, 2.7], [0, 2, 4], True)[0]


@probe
def whiskers(lab):
    found = lab.box_stats([1, 2, 3, 4, 100])
    return [found["whislo"], found["whishi"]]


@probe
def box(lab):
    found = lab.box_stats([1, 2, 4, 8])
    return [found["q1"], found["med"], found["q3"]]


@probe
def one_bump(lab):
    return lab.kde([0.0], [0.0], 2.0)


@probe
def wide_data_with_bandwidth(lab):
    return lab.kde([0.0, 10.0], [0.0], 1.0)


@probe
def scotts_bandwidth(lab):
    return lab.kde([0.0, 1.0, 2.0], [1.0])


def centres(text):
    return [round(float(x), 2) for x in re.findall(r"""c[xy]=["']([-\d.]+)""", read_svg(text))]


@probe
def rising_points(lab):
    return centres(lab.svg_plot([0, 1], [0, 5], 100, 100, 10))


@probe
def far_from_zero(lab):
    return centres(lab.svg_plot([100, 102], [50, 60], 100, 100, 10))
