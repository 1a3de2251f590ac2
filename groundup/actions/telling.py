"""What a learner's projects have shown: the newest audits, as material for telling them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from groundup.actions.projects import AuditReport, audit_reports
from groundup.records import Finding
from groundup.workspace import Workspace

MOST_NUMBERS = 6  # of one finding


@dataclass(frozen=True)
class Told:
    """A finding, with its numbers as they are said: ("brier score", "0.142")."""

    criterion: str
    passed: bool | None
    seen: str
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Story:
    """A project that was audited, and its newest audit that passed, else its newest.

    In `told`, what bears on the prompt is first."""

    project: str
    title: str
    report: AuditReport
    told: tuple[Told, ...]


def stories(w: Workspace, concepts: tuple[str, ...]) -> tuple[Story, ...]:
    """Those that passed first, then the newest; findings on these concepts before the others."""
    found = []
    for project in w.catalog.projects.values():
        reports = audit_reports(w, project.id)
        if not reports:
            continue
        report = next((one for one in reports if one.passed), reports[0])
        bearing = {line.id for line in project.rubric if line.concept in concepts}
        told = sorted(report.findings, key=lambda one: (one.criterion not in bearing, not one.numbers))
        found.append(Story(project.id, project.title, report, tuple(map(_told, told))))
    return tuple(sorted(found, key=lambda one: (one.report.passed, one.report.at), reverse=True))


def _told(finding: Finding) -> Told:
    return Told(finding.criterion, finding.passed, finding.seen, _numbers(finding.numbers))


def _numbers(numbers: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    said = [
        (name.replace("_", " "), _said(value))
        for name, value in numbers.items()
        if isinstance(value, (int, float)) and not isinstance(value, bool)
    ]
    return tuple(said[:MOST_NUMBERS])


def _said(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.4g}"
