"""Search: words find concepts, labs, projects and resources."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.web.conftest import read


def test_words_find_things_and_say_what_they_are(visitor: TestClient) -> None:
    text = read(visitor, "/search?q=doubling")
    assert "Doubling Concept" in text and "lab-doubling Lab" in text
    assert 'href="https://example.org/counting" rel="external' in visitor.get("/search?q=how+to+count").text


def test_nothing_found_is_said(visitor: TestClient) -> None:
    assert "Nothing has all of these words." in read(visitor, "/search?q=zebra")


def test_an_empty_search_waits(visitor: TestClient) -> None:
    assert "results" not in read(visitor, "/search")


def test_a_search_of_any_length_is_answered(visitor: TestClient) -> None:
    assert visitor.get("/search", params={"q": "a " * 2000}).status_code == 200
