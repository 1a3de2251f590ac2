"""Review: fresh questions on what is about to be forgotten; nothing when nothing is."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from groundup import actions
from groundup.workspace import Workspace
from tests.web.conftest import Clock, read


def practise(workspace: Workspace) -> None:
    for _ in range(3):
        asked = actions.ask(workspace, "doubling/double-it")
        right = workspace.store.instance(asked.id)[0].form.value
        actions.answer(workspace, asked.id, right, 20)


def test_nothing_is_due_at_first(visitor: TestClient) -> None:
    assert "Nothing is due." in read(visitor, "/review")


def test_what_is_due_is_asked_anew(visitor: TestClient, workspace: Workspace, clock: Clock) -> None:
    practise(workspace)
    clock.sleep(days=40)
    text = read(visitor, "/review")
    assert "1 concept to go" in text and "What is twice" in text and "What is due" in text
    assert 'name="place" value="review"' in visitor.get("/review").text


def test_answering_counts_and_ends(visitor: TestClient, workspace: Workspace, clock: Clock) -> None:
    practise(workspace)
    clock.sleep(days=40)
    found = re.search(r'action="(/question/\w+)"', visitor.get("/review").text)
    assert found is not None
    right = workspace.store.instance(found[1].rsplit("/", 1)[1])[0].form.value
    assert (
        'href="/review" data-next' in visitor.post(found[1], data={"answer": right, "place": "review"}).text
    )
    assert "Nothing is due: 1 question answered today." in read(visitor, "/review")
