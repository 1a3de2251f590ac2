"""Every page, in both themes, from a phone to a wide screen: usable by everybody, complete, and quiet."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from groundup import actions
from groundup.records import Goal
from tests.journeys.conftest import Site, Watch

PAGES = [
    "/today", "/plan", "/replan", "/calendar", "/loop", "/map", "/gaps", "/review", "/setup",
    "/placement", "/placement/question", "/claims", "/why/vectors", "/report", "/week", "/search?q=gradient",
    "/doctor", "/about", "/library", "/notation", "/interview",
    "/concept/vectors", "/concept/diffusion-models", "/projects", "/portfolio",
    "/project/fun-mini-project", "/project/gpt-chatbot", "/lesson/vectors",
    "/lab/lab-vectors", "/practice/vectors", "/nowhere",
]  # fmt: skip
SCROLLS = ".wide, .formula, .map, pre, .cm-editor, .outputs, .unseen, .skip, .katex-mathml"
OUTSIDE = """(scrolls) => [...document.querySelectorAll("main *, header *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
  .filter((e) => !e.closest(scrolls))
  .map((e) => `${e.tagName}.${e.className}`)"""
CUT = """[...document.querySelectorAll(".formula")]
  .filter((e) => e.scrollWidth > e.clientWidth + 1)
  .map((e) => e.querySelector("annotation").textContent.slice(0, 90))"""
PRESSED = "button, select, input, .button, summary, .roads a, .concepts a"
SMALL = """(pressed) => [...document.querySelectorAll(pressed)]
  .filter((e) => e.offsetParent && !e.closest(".unseen, .find"))
  .map((e) => [e, (e.closest("label") ?? e).getBoundingClientRect()])
  .filter(([e, box]) => box.width < 23.5 || box.height < 23.5)
  .map(([e]) => e.outerHTML.slice(0, 120))"""

# [what has focus, whether that is seen, whether the bar covers it]
FOCUSED = """async () => {
  await new Promise((done) => setTimeout(done, 40)); // an editor says a moment later that it has focus
  const e = document.activeElement;
  const style = getComputedStyle(e);
  const inner = getComputedStyle(e.querySelector("rect") ?? e);
  const marked = style.outlineStyle !== "none" || inner.strokeWidth === "3.5px" || e.closest(".cm-focused");
  const foot = document.querySelector(".bar").getBoundingClientRect().bottom;
  const covered = !e.closest(".bar, .skip") && e.getBoundingClientRect().bottom <= foot;
  return [e.outerHTML.slice(0, 90), Boolean(marked), covered];
}"""


@pytest.fixture(scope="module", autouse=True)
def on_the_way(site: Site) -> None:
    """Settings and some evidence, so that the pages have something to show."""
    w = site.workspace
    actions.setup(
        w, actions.Choice(Goal("concept", "backpropagation"), 8, "maths-first", w.clock().date(), zone="UTC")
    )
    actions.claim(w, list(w.catalog.concepts)[:9])
    for n in range(3):
        asked = actions.ask(w, "vectors/combo")
        actions.answer(w, asked.id, w.store.instance(asked.id)[0].form.value if n else "[0]", 20)
    actions.check_lab(w, "lab-vectors", actions.lab(w, "lab-vectors").starter + "\nx = 1\n")


@pytest.fixture(params=["light", "dark"])
def themed(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[BrowserContext]:
    opened = browser.new_context(
        base_url=site.url, viewport={"width": 1280, "height": 900}, color_scheme=request.param
    )
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_for_everybody(
    themed: BrowserContext, watch: Watch, axe: Callable[[Page], list[str]], address: str
) -> None:
    page = themed.new_page()
    if address != "/nowhere":  # its own status is a complaint of the console
        watch.over(page)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address)
        page.wait_for_load_state("load")
        assert axe(page) == [], f"{address} at {width}"


@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_every_width(page: Page, watch: Watch, address: str) -> None:
    for width in (320, 768, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address)
        outside = page.evaluate(OUTSIDE, SCROLLS)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, outside)
        assert outside == [], width
    if address == "/nowhere":
        watch.complaints.clear()


def test_every_lesson_and_lab_fits_a_phone(page: Page, site: Site) -> None:
    """What its authors wrote decides here: a name that cannot be broken, a formula in a sentence."""
    page.set_viewport_size({"width": 320, "height": 800})
    wide = []
    for concept in site.workspace.catalog.concepts.values():
        lab = [f"/lab/{one.id}" for one in concept.labs]
        for address in [f"/lesson/{concept.id}", *lab] if concept.complete else []:
            page.goto(address)
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                wide.append((address, page.evaluate(OUTSIDE, SCROLLS)))
    assert wide == []


def test_every_displayed_formula_is_seen_whole_on_a_wide_screen(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    cut = {}
    for concept in site.workspace.catalog.concepts.values():
        if concept.complete:
            page.goto(f"/lesson/{concept.id}")
            if found := page.evaluate(CUT):
                cut[concept.id] = found
    assert cut == {}


@pytest.mark.parametrize("address", PAGES)
def test_what_is_pressed_is_large_enough(page: Page, watch: Watch, address: str) -> None:
    page.goto(address)
    assert page.evaluate(SMALL, PRESSED) == []
    if address == "/nowhere":
        watch.complaints.clear()


@pytest.mark.parametrize("address", ["/today", "/lesson/vectors", "/lab/lab-vectors", "/map", "/setup"])
def test_focus_is_always_seen_and_never_lost(page: Page, address: str) -> None:
    page.goto(address)
    seen = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        state = page.evaluate(FOCUSED)
        if state[0].startswith("<body"):
            break  # past the last thing on the page
        assert state[1], f"no visible focus: {state[0]}"
        assert not state[2], f"under the bar: {state[0]}"
        seen.add(state[0])
        if "cm-content" in state[0]:
            page.keyboard.press("Escape")
    assert len(seen) > 8  # it moved
