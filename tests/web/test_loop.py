"""Loop: six steps, pass by pass, each with a goal, a log and a review."""

from __future__ import annotations

from fastapi.testclient import TestClient

from groundup import actions
from groundup.workspace import Workspace
from tests.web.conftest import read, text_of


def test_a_pass_is_begun_walked_noted_and_ended(visitor: TestClient, workspace: Workspace) -> None:
    assert "Begin the pass" in read(visitor, "/loop")
    visitor.post("/loop/begin", data={"text": "Count sheep"})
    text = read(visitor, "/loop")
    assert "Pass 1" in text and "Count sheep" in text and "On to step 2" in text
    visitor.post("/loop/step", data={"step": "2"})
    visitor.post("/loop/note", data={"text": "Sheep move"})
    text = read(visitor, "/loop")
    assert "Sheep move" in text and "0 of 2 concepts mastered" in text
    assert "is at step 2" in read(visitor, "/plan")
    visitor.post("/loop/step", data={"step": "5"})
    visitor.post("/loop/gap", data={"gap": "doubling"})
    assert "This pass closes" in read(visitor, "/loop")
    visitor.post("/loop/end", data={"text": "Fence first"})
    text = read(visitor, "/loop")
    assert "Pass 1: Count sheep" in text and "Fence first" in text and "Begin the pass" in text
    assert actions.loop(workspace).now is None


def test_what_cannot_be_is_said(visitor: TestClient) -> None:
    for deed, sent, message in (
        ("note", {"text": "x"}, "No pass is going on"),
        ("begin", {"text": " "}, "What is the goal"),
        ("step", {"step": "two"}, "not the number of a step"),
    ):
        answer = visitor.post(f"/loop/{deed}", data=sent)
        assert answer.status_code == 422 and message in text_of(answer.text)
    assert visitor.post("/loop/jump", data={}).status_code == 404
