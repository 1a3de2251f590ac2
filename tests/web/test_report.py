"""Report: honest about few answers, complete about many."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from groundup import actions, learner
from groundup.workspace import Workspace
from tests.web.conftest import Clock, read


def practise(workspace: Workspace, clock: Clock, questions: int) -> None:
    """Some a day, four of five right."""
    for n in range(questions):
        asked = actions.ask(workspace, "counting/next-number")
        right = str(workspace.store.instance(asked.id)[0].form.value)
        actions.answer(workspace, asked.id, right if n % 5 else "0", 60)
        if n % 6 == 5:
            clock.sleep(1)


def test_few_answers_are_told_to_be_few(visitor: TestClient) -> None:
    text = read(visitor, "/report")
    assert "There are 0 answers so far. With fewer than 50, chance would speak." in text
    assert "Log loss" not in text.partition("What is compared")[0]


def test_many_answers_are_judged_beside_simple_rules(
    visitor: TestClient, workspace: Workspace, clock: Clock
) -> None:
    practise(workspace, clock, 60)
    page = visitor.get("/report").text
    text = read(visitor, "/report")
    for rule in ("groundup", "average", "moving average", "knowledge tracing (BKT)"):
        assert rule in text
    judged = actions.report(workspace).answers
    assert judged.sentence in text and page.count("<circle cx") >= len(judged.bins)
    assert f"{judged.scores[0].log_loss:.3f}" in text


def test_own_parameters_are_fitted_on_demand_and_what_came_of_it_is_said(
    visitor: TestClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "there are 0 so far" in read(visitor, "/report")
    assert 'action="/report/fit"' not in visitor.get("/report").text
    found = learner.Fitted(500, 125, 0.4, 0.5, tuple(learner.USUAL.parameters), "Own ones predict better.")
    monkeypatch.setattr(learner, "can_fit", lambda: True)
    monkeypatch.setattr(learner, "count_reviews", lambda state: 700)
    workspace.derived.clear()
    monkeypatch.setattr(learner, "refit", lambda state: found)
    assert "There are 700 reviews to fit own ones on." in read(visitor, "/report")
    assert visitor.post("/report/fit").headers["location"] == "/report#own"
    text = read(visitor, "/report")
    assert "Own ones predict better. The last fit was on 500 reviews; there are 700 now." in text


def test_without_the_optimiser_the_way_to_it_is_said(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learner, "can_fit", lambda: False)
    assert "pip install 'groundup[fit]'" in read(visitor, "/report")
    assert visitor.post("/report/fit").status_code == 503
