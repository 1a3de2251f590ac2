"""Projects: the repository that one begins with, where it stands, and what its audits said.

A project lies in `projects/<id>` of the workspace unless it was begun elsewhere; it is a Git repository of
its own. An audit is evidence: all that is shown of one is read from there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from groundup import audit
from groundup.actions.standing import standing
from groundup.actions.views import Link
from groundup.catalog import Project, ProjectContent
from groundup.records import Evidence, Finding, GroundupError
from groundup.workspace import Workspace, begin_repository

FOLDER = "projects"
MANIFEST = "groundup.toml"


@dataclass(frozen=True)
class AuditReport:
    """What one audit said, as it was kept."""

    project: str
    commit: str
    at: datetime
    passed: bool
    findings: tuple[Finding, ...]
    path: str
    tier: str
    seconds: float

    @property
    def counted(self) -> tuple[int, int, int]:
        """Criteria passed, failed, and not looked at."""
        marks = [one.passed for one in self.findings]
        return marks.count(True), marks.count(False), marks.count(None)


@dataclass(frozen=True)
class Task:
    """A criterion of the rubric, as the page shows it before an audit."""

    id: str
    check: str
    passes: str
    gate: bool
    concept: str


@dataclass(frozen=True)
class ProjectView:
    """A project: what it asks for, where it lies, and what its audits said, newest first.

    `builds`: an audit can have its image built, where that is asked for.
    """

    project: Project
    complete: bool
    builds: bool
    brief: str
    concepts: tuple[Link, ...]
    rubric: tuple[Task, ...]
    path: str
    begun: bool
    reports: tuple[AuditReport, ...]

    @property
    def concept_of(self) -> dict[str, str]:
        """What to learn where a criterion does not pass."""
        return {task.id: task.concept for task in self.rubric if task.concept}

    @property
    def last(self) -> AuditReport | None:
        return self.reports[0] if self.reports else None


@dataclass(frozen=True)
class ProjectRow:
    id: str
    title: str
    kind: str
    hours: float
    complete: bool
    begun: bool
    last: AuditReport | None


@dataclass(frozen=True)
class Begun:
    """A project that was just begun. `committed`: its first commit is made."""

    path: str
    committed: bool
    next: str


def projects(w: Workspace) -> tuple[ProjectRow, ...]:
    """All of them, those that can be begun first, then in the order of the roadmap's stages."""
    stages = [stage.id for stage in w.catalog.stages]
    rows = []
    for one in w.catalog.projects.values():
        reports = audit_reports(w, one.id)
        complete = w.catalog.is_complete_project(one.id)
        rows.append(
            ProjectRow(
                one.id,
                one.title,
                one.kind,
                one.hours,
                complete,
                project_path(w, one.id).is_dir(),
                reports[0] if reports else None,
            )
        )
    order = {one.id: stages.index(one.stage) for one in w.catalog.projects.values() if one.stage in stages}
    return tuple(sorted(rows, key=lambda row: (not row.complete, order.get(row.id, len(stages)), row.id)))


def project(w: Workspace, id: str) -> ProjectView:
    """Raises GroundupError("not-found")."""
    found = w.catalog.project(id)
    content = w.catalog.project_content(id)
    mastery = standing(w).mastery
    known = [c for c in found.concepts if c in w.catalog.concepts]
    path = project_path(w, id)
    return ProjectView(
        project=found,
        complete=content is not None,
        builds=content is not None and any(one.builds for one in content.criteria),
        brief=re.sub(r"\A#[^\n]*\n+", "", content.brief) if content else "",  # the page has a title already
        concepts=tuple(Link(c, w.catalog.concept(c).title, mastery[c].state) for c in known),
        rubric=tuple(Task(c.id, c.check, c.passes, c.gate, c.concept) for c in found.rubric),
        path=str(path),
        begun=path.is_dir(),
        reports=audit_reports(w, id),
    )


def start_project(w: Workspace, id: str, to: Path | None = None) -> Begun:
    """Make the repository that the project begins with. Raises GroundupError.

    Nothing that is there already is touched: a folder with anything in it is refused.
    """
    content = require_complete(w, id)
    path = (to.expanduser().absolute() if to else w.root / FOLDER / id).resolve()
    _write_new(path, content.starter())
    committed = begin_repository(path, "Begin with structure, data access and a first test")
    kept = w.store.agenda(w.store.learner())
    w.store.save_agenda(w.store.learner(), replace(kept, begun={**kept.begun, id: str(path)}))
    return Begun(str(path), committed, f"groundup project audit {id}")


