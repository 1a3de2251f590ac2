"""About: what this is, where the files are, the keys, and the licences."""

from __future__ import annotations

from fastapi.testclient import TestClient

from groundup.workspace import Workspace
from tests.web.conftest import read


def test_about_says_what_a_person_may_want_to_know(visitor: TestClient, workspace: Workspace) -> None:
    text = read(visitor, "/about")
    assert str(workspace.root) in text and "Nothing leaves this machine" in text
    assert "Run a cell" in text and "Apache-2.0" in text
    assert visitor.get("/static/built/LICENCES.txt").status_code == 200
