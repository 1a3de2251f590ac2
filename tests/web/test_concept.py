"""Concept: what it is, where it stands, why, and the ways in."""

from __future__ import annotations

from fastapi.testclient import TestClient

from groundup import actions
from groundup.workspace import Workspace
from tests.web.conftest import read


def test_a_complete_concept_offers_lesson_practice_and_lab(visitor: TestClient) -> None:
    html = visitor.get("/concept/doubling").text
    for address in ("/lesson/doubling", "/practice/doubling", "/lab/lab-doubling"):
        assert f'href="{address}"' in html
    text = read(visitor, "/concept/doubling")
    assert "Double any number" in text and "Rests on Not started: Counting" in text
    assert "double ( x : float )" in text


def test_an_outlined_concept_is_not_shown_as_more_than_it_is(visitor: TestClient) -> None:
    text = read(visitor, "/concept/endlessness")
    assert "Outlined. This concept has a place in the graph" in text
    assert "Read the lesson" not in text and "Practise" not in text
    assert "How to Count" in text and "A. Author · book · free · the first chapter" in text


def test_evidence_is_shown_newest_first(visitor: TestClient, workspace: Workspace) -> None:
    actions.read(workspace, "counting", 60)
    asked = actions.ask(workspace, "counting/next-number", 1)
    instance, _ = workspace.store.instance(asked.id)
    actions.answer(workspace, asked.id, str(int(instance.form.value) - 2))
    text = read(visitor, "/concept/counting")
    assert "Question next-number answered wrong (counts backwards)" in text
    assert text.index("answered wrong") < text.index("Lesson read")
    assert "2 pieces of evidence" in text and "Known" in text


def test_a_claim_is_made_and_withdrawn(visitor: TestClient) -> None:
    assert "I know this already" in read(visitor, "/concept/counting")
    assert visitor.post("/concept/counting/claim").headers["location"] == "/concept/counting"
    assert "Claimed" in read(visitor, "/concept/counting")
    visitor.post("/concept/counting/claim", data={"withdrawn": "yes"})
    assert "I know this already" in read(visitor, "/concept/counting")
