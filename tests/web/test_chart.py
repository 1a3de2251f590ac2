"""The map as a drawing: every concept has a spot of its own, every prerequisite a line."""

from __future__ import annotations

from itertools import combinations

from groundup import actions
from groundup.catalog import content_roots, load
from groundup.web.chart import LINE_CHARACTERS, LINES, NODE_HEIGHT, NODE_WIDTH, chart, title_lines
from groundup.workspace import Workspace


def test_no_concept_of_the_whole_roadmap_covers_another(workspace: Workspace) -> None:
    workspace.catalog = load(content_roots())
    view = actions.roadmap(workspace)
    drawn = chart(view)
    assert set(drawn.spots) == {node.id for node in view.nodes}
    for one, other in combinations(drawn.spots.values(), 2):
        assert abs(one.x - other.x) >= NODE_WIDTH or abs(one.y - other.y) >= NODE_HEIGHT
    for spot in drawn.spots.values():
        assert 0 <= spot.x <= drawn.width - NODE_WIDTH and 0 <= spot.y <= drawn.height - NODE_HEIGHT


def test_each_prerequisite_is_one_line(workspace: Workspace) -> None:
    view = actions.roadmap(workspace)
    wanted = sorted((p, node.id) for node in view.nodes for p in node.prerequisites)
    assert sorted((line.source, line.target) for line in chart(view).lines) == wanted


def test_titles_fit_their_nodes() -> None:
    for concept in load(content_roots()).concepts.values():
        lines = title_lines(concept.title)
        assert len(lines) <= LINES
        assert all(len(line) <= LINE_CHARACTERS for line in lines), concept.title
        assert "…" not in lines[-1], concept.title
