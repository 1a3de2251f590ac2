"""Checks of practical-honest-plots: what was drawn is read back as data and compared with the table."""

import numpy as np

from groundup.grading import array, check, close, equal, item, probe, taken, that

EDGES = [0, 400, 800, 1200, 2000, 4000]
CITIES = ["Kiel", "Bonn", "Ulm", "Jena", "Trier"]


@check("bars: one for each city, as high as the mean of its known rents", task=1)
def bar_heights(lab, rng):
    flats = some_flats(rng)
    axes = drawn(lab, flats, "bars")
    found = {city: height for city, _, height in named_bars(axes)}
    expected = means(flats)
    equal(sorted(found), sorted(expected), "The cities under the bars")
    close([found[city] for city in sorted(expected)], [expected[city] for city in sorted(expected)])


@check("bars: the highest on the left", task=1)
def bar_order(lab, rng):
    flats = some_flats(rng)
    placed = sorted((left, city) for city, left, _ in named_bars(drawn(lab, flats, "bars")))
    expected = means(flats)
    highest_first = sorted(expected, key=expected.get, reverse=True)
    equal([city for _, city in placed], highest_first, "The cities from left to right")


@check("bars: they and their axis begin at 0", task=1)
def bars_at_zero(lab, rng):
    axes = drawn(lab, some_flats(rng), "bars")
    for bar in listed(axes, "bars"):
        close(item(bar, "bottom"), 0, "The lower end of a bar")
        that(number(item(bar, "height")) > 0, "Each bar goes up from 0.")
    close(item(limits(axes, "y"), 0), 0, "The lower end of the y-axis")


@check("histogram: densities over the five bins", task=2)
def histogram_heights(lab, rng):
    flats = some_flats(rng)
    bars = sorted(
        (number(item(bar, "left")), number(item(bar, "width")), number(item(bar, "height")))
        for bar in listed(drawn(lab, flats, "histogram"), "bars")
    )
    that(len(bars) == 5, f"The histogram should have 5 bars, not {len(bars)}.")
    close([left for left, _, _ in bars], EDGES[:-1], "The left edges of the bars")
    close([width for _, width, _ in bars], np.diff(EDGES), "The widths of the bars", abs_tol=1e-6)
    heights, _ = np.histogram([rent for _, _, rent in known(flats)], EDGES, density=True)
    close([height for _, _, height in bars], heights, "The heights of the bars")


@check("scatter: one point for each flat with a known rent", task=3)
def scatter_points(lab, rng):
    flats = some_flats(rng)
    (points,) = one_of(listed(drawn(lab, flats, "scatter"), "points"), "set of points")
    x, y = array(item(points, "x")), array(item(points, "y"))
    expected = sorted((size, rent) for _, size, rent in known(flats))
    that(x.shape == y.shape == (len(expected),), f"There should be {len(expected)} points.")
    close(sorted(zip(x.tolist(), y.tolist(), strict=True)), expected, "The points, sorted")


@check("scatter: both axes logarithmic, and points that can be seen through", task=3)
def scatter_settings(lab, rng):
    axes = drawn(lab, some_flats(rng), "scatter")
    for name in ("x", "y"):
        equal(item(item(axes, name), "scale"), "log", f"The scale of the {name}-axis")
    (points,) = one_of(listed(axes, "points"), "set of points")
    opacity = number(item(points, "opacity"))
    that(0 < opacity <= 0.5, f"The opacity of the points should be at most 0.5; it is {opacity:g}.")


def labelled(word, task):
    @check(f"{word}: a title, and labels with the unit", task=task)
    def labels(lab, rng):
        axes = drawn(lab, some_flats(rng), word)
        that(bool(text(item(axes, "title"))), "The plot has no title.")
        named = {name: text(item(item(axes, name), "label")) for name in ("x", "y")}
        for name, label in named.items():
            that(bool(label), f"The {name}-axis has no label.")
        for name in {"bars": "y", "histogram": "xy", "scatter": "y"}[word]:
            that("EUR" in named[name], f"The label of the {name}-axis, {named[name]!r}, should contain EUR.")

    return labels


