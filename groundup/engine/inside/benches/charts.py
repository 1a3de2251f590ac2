"""What a Matplotlib figure encodes, as data: axes, scales, labels, and the numbers in each artist.

Promises: plain data; the order is that of drawing; artists that carry no data (spines, ticks, the legend's
own lines) are left out. Not described: pixels, colours beyond their hex code, and artists of other kinds.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

MOST_FIGURES = 8
MOST_ARTISTS = 200


def taken() -> list[dict[str, Any]]:
    """Every open figure, described and closed."""
    plt = sys.modules.get("matplotlib.pyplot")
    if plt is None:
        return []
    numbers = plt.get_fignums()[:MOST_FIGURES]
    try:
        return [described(plt.figure(number)) for number in numbers]
    finally:
        plt.close("all")


def described(figure: Any) -> dict[str, Any]:
    return {"title": figure.get_suptitle(), "axes": [_axes(axes) for axes in figure.axes]}


def _axes(axes: Any) -> dict[str, Any]:
    return {
        "title": axes.get_title(),
        "x": _axis(axes.xaxis, axes.get_xlim()),
        "y": _axis(axes.yaxis, axes.get_ylim()),
        "legend": [text.get_text() for text in axes.get_legend().get_texts()] if axes.get_legend() else [],
        "texts": [text.get_text() for text in axes.texts][:MOST_ARTISTS],
        **_artists(axes),
    }


def _axis(axis: Any, limits: tuple[float, float]) -> dict[str, Any]:
    places = axis.get_ticklocs()[:MOST_ARTISTS]
    return {
        "label": axis.get_label_text(),
        "scale": axis.get_scale(),
        "limits": [float(limit) for limit in limits],
        "ticks": [float(place) for place in places],
        "tick_labels": [str(text) for text in axis.get_major_formatter().format_ticks(places)],
    }


def _artists(axes: Any) -> dict[str, Any]:
    from matplotlib.collections import PathCollection, PolyCollection  # there is a figure: it is loaded
    from matplotlib.patches import Polygon

    collections = list(axes.collections)
    return {
        "lines": [_line(line) for line in axes.lines[:MOST_ARTISTS]],
        "points": [_points(found) for found in collections if isinstance(found, PathCollection)],
        "areas": [_area(found) for found in collections if isinstance(found, PolyCollection)],
        "bars": _bars(axes),
        "outlines": [
            {"label": _label(patch), "corners": _numbers(patch.get_xy())}
            for patch in axes.patches[:MOST_ARTISTS]
            if type(patch) is Polygon
        ],
        "images": [
            {"values": _numbers(image.get_array()), "extent": [float(edge) for edge in image.get_extent()]}
            for image in axes.images[:MOST_ARTISTS]
        ],
    }


def _line(line: Any) -> dict[str, Any]:
    return {
        "label": _label(line),
        "x": _numbers(line.get_xdata(orig=False)),
        "y": _numbers(line.get_ydata(orig=False)),
        "style": str(line.get_linestyle()),
        "marker": str(line.get_marker()),
        "colour": _hex(line.get_color()),
    }


def _points(found: Any) -> dict[str, Any]:
    offsets = _numbers(found.get_offsets())
    values = found.get_array()
    return {
        "label": _label(found),
        "x": offsets[:, 0],
        "y": offsets[:, 1],
        "sizes": _numbers(found.get_sizes()),
        "values": _numbers(values) if values is not None else None,
        "opacity": found.get_alpha(),
    }


def _area(found: Any) -> dict[str, Any]:
    corners = [_numbers(path.vertices) for path in found.get_paths()[:MOST_ARTISTS]]
    return {"label": _label(found), "corners": corners}


def _bars(axes: Any) -> list[dict[str, Any]]:
    """Rectangles, one by one; those of one call of `bar` or `hist` share its label."""
    from matplotlib.patches import Rectangle  # as above

    labels = {}
    for group in axes.containers:
        patches = list(getattr(group, "patches", ()))
        for patch in patches:
            labels[id(patch)] = _label(group) or _label(patches[0])  # `hist` names its first rectangle
    bars = [patch for patch in axes.patches[: 10 * MOST_ARTISTS] if type(patch) is Rectangle]
    return [_bar(patch, labels.get(id(patch)) or _label(patch)) for patch in bars]


def _bar(patch: Any, label: str) -> dict[str, Any]:
    return {
        "label": label,
        "left": float(patch.get_x()),
        "width": float(patch.get_width()),
        "bottom": float(patch.get_y()),
        "height": float(patch.get_height()),
        "colour": _hex(patch.get_facecolor()),
    }


def _label(artist: Any) -> str:
    """What a legend would call it; nothing for Matplotlib's own names, which begin with an underscore."""
    label = str(artist.get_label())
    return "" if label.startswith("_") else label


def _hex(colour: Any) -> str:
    from matplotlib.colors import to_hex  # there is a figure: it is loaded

    return str(to_hex(colour))


def _numbers(values: Any) -> np.ndarray[Any, Any]:
    return np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)
