"""The built portfolio in a real browser, from the folder: every page, width and theme, without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, Request

from groundup.portfolio import Author
from tests.journeys.test_every_page import OUTSIDE, SMALL
from tests.portfolio import samples
from tests.portfolio.hostile import TEXTS, site_of

RTL = Author("آدا لوفلايس", "تعلم الآلة من الأساس", "أبني الأشياء من الصفر", (), "ar")
SITES = {
    "none": lambda: samples.site(0),
    "one": lambda: samples.site(1),
    "five": lambda: samples.site(5),
    "rtl": lambda: samples.site(1, RTL),
}
SCROLLS = ".wide, pre, .formula, .unseen, .skip"
PRESSED = ".bar a, summary, .links a, .button"
FOCUSED = """() => { const e = document.activeElement;
  return [e.outerHTML.slice(0, 90), getComputedStyle(e).outlineStyle !== "none"]; }"""


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def folders(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    top = tmp_path_factory.mktemp("portfolios")
    return {name: write(top / name, make()) for name, make in SITES.items()}


class Watched:
    """A page that may complain of nothing, and load from its own folder alone."""

    def __init__(self, page: Page, top: Path) -> None:
        self.page, self.top, self.complaints = page, top, list[str]()
        page.on("console", lambda said: self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(f"a dialog: {dialog.message}"))
        page.on("request", self._see)
        page.on("requestfailed", self._miss)

    def _see(self, request: Request) -> None:
        if not unquote(request.url).startswith(f"file://{self.top}/"):
            self.complaints.append(f"asked for {request.url}")

    def _miss(self, request: Request) -> None:
        if "ERR_ABORTED" not in (
            request.failure or ""
        ):  # what was still to come when the next page was opened
            self.complaints.append(f"failed: {request.url}")

    def pages(self, wanted: Callable[[str], bool] = lambda name: True) -> Iterator[str]:
        for path in sorted(self.top.rglob("*.html")):
            name = path.relative_to(self.top).as_posix()
            if wanted(name):
                self.page.goto(f"file://{path}")
                yield name


@pytest.fixture(params=["light", "dark"])
def opened(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(color_scheme=request.param, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", ["none", "five", "rtl"])
def test_every_page_is_for_everybody(
    opened: Page, folders: dict[str, Path], axe: Callable[[Page], list[str]], name: str
) -> None:
    for page in Watched(opened, folders[name]).pages():
        for width in (1280, 320):
            opened.set_viewport_size({"width": width, "height": 900})
            assert axe(opened) == [], (page, width)


@pytest.mark.parametrize("name", SITES)
def test_every_page_fits_every_width(opened: Page, folders: dict[str, Path], name: str) -> None:
    watched = Watched(opened, folders[name])
    for page in watched.pages():
        for width in (320, 768, 1280):
            opened.set_viewport_size({"width": width, "height": 900})
            assert opened.evaluate(OUTSIDE, SCROLLS) == [], (page, width)
            assert opened.evaluate("document.documentElement.scrollWidth") <= width, (page, width)
            assert opened.evaluate(SMALL, PRESSED) == [], (page, width)
    assert watched.complaints == []


def test_pictures_and_styles_are_there_from_a_folder(opened: Page, folders: dict[str, Path]) -> None:
    watched = Watched(opened, folders["five"])
    for page in watched.pages():
        opened.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        opened.evaluate(
            "Promise.all([...document.images].map((one) => { one.loading = 'eager'; return one.decode(); }))"
        )
        empty = opened.evaluate(
            "[...document.images].filter((one) => !one.naturalWidth).map((one) => one.src)"
        )
        assert empty == [], page
        assert opened.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    assert watched.complaints == []


def test_it_is_walked_by_keys_and_focus_is_seen(opened: Page, folders: dict[str, Path]) -> None:
    opened.goto(f"file://{folders['five']}/index.html")
    seen = []
    for _ in range(40):
        opened.keyboard.press("Tab")
        html, marked = opened.evaluate(FOCUSED)
        if html.startswith("<body"):
            break
        assert marked, html
        seen.append(html)
    assert seen[0].startswith('<a class="skip"') and len(seen) > 10
    opened.locator("h3 a").first.click()
    assert opened.title().startswith("Heart disease")


def test_it_works_without_scripts_and_prints(browser: Browser, folders: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{folders['five']}/projects/project-0.html")
    page.get_by_text("Why it matters").first.click()
    assert page.get_by_text("A number on rows that the model has seen").is_visible()
    assert page.pdf(format="A4").count(b"/Type /Page\n") in range(2, 7)
    context.close()


def test_hostile_texts_stay_texts(browser: Browser, tmp_path: Path) -> None:
    """Every text of the corpus as a post and on the first page; some as projects and reports."""

    def wanted(name: str) -> bool:
        numbered = name.startswith(("projects/", "reports/"))
        return not numbered or int(name.rpartition("-")[2].removesuffix(".html")) % 19 == 0

    context = browser.new_context()
    watched = Watched(context.new_page(), write(tmp_path / "hostile", site_of(TEXTS)))
    walked = 0
    for page in watched.pages(wanted):
        walked += 1
        assert watched.page.locator("script, iframe, object, embed, form, base").count() == 0, page
        assert watched.complaints == [], page
    assert walked > len(TEXTS)
    context.close()
