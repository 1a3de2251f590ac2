"""Map: every concept, where it stands, and the path; as a drawing and as a list."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from groundup import actions
from groundup.workspace import Workspace
from tests.web.conftest import read


def test_the_map_shows_every_concept_twice_and_its_stage(visitor: TestClient) -> None:
    html = visitor.get("/map").text
    for id in ("counting", "doubling", "halving", "endlessness"):
        assert f'id="node-{id}"' in html
        assert html.count(f'href="/concept/{id}"') == 2
    assert "First steps" in read(visitor, "/map")
    assert "4 concepts, and the path to Role: counter. 3 are complete here" in read(visitor, "/map")


def test_a_node_says_its_state_without_colour(visitor: TestClient, workspace: Workspace) -> None:
    actions.claim(workspace, ["counting"])
    html = visitor.get("/map").text
    assert 'aria-label="Counting: claimed, on your path"' in html
    assert 'aria-label="Endlessness: not started, outlined, on your path"' in html


def test_an_outlined_concept_looks_unlike_a_complete_one(visitor: TestClient) -> None:
    html = visitor.get("/map").text
    classes = dict(re.findall(r'id="node-(\w+)"[^>]* class="([^"]*)"', html))
    assert "is-outlined" in classes["endlessness"] and "is-outlined" not in classes["halving"]


def test_prerequisites_are_lines(visitor: TestClient) -> None:
    assert 'data-from="counting" data-to="doubling"' in visitor.get("/map").text


def test_without_a_goal_there_is_a_map_and_no_path(stranger: TestClient) -> None:
    html = stranger.get("/map").text
    assert "on your path" not in html and 'id="node-counting"' in html
