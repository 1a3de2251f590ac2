"""What holds for every page: its names, its bones, and what it needs no script for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from groundup.web import pages

FOLDER = Path(pages.__file__).parent
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
WITHOUT_TEMPLATE = {"theme"}  # only remembers and goes back
ADDRESSES = [
    "/today", "/plan", "/map", "/gaps", "/review", "/setup", "/search?q=count", "/about", "/doctor",
    "/concept/halving", "/concept/endlessness", "/lesson/halving", "/lab/lab-doubling", "/practice/halving",
    "/question?family=counting/which-is-more", "/project/tally",
]  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_a_page_is_a_module_a_template_and_a_test_of_one_name(name: str) -> None:
    assert (FOLDER / f"{name}.html").is_file() or name in WITHOUT_TEMPLATE
    assert (Path(__file__).parent / f"test_{name}.py").is_file()


def test_the_address_of_a_page_begins_with_its_name(visitor: TestClient) -> None:
    for route in visitor.app.routes:  # type: ignore[attr-defined]  # an ASGI application to its type
        if isinstance(route, APIRoute) and route.endpoint.__module__.startswith(pages.__name__):
            name = route.endpoint.__module__.rsplit(".", 1)[1]
            assert route.path == "/" or route.path.split("/")[1] == name


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_a_title_one_heading_and_a_way_past_the_bar(visitor: TestClient, address: str) -> None:
    html = visitor.get(address).text
    assert re.search(r"<title>[^<]+</title>", html)
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert '<a class="skip" href="#main">' in html and '<main id="main"' in html
    assert '<html lang="en"' in html


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_loads_nothing_from_elsewhere(visitor: TestClient, address: str) -> None:
    html = visitor.get(address).text
    for loaded in re.findall(r'<(?:script|link|img|source|iframe)[^>]*(?:src|href)="([^"]+)"', html):
        assert loaded.startswith("/static/"), loaded


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_form_works_without_a_script(visitor: TestClient, address: str) -> None:
    for form in re.findall(r"<form[^>]*>", visitor.get(address).text):
        assert "action=" in form or 'method="dialog"' in form or "data-controls" in form, form


def test_a_stranger_begins_with_setup_wherever_they_come_in(stranger: TestClient) -> None:
    for address in ("/today", "/plan", "/review", "/gaps"):
        answer = stranger.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, "/setup")


def test_the_first_address_leads_to_today(visitor: TestClient) -> None:
    assert visitor.get("/").headers["location"] == "/today"
