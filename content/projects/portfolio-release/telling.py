"""Posts, stories and the page: what is told of each repository, against its run record and its kept audit."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from groundup.audit import Inspection, NotThere, criterion, failed, passed, unseen
from groundup.audit.probes.figures import Printed, numbers_in, shown
from groundup.audit.probes.fresh import what_went_wrong
from groundup.audit.probes.post import FAILURE, FAILURE_WORDS, PICTURE, words_of
from groundup.audit.probes.record import Record
from groundup.audit.probes.sections import read_markdown
from groundup.catalog.projects import load_project_source
from groundup.records import Finding

SHELF = load_project_source(Path(__file__).with_name("shelf.py"))
PAGES = load_project_source(Path(__file__).with_name("pages.py"))
entries, inner, record_of, kept_report = (
    SHELF[name] for name in ("entries", "inner", "record_of", "kept_report")
)
read_page, broken_link = PAGES["read_page"], PAGES["broken_link"]

POST, STORY = (600, 900), (220, 330)
PARTS = ("situation", "task", "action", "result", "lesson")
LEAST_PART = 8  # words


# --- what is written ----------------------------------------------------------------------------


@criterion("posts", cheap=True, why="A post is what is read; without baseline and limit it is not believed.")
def posts(inspection: Inspection) -> Finding:
    lengths = {}
    for one in entries(inspection):
        text = _text(inspection, one.post, f"the post of {one.name}")
        if wrong := _length(one.post, text, POST) or _figure(inspection, one, text):
            return wrong
        record = record_of(inspection, one)
        if wrong := _unsaid(one.post, text, record) or _no_limit(one.post, text):
            return wrong
        lengths[one.name] = words_of(text)
    said = ", ".join(f"{name} {n} words" for name, n in lengths.items())
    return passed(f"Each post has figure, number, interval, baseline and a limit: {said}.", words=lengths)


def _text(inspection: Inspection, path: str, what: str) -> str:
    if not (text := inspection.text(path)).strip():
        raise NotThere(f"There is no {path}, {what}.", f"Write {path}.")
    return text


def _length(path: str, text: str, bounds: tuple[int, int]) -> Finding | None:
    """Counted with and without headings and tables: either may fit."""
    few, many = words_of(text), words_of(text, whole=True)
    least, most = bounds
    if least <= many and few <= most:
        return None
    todo = "Say more of what was measured." if many < least else "Keep what a stranger needs to know."
    return failed(f"{path} has {few} words; it takes {least} to {most}.", todo, words=few)


def _figure(inspection: Inspection, one: Any, text: str) -> Finding | None:
    """One picture has to be an output of the repository, or a copy of one."""
    files, alone = inspection.repository.files, inner(inspection, one)
    folder = posixpath.dirname(one.post)
    paths = [posixpath.normpath(posixpath.join(folder, a or b)) for a, b in PICTURE.findall(text)]
    if gone := next((path for path in paths if path not in files and "://" not in path), ""):
        return failed(f"{one.post} shows {gone}, which is not there.", "Correct the path of the picture.")
    made = {alone.repository.files.get(path) for path in _outputs(alone)} - {None}
    if any(files.get(path) in made for path in paths if path in files):
        return None
    seen = f"shows {paths[0]}, which {one.name} does not make" if paths else "shows no figure"
    return failed(f"{one.post} {seen}.", f"Show a figure that the run of {one.tree} makes, as it is there.")


def _outputs(alone: Inspection) -> Iterator[str]:
    """Named outputs, and pictures that lie in a folder of such."""
    named = list(alone.manifest.outputs.values())
    folders = {posixpath.dirname(path) for path in named} - {""}
    yield from named
    yield from (path for path in alone.repository.files if posixpath.dirname(path) in folders)


def _unsaid(path: str, text: str, record: Record) -> Finding | None:
    metric, baseline = record.metric(), record.baseline()
    wanted = {
        f"the {metric.name} {metric.value:.4g}": metric.value,
        f"the lower end {metric.low:.4g} of the interval": metric.low,
        f"the upper end {metric.high:.4g} of the interval": metric.high,
        f"the baseline {baseline.name} {baseline.value:.4g}": baseline.value,
    }
    there = [one for one in numbers_in(text) if one.is_decimal]
    for what, value in wanted.items():
        if not any(shown(value, one) for one in there):
            return failed(
                f"{path} does not say {what} of its run record.",
                "Write number, interval and baseline side by side, as the record has them.",
            )
    return None


def _no_limit(path: str, text: str) -> Finding | None:
    for block in read_markdown(text, path).whole.blocks:
        if FAILURE.search(block.text) and words_of(block.text) >= FAILURE_WORDS:
            return None
    return failed(
        f"{path} has no paragraph on where it stops working.",
        "Add one: what you tried that failed, or where the result does not hold, with an example.",
    )


@criterion(
    "stories",
    cheap=True,
    why="An interview gives two minutes; without a number they are an opinion.",
)
def stories(inspection: Inspection) -> Finding:
    for one in entries(inspection):
        text = _text(inspection, one.story, f"the two-minute story of {one.name}")
        if wrong := _length(one.story, text, STORY):
            return wrong
        parts = _parts(text)
        if missing := next((name for name in PARTS if len(parts.get(name, "").split()) < LEAST_PART), ""):
            return failed(
                f"{one.story} has no {missing}: no paragraph that begins with that word.",
                "Tell it as Situation, Task, Action, Result, Lesson, each under its own word.",
            )
        leaves = [value for _, value in record_of(inspection, one).leaves()]
        there = [number for number in numbers_in(parts["result"]) if number.is_decimal]
        if not any(shown(value, number) for number in there for value in leaves):
            return failed(
                f"{one.story}: its Result has no number of {one.tree}'s run record.",
                "Say the number that came out, with what it is compared to.",
            )
    return passed(f"{len(entries(inspection))} stories with their five parts and a number that was measured.")


def _parts(text: str) -> dict[str, str]:
    """What stands behind each of the five words, where it begins a line or heading."""
    start = re.compile(rf"^[#>*_\s-]*({'|'.join(PARTS)})s?\b", re.IGNORECASE | re.MULTILINE)
    found = list(start.finditer(text))
    ends = [one.start() for one in found[1:]] + [len(text)]
    parts: dict[str, str] = {}
    for one, end in zip(found, ends, strict=True):
        parts[one[1].lower()] = f"{parts.get(one[1].lower(), '')} {text[one.end() : end]}"
    return parts


# --- the page -----------------------------------------------------------------------------------


@criterion("page", why="A dead link or a number that no audit saw is what a reader remembers.")
def page(inspection: Inspection) -> Finding:
    top = inspection.manifest.output("page")
    files = inspection.repository.files
    if top not in files:
        return failed(f"There is no page {top}.", "Build it from the audit reports, and commit it.")
    folder = posixpath.dirname(top)
    paths = [p for p in files if p.endswith((".html", ".htm")) and posixpath.dirname(p).startswith(folder)]
    paths = [p for p in paths if not any(p.startswith(f"{one.tree}/") for one in entries(inspection))]
    pages = {path: read_page(inspection.text(path), path) for path in paths}
    for path in paths:
        if said := broken_link(pages[path], pages, files):
            return failed(f"{said}.", "Correct the address, relative to the page, or leave the link out.")
    for one in entries(inspection):
        if wrong := _misprinted(inspection, one, pages):
            return wrong
    if wrong := _not_built(inspection, top):
        return wrong
    links = sum(len(one.links) for one in pages.values())
    return passed(f"{top}: {links} links on {len(pages)} pages, none broken, and the numbers of every audit.")


def _misprinted(inspection: Inspection, one: Any, pages: Mapping[str, Any]) -> Finding | None:
    path, _, id = one.page.partition("#")
    text = pages[path].within(id) if path in pages else None
    if text is None:
        return failed(
            f"There is no {one.page}, the part of the page on {one.name}.",
            f'Give its element that id: <section id="{one.name}">.',
        )
    report, record = kept_report(inspection, one), record_of(inspection, one)
    if report.commit[:7] not in text:
        return failed(f"{one.page} does not name the audited commit {report.commit[:7]}.", "Write it there.")
    there = numbers_in(text)
    for value, what in zip((record.metric().value, *report.counted), ("metric", "", ""), strict=True):
        if what and not any(shown(value, number) and number.is_decimal for number in there):
            return failed(
                f"{one.page} does not say the {record.metric().name} {value:.4g}.", "Write it there."
            )
    if odd := _stranger(there if id else [], [*_values(report), *(v for _, v in record.leaves())]):
        return failed(
            f"{one.page} says {odd.text.strip()}, which neither {report.path} nor its run record has.",
            "Let the page take its numbers from these two files.",
        )
    for said in re.findall(r"(\d+) of (\d+) criteria", text):
        if tuple(map(int, said)) != report.counted:
            return failed(
                f"{one.page} says {said[0]} of {said[1]} criteria; {report.path} has {report.counted[0]} of "
                f"{report.counted[1]}.",
                "Count them from the report.",
            )
    return None


def _stranger(there: list[Printed], known: list[float]) -> Printed | None:
    """A number with a point that is none of the known."""
    decimals = (one for one in there if "." in one.text)
    return next((one for one in decimals if not any(shown(value, one) for value in known)), None)


def _values(report: Any) -> Iterator[float]:
    for _, numbers in report.findings.values():
        yield from (float(v) for v in numbers.values() if isinstance(v, int | float))


def _not_built(inspection: Inspection, top: str) -> Finding | None:
    """Where a command builds the page, it has to build this one."""
    if "run" not in inspection.manifest.commands:
        return None
    command = inspection.manifest.command("run")
    files = {path: content for path, content in inspection.repository.files.items() if path != top}
    with inspection.opens(files) as room:
        done = room.run(command)
        made = room.read(top)
    if done.ours:
        return unseen(f"`{command}` could not be run: our side broke.")
    if said := what_went_wrong(done):
        return failed(f"`{command}` {said}", "Let it build the page from what is committed.")
    if made is None or made.split() != inspection.repository.files[top].split():
        what = "builds no" if made is None else "builds another"
        return failed(
            f"`{command}` {what} {top} than the one committed." if made else f"`{command}` {what} {top}.",
            "Build it once more, commit it, and put no date of today into it.",
        )
    return None
