"""A real Chromium, a real server with the real content and engine, and a watchful page.

Without a Chromium the journeys are left out and say so; with GROUNDUP_REQUIRE_BROWSER=1 they fail instead.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from groundup.web import create_app
from groundup.workspace import Workspace, init_workspace, open_workspace

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--force-prefers-reduced-motion"]
AXE = Path(__file__).resolve().parents[2] / "groundup/web/islands/node_modules/axe-core/axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@dataclass
class Clock:
    """Real seconds from a chosen morning; `sleep` moves it by days."""

    morning: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    began: float = field(default_factory=time.monotonic)

    def __call__(self) -> datetime:
        return self.morning + timedelta(seconds=time.monotonic() - self.began)

    def sleep(self, days: int) -> None:
        self.morning += timedelta(days=days)


@dataclass(frozen=True)
class Site:
    url: str
    workspace: Workspace
    clock: Clock


@dataclass
class Watch:
    """What no page may do: complain, load from elsewhere, open a dialog."""

    url: str
    complaints: list[str] = field(default_factory=list)

    def over(self, page: Page) -> Page:
        page.on("console", lambda said: self._hear(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._see)
        return page

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" or "Content Security Policy" in text:
            self.complaints.append(text)

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.complaints.append(f"asked for {request.url}")


def chromium() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        reason = "No Chromium or Chrome was found: the journeys through the pages are left out."
        if os.environ.get("GROUNDUP_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Served on a port of its own; the browser comes first, so that nothing starts where there is none."""
    clock = Clock()
    root = init_workspace(tmp_path_factory.mktemp("journey") / "groundup")
    with socket.create_server(("127.0.0.1", 0)) as listener, open_workspace(root, clock=clock) as workspace:
        config = uvicorn.Config(create_app(workspace), log_level="warning", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        running = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        running.start()
        while not server.started:
            time.sleep(0.02)
        yield Site(f"http://127.0.0.1:{listener.getsockname()[1]}", workspace, clock)
        server.should_exit = True
        running.join(10)


@pytest.fixture
def watch(site: Site) -> Iterator[Watch]:
    """Complaints of any page fail the test when it ends."""
    watching = Watch(site.url)
    yield watching
    assert watching.complaints == []


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Page:
    return watch.over(context.new_page())


Fault = dict[str, Any]


def violations(page: Page, script: str) -> list[str]:
    """What axe-core, which is `script`, finds against WCAG 2.2 A and AA on the page, a line each."""
    page.evaluate(script)
    found: list[Fault] = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """What axe-core finds on a page."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make install brings it.")
    return partial(violations, script=AXE.read_text(encoding="utf-8"))
