"""An interview in a real browser: the clock, what was written, the code, the points; for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from groundup import actions
from tests.journeys.conftest import Site, Watch

CLOCK = re.compile(r"^\d+:\d\d left of 25 minutes$")


@pytest.mark.usefixtures("watch")
def test_code_and_words_outlive_a_closed_window_and_the_lab_judges(page: Page, site: Site) -> None:
    id = actions.begin_turn(site.workspace, "a04").turn.id
    page.goto(f"/interview/{id}")
    expect(page.locator("[data-clock]")).to_have_text(CLOCK)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nmine = 1\n")
    page.get_by_label("What you would say about it").fill("From the loss back.")
    page.get_by_role("button", name="Check it so far").click()
    expect(page.locator(".verdict-head")).to_contain_text("Not yet")
    page.reload()
    expect(page.locator(".cm-editor")).to_be_visible()
    assert "mine = 1" in page.locator("#source").input_value()
    assert page.locator("#answer").input_value() == "From the loss back."

    page.get_by_role("button", name="Stop the clock").click()
    expect(page.locator(".judged-code")).to_contain_text(re.compile(r"Your code: 0 of \d+ checks passed\."))
    expect(page.locator(".said")).to_have_text("From the loss back.")
    assert page.evaluate("localStorage.length") == 0


def test_every_state_is_for_everybody(
    page: Page, site: Site, axe: Callable[[Page], list[str]], watch: Watch
) -> None:
    w = site.workspace
    id = actions.begin_turn(w, "m04").turn.id
    for deed in (
        lambda: None,
        lambda: actions.end_turn(w, id, "0.154"),
        lambda: actions.score_turn(w, id, [2, 1, 0, 2]),
    ):
        deed()
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"/interview/{id}")
            assert axe(page) == [], actions.turn(w, id).turn.state
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_needs_no_script(browser: Browser, site: Site, watch: Watch) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    plain = watch.over(context.new_page())
    plain.goto("/interview")
    plain.get_by_role("button", name="Draw a prompt").click()
    expect(plain.locator("[data-clock]")).to_contain_text("Began at")
    plain.get_by_label(re.compile("Your answer|What you would say")).fill("One, two.")
    plain.get_by_role("button", name="Stop the clock").click()
    expect(plain.locator(".said")).to_have_text("One, two.")
    for points in plain.locator(".points fieldset").all():
        points.get_by_label("1 partly").check()
    plain.get_by_role("button", name="Keep the scores").click()
    expect(plain.locator(".scored h2")).to_have_text(re.compile(r"^(\d+) of \d+ points$"))
    context.close()
