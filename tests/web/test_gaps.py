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
