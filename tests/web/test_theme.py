"""Theme: remembered by a cookie, so that the page is right from the first moment."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_is_remembered(visitor: TestClient, theme: str) -> None:
    answer = visitor.post("/theme", data={"theme": theme, "back": "/plan"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/plan")
    assert "HttpOnly" in answer.headers["set-cookie"] and "SameSite=strict" in answer.headers["set-cookie"]
    assert f'data-theme="{theme}"' in visitor.get("/today").text


def test_the_system_may_decide_again(visitor: TestClient) -> None:
    visitor.post("/theme", data={"theme": "dark", "back": "/"})
    visitor.post("/theme", data={"theme": "", "back": "/"})
    assert "data-theme" not in visitor.get("/today").text


@pytest.mark.parametrize(
    "back",
    [
        "http://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
        "https:evil.example", "javascript:alert(1)", "data:text/html,x", "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example", "evil.example", "?", "", "/\x00", "/%0d%0aset-cookie:x", "http:/evil.example",
        "/\u2028x", "//evil.example/%2f..", "/..//evil.example",
    ],
)  # fmt: skip
def test_it_leads_to_our_own_pages_alone(visitor: TestClient, back: str) -> None:
    location = visitor.post("/theme", data={"theme": "dark", "back": back}).headers["location"]
    assert location.startswith("/") and not location.startswith(("//", "/\\"))
    assert not any(ord(character) < 33 for character in location)


def test_a_cookie_that_is_no_theme_is_nothing(visitor: TestClient) -> None:
    visitor.cookies.set("theme", '"><script>')
    assert "<script>" not in visitor.get("/today").text
