"""What moves and what opens: figures that keep up with a hand, hints one after another, orderings by key."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from groundup.grading import Family, Ordering, Question, instance_from
from tests.journeys.conftest import Site


def test_a_slider_in_motion_asks_for_the_newest_setting_alone(page: Page) -> None:
    page.goto("/lesson/vectors")
    figure = page.locator("[data-figure]").first
    figure.scroll_into_view_if_needed()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/figure/" in request.url else None)
    figure.get_by_role("slider").first.evaluate(
        """(slider) => {
          for (let n = 0; n <= 60; n++) {
            slider.value = String(-2 + n * 0.05);
            slider.dispatchEvent(new Event("input", { bubbles: true }));
          }
          slider.value = "1.5";
          slider.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    expect(figure.locator("[data-alt]")).to_contain_text("1.5 times u")
    assert len(asked) == 2  # the first, and the newest once the first was there


def test_a_point_moves_by_its_fields_too(page: Page) -> None:
    page.goto("/lesson/vectors")
    figure = page.locator("[data-figure]").first
    figure.get_by_label("u, coordinate 1").fill("-3")
    expect(figure.locator("[data-alt]")).to_contain_text("u = (-3, 1)")
    figure.get_by_role("button", name="Start again").click()
    expect(figure.locator("[data-alt]")).to_contain_text("u = (2, 1)")


def test_hints_are_shown_one_after_another(page: Page) -> None:
    page.goto("/lab/lab-vectors")
    hints = page.locator(".hints").first.locator(".hint")
    expect(hints.nth(1)).to_be_hidden()
    hints.nth(0).locator("summary").click()
    expect(hints.nth(1)).to_be_visible()


def test_things_are_put_in_order_by_key(site: Site, page: Page) -> None:
    form = Ordering(["second", "third", "first"], [2, 0, 1])
    family = Family("order", lambda rng: Question("Put them in order.", form, [], "So."))
    instance = instance_from(family, 1, concept="vectors")
    site.workspace.store.save_instance(site.workspace.store.learner(), instance)
    page.goto(f"/question/{instance.id}")
    for _ in range(2):
        page.get_by_role("button", name=re.compile("Up: first")).press("Enter")
    expect(page.locator("#said")).to_have_text("Place 1 of 3")
    page.get_by_role("button", name="Answer").click()
    expect(page.locator(".reply-right")).to_be_focused()


OVERLAPS = """() => [...document.querySelectorAll(".controls")].flatMap((controls) => {
  const boxes = [...controls.querySelectorAll("input, select, output, button")]
    .map((part) => [part, part.getBoundingClientRect()]);
  return boxes.flatMap(([one, a], i) => boxes.slice(i + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1)
    .filter(([, b]) => a.top < b.bottom - 1 && b.top < a.bottom - 1)
    .map(([other]) => `${one.outerHTML.slice(0, 60)} and ${other.outerHTML.slice(0, 60)}`));
})"""


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_control_of_a_figure_lies_on_another(site: Site, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for concept in [c.id for c in site.workspace.catalog.concepts.values() if c.complete]:
        page.goto(f"/lesson/{concept}")
        assert page.evaluate(OVERLAPS) == [], concept
