"""Without a script: everything but the editor, the zoom of the map and moving figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Site, Watch

LAB = Path(__file__).resolve().parents[2] / "content/concepts/vectors/lab"


@pytest.fixture
def plain(browser: Browser, site: Site, watch: Watch) -> Iterator[Page]:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    yield watch.over(context.new_page())
    context.close()


def test_a_day_without_scripts(plain: Page, site: Site) -> None:
    plain.goto("/setup")
    plain.locator("#concept").select_option("vectors")
    plain.get_by_role("radio", name="One concept").check()
    plain.get_by_role("button", name="Make my plan", exact=True).click()
    expect(plain).to_have_url(re.compile("/today$"))

    plain.goto("/map")
    expect(plain.locator("svg.map")).to_be_visible()
    expect(
        plain.locator("#map-list").get_by_role("link", name="Not started: Vectors and linear combinations")
    ).to_be_visible()

    plain.goto("/lesson/vectors")
    expect(plain.locator("[data-cell-shown]").first).to_be_visible()
    expect(plain.locator("[data-drawing] svg").first).to_be_visible()
    address = plain.locator("[data-question] form").first.get_attribute("action") or ""
    right = site.workspace.store.instance(address.rsplit("/", 1)[1])[0].form.value
    plain.get_by_label("Your answer").first.fill(right)
    plain.get_by_role("button", name="Answer").first.click()
    expect(plain.locator(".reply-right")).to_be_visible()

    plain.goto("/lab/lab-vectors")
    plain.locator("textarea").fill((LAB / "solution.py").read_text(encoding="utf-8"))
    plain.get_by_role("button", name="Save and check").click()
    expect(plain.locator(".verdict-head")).to_contain_text("Passed")

    plain.get_by_role("button", name=re.compile("Go dark|Follow")).click()
    expect(plain.locator("html")).to_have_attribute("data-theme", "dark")
