"""Calendar: a file, and a feed that answers who knows its address."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from groundup import actions
from groundup.workspace import Workspace
from tests.web.conftest import read, text_of


def test_the_plan_is_a_file(visitor: TestClient) -> None:
    assert "groundup.ics" in read(visitor, "/calendar")
    answer = visitor.get("/calendar.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    assert answer.headers["content-disposition"] == 'attachment; filename="groundup.ics"'


def test_the_feed_has_a_secret_address_that_can_be_renewed_and_closed(
    visitor: TestClient, workspace: Workspace
) -> None:
    assert "Make an address" in read(visitor, "/calendar")
    visitor.post("/calendar/feed", data={"do": "open"})
    found = re.search(r'value="(http://[^"]+\.ics)"', visitor.get("/calendar").text)
    assert found is not None
    address = found[1].replace("http://127.0.0.1:8000", "")
    answer = visitor.get(address)
    assert answer.status_code == 200 and b"BEGIN:VEVENT" in answer.content
    assert visitor.get(address.replace(".ics", "x.ics")).status_code == 404
    visitor.post("/calendar/feed", data={"do": "renew"})
    assert visitor.get(address).status_code == 404
    visitor.post("/calendar/feed", data={"do": "close"})
    assert actions.agenda(workspace).feed.secret == ""
    assert visitor.get("/calendar/.ics").status_code == 404


def test_when_the_parts_of_a_day_begin_can_be_said(visitor: TestClient, workspace: Workspace) -> None:
    times = {"morning": "07:15", "afternoon": "12:30", "evening": "20:00"}
    assert visitor.post("/calendar/parts", data=times).status_code == 303
    assert actions.agenda(workspace).feed.begins == ("07:15", "12:30", "20:00")
    wrong = visitor.post("/calendar/parts", data=times | {"evening": "late"})
    assert wrong.status_code == 422 and "not a time of day" in text_of(wrong.text)
