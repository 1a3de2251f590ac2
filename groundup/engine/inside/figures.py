"""Matplotlib figures as SVG, in the house style.

Promises: the palette's own colours in the text of the SVG (the trusted side turns them into variables),
text as text, no fixed size, the axes' place and data limits measured after the layout.
"""

from __future__ import annotations

import base64
import io
from typing import Any

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
ACCENTS = ("#2f5fd0", "#d9730d", "#2e8b57", "#c93c37", "#7b4fc9")  # blue, orange, green, red, violet
LARGEST_SVG = 1_500_000
POINTS_PER_INCH = 72.0


def prepare() -> None:
    """Set the style once, before the first fork."""
    import matplotlib
    import sklearn
    from cycler import cycler

    matplotlib.rcParams.update(
        {
            "figure.figsize": (6.4, 4.0),
            "figure.facecolor": "none",
            "axes.facecolor": "none",
            "savefig.facecolor": "none",
            "savefig.edgecolor": "none",
            "svg.fonttype": "none",
            "svg.hashsalt": "groundup",
            "font.size": 11,
            "text.color": INK,
            "axes.edgecolor": INK,
            "axes.labelcolor": INK,
            "axes.titlecolor": INK,
            "xtick.color": INK,
            "ytick.color": INK,
            "grid.color": GRID,
            "axes.axisbelow": True,
            "legend.frameon": False,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.prop_cycle": cycler(color=ACCENTS),
            "patch.edgecolor": INK,
            "hatch.color": INK,
            "boxplot.boxprops.color": INK,
            "boxplot.whiskerprops.color": INK,
            "boxplot.capprops.color": INK,
            "boxplot.flierprops.color": INK,
            "lines.linewidth": 1.8,
            "figure.max_open_warning": 0,
        }
    )
    sklearn.set_config(display="text")  # its HTML needs scripts and styles that the page refuses


def svg_of(figure: Any, tight: bool = False) -> str:
    text = io.StringIO()
    figure.savefig(
        text,
        format="svg",
        bbox_inches="tight" if tight else None,
        metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
    )
    whole = text.getvalue()
    return whole[whole.index("<svg") :]


def shown(figure: Any) -> tuple[str, str]:
    """A cell's figure as (kind, content): SVG, or PNG in base64 where the SVG would be too large."""
    svg = svg_of(figure, tight=True)
    if len(svg) <= LARGEST_SVG:
        return "svg", svg
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=110, bbox_inches="tight")
    return "png", base64.b64encode(picture.getvalue()).decode()


def axes_of(figure: Any) -> list[list[float]]:
    """For each axes: left, top, width, height in SVG units, then x and y limits in data units."""
    scale = POINTS_PER_INCH / figure.dpi
    height = figure.get_size_inches()[1] * POINTS_PER_INCH
    places = []
    for axes in figure.axes:
        box = axes.get_window_extent()
        place = [box.x0 * scale, height - box.y1 * scale, box.width * scale, box.height * scale]
        places.append([float(n) for n in (*place, *axes.get_xlim(), *axes.get_ylim())])
    return places
