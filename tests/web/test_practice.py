"""Practice: one fresh question of a concept after another."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from groundup import actions
from groundup.workspace import Workspace
from tests.web.conftest import read


def test_practice_asks_and_leads_to_the_next(visitor: TestClient) -> None:
    assert "Practice" in read(visitor, "/practice/doubling")
    html = visitor.get("/practice/doubling").text
    assert 'name="place" value="practice"' in html and "What is twice" in html


def test_practice_turns_to_the_family_that_was_asked_least(visitor: TestClient, workspace: Workspace) -> None:
    asked = actions.ask(workspace, "counting/next-number")
    actions.answer(workspace, asked.id, "0")
    assert "Which is more?" in read(visitor, "/practice/counting")


@pytest.mark.parametrize("id", ["endlessness", "none"])
def test_there_is_no_practice_where_there_are_no_questions(visitor: TestClient, id: str) -> None:
    assert visitor.get(f"/practice/{id}").status_code == 404
