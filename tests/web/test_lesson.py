"""Lesson: prose, formulas, cells, figures and questions, each in its place."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from groundup import actions
from groundup.records import GroundupError
from groundup.workspace import Workspace
from tests.web.conftest import read, text_of


def test_a_lesson_reads_from_top_to_bottom(visitor: TestClient) -> None:
    text = read(visitor, "/lesson/halving")
    order = [
        "Halving",
        "Cut a string",
        "Halving undoes doubling",
        "Two bars",
        "thickness",
        "What is half of",
        "What comes next",
    ]
    places = [text.index(part, text.index("Lesson ·")) for part in order]
    assert places == sorted(places)


def test_formulas_links_and_expected_output_are_set(visitor: TestClient) -> None:
    html = visitor.get("/lesson/halving").text
    assert "<mfrac>" in html
    assert '<a href="/concept/endlessness" title="Endlessness">' in html
    assert 'href="https://example.org/counting"' in html
    assert '<pre class="printed">1</pre>' in html


def test_a_figure_is_there_without_a_script_with_its_words(visitor: TestClient) -> None:
    html = visitor.get("/lesson/halving").text
    assert 'data-figure="/lesson/halving/figure/bars"' in html
    assert "var(--fig-blue)" in html
    assert re.search(r'data-alt aria-live="polite">Drawn at x = ', html)
    assert 'type="range"' in html


def test_a_figure_is_drawn_at_other_settings(visitor: TestClient) -> None:
    answer = visitor.post("/lesson/halving/figure/bars", json={"x": 4})
    assert answer.json()["alt"] == "Drawn at x = 4.0."
    assert answer.json()["axes"] == [[10, 5, 80, 40, -1, 1, 0, 4]]


@pytest.mark.parametrize(
    ("address", "settings", "status"),
    [
        ("/lesson/halving/figure/bars", {"x": "many"}, 422),
        ("/lesson/halving/figure/none", {}, 503),
        ("/lesson/halving/figure/bars", [], 422),
    ],
)
def test_settings_that_cannot_be_are_said(
    visitor: TestClient, address: str, settings: object, status: int
) -> None:
    assert visitor.post(address, json=settings).status_code in (status, 404)


def test_a_figure_that_cannot_be_drawn_leaves_the_lesson_whole(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise GroundupError("busy", "The engine is starting: try again in a moment.")

    monkeypatch.setattr(actions, "draw", refuse)
    text = read(visitor, "/lesson/halving")
    assert "The engine is starting" in text and "What is half of" in text


def test_cells_run_and_share_their_names(visitor: TestClient) -> None:
    cell = re.search(r'data-cell="([^"]+)"', visitor.get("/lesson/halving").text)
    assert cell is not None
    address = f"/lesson/halving/cell/{cell[1]}"
    assert ">7\n<" in visitor.post(address, data={"source": "a = 6\r\na + 1"}).text
    assert ">6\n<" in visitor.post(address, data={"source": "a"}).text
    assert visitor.post("/lesson/halving/restart").status_code == 303
    assert "NameError" in visitor.post(address, data={"source": "a"}).text


def test_a_cell_that_fails_says_where(visitor: TestClient) -> None:
    cell = re.search(r'data-cell="([^"]+)"', visitor.get("/lesson/halving").text)
    assert cell is not None
    answer = visitor.post(f"/lesson/halving/cell/{cell[1]}", data={"source": "1/0"})
    assert "ZeroDivisionError in line 1: division by zero" in text_of(answer.text)


def test_two_questions_of_one_family_are_two_questions(visitor: TestClient) -> None:
    questions = re.findall(r'id="q-(\w+)"', visitor.get("/lesson/halving").text)
    assert len(questions) == len(set(questions)) == 2


def test_a_question_stays_the_same_until_it_is_answered(visitor: TestClient, workspace: Workspace) -> None:
    def open_questions() -> list[str]:
        return re.findall(r'id="q-(\w+)"', visitor.get("/lesson/halving").text)

    first = open_questions()
    assert open_questions() == first
    actions.answer(workspace, first[0], "1")
    assert open_questions()[0] != first[0] and open_questions()[1] == first[1]


def test_having_read_it_is_evidence_and_leads_on(visitor: TestClient, workspace: Workspace) -> None:
    answer = visitor.post("/lesson/halving/read", data={"to": "/lab/lab-halving", "since": "0"})
    assert answer.headers["location"] == "/lab/lab-halving"
    evidence = actions.concept(workspace, "halving").evidence
    assert [e.outcome.result for e in evidence] == ["read"]
    assert "· read" in read(visitor, "/lesson/halving")


@pytest.mark.parametrize(
    "to", ["http://evil.example", "//evil.example", "/\\evil.example", "javascript:x", ""]
)
def test_having_read_it_leads_nowhere_else(visitor: TestClient, to: str) -> None:
    answer = visitor.post("/lesson/halving/read", data={"to": to})
    assert answer.headers["location"] in ("/", "/lesson/halving")


def test_neighbours_are_one_step_away(visitor: TestClient) -> None:
    html = visitor.get("/lesson/doubling").text
    assert '<a rel="prev" href="/lesson/counting">' in html and '<a rel="next" href="/lesson/halving"' in html


def test_an_outlined_concept_has_no_lesson(visitor: TestClient) -> None:
    answer = visitor.get("/lesson/endlessness")
    assert answer.status_code == 404 and "it is outlined" in answer.text
