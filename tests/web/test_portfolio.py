"""Portfolio: what would be shown, the site built into the workspace, the credentials issued."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from groundup import actions
from groundup.workspace import Workspace
from tests.web.conftest import read, text_of


def pass_the_audit(w: Workspace) -> None:
    actions.start_project(w, "abacus")
    folder = Path(actions.project(w, "abacus").path)
    (folder / "count.py").write_text('print(len(open("marbles.txt").read().split()))\n')
    (folder / "LICENSE").write_text("CC0 1.0 Universal")
    list(actions.audit_project(w, "abacus"))


def test_without_an_audit_there_is_nothing_to_certify(visitor: TestClient) -> None:
    text = read(visitor, "/portfolio")
    assert "No project was audited yet." in text and "Nothing can be certified yet" in text


def test_the_site_is_built_and_a_credential_issued(visitor: TestClient, workspace: Workspace) -> None:
    pass_the_audit(workspace)
    assert "An abacus audit of Mon 5 Jan passed" in read(visitor, "/portfolio")
    text = text_of(visitor.post("/portfolio/build").text)
    assert "1 project." in text and "Build it again" in text
    assert "An abacus" in (workspace.root / "site" / "index.html").read_text()
    assert "An abacus" in text_of(visitor.post("/portfolio/issue").text)
    assert actions.verify(workspace.root / "site", workspace.clock()).passed


def test_what_stands_in_the_way_is_said(visitor: TestClient, workspace: Workspace) -> None:
    (workspace.root / "site").mkdir()
    (workspace.root / "site" / "mine.txt").write_text("mine")
    assert "left as it is" in text_of(visitor.post("/portfolio/build").text)
    assert (workspace.root / "site" / "mine.txt").read_text() == "mine"
