"""README: are its sections there, and do the numbers of Result equal the run record?

README                                        the criterion `readme`
readme_criterion(id="readme", with_headline=True) the same; without a headline metric only sections and tables
run_record(inspection) -> Record              of the fresh run, else the committed one; raises NotThere
headline(section, record) -> Finding | None   what is wrong with value, interval and baseline; None if nothing

Compared with the record that the documented command makes in a fresh room, so that a number that no longer
comes out is found. Where the run does not end well, the committed record stands in: fresh-run says the rest.

Checked are the headline metric, its interval and the baseline, which have to stand together; the rows of
tables and lists that carry the name of a model, slice or other named entry (figures.misprints); and a number
right after the name of a value that the record holds once ("brier 0.121"). All others are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from groundup.audit.criteria import Criterion, NotThere, criterion, failed, passed
from groundup.audit.inspection import Inspection
from groundup.audit.probes.figures import Printed, grid_of, misprints, numbers_in, plain, shown
from groundup.audit.probes.fresh import RUN_TITLES, built
from groundup.audit.probes.record import Record, committed_record
from groundup.audit.probes.sections import Markdown, Section, readme
from groundup.records import Finding

WHY = "The README is what is read. One number that the code does not give costs the trust in all others."
SECTIONS = {
    "Purpose": ("Purpose",),
    "Result": ("Result",),
    "Run": RUN_TITLES,
    "Data": ("Data",),
    "Method": ("Method",),
    "Limits": ("Limits", "Limitations"),
}
GENERAL = {"value", "low", "high", "mean", "sd", "std", "se", "spread", "n", "seed", "score", "count", "size"}


def readme_criterion(id: str = "readme", with_headline: bool = True) -> Criterion:
    def look(inspection: Inspection) -> Finding:
        page = readme(inspection)
        sections = _sections(page)
        record = run_record(inspection)
        wrong = headline(sections["Result"], record, page.path) if with_headline else None
        if wrong := wrong or _misprinted(sections["Result"], record, page.path):
            return wrong
        if not with_headline:
            return passed(f"{page.path} has its six sections, and its numbers are those of {record.path}.")
        metric = record.metric()
        return passed(
            f"{page.path} has its six sections; {metric.name} {metric.value:.3f} stands beside interval and "
            f"baseline, and equals {record.path}.",
            metric=metric.value,
        )

    return criterion(id, why=WHY)(look)


README: Criterion = readme_criterion()


def run_record(inspection: Inspection) -> Record:
    try:
        return built(inspection).record
    except NotThere as not_run:
        try:
            return committed_record(inspection)
        except NotThere:
            raise not_run from None


def _sections(page: Markdown) -> dict[str, Section]:
    """The six. Raises NotThere on the first that is missing or empty."""
    found = {}
    for name, titles in SECTIONS.items():
        section = next(filter(None, (page.section(title) for title in titles)), None)
        if section is None:
            raise NotThere(
                f"{page.path} has no section {name}.", f"Add `## {name}`; a few honest sentences will do."
            )
        if section.is_empty:
            raise NotThere(f"{page.path}, line {section.line}: {section.title} is empty.", "Fill it.")
        found[name] = section
    return found


# --- the headline -------------------------------------------------------------------------------


def headline(section: Section, record: Record, path: str = "README.md") -> Finding | None:
    """Value, interval and baseline have to stand in one block or close by (two blocks on)."""
    metric, baseline = record.metric(), record.baseline()
    texts = sorted([(b.line, b.text) for b in section.blocks] + [(f.line, f.content) for f in section.fences])
    blocks = [numbers_in(text, line) for line, text in texts]
    low, high = metric.low or 0.0, metric.high or 0.0
    if odd := _beside_interval(blocks, record):
        return failed(
            f"{path}, line {odd.line}: {odd.text.strip()} stands beside {low:.4g} to {high:.4g}; "
            f"{record.path} says {metric.name} {metric.value:.4g}.",
            f"Print {metric.name} as the run gives it: {metric.value:.3f}.",
        )
    near = [_near(blocks, n) for n in range(len(blocks)) if _has(blocks[n], metric.value)]
    where = f"{path}, {section.title} (line {section.line})"
    if not near:
        return failed(
            f"{where} does not show {metric.name} {metric.value:.4g} of {record.path}; {_there(blocks)}.",
            f"Print {metric.name} as the run gives it: {metric.value:.3f}.",
        )
    bounded = [one for one in near if _has_interval(one, metric.value, low, high)]
    if not bounded:
        return failed(
            f"{where} shows {metric.name} {metric.value:.4g} without its interval {low:.4g} to {high:.4g}.",
            f"Write the interval beside it: {low:.3f} to {high:.3f}.",
        )
    if not any(_has(one, baseline.value) for one in bounded):
        return failed(
            f"{where} shows {metric.name} {metric.value:.4g} without the baseline beside it: "
            f"{baseline.name} {baseline.value:.4g}.",
            f"Write in the same paragraph or table what the baseline reaches: {baseline.value:.3f}.",
        )
    return None


def _near(blocks: Sequence[list[Printed]], n: int) -> list[Printed]:
    return [printed for block in blocks[max(n - 2, 0) : n + 3] for printed in block]


def _has(printed: Sequence[Printed], value: float) -> bool:
    return any(
        shown(value, one) and (one.is_decimal or one.unit <= abs(value) / 10 or value == 0) for one in printed
    )


def _has_interval(printed: Sequence[Printed], value: float, low: float, high: float) -> bool:
    """Both ends, or the half width."""
    ends = _has(printed, low) and _has(printed, high)
    return ends or any(_has(printed, half) for half in (value - low, high - value, (high - low) / 2) if half)


def _beside_interval(blocks: Sequence[list[Printed]], record: Record) -> Printed | None:
    """A number that is not in the record, where both ends of the interval are said and the value is not."""
    metric = record.metric()
    ends = [metric.low or 0.0, metric.high or 0.0]
    with_ends = [block for block in blocks if all(_has(block, end) for end in ends)]
    if any(_has(block, metric.value) for block in with_ends):
        return None
    leaves = [value for _, value in record.leaves()]
    odd = (
        one
        for block in with_ends
        for one in block
        if one.is_decimal and one.unit <= 0.01 and not any(shown(value, one) for value in leaves)
    )
    return next((one for one in odd if "%" not in one.text or "." in one.text), None)


def _there(blocks: Sequence[list[Printed]]) -> str:
    found = [one.text.strip() for block in blocks for one in block if one.is_decimal]
    return f"it shows {', '.join(found[:8])}" if found else "there is no decimal number in it"


# --- the other numbers --------------------------------------------------------------------------


def _misprinted(section: Section, record: Record, path: str) -> Finding | None:
    for block in section.blocks:
        grid = grid_of(block)
        for wrong in misprints(grid, record) if grid else ():
            return failed(
                f"{path}, line {wrong.printed.line}: {wrong.label!r} shows {wrong.printed.text.strip()}, but "
                f"{record.path} says {wrong.value:.6g} ({wrong.key}).",
                "Copy the number from the record of the last run, or let the run write the table.",
            )
    for name, printed, value in _after_names(section, record):
        return failed(
            f"{path}, line {printed.line}: {name} {printed.text.strip()}; {record.path} says {value:.6g}.",
            "Copy the number from the record of the last run.",
        )
    return None


def _after_names(section: Section, record: Record) -> Iterator[tuple[str, Printed, float]]:
    """Numbers right behind the name of a single value, that no value of the record is."""
    leaves = list(record.leaves())
    singles = _singles(leaves)
    for block in section.blocks:
        for name, value in singles.items() if block.kind != "table" else ():
            for found in re.finditer(_naming(name), block.text, re.IGNORECASE):
                rest = block.text[found.end() :]
                line = block.line + block.text.count("\n", 0, found.end())
                printed = next(iter(numbers_in(rest, line)), None)
                if printed is None or not rest.lstrip(" *`\n").startswith(printed.text.strip()):
                    continue
                if printed.is_decimal and not any(shown(one, printed) for _, one in leaves):
                    yield name, printed, value


def _naming(name: str) -> str:
    return rf"(?<!\w){re.escape(name)}(?: score)?(?: is| was| of|:| =)?(?=[ *`\n]+\d)"


def _singles(leaves: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Value by its own name, where the record has that name once and it says something."""
    names = Counter(plain(place.rpartition(".")[2]) for place, _ in leaves)
    return {
        name: value
        for place, value in leaves
        if names[name := plain(place.rpartition(".")[2])] == 1
        and name not in GENERAL
        and len(name) > 2
        and not value.is_integer()
    }
