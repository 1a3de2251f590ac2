"""Project: its outline, said to be one."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.web.conftest import read


def test_a_project_says_what_it_needs_and_how_it_is_judged(visitor: TestClient) -> None:
    text = read(visitor, "/project/tally")
    assert "A tally" in text and "Outlined." in text
    assert "a sheet with a total" in text and "Total The same total" in text
    assert "Counts one thing twice" in text and "Counting" in text


def test_a_project_that_is_not_there(visitor: TestClient) -> None:
    assert visitor.get("/project/none").status_code == 404
