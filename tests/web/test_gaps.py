"""Gaps: what blocks the goal, with a reason each."""

from __future__ import annotations

from fastapi.testclient import TestClient

from groundup import actions
from groundup.workspace import Workspace
from tests.web.conftest import read


def test_gaps_are_ranked_with_reasons(visitor: TestClient, workspace: Workspace) -> None:
    text = read(visitor, "/gaps")
    for gap in actions.gaps(workspace):
        assert gap.concept.title in text and gap.reason in text
    assert "Endlessness outlined" in text


def test_one_gap_is_closed_first_and_can_be_left(visitor: TestClient) -> None:
    assert "Close this one" in read(visitor, "/gaps")
    answer = visitor.post("/gaps/close", data={"concept": "doubling"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/plan")
    assert "the shortest way to close one gap" in read(visitor, "/plan")
    assert "The plan closes" in read(visitor, "/gaps")
    visitor.post("/gaps/leave")
    assert "the shortest way to close one gap" not in read(visitor, "/plan")
    assert visitor.post("/gaps/close", data={"concept": "nothing"}).status_code == 404
