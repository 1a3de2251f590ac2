"""Question: asked, answered in place, marked; invalid is not wrong; asked again it changes nothing."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from groundup import actions
from groundup.grading import (
    Choices,
    Expression,
    Family,
    Matrix,
    Number,
    Ordering,
    Printed,
    Question,
    Steps,
    instance_from,
)
from groundup.workspace import Workspace
from tests.web.conftest import read, text_of

PART = {"hx-request": "true"}


def ask(workspace: Workspace, family: str = "doubling/double-it") -> tuple[str, str]:
    """(address, right answer) of an open question."""
    asked = actions.ask(workspace, family)
    return f"/question/{asked.id}", str(workspace.store.instance(asked.id)[0].form.value)


def count(workspace: Workspace) -> int:
    return workspace.store.count(workspace.store.learner())


def test_a_question_is_asked_without_its_answer(visitor: TestClient, workspace: Workspace) -> None:
    address, right = ask(workspace)
    html = visitor.get(address).text
    assert "What is twice" in html and "An exact number" in html
    assert f'value="{right}"' not in html and "You multiplied the number by itself" not in html


def test_a_right_answer_is_evidence_and_shows_the_solution(visitor: TestClient, workspace: Workspace) -> None:
    address, right = ask(workspace)
    html = visitor.post(address, data={"answer": right, "place": "lesson"}, headers=PART).text
    assert "<html" not in html
    assert "Right" in text_of(html) and "Worked solution" in text_of(html)
    assert count(workspace) == 1


def test_a_wrong_answer_is_explained(visitor: TestClient, workspace: Workspace) -> None:
    address, right = ask(workspace)
    square = str((int(right) // 2) ** 2)
    text = text_of(visitor.post(address, data={"answer": square}).text)
    assert "Not yet You multiplied the number by itself." in text


def test_what_cannot_be_read_is_not_wrong(visitor: TestClient, workspace: Workspace) -> None:
    address, right = ask(workspace)
    answer = visitor.post(address, data={"answer": "two("})
    assert answer.status_code == 422
    assert 'value="two("' in answer.text and count(workspace) == 0
    assert "Right" in text_of(visitor.post(address, data={"answer": right}).text)


def test_not_knowing_is_an_answer(visitor: TestClient, workspace: Workspace) -> None:
    address, _ = ask(workspace)
    html = visitor.post(address, data={"unknown": "yes", "answer": "17"}, headers=PART).text
    assert "Here is how it goes" in html and 'value="17"' not in html
    assert actions.concept(workspace, "doubling").evidence[0].outcome.result == "unknown"


def test_answering_twice_records_once(visitor: TestClient, workspace: Workspace) -> None:
    address, right = ask(workspace)
    for _ in range(2):
        assert "Right" in text_of(visitor.post(address, data={"answer": right}).text)
    assert count(workspace) == 1
    assert "This question has been answered" in read(visitor, address)


def test_the_way_on_depends_on_where_it_was_asked(visitor: TestClient, workspace: Workspace) -> None:
    ways = {"review": 'href="/review" data-next', "practice": 'href="/practice/doubling" data-next'}
    ways |= {"lesson": "family=doubling/double-it", "elsewhere": "family=doubling/double-it"}
    for place, way in ways.items():
        address, right = ask(workspace)
        assert way in visitor.post(address, data={"answer": right, "place": place}, headers=PART).text


def test_time_is_counted_from_when_it_was_asked(visitor: TestClient, workspace: Workspace) -> None:
    address, right = ask(workspace)
    since = workspace.clock().timestamp() - 42
    visitor.post(address, data={"answer": right, "since": str(since)})
    assert actions.concept(workspace, "doubling").evidence[0].duration_s == pytest.approx(42, abs=1)


def test_a_fresh_one_can_be_asked_for(visitor: TestClient) -> None:
    answer = visitor.get("/question?family=doubling/double-it&place=lesson", headers=PART)
    assert "<html" not in answer.text and "What is twice" in answer.text


FORMS = {
    "choices": (Choices(["red", "**green**"], {1}), [("choice", "b")], 'type="checkbox"'),
    "ordering": (Ordering(["one", "two"], [1, 0]), [("place-a", "2"), ("place-b", "1")], "data-ordering"),
    "matrix": (Matrix([[1, 2], [3, 4]]), [("answer", "1 2; 3 4")], "<textarea"),
    "expression": (Expression("2*x"), [("answer", "x + x")], 'class="answer"'),
    "printed": (Printed("(1, 2)"), [("answer", "(1,2)")], 'class="answer"'),
    "steps": (
        Steps([("First $a$", Number(1)), ("Then", Expression("x^2"))]),
        [("step-0", "1"), ("step-1", "x*x")],
        'name="step-1"',
    ),
}


@pytest.mark.parametrize("kind", FORMS)
def test_every_form_of_answer_has_fields_that_fit(
    visitor: TestClient, workspace: Workspace, kind: str
) -> None:
    form, filled, field = FORMS[kind]
    made = Family("made", lambda rng: Question("Say it.", form, [], "So."))
    instance = instance_from(made, 1, concept="doubling")
    workspace.store.save_instance(workspace.store.learner(), instance)
    html = visitor.get(f"/question/{instance.id}").text
    assert field in html
    assert len(re.findall(r"<fieldset", html)) == 1
    answer = visitor.post(f"/question/{instance.id}", data=dict(filled), headers=PART)
    assert "reply-right" in answer.text, text_of(answer.text)
