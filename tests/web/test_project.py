"""Project: the outline, said to be one; and a project that is begun, audited, mended and audited again."""

from __future__ import annotations

import time
from pathlib import Path

from fastapi.testclient import TestClient

from groundup import actions
from groundup.workspace import Workspace
from tests.web.conftest import read


def test_a_project_says_what_it_needs_and_how_it_is_judged(visitor: TestClient) -> None:
    text = read(visitor, "/project/tally")
    assert "A tally" in text and "Outlined." in text
    assert "a sheet with a total" in text and "Total must pass The same total" in text
    assert "Counts one thing twice" in text and "Counting" in text
    assert "Begin this project" not in text


def test_a_project_that_is_not_there(visitor: TestClient) -> None:
    assert visitor.get("/project/none").status_code == 404
    assert visitor.post("/project/none/audit").status_code == 404
    assert visitor.post("/project/tally/start").status_code == 404


def audited(visitor: TestClient) -> str:
    assert visitor.post("/project/abacus/audit").status_code == 303
    until = time.monotonic() + 30
    while "The audit runs" in (text := read(visitor, "/project/abacus")):
        assert time.monotonic() < until
        time.sleep(0.05)
    return text


def test_a_project_is_begun_audited_mended_and_audited_again(
    visitor: TestClient, workspace: Workspace
) -> None:
    assert "The audit puts other marbles there." in read(visitor, "/project/abacus")
    assert visitor.post("/project/abacus/start").headers["location"] == "/project/abacus#repository"
    text = audited(visitor)
    assert "Not yet 0 criteria passed, 2 did not." in text
    assert "count.py printed '2' for" in text and "Do: Count the lines." in text
    assert "Learn what is behind it" in text
    folder = Path(actions.project(workspace, "abacus").path)
    (folder / "count.py").write_text('print(len(open("marbles.txt").read().split()))\n')
    (folder / "LICENSE").write_text("CC0 1.0 Universal")
    text = audited(visitor)
    assert "The audit passed 2 criteria passed, 0 did not." in text and "Audit it again" in text


def test_beginning_twice_changes_nothing_and_says_so(visitor: TestClient, workspace: Workspace) -> None:
    visitor.post("/project/abacus/start")
    again = visitor.post("/project/abacus/start")
    assert again.status_code == 200 and "Nothing was changed." in again.text


def test_what_stands_in_the_way_of_an_audit_is_said(visitor: TestClient) -> None:
    text = audited(visitor)
    assert "abacus is not begun here" in text or "Begin this project" in text
