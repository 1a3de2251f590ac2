"""Fairness: are the rates of every group there and true, and does the report take a position on their gaps?

Whether the position is a good one is for readers: the words alone are looked for, in any of many forms.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from groundup.audit import Inspection, criterion, failed, passed, unseen
from groundup.audit.probes.fresh import built
from groundup.audit.probes.record import Record
from groundup.audit.probes.sections import read_markdown
from groundup.catalog.projects import load_project_source
from groundup.records import Finding

GROUND = load_project_source(Path(__file__).with_name("ground.py"))
ground_of, scores = GROUND["ground_of"], GROUND["scores"]

LEAST_WORDS = 40
RATE_SLACK = 0.05  # a rate may move this much between the test part and the later month, beyond its interval
STANCE = re.compile(  # what a text says that judges, and does not only report
    r"\b(position|accept\w*|should|must|matters?|because|reasons?|harm\w*|hurts?|unfair\w*|justif\w*|toler\w*|decid\w*"
    r"|mitigat\w*|monitor\w*|watch\w*|concern\w*|acts?|action|nothing|leave|keep|change|enough|too|small|large|we)\b",
    re.I,
)


@criterion(
    "fairness-check", why="A gap between groups that nobody measured is a harm that nobody decided on."
)
def fairness_check(inspection: Inspection) -> Finding:
    ground, record = ground_of(inspection), built(inspection).record
    if not ground.protected:
        return unseen("The data name no protected column, so gaps could not be looked at.")
    said = record.inner("fairness")
    groups = {row.text("name"): row for row in said.rows("groups")}
    if said.text("column") != ground.protected or set(groups) != set(ground.groups):
        return failed(
            f"{said.path}: fairness looks at {said.text('column')} with the groups "
            f"{', '.join(sorted(groups))}; the "
            f"protected column is {ground.protected} with {', '.join(ground.groups)}.",
            "Report every stated group of the protected column.",
        )
    return (
        _wrong_gap(said, groups)
        or _wrong_rate(inspection, record, groups)
        or _no_position(inspection)
        or passed(
            f"Rates of {len(groups)} groups of {ground.protected} with intervals: gap of true positive rates "
            f"{said.number('gaps.tpr.value'):.3f}, of false positive rates "
            f"{said.number('gaps.fpr.value'):.3f}.",
            tpr_gap=said.number("gaps.tpr.value"),
            fpr_gap=said.number("gaps.fpr.value"),
        )
    )


def _wrong_gap(said: Record, groups: dict[str, Record]) -> Finding | None:
    for rate in ("tpr", "fpr"):
        values = [row.number(rate) for row in groups.values()]
        gap, low, high = (said.number(f"gaps.{rate}.{end}") for end in ("value", "low", "high"))
        if abs(gap - (max(values) - min(values))) > 5e-4 or not low <= high:
            return failed(
                f"{said.path}: the gap of {rate} is {gap:.4g} ({low:.4g} to {high:.4g}), but the groups "
                "reach from "
                f"{min(values):.4g} to {max(values):.4g}.",
                "Compute the gap from the groups' own rates, and its interval by the bootstrap.",
            )
    return None


def _wrong_rate(inspection: Inspection, record: Record, groups: dict[str, Record]) -> Finding | None:
    """A reported rate whose interval is far from what the later rows show."""
    ground, p = ground_of(inspection), scores(inspection)
    flagged, member = (
        p >= record.number("decision.threshold"),
        np.array(ground.later.column(ground.protected)),
    )
    for name, row in groups.items():
        for rate, truth in (("tpr", 1), ("fpr", 0)):
            value, low, high = (row.number(one) for one in (rate, f"{rate}_low", f"{rate}_high"))
            inside = (member == name) & (ground.y == truth)
            if not inside.any():
                continue
            seen = float(flagged[inside].mean())
            slack = RATE_SLACK + 2 * np.sqrt(seen * (1 - seen) / inside.sum())
            if not low <= value <= high or not low - slack <= seen <= high + slack:
                return failed(
                    f"{record.path}: {rate} of {name} is {value:.3f} ({low:.3f} to {high:.3f}); on the "
                    "later rows, at "
                    f"the threshold of the record, it is {seen:.3f}.",
                    "Compute the rates at the threshold that is used, with Wilson intervals of their own "
                    "counts.",
                )
    return None


def _no_position(inspection: Inspection) -> Finding | None:
    path = inspection.manifest.output("report")
    page = read_markdown(built(inspection).content(path).decode("utf-8", errors="replace"), path)
    section = page.section("Fairness") or page.section("Groups")
    prose = re.sub(r"(?m)^\|.*$", "", section.text) if section else ""
    words = len(re.findall(r"[A-Za-z]{2,}", prose))
    if words >= LEAST_WORDS and STANCE.search(prose):
        return None
    found = f"{path} has no section on fairness that takes a position on them."
    if section:
        found = (
            f"the section {section.title!r} of {path} takes no position on them. Without its tables it has "
            f"{words} words; {LEAST_WORDS} are asked."
        )
    return failed(
        f"The rates are there, but {found}",
        "Write under a heading with the word fairness what the gaps mean, which of them matters here, and "
        "what is done.",
    )
