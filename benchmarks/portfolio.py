"""Is every change of a portfolio found, and is its site quick and fit for everybody, from a folder too?

    python -m benchmarks.portfolio [--lighthouse FOLDER_OR_COMMAND] [--json]

The portfolio is built from a workspace that is lived in here through the real actions: every lab of a stage
passed, projects committed as their exemplars and audited in the engine's rooms, stories, posts, the library
timed, credentials issued. Then:

- The signed manifest is held against thousands of changed copies of the files, in this process: bits flipped,
  bytes added and cut off, files removed, added and swapped. The manifest itself is changed at every byte. One
  change of each kind of each file is made on the disk as well, and `verify` asked, as `groundup verify` does.
- Every page is opened from file:// in Chromium: links, pictures, style sheets, what the console says, and
  whether the same text stands there without JavaScript; axe-core looks at both themes and two widths.
- Lighthouse looks at every page as `groundup portfolio serve` serves it, with its settings for a phone.

What is not installed is not measured, and said to be so.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import shutil
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urldefrag

from playwright.sync_api import Browser, Page, Request, sync_playwright
from rich.console import Console
from rich.table import Table

from benchmarks.learner import Row, at_least, at_most, shown
from groundup import actions, portfolio
from groundup.actions.verifying import read_site
from groundup.audit import added
from groundup.catalog import Lab
from groundup.catalog.projects import read_drafts
from groundup.cli.portfolio_server import served
from groundup.portfolio import MANIFEST, Verified
from groundup.records import Goal
from groundup.web.inside import formula
from groundup.workspace import Workspace, init_workspace, open_workspace
from tests.audit.commits import commit
from tests.journeys.conftest import AXE, FLAGS, chromium, violations
from tests.portfolio.samples import CARD, STORY, SVG

STAGE = "foundations-math"  # all of its labs are written, so that it can be mastered by labs alone
LAB_S = 1800.0  # half an hour, which is said to have been spent on each
# Three whose audits take seconds or a minute, and a figure of each for its story.
PROJECTS = {
    "fun-mini-project": "figure.svg",
    "passion-project-one-month": "results/dry.png",
    "spam-classifier": "results/filter.png",
}
AUTHOR = """name = "Ada Lovelace"
headline = "Small models, honest numbers"
about = "I build things *from scratch* to see how they work, then use what the industry uses."

