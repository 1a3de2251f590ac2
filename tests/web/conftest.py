"""A workspace on the pack of four concepts, a clock that can be set, and a visitor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from groundup import actions
from groundup.catalog import Catalog, load
from groundup.records import Goal
from groundup.storage import open_store
from groundup.web import create_app
from groundup.workspace import STATE_FOLDER, Workspace, init_workspace
from tests.web.local_engine import LocalEngine

PACK = Path(__file__).resolve().parents[1] / "pack"
HERE = "http://127.0.0.1:8000"
MONDAY = date(2026, 1, 5)


@dataclass
class Clock:
    now: datetime = field(default=datetime(2026, 1, 5, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)  # as in life, no two things happen at once
        return self.now

    def sleep(self, days: int) -> None:
        self.now += timedelta(days=days)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load((PACK,))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, catalog: Catalog, clock: Clock) -> Iterator[Workspace]:
    root = init_workspace(tmp_path / "groundup")
    seeds = iter(range(1_000_000))
    with Workspace(
        root=root,
        catalog=catalog,
        store=open_store(root / STATE_FOLDER / "groundup.db"),
        engine=LocalEngine(),  # type: ignore[arg-type]  # it answers as the engine does
        clock=clock,
        entropy=lambda: next(seeds),
    ) as opened:
        yield opened


@pytest.fixture
def stranger(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Somebody who has not chosen a goal yet."""
    monkeypatch.setattr("groundup.actions.examining.Engine", LocalEngine)  # the doctor starts one of its own
    headers = {"sec-fetch-site": "same-origin"}
    return TestClient(create_app(workspace), base_url=HERE, headers=headers, follow_redirects=False)


@pytest.fixture
def visitor(stranger: TestClient, workspace: Workspace) -> TestClient:
    """Somebody on the way to a goal."""
    actions.setup(workspace, actions.Choice(Goal("role", "role-counter"), 6, "evenings", MONDAY, zone="UTC"))
    return stranger


def text_of(html: str) -> str:
    """What a person reads of a page: no tags, no scripts, single spaces."""
    body = re.sub(r"<(style|script|svg|annotation).*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def read(visitor: TestClient, address: str) -> str:
    """The text of a page that must be there."""
    answer = visitor.get(address)
    assert answer.status_code == 200, (address, answer.status_code, text_of(answer.text))
    return text_of(answer.text)
