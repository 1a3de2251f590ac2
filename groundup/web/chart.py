"""The map as a drawing: each stage a panel that flows from left to right, panels in rows like lines of text.

Positions inside a panel come from dagre; what a node looks like is the template's matter. Only titles, stages
and prerequisites are read, so a layout serves until the content changes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from groundup.actions import MapView
from groundup.web.inside import Laid, lay_out

NODE_WIDTH, NODE_HEIGHT = 190.0, 56.0
LINE_CHARACTERS, LINES = 24, 3  # of a title, at the size of the map
TOP, SIDE, GAP = 70.0, 34.0, 26.0  # of a panel: room for its title, around its nodes, to the next
ROW_WIDTH = 5900.0  # a row of panels; gives the whole map the proportions of a window

Stages = tuple[
    tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...
]  # (stage, ((id, prerequisites), ...))


@dataclass(frozen=True)
class Spot:
    """The top left corner of a node."""

    x: float
    y: float


@dataclass(frozen=True)
class Panel:
    stage: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Line:
    """A prerequisite: from the earlier concept to the later. `far` lines join two stages."""

    source: str
    target: str
    path: str
    far: bool


@dataclass(frozen=True)
class Chart:
    width: float
    height: float
    panels: tuple[Panel, ...]
    spots: Mapping[str, Spot]
    lines: tuple[Line, ...]


def chart(view: MapView) -> Chart:
    """Where everything on the map stands."""
    by_stage = tuple(
        (stage, tuple((n.id, n.prerequisites) for n in view.nodes if n.stage == stage))
        for stage, _ in view.stages
    )
    return _chart(by_stage)


@lru_cache(maxsize=2)
def _chart(stages: Stages) -> Chart:
    laid = {stage: _lay_out(nodes) for stage, nodes in stages}
    panels = _in_rows({stage: (one.width + 2 * SIDE, one.height + TOP + SIDE) for stage, one in laid.items()})
    spots: dict[str, Spot] = {}
    near: list[Line] = []
    for panel in panels:
        left, top = panel.x + SIDE, panel.y + TOP
        for id, (x, y) in laid[panel.stage].nodes.items():
            spots[id] = Spot(left + x - NODE_WIDTH / 2, top + y - NODE_HEIGHT / 2)
        near += [Line(a, b, _bent(points, left, top), False) for a, b, points in laid[panel.stage].edges]
    joined = {(line.source, line.target) for line in near}
    prerequisites = [(p, id) for _, nodes in stages for id, of in nodes for p in of if p in spots]
    far = [Line(p, id, _far(spots[p], spots[id]), True) for p, id in prerequisites if (p, id) not in joined]
    width = max((panel.x + panel.width for panel in panels), default=0)
    height = max((panel.y + panel.height for panel in panels), default=0)
    return Chart(round(width), round(height), panels, spots, (*far, *near))


def _lay_out(nodes: tuple[tuple[str, tuple[str, ...]], ...]) -> Laid:
    ids = {id for id, _ in nodes}
    edges = [(p, id) for id, prerequisites in nodes for p in prerequisites if p in ids]
    return lay_out([(id, NODE_WIDTH, NODE_HEIGHT) for id, _ in nodes], edges)


def _in_rows(sizes: Mapping[str, tuple[float, float]]) -> tuple[Panel, ...]:
    """Side by side while there is room; panels of a row are as high as the highest of them."""
    rows: list[list[str]] = [[]]
    for stage, (width, _) in sizes.items():
        taken = sum(sizes[other][0] + GAP for other in rows[-1])
        if rows[-1] and taken + width > ROW_WIDTH:
            rows.append([])
        rows[-1].append(stage)
    panels: list[Panel] = []
    y = 0.0
    for row in rows:
        height = max((sizes[stage][1] for stage in row), default=0)
        spare = (ROW_WIDTH - sum(sizes[s][0] for s in row) - GAP * (len(row) - 1)) / max(len(row), 1)
        x = 0.0
        for stage in row:
            width = sizes[stage][0] + max(spare, 0)
            panels.append(Panel(stage, x, y, width, height))
            x += width + GAP
        y += height + GAP
    return tuple(panels)


def _bent(points: tuple[tuple[float, float], ...], left: float, top: float) -> str:
    """A smooth line through the points: straight ends, curves through the middles between."""
    moved = [(left + x, top + y) for x, y in points]
    path = f"M{_at(moved[0])}"
    for this, following in pairwise(moved[1:]):
        middle = ((this[0] + following[0]) / 2, (this[1] + following[1]) / 2)
        path += f"Q{_at(this)} {_at(middle)}"
    return path + f"L{_at(moved[-1])}"


def _far(source: Spot, target: Spot) -> str:
    """From one panel to another: out of the side that faces the target."""
    if target.x > source.x + NODE_WIDTH:
        start = (source.x + NODE_WIDTH, source.y + NODE_HEIGHT / 2)
        end = (target.x, target.y + NODE_HEIGHT / 2)
        reach = (end[0] - start[0]) / 2
        return f"M{_at(start)}C{_at((start[0] + reach, start[1]))} {_at((end[0] - reach, end[1]))} {_at(end)}"
    below = target.y > source.y
    start = (source.x + NODE_WIDTH / 2, source.y + (NODE_HEIGHT if below else 0))
    end = (target.x + NODE_WIDTH / 2, target.y + (0 if below else NODE_HEIGHT))
    reach = (end[1] - start[1]) / 2
    return f"M{_at(start)}C{_at((start[0], start[1] + reach))} {_at((end[0], end[1] - reach))} {_at(end)}"


def _at(point: tuple[float, float]) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


@lru_cache(maxsize=1024)
def title_lines(title: str) -> tuple[str, ...]:
    """A title in lines that fit a node; the whole title is the node's name."""
    lines = [""]
    for word in re.sub(r"\$([^$]*)\$", r"\1", title).split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= LINE_CHARACTERS or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > LINES:
        lines[LINES - 1] = lines[LINES - 1][: LINE_CHARACTERS - 1].rstrip(" ,:") + "…"
    return tuple(lines[:LINES])
