"""Claims: a list that is pasted or uploaded, looked at, and claimed."""

from __future__ import annotations

import json

from fastapi.testclient import TestClient

from groundup import actions
from groundup.workspace import Workspace
from tests.web.conftest import read, text_of

PROGRESS = json.dumps({"done": ["counting", "Haskell <b>", "doublings"], "learning": ["x"], "skipped": []})


def test_a_pasted_list_is_looked_at_before_anything_is_claimed(
    visitor: TestClient, workspace: Workspace
) -> None:
    assert "Bring a list" in read(visitor, "/claims")
    text = text_of(visitor.post("/claims", data={"text": PROGRESS}).text)
    assert "1 entry recognised" in text and "2 not recognised" in text and "Haskell <b>" in text
    assert "like doubling ?" in text and "1 being learned" in text
    assert workspace.store.count(workspace.store.learner()) == 0


def test_a_file_is_read_like_what_is_pasted(visitor: TestClient) -> None:
    sent = visitor.post("/claims", data={"text": "ignored"}, files={"file": ("p.json", PROGRESS.encode())})
    assert "1 entry recognised" in text_of(sent.text)
    empty = visitor.post("/claims", data={"text": "counting"}, files={"file": ("", b"")})
    assert "1 entry recognised" in text_of(empty.text)


def test_what_is_ticked_is_claimed_and_a_placement_follows(visitor: TestClient, workspace: Workspace) -> None:
    sent = visitor.post("/claims", data={"do": "claim", "claim": ["counting", "halving"]})
    assert sent.status_code == 303 and sent.headers["location"] == "/placement"
    states = {node.id: node.mastery.state for node in actions.roadmap(workspace).nodes}
    assert states["counting"] == states["halving"] == "claimed"
    again = text_of(visitor.post("/claims", data={"text": "counting"}).text)
    assert "Counting: claimed" in again and "Claim what is ticked" not in again


def test_what_is_no_list_is_refused_and_kept(visitor: TestClient) -> None:
    sent = visitor.post("/claims", data={"text": '{"nodes": []}'})
    assert sent.status_code == 422
    assert "progress file of roadmap.sh" in text_of(sent.text) and "&#34;nodes&#34;" in sent.text
    odd = visitor.post("/claims", files={"file": ("p.json", b"{\xff\xfe\x00")})
    assert odd.status_code == 422


def test_a_concept_that_is_not_there_is_not_claimed(visitor: TestClient) -> None:
    assert visitor.post("/claims", data={"do": "claim", "claim": ["tripling"]}).status_code == 404
