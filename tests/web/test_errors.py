"""Errors: what cannot be done is said; what we broke has a number and tells nothing else."""

from __future__ import annotations

import logging
import re

import pytest
from fastapi.testclient import TestClient

from groundup import actions
from groundup.records import GroundupError
from groundup.web import create_app
from groundup.web.errors import STATUS
from groundup.workspace import Workspace
from tests.web.conftest import HERE, text_of


@pytest.mark.parametrize("address", ["/concept/none", "/lesson/none", "/lab/none", "/question/none", "/none"])
def test_what_is_not_there_is_said(visitor: TestClient, address: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 404
    assert "There is no such page" in text_of(answer.text)


@pytest.mark.parametrize(("code", "status"), STATUS.items())
def test_each_code_has_its_status_and_its_message_is_shown(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch, code: str, status: int
) -> None:
    def refuse(*_: object) -> None:
        raise GroundupError(code, "The <way> out.")

    monkeypatch.setattr(actions, "today", refuse)
    answer = visitor.get("/today")
    assert answer.status_code == status
    assert "The &lt;way&gt; out." in answer.text


def test_a_fault_of_ours_has_a_number_and_no_details(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("secret details")

    monkeypatch.setattr(actions, "today", break_down)
    with caplog.at_level(logging.ERROR, logger="groundup.web"):
        answer = visitor.get("/today")
    number = re.search(r"<code>(\d{6}-\d{6}-\d{3})</code>", answer.text)
    assert answer.status_code == 500 and "Our side broke" in answer.text
    assert number is not None and number[1] in caplog.text and "secret details" in caplog.text
    assert "secret details" not in answer.text and "Traceback" not in answer.text
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_every_page_survives_a_broken_database(
    visitor: TestClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object, **__: object) -> None:
        raise GroundupError("storage", "The database cannot be read.")

    monkeypatch.setattr(workspace.store, "settings", lost)
    for address in ("/today", "/plan", "/map", "/setup", "/concept/halving", "/lab/lab-doubling"):
        answer = visitor.get(address)
        assert answer.status_code == 500
        assert "The database cannot be read." in text_of(answer.text)


def test_a_part_of_a_page_gets_a_part_as_error(visitor: TestClient) -> None:
    answer = visitor.get("/question?family=none", headers={"hx-request": "true"})
    assert answer.status_code == 404
    assert "<html" not in answer.text and 'role="alert"' in answer.text


def test_a_page_that_refreshes_itself_keeps_what_it_shows_when_that_fails(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise GroundupError("busy", "Later.")

    monkeypatch.setattr(actions, "today", refuse)
    answer = visitor.get("/today", headers={"hx-request": "true", "hx-request-type": "full"})
    assert answer.headers["hx-reswap"] == "none"


def test_what_is_written_is_never_markup(visitor: TestClient) -> None:
    for address in ("/search?q=<script>alert(1)</script>", "/concept/<script>alert(1)</script>"):
        assert "<script>alert(1)" not in visitor.get(address).text


@pytest.mark.parametrize("value", ["a\r\nSet-Cookie: x=1", "light\r\nX: y", "\x00", "\x1b[31mred"])
def test_what_is_written_never_becomes_a_header(visitor: TestClient, value: str) -> None:
    answer = visitor.post("/theme", data={"theme": value, "back": f"/today{value}"})
    assert answer.status_code == 303
    assert "x" not in answer.headers and "x=1" not in answer.headers.get("set-cookie", "")
    assert answer.headers["location"] == "/"


def test_an_application_without_its_scripts_says_how_to_build_them(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from groundup.web import built, static

    def unbuilt(name: str) -> str:
        raise GroundupError("environment", "The pages' scripts and styles are not built.")

    monkeypatch.setattr(static, "built", unbuilt)
    with pytest.raises(GroundupError, match="not built"):
        TestClient(create_app(workspace), base_url=HERE)
    assert built.BUILT.is_dir()
