"""The audit of a project: its repository is cloned, run behind walls, and what was seen becomes evidence.

Findings are handed out as they are made; the cheap ones come first. An audit that our side broke off is no
evidence. What a gap can learn from a failed criterion is named by the rubric.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from groundup import audit
from groundup.actions.building import judge_library
from groundup.actions.projects import AuditReport, audit_reports, find_project, require_complete
from groundup.actions.recording import record
from groundup.catalog import ProjectContent
from groundup.engine import find_containers
from groundup.records import Activity, Finding, GroundupError, Outcome, Repository
from groundup.workspace import Workspace

LONGEST_NUMBERS = 4000  # characters of what one finding measured, as JSON


@dataclass(frozen=True)
class Auditing:
    """What is going to be looked at: before the first finding."""

    project: str
    title: str
    commit: str
    criteria: tuple[str, ...]
    dirty: tuple[str, ...]  # what differs from the commit, and is not looked at


def audit_project(
    w: Workspace, given: str, *, only: tuple[str, ...] = (), builds: bool = False
) -> Iterator[Auditing | Finding | AuditReport]:
    """First what is looked at, then one Finding for each criterion, last the report that was kept.

    With `only`, just these criteria are looked at, and nothing is kept. With `builds`, the container engine
    of this machine builds the project's image as well. Raises GroundupError.
    """
    id, path = find_project(w, given)
    content = require_complete(w, id)
    criteria = audit.in_order(_chosen(content, only), builds=builds)
    containers = _containers(criteria) if builds else None
    repository = w.engine.clone(path)
    began = time.monotonic()
    yield Auditing(
        id,
        w.catalog.project(id).title,
        repository.head,
        tuple(one.id for one in criteria),
        repository.dirty,
    )
    found = []
    inspection = _inspection(w, content, repository, containers)
    for finding in audit.run_audit(inspection, criteria, _gates(w, id)):
        found.append(_fit_to_keep(finding))
        yield found[-1]
    if not only:
        yield _keep(w, id, content, repository, found, time.monotonic() - began, path)


def project_status(w: Workspace, given: str) -> tuple[Auditing, tuple[Finding, ...]]:
    """What a look at the files alone says of the newest commit; nothing is run, and nothing kept."""
    id, _ = find_project(w, given)
    cheap = tuple(one.id for one in require_complete(w, id).criteria if one.cheap)
    if not cheap:
        raise GroundupError("not-found", f"{id} has nothing that can be looked at without running it.")
    steps = list(audit_project(w, given, only=cheap))
    begun = steps[0]
    assert isinstance(begun, Auditing)
    return begun, tuple(step for step in steps if isinstance(step, Finding))


def _chosen(content: ProjectContent, only: tuple[str, ...]) -> tuple[audit.Criterion, ...]:
    unknown = sorted(set(only) - {one.id for one in content.criteria})
    if unknown:
        names = ", ".join(one.id for one in content.criteria)
        raise GroundupError("invalid", f"There is no criterion {unknown[0]!r}. They are: {names}.")
    return tuple(one for one in content.criteria if not only or one.id in only)


def _containers(criteria: Sequence[audit.Criterion]) -> audit.Containers:
    """Raises GroundupError where there is nothing to build, or nothing to build it with."""
    if not any(one.builds for one in criteria):
        raise GroundupError(
            "invalid", "There is no image to build in what is looked at: audit it without building."
        )
    found = find_containers()
    if found is None:
        raise GroundupError(
            "environment", "No container engine answers here: install Podman or start Docker, and try again."
        )
    return found


def _inspection(
    w: Workspace, content: ProjectContent, repository: Repository, containers: audit.Containers | None
) -> audit.Inspection:
    kept = {"check_lab": partial(judge_library, w)}  # for the one project that claims labs
    return audit.Inspection(repository, w.engine.room, content.folder, w.entropy(), kept, containers)


def _gates(w: Workspace, id: str) -> frozenset[str]:
    return frozenset(one.id for one in w.catalog.project(id).rubric if one.gate)


def _keep(
    w: Workspace,
    id: str,
    content: ProjectContent,
    repository: Repository,
    found: list[Finding],
    seconds: float,
    path: Path,
) -> AuditReport:
    passed = audit.is_passed(found)
    detail = {
        "findings": [_row(finding) for finding in found],
        "tier": w.engine.room_tier(),
        "path": str(path),
    }
    activity = Activity("audit", id, repository.head, content.content)
    record(w, activity, Outcome("passed" if passed else "failed", detail=detail), seconds)
    return audit_reports(w, id)[0]


def _row(finding: Finding) -> dict[str, Any]:
    return {
        "criterion": finding.criterion,
        "passed": finding.passed,
        "seen": finding.seen,
        "why": finding.why,
        "todo": finding.todo,
        "gate": finding.gate,
        "numbers": dict(finding.numbers),
        "seconds": round(finding.seconds, 2),
    }


def _fit_to_keep(finding: Finding) -> Finding:
    """Numbers as plain JSON: NumPy's scalars as Python's, no NaN, and nothing that is long."""
    numbers = {str(name): _plain(value) for name, value in finding.numbers.items()}
    if len(json.dumps(numbers)) > LONGEST_NUMBERS:
        numbers = {name: value for name, value in numbers.items() if not isinstance(value, (list, dict))}
    return replace(finding, numbers=numbers)


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)
