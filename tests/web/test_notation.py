"""Notation: every symbol in its area, with the lesson that uses it first, and a way there from everywhere."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import read


def test_symbols_are_set_and_lead_to_the_lessons_that_use_them_first(visitor: TestClient) -> None:
    html = visitor.get("/notation").text
    assert "<h1" in html and "<mfrac>" in html
    assert '<a href="/concept/doubling" title="Doubling">' in html
    assert html.index('id="numbers"') < html.index('id="halves"')


def test_each_area_is_one_step_away(visitor: TestClient) -> None:
    html = visitor.get("/notation").text
    areas = html.partition('aria-label="Areas"')[2].partition("</nav>")[0]
    assert '<a href="#numbers">Numbers</a>' in areas and '<a href="#halves">Halves</a>' in areas


@pytest.mark.parametrize("address", ["/lesson/halving", "/today", "/about"])
def test_it_is_linked_where_one_reads(visitor: TestClient, address: str) -> None:
    assert 'href="/notation"' in visitor.get(address, follow_redirects=True).text


def test_the_introduction_stands_before_the_tables(visitor: TestClient) -> None:
    text = read(visitor, "/notation")
    assert text.index("said once") < text.index("twice") < text.index("what doubling undoes")
