"""Why: one click from a concept to what moved it."""

from __future__ import annotations

from fastapi.testclient import TestClient

from groundup import actions
from groundup.workspace import Workspace
from tests.web.conftest import read


def test_it_is_one_click_away_from_the_concept(visitor: TestClient) -> None:
    assert 'href="/why/counting"' in visitor.get("/concept/counting").text
    assert "Nothing you did bears on it yet." in read(visitor, "/why/counting")


def test_it_says_what_moved_the_concept_and_by_how_much(visitor: TestClient, workspace: Workspace) -> None:
    actions.read(workspace, "counting")
    asked = actions.ask(workspace, "counting/next-number")
    actions.answer(workspace, asked.id, "0", 10)
    text = read(visitor, "/why/counting")
    assert text.index("The question next-number answered wrong.") < text.index("The lesson read.")
    now = actions.standing(workspace).mastery["counting"].known
    assert f"{round(100 * now)} %" in text and "−" in text
    assert "0 of 3 different questions were right at the first try" in text


def test_practice_elsewhere_and_a_claim_are_said_in_words(visitor: TestClient, workspace: Workspace) -> None:
    actions.claim(workspace, ["counting"])
    asked = actions.ask(workspace, "doubling/double-it")
    right = str(workspace.store.instance(asked.id)[0].form.value)
    actions.answer(workspace, asked.id, right, 10)
    text = read(visitor, "/why/counting")
    assert "answered right on Doubling, which practises this as well." in text
    assert "Claimed, which moves no number." in text
    assert "You say that you know it." in text


def test_what_a_placement_says_is_said_with_its_answers(visitor: TestClient, workspace: Workspace) -> None:
    waiting = actions.placement_question(workspace)
    while waiting.asked is not None and not waiting.progress.over:
        right = str(workspace.store.instance(waiting.asked.id)[0].form.value)
        actions.answer_placement(workspace, waiting.round, waiting.asked.id, right)
        waiting = actions.placement_question(workspace, waiting.round)
    text = read(visitor, "/why/counting")
    assert "Why inferred?" in text and "Your placement says that you know it." in text
    assert "What your placement says" in text and "which rest" in text


def test_a_concept_that_is_not_there_has_no_reasons(visitor: TestClient) -> None:
    assert visitor.get("/why/tripling").status_code == 404
