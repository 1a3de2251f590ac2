"""Library: what stands, and the time of one module beside the oracle's."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from groundup import actions
from groundup.workspace import Workspace
from tests.web.conftest import PACK, read

SOLUTION = (Path(PACK) / "concepts/doubling/lab/solution.py").read_text()


def build(w: Workspace) -> None:
    actions.save_lab(w, "lab-doubling", SOLUTION)
    assert actions.check_lab(w, "lab-doubling").verdict.passed


def test_it_says_what_stands_and_what_can_be_built(visitor: TestClient, workspace: Workspace) -> None:
    assert "0 modules of" in read(visitor, "/library") and "can be built" in read(visitor, "/library")
    build(workspace)
    text = read(visitor, "/library")
    assert "1 module of" in text and "mylib/numbers/doubling.py stands" in text
    assert "Checked against numpy.multiply" in text


def test_a_module_is_timed_on_demand(visitor: TestClient, workspace: Workspace) -> None:
    build(workspace)
    answer = visitor.post("/library/lab-doubling/speed")
    assert answer.headers["location"] == "/library#lab-doubling"
    assert "Doubling a number: yours takes" in read(visitor, "/library")
    part = visitor.post("/library/lab-doubling/speed", headers={"hx-request": "true"}).text
    assert part.startswith("<li") and "Time it again" in part


def test_what_does_not_stand_is_not_timed(visitor: TestClient, workspace: Workspace) -> None:
    assert visitor.post("/library/lab-doubling/speed").status_code == 409
