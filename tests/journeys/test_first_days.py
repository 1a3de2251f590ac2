"""The walk of a learner: setup, Today, lesson, lab, map, and the review of another day."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from groundup import actions
from tests.journeys.conftest import Site, Watch

LAB = Path(__file__).resolve().parents[2] / "content/concepts/vectors/lab"
SOLUTION = (LAB / "solution.py").read_text(encoding="utf-8")
MISTAKE = (LAB / "mistakes/adds_in_place.py").read_text(encoding="utf-8")


def test_from_a_first_visit_to_the_review_of_another_day(
    site: Site, context: BrowserContext, page: Page, watch: Watch
) -> None:
    choose_a_goal(page)
    begin_today(page)
    read_the_lesson(page)
    answer_a_question(page, site)
    road = watch.over(context.new_page())
    road.goto("/map")
    node = road.locator("#node-vectors")
    expect(node).to_have_class(re.compile("node-learning"))
    build_the_lab(page, site)
    expect(node).to_have_class(re.compile("node-mastered"))  # without a reload
    come_back(page, site)


def choose_a_goal(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Where do you want to get to?")
    page.locator("#concept").select_option("vectors")
    page.get_by_role("radio", name="One concept").check()
    page.get_by_role("radio", name=re.compile("Every evening")).check()
    page.get_by_text("Foundations: Python, tools and data").click()
    page.get_by_role("checkbox", name=re.compile("Python values, loops")).check()
    page.get_by_role("button", name="Make my plan", exact=True).click()
    expect(page).to_have_url(re.compile("/today$"))


def begin_today(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    page.goto("/plan")
    expect(page.locator(".lede")).to_contain_text("You are there on")
    page.goto("/lesson/vectors")


def read_the_lesson(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Vectors and linear combinations")
    cell = page.locator("[data-cell]").first
    cell.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("import numpy as np\na, b = np.array([2, 1]), np.array([1, 3])\n2 * a + 3 * b")
    page.keyboard.press("Shift+Enter")
    expect(cell.locator("[data-cell-outputs]")).to_have_text(re.compile(r"array\(\[ ?7, 11\]\)"))
    figure = page.locator("[data-figure]").first
    figure.scroll_into_view_if_needed()
    figure.get_by_role("slider").first.focus()
    page.keyboard.press("Home")
    expect(figure.locator("[data-alt]")).to_contain_text("-2 times u")
    drag_a_point(page)


def drag_a_point(page: Page) -> None:
    figure = page.locator("[data-figure]").first
    before = figure.locator("[data-alt]").inner_text()
    box = figure.locator(".handle").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 70, box["y"] + 60, steps=8)
    page.mouse.up()
    expect(figure.locator("[data-alt]")).not_to_have_text(before)


def answer_a_question(page: Page, site: Site) -> None:
    question = page.locator("[data-question]").first
    question.get_by_label("Your answer").fill("nothing(")
    question.get_by_role("button", name="Answer").click()
    expect(page.locator(".reply-invalid")).to_be_focused()
    address = page.locator("[data-question] form").first.get_attribute("action") or ""
    right = site.workspace.store.instance(address.rsplit("/", 1)[1])[0].form.value
    page.locator("[data-question]").first.get_by_label("Your answer").fill(right)
    page.keyboard.press("Enter")
    expect(page.locator(".reply-right")).to_be_focused()


def build_the_lab(page: Page, site: Site) -> None:
    page.get_by_role("button", name="I have read this; to the lab").click()
    expect(page).to_have_url(re.compile("/lab/lab-vectors$"))
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(SOLUTION + "\n\n" + MISTAKE)
    page.keyboard.press("ControlOrMeta+s")
    expect(page.locator(".verdict-head")).to_contain_text("Not yet")
    expect(page.locator(".diagnosis")).to_contain_text("Adds in place")
    expect(page.locator(".comparison").first).to_contain_text("Expected")
    # Another editor saves the right answer: the page answers, and shows the file.
    (site.workspace.root / "mylib/linalg/vectors.py").write_text(SOLUTION, encoding="utf-8")
    expect(page.locator(".verdict-head")).to_contain_text("Passed")
    expect(page.locator(".cm-content")).not_to_contain_text("in place")
    assert actions.lab(site.workspace, "lab-vectors").passed


def come_back(page: Page, site: Site) -> None:
    page.goto("/review")
    expect(page.locator(".lede")).to_contain_text("Nothing is due")
    site.clock.sleep(days=60)
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page.locator(".lede")).to_contain_text("to go")
    page.get_by_role("button", name="I don\u2019t know").click()
    expect(page.locator(".reply")).to_be_focused()
    expect(page.get_by_text("Worked solution")).to_be_visible()
    page.goto("/concept/vectors")
    expect(page.locator("table.evidence")).to_contain_text("did not know")
