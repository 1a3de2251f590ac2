"""Lab: brief and file side by side; a save gives a verdict; the starter comes back when it is asked for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from fastapi.testclient import TestClient

from groundup import actions
from groundup.workspace import Workspace
from tests.web.conftest import PACK, Clock, read, text_of

LAB = PACK / "concepts" / "doubling" / "lab"
SOLUTION = (LAB / "solution.py").read_text(encoding="utf-8")
SQUARES = (
    SOLUTION
    + "\n\ndef double(x):\n    if not isinstance(x, int | float):\n        raise TypeError\n"
    + "    return x * x\n"
)
PART = {"hx-request": "true"}


def test_a_lab_shows_brief_starter_and_what_will_be_checked(visitor: TestClient) -> None:
    text = read(visitor, "/lab/lab-doubling")
    assert "Task 1: double a number" in text and "Hint 1" in text
    assert "mylib/numbers/doubling.py" in text and "starter, not saved yet" in text
    assert "What will be checked" in text and "double: adds a number to itself" in text


def test_a_lab_is_found_by_its_concept(visitor: TestClient) -> None:
    assert visitor.get("/lab/doubling").headers["location"] == "/lab/lab-doubling"


def test_saving_without_a_script_writes_the_file_and_shows_the_verdict(
    visitor: TestClient, workspace: Workspace
) -> None:
    answer = visitor.post("/lab/lab-doubling", data={"source": SOLUTION.replace("\n", "\r\n"), "since": "0"})
    assert answer.headers["location"] == "/lab/lab-doubling#verdict"
    assert (workspace.root / "mylib" / "numbers" / "doubling.py").read_text(encoding="utf-8") == SOLUTION
    text = read(visitor, "/lab/lab-doubling")
    assert "2 of 2 checks" in text and "Passed" in text
    assert actions.lab(workspace, "lab-doubling").passed


def test_a_wrong_answer_shows_the_first_failing_input_and_names_the_mistake(visitor: TestClient) -> None:
    html = visitor.post("/lab/lab-doubling", data={"source": SQUARES}, headers=PART).text
    assert "<html" not in html
    text = text_of(html)
    assert "Not yet" in text and "1 of 2 checks" in text
    assert "Call double ( 3 )" in text and "Got 9" in text and "Expected 6" in text
    assert "Squares" in text and "You multiply the number by itself" in text
    assert "Ask yourself: what is 3 multiplied by 3" in text
    assert text.index("Failed:") < text.index("Passed:")


def test_a_file_that_is_not_python_has_a_sentence(visitor: TestClient) -> None:
    text = text_of(visitor.post("/lab/lab-doubling", data={"source": "def double(x)\n"}, headers=PART).text)
    assert "Not yet" in text and "SyntaxError" in text


def test_what_the_learner_wrote_is_never_markup(visitor: TestClient) -> None:
    source = 'def double(x):\n    raise ValueError("</pre><script>alert(1)</script>")\n'
    html = visitor.post("/lab/lab-doubling", data={"source": source}, headers=PART).text
    assert "<script>" not in html
    assert "<script>alert" not in visitor.get("/lab/lab-doubling").text


def test_the_verdict_can_be_asked_for_again(visitor: TestClient) -> None:
    visitor.post("/lab/lab-doubling", data={"source": SOLUTION})
    assert "2 of 2 checks" in text_of(visitor.get("/lab/lab-doubling/verdict").text)


def test_the_editor_can_ask_for_the_file(visitor: TestClient, workspace: Workspace) -> None:
    path: Path = actions.start_lab(workspace, "lab-doubling")
    path.write_text("x = 1\n", encoding="utf-8")
    answer = visitor.get("/lab/lab-doubling/source")
    assert answer.text == "x = 1\n" and answer.headers["content-type"].startswith("text/plain")


def test_the_starter_comes_back(visitor: TestClient, workspace: Workspace) -> None:
    visitor.post("/lab/lab-doubling", data={"source": SQUARES})
    assert visitor.post("/lab/lab-doubling/reset").status_code == 303
    view = actions.lab(workspace, "lab-doubling")
    assert view.source == view.starter
    assert "What will be checked" in read(visitor, "/lab/lab-doubling")


def test_no_minute_is_counted_twice(visitor: TestClient, workspace: Workspace, clock: Clock) -> None:
    since = str(clock().timestamp() - 600)
    visitor.post("/lab/lab-doubling", data={"source": SQUARES, "since": since})
    clock.now += timedelta(seconds=60)
    visitor.post("/lab/lab-doubling", data={"source": SOLUTION, "since": since})
    evidence = sorted(actions.concept(workspace, "doubling").evidence, key=lambda e: e.at)
    assert [round(e.duration_s) for e in evidence] == [600, 60]


def test_a_source_that_is_too_large_is_refused_and_said(visitor: TestClient) -> None:
    answer = visitor.post("/lab/lab-doubling", data={"source": "#" * 300_000}, headers=PART)
    assert answer.status_code == 422 and "larger than 256 KiB" in answer.text