def take_exemplar(w: Workspace, id: str, to: Path | None = None, *, asked: bool = False) -> Path:
    """Put what an excellent candidate would show into an empty folder, to be read and run.

    Raises GroundupError("conflict") before an audit of one's own has passed, unless it is `asked` for.
    """
    content = require_complete(w, id)
    if not (asked or any(report.passed for report in audit_reports(w, id))):
        raise GroundupError(
            "conflict",
            f"No audit of {id} has passed yet, and the exemplar gives much away. To see it all the same: "
            f"groundup project exemplar {id} --anyway",
        )
    path = (to.expanduser().absolute() if to else w.root / FOLDER / f"{id}-exemplar").resolve()
    _write_new(path, content.exemplar())
    return path


def _write_new(path: Path, files: Mapping[str, bytes]) -> None:
    """Files in a folder that is not there, or empty. Raises GroundupError."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise GroundupError(
            "conflict", f"{path} is there already, with something in it. Nothing was changed."
        )
    try:
        for name, content in files.items():
            place = path / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    except OSError as error:
        raise GroundupError("environment", f"Cannot write to {path}: {error.strerror or error}.") from error


def require_complete(w: Workspace, id: str) -> ProjectContent:
    content = w.catalog.project_content(id)
    if content is None:
        raise GroundupError(
            "not-found",
            f"{w.catalog.project(id).title} is outlined: its brief, data and audit are not here yet.",
        )
    return content


def project_path(w: Workspace, id: str) -> Path:
    """Where the learner's repository of a project lies, or would."""
    begun = w.store.agenda(w.store.learner()).begun.get(id)
    return Path(begun) if begun else w.root / FOLDER / id


def find_project(w: Workspace, given: str) -> tuple[str, Path]:
    """The project and its folder for an id, or for the path of a repository with a groundup.toml.

    Raises GroundupError("not-found").
    """
    if given in w.catalog.projects:
        path = project_path(w, given)
        if not path.is_dir():
            raise GroundupError(
                "not-found", f"{given} is not begun here. Begin: groundup project start {given}"
            )
        return given, path
    path = Path(given).expanduser().absolute()
    manifest = path / MANIFEST
    if not path.is_dir() or not manifest.is_file() or manifest.is_symlink():
        raise GroundupError(
            "not-found",
            f"{given!r} is neither a project nor a folder with a {MANIFEST}. All: groundup project list",
        )
    named = audit.read_manifest(manifest.read_bytes()).project
    w.catalog.project(named)
    return named, path


def audit_reports(w: Workspace, id: str) -> tuple[AuditReport, ...]:
    """Every audit of a project, newest first."""
    kept = w.store.evidence(w.store.learner(), concept=id)
    return tuple(_report(fact) for _, fact in reversed(kept) if fact.activity.kind == "audit")


def shown_by_audits(w: Workspace) -> dict[str, str]:
    """Concepts whose lack the newest audit of a project has shown, each with a sentence that says where."""
    found: dict[str, str] = {}
    for outline in w.catalog.projects.values():
        concept_of = {one.id: one.concept for one in outline.rubric if one.concept}
        for _, fact in (
            w.store.evidence(w.store.learner(), concept=outline.id, newest=1) if concept_of else ()
        ):
            for finding in _report(fact).findings:
                if finding.passed is False and finding.criterion in concept_of:
                    said = f"Your project \u201c{outline.title}\u201d shows it: "
                    said += f"{finding.criterion} did not pass."
                    found.setdefault(concept_of[finding.criterion], said)
    return found


def _report(fact: Evidence) -> AuditReport:
    detail = fact.outcome.detail
    return AuditReport(
        project=fact.activity.concept,
        commit=fact.activity.name,
        at=fact.at,
        passed=fact.outcome.result == "passed",
        findings=tuple(_finding(row) for row in detail.get("findings", ())),
        path=str(detail.get("path", "")),
        tier=str(detail.get("tier", "")),
        seconds=fact.duration_s,
    )


def _finding(row: Mapping[str, Any]) -> Finding:
    return Finding(
        criterion=str(row.get("criterion", "")),
        passed=row.get("passed"),
        seen=str(row.get("seen", "")),
        why=str(row.get("why", "")),
        todo=str(row.get("todo", "")),
        gate=bool(row.get("gate", False)),
        numbers=row.get("numbers") or {},
        seconds=float(row.get("seconds", 0.0)),
    )
