"""Placement: question after question without a script, a pause, and the result with its reasons."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient
from httpx2 import Response

from groundup import actions
from groundup.workspace import Workspace
from tests.web.conftest import read, text_of


def the_question(visitor: TestClient) -> tuple[str, dict[str, str]]:
    """Where the form that waits is sent, and its hidden fields."""
    page = visitor.get("/placement/question")
    assert page.status_code == 200, text_of(page.text)
    action = re.search(r'action="(/placement/question\?round=\d+)"', page.text)
    assert action is not None
    return action[1], dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', page.text))


def give(visitor: TestClient, **fields: str) -> Response:
    address, hidden = the_question(visitor)
    return visitor.post(address, data=hidden | fields)


def to_the_end(visitor: TestClient, **fields: str) -> str:
    """Answers all alike; returns where the last one led."""
    for _ in range(30):
        sent = give(visitor, **fields)
        assert sent.status_code == 303
        following = visitor.get(sent.headers["location"])
        if following.status_code == 303:
            return str(following.headers["location"])
    raise AssertionError("it never ended")


def test_a_newcomer_is_offered_a_placement_and_it_says_what_it_is(visitor: TestClient) -> None:
    assert "You may know some of this already" in read(visitor, "/today")
    text = read(visitor, "/placement")
    assert "At most 25" in text and "not mastery" in text and "Begin" in text


def test_it_is_there_before_a_goal_is_chosen(stranger: TestClient) -> None:
    assert "Begin" in read(stranger, "/placement")


def test_setup_can_lead_to_it(stranger: TestClient) -> None:
    assert "find out what I know" in read(stranger, "/setup")
    chosen = {"goal": "role:role-counter", "hours": "6", "rhythm": "evenings", "then": "placement"}
    assert stranger.post("/setup", data=chosen).headers["location"] == "/placement"


def test_a_question_says_how_far_it_is_and_hides_what_it_is_about(visitor: TestClient) -> None:
    text = read(visitor, "/placement/question")
    assert "Question 1 of at most 25" in text and "I don\u2019t know" in text


def test_what_cannot_be_read_is_said_and_keeps_what_was_typed(
    visitor: TestClient, workspace: Workspace
) -> None:
    asked = actions.placement_question(workspace).asked
    assert asked is not None and asked.kind == "number"
    sent = give(visitor, answer="two words ((")
    assert sent.status_code == 422
    assert "two words ((" in sent.text and 'role="alert"' in sent.text
    assert actions.placement(workspace).round is None


def test_it_ends_with_what_was_concluded_and_why(visitor: TestClient) -> None:
    where = to_the_end(visitor, unknown="yes")
    text = read(visitor, where)
    assert "0 concepts seem known" in text
    assert "“I don't know” to" in text or "question of its own" in text
    assert "No questions here yet: its neighbours speak for it." in text
    assert "Answer more questions" in text and "Begin anew" in text


def test_pausing_is_leaving_and_today_offers_to_go_on(visitor: TestClient, workspace: Workspace) -> None:
    give(visitor, unknown="yes")
    if actions.placement_offer(workspace).offer == "resume":
        assert "Your placement is paused after 1 question." in read(visitor, "/today")
        assert "Paused after 1 question" in read(visitor, "/placement")
        assert "Noted: you don\u2019t know." in read(visitor, "/placement/question")


def test_an_old_form_sent_again_changes_nothing(visitor: TestClient, workspace: Workspace) -> None:
    address, hidden = the_question(visitor)
    for _ in range(2):
        assert visitor.post(address, data=hidden | {"unknown": "yes"}).status_code == 303
    assert workspace.store.count(workspace.store.learner()) == 1


def test_more_can_be_asked_after_the_end(visitor: TestClient, workspace: Workspace) -> None:
    to_the_end(visitor, unknown="yes")
    round = actions.placement(workspace).round
    waiting = actions.placement_question(workspace, round)
    answer = visitor.get(f"/placement/question?round={round}&more=yes")
    assert answer.status_code == (200 if waiting.asked is not None else 303)
    if waiting.asked is not None:
        assert "One question more" in text_of(answer.text)


def test_a_round_that_is_no_number_or_not_there_is_refused(visitor: TestClient) -> None:
    assert visitor.get("/placement?round=many").status_code == 422
    assert visitor.get("/placement?round=4711").status_code == 404
    assert visitor.get(f"/placement/question?round=-{10**30}").status_code == 200


def test_it_can_be_begun_anew_and_the_old_result_stays_until_then(
    visitor: TestClient, workspace: Workspace
) -> None:
    to_the_end(visitor, unknown="yes")
    first = actions.placement(workspace).round
    address = re.search(r'href="(/placement/question\?round=\d+)">Begin anew', visitor.get("/placement").text)
    assert address is not None
    page = visitor.get(address[1])
    assert "Question 1 of at most 25" in text_of(page.text)
    assert actions.standing(workspace).placed.round == first
    hidden = dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', page.text))
    assert visitor.post(address[1], data=hidden | {"unknown": "yes"}).status_code == 303
    assert actions.placement(workspace).round != first
