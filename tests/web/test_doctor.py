"""Doctor: each finding with its remedy."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from groundup import actions
from tests.web.conftest import read


def test_findings_are_shown_with_the_way_out(visitor: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    findings = (
        actions.Finding("Python", True, "Python 3.11."),
        actions.Finding("Git", False, "Git is not installed.", "sudo apt install git", needed=False),
    )
    monkeypatch.setattr(actions, "doctor", lambda *_: findings)
    text = read(visitor, "/doctor")
    assert "Python well: Python 3.11." in text
    assert "Git is not installed. sudo apt install git" in text
