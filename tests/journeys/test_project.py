"""A project in a browser: begun, audited, done as the exemplar does it, and audited again."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from groundup import actions
from groundup.catalog.projects import read_drafts
from tests.audit.commits import WHO, commit
from tests.journeys.conftest import Site

ID = "fun-mini-project"


def test_a_project_from_its_beginning_to_an_audit_that_passes(
    page: Page, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in WHO.items():
        monkeypatch.setenv(name, value)
    page.goto(f"{site.url}/projects")
    page.get_by_role("link", name="Thursday or evening mini-project").click()
    page.get_by_role("button", name="Begin this project").click()
    expect(page.get_by_role("heading", name="Your repository")).to_be_visible()
    page.get_by_role("button", name="Audit it").click()
    expect(page.get_by_role("heading", name="Not yet")).to_be_visible(timeout=120_000)
    expect(page.get_by_text("question.md asks no question").first).to_be_visible()

    content = site.workspace.catalog.project_content(ID)
    assert content is not None
    commit(read_drafts(content.folder)["exemplar"], Path(actions.project(site.workspace, ID).path))
    page.get_by_role("button", name="Audit it again").click()
    expect(page.get_by_role("heading", name="The audit passed")).to_be_visible(timeout=120_000)
    page.goto(f"{site.url}/projects")
    expect(page.get_by_text("passed").first).to_be_visible()
