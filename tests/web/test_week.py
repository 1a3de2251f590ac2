"""Week: what was learned, what faded, what moved; a week off is no reproach."""

from __future__ import annotations

from fastapi.testclient import TestClient

from groundup.workspace import Workspace
from tests.web.conftest import Clock, read
from tests.web.test_report import practise


def test_a_week_off_is_no_reproach(visitor: TestClient) -> None:
    assert "A week off." in read(visitor, "/week")


def test_a_week_says_what_was_learned_and_leads_to_the_one_before(
    visitor: TestClient, workspace: Workspace, clock: Clock
) -> None:
    practise(workspace, clock, 30)
    text = read(visitor, "/week")
    assert "30 questions, 24 right" in text and "Counting" in text and "known" in text
    clock.sleep(7)
    assert "30 questions" in read(visitor, "/week?back=1")
    assert visitor.get("/week?back=-1").status_code == 422
    assert visitor.get("/week?back=many").status_code == 422


def test_today_leads_to_the_week_and_the_week_to_the_report(visitor: TestClient) -> None:
    assert 'href="/week"' in visitor.get("/today").text
    assert 'href="/report"' in visitor.get("/week").text
