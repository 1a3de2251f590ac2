"""Interview: a prompt with its clock, the answer, the points and how one scores them; all without scripts."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from groundup import actions
from groundup.actions import prompting
from groundup.actions.recording import record
from groundup.records import Activity, Outcome
from groundup.workspace import Workspace
from tests.web.conftest import Clock, read, text_of

COUNTING = "interview-counting"


def drawn(visitor: TestClient, **sent: str) -> str:
    """The address of a prompt that was just drawn."""
    answer = visitor.post("/interview", data=sent)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def answered(visitor: TestClient, text: str = "One, two, three.", **sent: str) -> str:
    address = drawn(visitor)
    assert visitor.post(f"{address}/answer", data={"answer": text, **sent}).headers["location"] == address
    return address


def test_a_prompt_is_answered_scored_and_drawn_again(visitor: TestClient, clock: Clock) -> None:
    assert "Your first prompt" in read(visitor, "/interview")
    address = drawn(visitor)
    text = read(visitor, address)
    assert "How many are there?" in text and "Began at 09:00. 5 minutes are advised" in text
    assert "says the last number" not in text
    assert "The clock runs since 09:00" in read(visitor, "/interview")
    clock.now = clock.now.replace(minute=8)
    visitor.post(f"{address}/answer", data={"answer": "One & two."})
    text = read(visitor, address)
    assert "One & two." in text and "says the last number" in text
    assert "8 min of the 5 that are advised, 3 min over" in text
    assert "Answered, not scored yet" in read(visitor, "/interview")
    visitor.post(f"{address}/score", data={"point-0": "2", "point-1": "0"})
    text = read(visitor, address)
    assert "2 of 4 points As you score it." in text and "0 says the last number missing" in text
    assert "Next prompt" in text and "Doubling" in text
    text = read(visitor, "/interview")
    assert "50 % of the points" in text and "says the last number 2 of 2 lost" in text
    assert "Try it again : How many are there?" in text and "2 of 4 points" in text


def test_the_page_says_that_a_score_is_a_claim(visitor: TestClient) -> None:
    assert "A score is what you say of yourself" in read(visitor, "/interview")
    assert "moves no mastery" in read(visitor, "/interview")


def test_a_stranger_without_a_goal_can_practise(stranger: TestClient) -> None:
    assert "How many are there?" in read(stranger, drawn(stranger))


def test_scores_that_are_missing_are_asked_for_again(visitor: TestClient) -> None:
    address = answered(visitor)
    again = visitor.post(f"{address}/score", data={"point-0": "2"})
    assert again.status_code == 422 and "Score each of the 2 points" in text_of(again.text)
    assert visitor.post(f"{address}/score", data={"point-0": "2", "point-1": "x"}).status_code == 422


def test_an_answer_that_is_refused_is_still_on_the_page(visitor: TestClient) -> None:
    address = drawn(visitor)
    refused = visitor.post(f"{address}/answer", data={"answer": "long " * 5000})
    assert refused.status_code == 422 and "longer than 20,000 characters" in text_of(refused.text)
    assert "long long long" in refused.text


def test_what_was_written_is_never_taken_for_markup(visitor: TestClient) -> None:
    html = visitor.get(answered(visitor, "<script>alert(1)</script>")).text
    assert "<script>alert" not in html and "&lt;script&gt;alert(1)" in html


def test_a_prompt_that_is_not_there(visitor: TestClient) -> None:
    assert visitor.get("/interview/none").status_code == 404
    assert visitor.post("/interview/none/answer", data={"answer": "x"}).status_code == 404
    assert visitor.post("/interview", data={"which": "poetry"}).status_code == 404


def test_a_prompt_is_no_page_of_a_question(visitor: TestClient) -> None:
    id = drawn(visitor).rpartition("/")[2]
    assert visitor.post(f"/question/{id}", data={"answer": "3", "place": "practice"}).status_code == 404


def test_a_prompt_can_be_left(visitor: TestClient) -> None:
    address = drawn(visitor)
    other = drawn(visitor, instead_of=address.rpartition("/")[2])
    assert other != address and visitor.get(address).status_code == 404


@pytest.fixture
def asks_for_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompting, "FROM_SCRATCH", COUNTING)


@pytest.mark.usefixtures("asks_for_code")
def test_code_is_checked_on_the_way_and_judged_at_the_end(visitor: TestClient, workspace: Workspace) -> None:
    address = drawn(visitor)
    html = visitor.get(address).text
    starter = workspace.catalog.lab("lab-doubling").starter
    assert starter.splitlines()[0] in unescape(html) and "away from your library" in html
    wrong = {"source": "def double(x):\n    return x\n", "answer": "Twice, of course."}
    tried = visitor.post(f"{address}/check", data=wrong)
    assert "Not yet" in tried.text and "Twice, of course." in tried.text and "return x" in tried.text
    part = visitor.post(f"{address}/check", data=wrong, headers={"hx-request": "true"}).text
    assert part.lstrip().startswith("<section") and "/verdict" not in part
    long = visitor.post(f"{address}/check", data={"source": "x" * 20_001}, headers={"hx-request": "true"})
    assert long.status_code == 422 and long.text.startswith('<p id="verdict"')
    right = wrong | {"source": workspace.catalog.lab("lab-doubling").solution}
    visitor.post(f"{address}/answer", data=right)
    text = read(visitor, address)
    assert re.search(r"Your code: (\d+) of \1 checks passed", text) and "Twice, of course." in text
    assert not actions.lab(workspace, "lab-doubling").saved


@pytest.mark.usefixtures("asks_for_code")
def test_where_no_code_was_written_the_lab_is_named(visitor: TestClient) -> None:
    text = read(visitor, answered(visitor, source=""))
    assert "No code was written. The lab is open at any time: lab-doubling" in text


def test_a_story_stands_beside_the_numbers_of_its_audit(
    visitor: TestClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompting, "STORIES", COUNTING)
    finding = {"criterion": "total", "passed": True, "seen": "It printed 7 for 7.", "numbers": {"error": 0.5}}
    detail = {"findings": [finding], "path": "/x", "tier": "walls"}
    record(workspace, Activity("audit", "abacus", "a" * 40), Outcome("passed", detail=detail), 1.0)
    text = read(visitor, drawn(visitor))
    assert "What your projects showed" in text and "It printed 7 for 7." in text and "error 0.5" in text
    assert "aaaaaaaaaaaa" in text


def test_the_scores_can_be_given_anew(visitor: TestClient) -> None:
    address = answered(visitor)
    for first in ("0", "2"):
        visitor.post(f"{address}/score", data={"point-0": first, "point-1": "1"})
    assert "3 of 4 points" in read(visitor, address)
