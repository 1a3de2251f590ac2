"""The keys: every road, lists, search, help, and nothing while somebody types."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from groundup import actions
from groundup.records import Goal
from tests.journeys.conftest import Site


@pytest.fixture(scope="module", autouse=True)
def on_the_way(site: Site) -> None:
    w = site.workspace
    actions.setup(
        w, actions.Choice(Goal("concept", "gradients"), 8, "evenings", w.clock().date(), zone="UTC")
    )


@pytest.mark.parametrize(
    ("key", "address"), [("m", "/map"), ("p", "/plan"), ("r", "/review"), ("g", "/gaps")]
)
def test_g_and_a_letter_go_somewhere(page: Page, key: str, address: str) -> None:
    page.goto("/today")
    page.keyboard.press("g")
    page.keyboard.press(key)
    expect(page).to_have_url(re.compile(f"{address}$"))


def test_j_and_k_walk_a_list_and_enter_opens(page: Page) -> None:
    page.goto("/gaps")
    rows = page.locator("[data-row] a")
    page.keyboard.press("j")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/concept/"))


def test_enter_starts_what_is_next(page: Page) -> None:
    page.goto("/today")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("/today$"))


def test_the_slash_searches_while_typing(page: Page) -> None:
    page.goto("/today")
    page.keyboard.press("/")
    page.keyboard.type("gradients")
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_contain_text("Partial derivatives and gradients")
    page.locator("#q").fill("backpropagation")
    expect(page.locator("#found")).to_contain_text("Backpropagation")
    expect(page.locator("#found")).not_to_contain_text("Partial derivatives")


def test_the_question_mark_shows_the_keys(page: Page) -> None:
    page.goto("/today")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Run a cell")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_letters_that_are_typed_go_nowhere(page: Page) -> None:
    page.goto("/search")
    page.locator("#q").focus()
    page.keyboard.type("gmgp?jk")
    expect(page.locator("#q")).to_have_value("gmgp?jk")
    expect(page).to_have_url(re.compile("/search"))


def test_the_skip_link_leads_past_the_bar(page: Page) -> None:
    page.goto("/plan")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_the_map_is_walked_and_zoomed_by_keys(page: Page) -> None:
    page.goto("/map")
    view = page.locator("[data-map-view]")
    page.locator("#node-vectors").focus()
    before = view.get_attribute("transform") or ""
    page.keyboard.press("-")
    expect(view).not_to_have_attribute("transform", before)
    after = view.get_attribute("transform") or ""
    page.keyboard.press("ArrowRight")
    expect(view).not_to_have_attribute("transform", after)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/concept/vectors$"))


def test_the_map_is_moved_by_hand_without_opening_anything(page: Page) -> None:
    page.goto("/map")
    view = page.locator("[data-map-view]")
    before = view.get_attribute("transform") or ""
    box = page.locator("[data-map]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 180, box["y"] + 120, steps=5)
    page.mouse.up()
    expect(view).not_to_have_attribute("transform", before)
    expect(page).to_have_url(re.compile("/map$"))


def test_the_filter_dims_the_rest(page: Page) -> None:
    page.goto("/map")
    page.locator("#map-filter").fill("eigen")
    expect(page.locator("#node-vectors")).to_have_class(re.compile("is-faded"))
    expect(page.locator(".node:not(.is-faded)").first).to_contain_text("Eigen")
    expect(page.locator("#map-list [data-row]:visible").first).to_contain_text("Eigen")


def test_a_review_is_done_without_leaving_the_keys(site: Site, page: Page) -> None:
    page.goto("/practice/gradients")
    expect(page.locator("input.answer, .options input").first).to_be_visible()
    page.get_by_role("button", name="I don\u2019t know").press("Enter")
    expect(page.locator(".reply")).to_be_focused()
    first = page.locator("[data-question]").get_attribute("id") or ""
    page.keyboard.press("Enter")
    expect(page.locator("[data-question]")).not_to_have_attribute("id", first)
