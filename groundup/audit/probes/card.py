"""Model card: is it complete, are its numbers those of the run, and is it about this very model?

CARD                                        the criterion `model-card`
model_card(id="model-card") -> Criterion
find_card(inspection) -> Markdown           raises NotThere where there is none

The card is the output `card` of groundup.toml (by hand or by the run), else MODEL_CARD.md in any spelling.
Its metrics by slice are compared with the record of a fresh run; its SHA-256 with the model file that the
run makes, or with a committed one. Whether what it says of people is wise is for readers.
"""

from __future__ import annotations

import hashlib
import re

from groundup.audit.criteria import Criterion, NotThere, criterion, failed, passed
from groundup.audit.inspection import Inspection
from groundup.audit.probes.figures import Row, grid_of, misprints, plain, shown
from groundup.audit.probes.fresh import Built, built
from groundup.audit.probes.record import Record
from groundup.audit.probes.sections import Markdown, Section, read_markdown
from groundup.records import Finding

WHY = "Whoever uses the model meets only the card: what it is not said to be for, it will be used for."
NAMES = re.compile(r"((docs|model|models|results)/)?model[-_ ]?card\.md", re.IGNORECASE)
SECTIONS = {  # what the heading says, in any of these words
    "intended use": ("Intended use", "Intended uses", "Use"),
    "out-of-scope": ("Out of scope", "Out-of-scope uses", "Not intended for"),
    "data": ("Data", "Training data"),
    "metrics": ("Metrics", "Metrics by slice", "Evaluation", "Performance", "Results"),
    "limits": ("Limits", "Limitations"),
    "ethics": ("Ethics", "Ethical considerations", "Fairness"),
    "maintenance": ("Maintenance", "Contact", "Owner"),
}
DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{12,64}(?![0-9a-f])")
SLICES = 2  # fewer are no table by slice


def model_card(id: str = "model-card") -> Criterion:
    def look(inspection: Inspection) -> Finding:
        run = built(inspection)
        card = find_card(inspection, run)
        sections = _sections(card)
        if wrong := _slices(card, sections["metrics"], run.record) or _digest(inspection, card, run):
            return wrong
        return passed(f"{card.path} has its seven sections; slices and hash are those of the run.")

    return criterion(id, why=WHY)(look)


CARD: Criterion = model_card()


def find_card(inspection: Inspection, run: Built | None = None) -> Markdown:
    """As the run leaves it, where it was run. Raises NotThere."""
    files = {**inspection.repository.files, **(run.outputs if run else {})}
    declared = inspection.manifest.outputs.get("card", "")
    path = next(
        (p for p in (declared, *sorted(files)) if p in files and (p == declared or NAMES.fullmatch(p))), ""
    )
    if not path:
        raise NotThere("There is no model card (MODEL_CARD.md).", "Write one; the brief lists its sections.")
    return read_markdown(files[path].decode("utf-8", errors="replace"), path)


def _sections(card: Markdown) -> dict[str, Section]:
    found = {}
    for name, titles in SECTIONS.items():
        section = next(filter(None, (card.section(title) for title in titles)), None)
        if section is None:
            raise NotThere(f"{card.path} has no section on {name}.", f"Add `## {titles[0]}`.")
        if section.is_empty:
            raise NotThere(f"{card.path}, line {section.line}: {section.title} is empty.", "Fill it.")
        found[name] = section
    return found


def _slices(card: Markdown, section: Section, record: Record) -> Finding | None:
    """Each slice of the record stands in a row with n, value and both ends."""
    slices = {plain(one.text("name")): one for one in record.rows("slices")}
    grids = [grid for block in section.blocks if (grid := grid_of(block))]
    rows = [row for grid in grids for row in grid.rows if row.label in slices]
    if len(rows) < min(SLICES, len(slices)) or not rows:
        return failed(
            f"{card.path}, line {section.line}: {section.title} has no table of the slices in {record.path}.",
            "Add a table with slice, n, metric and interval, named as in the record.",
        )
    for grid in grids:
        for wrong in misprints(grid, record):
            said = wrong.printed.text.strip()
            return failed(
                f"{card.path}, line {wrong.printed.line}: {wrong.label!r} shows {said}; {record.path} says "
                f"{wrong.value:.6g} ({wrong.key}).",
                "Write the table from the record of the last run.",
            )
    return next(filter(None, (_incomplete(card, row, slices[row.label]) for row in rows)), None)


def _incomplete(card: Markdown, row: Row, one: Record) -> Finding | None:
    for name in ("n", "value", "low", "high"):
        value = one.number(name)
        if not any(shown(value, printed) for printed in row.cells.values()):
            what = {"n": "n", "value": "metric", "low": "lower end", "high": "upper end"}[name]
            return failed(
                f"{card.path}, line {row.line}: {row.label!r} does not show its {what}, {value:.6g} in "
                f"{one.path}.",
                "Give each slice its n, its metric and both ends of the interval, from the last run.",
            )
    return None


def _digest(inspection: Inspection, card: Markdown, run: Built) -> Finding | None:
    path = inspection.manifest.output("model")
    models = [files[path] for files in (run.outputs, inspection.repository.files) if path in files]
    if not models:
        raise NotThere(
            f"`{run.command}` made no {path}.", "Let the run write the model that the card is about."
        )
    current = [hashlib.sha256(model).hexdigest() for model in models]
    said = [
        one for one in DIGEST.findall(card.text.lower()) if re.search(r"[a-f]", one) and re.search(r"\d", one)
    ]
    if any(digest.startswith(one) for digest in current for one in said):
        return None
    if not said:
        return failed(
            f"{card.path} does not name the SHA-256 of {path}.",
            f"Write it down: {current[0]} is the current one.",
        )
    return failed(
        f"{card.path} names {said[0][:12]}..., but {path} has SHA-256 {current[0][:12]}...",
        "Let the run write hash and table into the card, so that they cannot grow old.",
    )
