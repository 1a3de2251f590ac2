"""What the benchmark of portfolios sees in a browser: nothing on a good site, every fault on a spoilt one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.portfolio import THEMES, WIDTHS, walk, walk_rows, write
from tests.journeys.conftest import AXE
from tests.portfolio import samples

SPOILT = b"""<a href="nowhere.html">x</a><a href="index.html#nowhere">x</a>
<img src="nowhere.png"><link rel="stylesheet" href="nowhere.css"></main>"""
WRITTEN = b"""<!doctype html><html lang="en"><title>x</title><main><h1>Read</h1></main>
<script>document.querySelector("main").append("More, for those who run it.")</script></html>"""


@pytest.fixture
def script() -> str:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make install brings it.")
    return AXE.read_text(encoding="utf-8")


def test_a_good_site_has_no_faults(browser: Browser, tmp_path: Path, script: str) -> None:
    write(tmp_path, samples.site(1))
    walked = walk(browser, tmp_path, script)
    assert all(row.met for row in walk_rows(walked, with_axe=True)), walked
    assert walked.pages == len(list(tmp_path.rglob("*.html"))) > 4 and walked.links > walked.pages
    assert walked.looks == walked.pages * len(THEMES) * len(WIDTHS)


def test_every_fault_of_a_spoilt_site_is_named(browser: Browser, tmp_path: Path, script: str) -> None:
    files = samples.site(0)
    page = files["verify.html"].replace(b"</main>", SPOILT)
    write(tmp_path, {"index.html": files["index.html"], "verify.html": page, "written.html": WRITTEN})
    write(tmp_path, {"style.css": files["style.css"], "icon.svg": files["icon.svg"]})
    walked = walk(browser, tmp_path, script)
    assert not any(row.met for row in walk_rows(walked, with_axe=True))
    for name in ("nowhere.html", "index.html#nowhere", "nowhere.png", "nowhere.css", "mastery.html"):
        assert any(one.startswith("verify.html") and name in one for one in walked.broken), name
    assert any("nowhere.png" in one for one in walked.errors)
    assert walked.otherwise == ["written.html says something else without JavaScript"]
    assert any(one.startswith("verify.html, dark, 320: image-alt") for one in walked.violations)