LABELS = [labelled("bars", 1), labelled("histogram", 2), labelled("scatter", 3)]


# --- the table, and what of it should be seen ------------------------------------------------------


def some_flats(rng):
    """[(city, size, rent or None)]: three to five cities, some rents missing, one known in each city."""
    cities = [CITIES[k] for k in rng.permutation(5)[: int(rng.integers(3, 6))]]
    flats = [(city, int(rng.integers(20, 140)), int(rng.integers(300, 1900))) for city in cities]
    for _ in range(int(rng.integers(25, 40))):
        size = int(rng.integers(18, 160))
        rent = None if rng.random() < 0.2 else int(rng.integers(120, 3900))
        flats.append((cities[int(rng.integers(len(cities)))], size, rent))
    return flats


def as_csv(flats):
    lines = [f"{city},{size},{'' if rent is None else rent}" for city, size, rent in flats]
    return "\n".join(["city,size,rent", *lines, ""])


def known(flats):
    return [flat for flat in flats if flat[2] is not None]


def means(flats):
    found = {}
    for city, _, rent in known(flats):
        found.setdefault(city, []).append(rent)
    return {city: sum(rents) / len(rents) for city, rents in found.items()}


# --- reading what was drawn ------------------------------------------------------------------------


def drawn(lab, flats, word):
    """The only axes of the only figure that the script leaves open."""
    figures = item(lab.run({"flats.csv": as_csv(flats)}, [word]), "figures")
    (figure,) = one_of(figures, "figure")
    (axes,) = one_of(item(figure, "axes"), "axes")
    return axes


def one_of(found, what):
    found = taken(found)
    that(isinstance(found, list), f"There should be one {what}.")
    that(len(found) == 1, f"There should be one {what}, not {len(found)}.")
    return found


def listed(axes, key):
    found = item(axes, key)
    that(isinstance(found, list) and bool(found), f"The plot has no {key}.")
    return found


def limits(axes, name):
    return item(item(axes, name), "limits")


def number(value):
    return float(array(value, ()))


def text(value):
    value = taken(value)
    return value.strip() if isinstance(value, str) else ""


def named_bars(axes):
    """[(the text of the tick under the bar, left, height)]."""
    axis = item(axes, "x")
    ticks, labels = array(item(axis, "ticks"), (None,)), taken(item(axis, "tick_labels"))
    that(isinstance(labels, list) and len(labels) == len(ticks), "The x-axis has no names under the bars.")
    named = []
    for bar in listed(axes, "bars"):
        left, width = number(item(bar, "left")), number(item(bar, "width"))
        under = [
            text(label) for tick, label in zip(ticks, labels, strict=True) if left <= tick <= left + width
        ]
        that(len(under) == 1, "Under each bar there should be the name of one city.")
        named.append((under[0], left, number(item(bar, "height"))))
    return named


# --- probes ----------------------------------------------------------------------------------------

FLATS = [("Bonn", 40, 500), ("Kiel", 50, 900), ("Kiel", 60, 1100), ("Bonn", 45, None), ("Bonn", 30, 300)]


def plot(lab, word):
    return lab.run({"flats.csv": as_csv(FLATS)}, [word])["figures"][0]["axes"][0]


@probe
def heights_of_bars(lab):
    return [round(float(bar["height"]), 3) for bar in plot(lab, "bars")["bars"]]


@probe
def axis_of_bars(lab):
    return round(float(plot(lab, "bars")["y"]["limits"][0]), 3)


@probe
def heights_of_histogram(lab):
    return [round(float(bar["height"]), 6) for bar in plot(lab, "histogram")["bars"]]


@probe
def scales(lab):
    axes = plot(lab, "scatter")
    return [axes["x"]["scale"], axes["y"]["scale"]]


@probe
def opacity(lab):
    return plot(lab, "scatter")["points"][0]["opacity"]