[links]
Code = "https://example.org/ada"
Write = "mailto:ada@example.org"
"""

POSITIONS = 256  # of a file, evenly spread, the first and the last among them; all of a smaller file
BITS = (0x01, 0x20)  # the lowest, and the one that a small letter differs in from a capital one
THEMES, WIDTHS = ("light", "dark"), (1280, 320)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95  # of 100 in each category, on every page
LONGEST_S = 300  # of Lighthouse on one page; it takes some 15 on an idle core

Files = Mapping[str, bytes]
Holds = Callable[[Files], bool]  # whether verification passes these files


@dataclass
class Measured:
    """Rows, what they are about one by one, and what could not be measured."""

    rows: list[Row] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def measure(lighthouse: str) -> Measured:
    found = Measured()
    with tempfile.TemporaryDirectory(prefix="groundup-bench-") as top:
        with open_workspace(init_workspace(Path(top, "groundup"))) as w:
            live(w)
            site, seconds = built(w)
            now = w.clock()
        files = read_site(site)
        measure_changes(found, site, files, now)
        measure_pages(found, site)
        measure_lighthouse(found, site, lighthouse)
        measure_size(found, files, seconds)
    return found


# --- a portfolio, as in life ---------------------------------------------------------------------


def live(w: Workspace) -> None:
    """Labs, projects, texts and credentials of a person who is well on the way."""
    choice = actions.Choice(Goal("role", "role-ml-engineer"), 9, "maths-first", w.clock().date(), zone="UTC")
    actions.setup(w, choice)
    for lab in shown(_labs_of_stage(w), "labs"):
        actions.save_lab(w, lab.id, lab.solution)
        _require(actions.check_lab(w, lab.id, duration_s=LAB_S).verdict.passed, lab.id)
    for id, figure in shown(list(PROJECTS.items()), "audits"):
        story = STORY.replace("figures/roc.svg", figure)
        content = w.catalog.project_content(id)
        assert content is not None
        draft = added("story.md", story)(read_drafts(content.folder)["exemplar"])
        commit(draft, Path(actions.project(w, id).path))
        *_, report = actions.audit_project(w, id)
        _require(isinstance(report, actions.AuditReport) and report.passed, id)
    texts = {"portfolio.toml": AUTHOR, "posts/2026-02-a-card.md": CARD, "posts/2026-03-a-clinic.md": STORY}
    write(w.root, {**{path: text.encode() for path, text in texts.items()}, "posts/figures/roc.svg": SVG})
    actions.issue(w, learner="Ada Lovelace")
    actions.publish(w, timed=True)  # its times stay on record for every later build


def _labs_of_stage(w: Workspace) -> list[Lab]:
    labs = [w.catalog.lab(id) for id, one in w.catalog.labs.items() if w.catalog.graph[one].stage == STAGE]
    return [lab for lab in labs if not lab.outline.is_folder]


def _require(passed: bool, id: str) -> None:
    if not passed:
        raise RuntimeError(f"{id} did not pass: there is no portfolio to be measured.")


def built(w: Workspace) -> tuple[Path, float]:
    """The site as `groundup portfolio build` makes it, and the seconds that it took."""
    began = time.perf_counter()
    done = actions.publish(w, formula=lambda tex, display: formula(tex, display=display))
    return Path(done.path), time.perf_counter() - began


def write(folder: Path, files: Files) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


# --- is every change found? ----------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """What was done, to which file, and the files after it."""

    kind: str
    path: str
    files: Files
    where: str = ""


@dataclass
class Tried:
    kinds: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.kinds.total()

    @property
    def share(self) -> float:
        """Of the changes that were found; none where none was tried, since that shows nothing."""
        return (self.count - len(self.missed)) / self.count if self.count else 0.0


def measure_changes(found: Measured, site: Path, files: Files, now: datetime) -> None:
    in_process = tried(changes(files), holds)
    with tempfile.TemporaryDirectory(prefix="groundup-bench-") as top:
        copy = Path(shutil.copytree(site, Path(top, "copy")))
        on_disk = tried(one_of_each(changes(files)), holds_on_disk(copy, files, now))
        false = false_alarms(site, Path(top), now)
    found.rows += changes_rows(in_process, on_disk, false)
    found.faults += [f"missed: {one}" for one in (*in_process.missed, *on_disk.missed)]
    found.faults += [f"false alarm: {one}" for one in false]


def changes_rows(in_process: Tried, on_disk: Tried, false: list[str]) -> Iterator[Row]:
    """Both shares are met at exactly 1."""
    yield at_least("changes found, share", in_process.share, 1, tried=in_process.count, **in_process.kinds)
    yield at_least("the same on the disk, share", on_disk.share, 1, tried=on_disk.count)
    yield at_most("false alarms", len(false), 0)


def changes(files: Files) -> Iterator[Change]:
    """Each of them a portfolio that is not the one that was signed."""
    for path, content in files.items():
        # The manifest alone is parsed and not hashed: a reader that is lenient somewhere would show there.
        for at in positions(len(content), len(content) if path == MANIFEST else POSITIONS):
            for bit in BITS:
                flipped = content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :]
                yield Change("flipped", path, {**files, path: flipped}, f"bit {bit:#04x} of byte {at}")
        for end in (b"\0", b"\n", b" "):
            yield Change("longer", path, {**files, path: content + end}, f"{end!r} at its end")
        if content:
            yield Change("shorter", path, {**files, path: content[:-1]})
        yield Change("removed", path, {name: kept for name, kept in files.items() if name != path})
    for folder in sorted({str(PurePosixPath(path).parent) for path in files} | {"new"}):
        for name in ("added.html", ".added"):
            path = str(PurePosixPath(folder, name))
            yield Change("added", path, {**files, path: b""})
    for path, other in itertools.combinations(files, 2):
        if files[path] != files[other]:
            swapped = {**files, path: files[other], other: files[path]}
            yield Change("swapped", path, swapped, f"with {other}")


def positions(length: int, most: int) -> list[int]:
    """All where there are no more than `most`; else so many, evenly spread from the first to the last."""
    if length <= most:
        return list(range(length))
    return [n * (length - 1) // (most - 1) for n in range(most)]


def one_of_each(every: Iterable[Change]) -> Iterator[Change]:
    """The first change of each kind of each file."""
    seen: set[tuple[str, str]] = set()
    for one in every:
        if (one.kind, one.path) not in seen:
            seen.add((one.kind, one.path))
            yield one


def tried(every: Iterable[Change], holds: Holds) -> Tried:
    found = Tried()
    for one in every:
        found.kinds[one.kind] += 1
        if holds(one.files):
            found.missed.append(f"{one.path} {one.kind} {one.where}".rstrip())
    return found


def holds(files: Files) -> bool:
    """What `verify` asks first; where it says no, verification does not pass."""
    return Verified("", *portfolio.check_files(files)).passed


def holds_on_disk(folder: Path, kept: Files, now: datetime) -> Holds:
    """The whole action on a folder that holds `kept`, and holds it again afterwards."""

    def asked(files: Files) -> bool:
        differing = [path for path in {**kept, **files} if kept.get(path) != files.get(path)]
        try:
            _put(folder, files, differing)
            return actions.verify(folder, now).passed
        finally:
            _put(folder, kept, differing)

    return asked


def _put(folder: Path, files: Files, paths: list[str]) -> None:
    for path in paths:
        if path in files:
            write(folder, {path: files[path]})
        else:
            (folder / path).unlink()


def false_alarms(site: Path, top: Path, now: datetime) -> list[str]:
    """What changes nothing of a portfolio, and does not pass all the same."""
    moved = Path(shutil.copytree(site, top / "moved elsewhere"))
    hosted = Path(shutil.copytree(site, top / "hosted"))
    write(hosted, {".git/HEAD": b"ref: refs/heads/main\n", "CNAME": b"ada.example\n"})
    places = {"as built": site, "by its manifest": site / MANIFEST}
    places |= {"moved": moved, "as a host has it": hosted}
    return [what for what, place in places.items() if not actions.verify(place, now).passed]


# --- every page, from file:// --------------------------------------------------------------------

# [what is linked, every id, the style sheets that are missing, the pictures that are empty]
READ = """async () => {
  const images = [...document.images];
  images.forEach((one) => { one.loading = "eager"; });
  await Promise.allSettled(images.map((one) => one.decode()));
  return [
    [...document.links, ...document.querySelectorAll("link")].map((one) => one.href),
    [...document.querySelectorAll("[id]")].map((one) => one.id),
    [...document.querySelectorAll("link[rel=stylesheet]")].filter((one) => !one.sheet).map((one) => one.href),
    images.filter((one) => !one.naturalWidth).map((one) => one.src),
  ];
}"""


@dataclass
class Walk:
    """What was found on the pages of one site, a line each."""

    pages: int = 0
    looks: int = 0  # of axe: pages by themes and widths
    links: int = 0
    violations: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)  # pages whose text needs JavaScript


def measure_pages(found: Measured, site: Path) -> None:
    path = chromium()
    if path is None:
        found.notes.append("Chromium is not installed: the pages are not measured")
        return
    if not AXE.is_file():
        found.notes.append("axe-core is not installed (make install brings it): violations are not measured")
    script = AXE.read_text(encoding="utf-8") if AXE.is_file() else ""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        walked = walk(browser, site, script)
        browser.close()
    found.rows += walk_rows(walked, with_axe=bool(script))
    found.faults += [*walked.violations, *walked.broken, *walked.errors, *walked.otherwise]


def walk_rows(walked: Walk, *, with_axe: bool) -> Iterator[Row]:
    pages = {"pages": walked.pages}
    if with_axe:
        yield at_most("axe violations", len(walked.violations), 0, **pages, looks=walked.looks)
    broken = len(walked.broken)
    yield at_most("from file://: broken links, pictures, styles", broken, 0, **pages, links=walked.links)
    yield at_most("from file://: errors of the console", len(walked.errors), 0, **pages)
    yield at_most("pages that say otherwise without JavaScript", len(walked.otherwise), 0, **pages)


def walk(browser: Browser, site: Path, axe: str) -> Walk:
    """Every page of the site; without `axe`, its script, nothing is looked for by it."""
    walked = Walk()
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    walked.pages = len(pages)
    with _page(browser) as page, _page(browser, java_script_enabled=False) as plain:
        ear = _Ear(page, site)
        links: dict[str, list[str]] = {}
        ids: dict[str, set[str]] = {}
        for name in shown(pages, "pages from file://"):
            ear.name = name
            page.goto((site / name).as_uri())
            links[name], listed, styles, pictures = page.evaluate(READ)
            ids[name] = set(listed)
            walked.broken += [f"{name} lacks {address}" for address in sorted({*styles, *pictures})]
            plain.goto((site / name).as_uri())
            if plain.locator("body").inner_text() != page.locator("body").inner_text():
                walked.otherwise.append(f"{name} says something else without JavaScript")
        walked.errors = ear.heard
        walked.links = sum(len(listed) for listed in links.values())
        walked.broken += broken_links(site, links, ids)
    if axe:
        _look(browser, site, pages, axe, walked)
    return walked


def broken_links(site: Path, links: Mapping[str, list[str]], ids: Mapping[str, set[str]]) -> list[str]:
    """Links that lead out of the folder, to no file of it, or to no place on a page; the web is not asked."""
    broken = []
    for name, addresses in links.items():
        for address in addresses:
            if address.startswith(("https:", "http:", "mailto:")):
                continue
            whole, fragment = urldefrag(address)
            target = unquote(whole).removeprefix(site.as_uri() + "/")
            is_there = whole.startswith(site.as_uri() + "/") and (site / target).is_file()
            if not is_there or (fragment and unquote(fragment) not in ids.get(target, set())):
                broken.append(f"{name} leads to {address}, which is not there")
    return broken


@contextmanager
def _page(browser: Browser, **settings: Any) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": 900}, **settings)
    yield context.new_page()
    context.close()


class _Ear:
    """What a page complains of, cannot load, or asks for outside of the site; `name` is that of the page."""

    def __init__(self, page: Page, site: Path) -> None:
        self.site, self.name, self.heard = site.as_uri() + "/", "", list[str]()
        page.on("console", lambda said: self._hear(said.text))
        page.on("pageerror", lambda error: self._hear(str(error)))
        page.on("requestfailed", lambda request: self._hear(f"failed: {request.url}"))
        page.on("request", self._see)

    def _see(self, request: Request) -> None:
        if not request.url.startswith(self.site):
            self._hear(f"asked for {request.url}")

    def _hear(self, what: str) -> None:
        self.heard.append(f"{self.name}: {what}")


def _look(browser: Browser, site: Path, pages: list[str], axe: str, walked: Walk) -> None:
    for theme in THEMES:
        with _page(browser, color_scheme=theme) as page:
            for name, width in shown(list(itertools.product(pages, WIDTHS)), f"axe, {theme}"):
                page.set_viewport_size({"width": width, "height": 900})
                page.goto((site / name).as_uri())
                walked.looks += 1
                walked.violations += [f"{name}, {theme}, {width}: {one}" for one in violations(page, axe)]


# --- Lighthouse ----------------------------------------------------------------------------------


def measure_lighthouse(found: Measured, site: Path, given: str) -> None:
    command, browser = lighthouse_command(given), chromium()
    if command is None or browser is None:
        missing = "lighthouse" if command is None else "Chromium"
        found.notes.append(f"{missing} is not installed: not measured")
        return
    scores: dict[str, dict[str, float]] = {}
    with _serving(site) as address:
        for path in shown(sorted(site.rglob("*.html")), "Lighthouse"):
            name = path.relative_to(site).as_posix()
            version, scores[name] = scored(command, browser, f"{address}/{name}")
    found.notes.append(f"Lighthouse {version}, {len(scores)} pages, its settings for a phone")
    found.rows += lighthouse_rows(scores)
    for name, of_page in scores.items():
        found.faults += [f"{name}: {one} {score:.0f}" for one, score in of_page.items() if score < LEAST]


def lighthouse_rows(scores: Mapping[str, Mapping[str, float]]) -> Iterator[Row]:
    for category in CATEGORIES:
        listed = [of_page[category] for of_page in scores.values()]
        median = statistics.median(listed)
        yield at_least(f"Lighthouse {category}, least of all pages", min(listed), LEAST, median=median)


def lighthouse_command(given: str) -> str | None:
    """The given command, or that of the given folder, else that of PATH; None where there is none."""
    if not given:
        return shutil.which("lighthouse")
    inside = ("lighthouse", ".bin/lighthouse", "node_modules/.bin/lighthouse", "cli/index.js")
    places = [str(Path(given) / one) for one in inside] if Path(given).is_dir() else [given]
    return next((command for place in places if (command := shutil.which(place))), None)


def scored(command: str, browser: str, address: str) -> tuple[str, dict[str, float]]:
    """(version of Lighthouse, 0 to 100 in each category) for one page. Raises RuntimeError."""
    # As root, Chromium starts without its sandbox or not at all; what it opens here is our own.
    flags = "--headless=new" + (" --no-sandbox" if os.geteuid() == 0 else "")
    words = [command, address, "--quiet", "--output=json", "--no-enable-error-reporting"]
    words += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}"]
    settings = {**os.environ, "CHROME_PATH": browser}
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=settings) as running:
        try:
            said, complaint = running.communicate(timeout=LONGEST_S)
        except subprocess.TimeoutExpired as error:
            running.send_signal(signal.SIGINT)  # it then closes the browser that it started
            raise RuntimeError(f"Lighthouse took longer than {LONGEST_S} s for {address}.") from error
    try:
        report = json.loads(said)
        scores = {one: report["categories"][one]["score"] for one in CATEGORIES}
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"Lighthouse failed on {address}: {complaint.decode()[-400:]}") from error
    if None in scores.values():  # so it says that it could not look
        raise RuntimeError(f"Lighthouse gave {address} no score: {report.get('runtimeError')}")
    return report["lighthouseVersion"], {one: round(100 * score, 1) for one, score in scores.items()}


@contextmanager
def _serving(site: Path) -> Iterator[str]:
    """The address of the site, as `groundup portfolio serve` serves it."""
    with served(site, 0) as server:
        running = threading.Thread(target=server.serve_forever)
        running.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            running.join()


# --- time and size -------------------------------------------------------------------------------


def measure_size(found: Measured, files: Files, seconds: float) -> None:
    pages = {path: len(content) / 1000 for path, content in files.items() if path.endswith(".html")}
    largest = max(pages, key=pages.__getitem__)
    total = sum(len(content) for content in files.values()) / 1000
    found.rows.append(without_target("built (s)", seconds, files=len(files), pages=len(pages)))
    found.rows.append(without_target(f"largest page (kB): {largest}", pages[largest], site=total))


def without_target(measure: str, value: float, **anchors: float) -> Row:
    return Row(measure, value, "none", True, anchors)


# --- what is printed -----------------------------------------------------------------------------


def show(found: Measured) -> None:
    table = Table("measure", "value", "target", "met", "anchors")
    for row in found.rows:
        met = "" if row.target == "none" else "yes" if row.met else "NO"
        anchors = ", ".join(f"{name} {value:.6g}" for name, value in row.anchors.items())
        table.add_row(row.measure, f"{row.value:.6g}", row.target, met, anchors)
    console = Console(width=120)
    console.print(table)
    for line in (*found.faults, *found.notes):
        console.print(line, markup=False, soft_wrap=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--lighthouse", default="", metavar="FOLDER_OR_COMMAND", help="where it is, if it is not on PATH"
    )
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    given = parser.parse_args()
    found = measure(given.lighthouse)
    if given.json:
        print(json.dumps(asdict(found), indent=2))
    else:
        show(found)


if __name__ == "__main__":
    main()
