"""Projects: the list of them."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.web.conftest import read


def test_projects_that_can_be_begun_come_first(visitor: TestClient) -> None:
    text = read(visitor, "/projects")
    assert text.index("An abacus 2 h · can be begun") < text.index("Outlined") < text.index("A tally")
    visitor.post("/project/abacus/start")
    assert "An abacus 2 h · begun" in read(visitor, "/projects")
