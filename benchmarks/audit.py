"""Does the audit name planted faults, and does it leave good projects alone? How long does it take?

    python -m benchmarks.audit [PROJECT ...] [--walls] [--json]

Every complete project is audited in all its forms: the exemplar, the other good solutions, and each fault
planted in the exemplar. A fault is named when the criterion that has to name it does not pass; a false
finding is a criterion that does not pass on an exemplar or another good solution. With --walls everything
runs in the engine's rooms, as a learner's audit does; without, in plain folders of this process's user, which
is quicker and says the same. Criteria that ask for a long load run for as long as they do in a real audit.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks.learner import Row, at_least, at_most
from groundup.actions.building import judge_library
from groundup.audit import Draft, Inspection, is_passed, repository_of, run_audit
from groundup.catalog.projects import read_drafts, read_faults
from groundup.records import Finding
from groundup.workspace import Workspace, init_workspace, open_workspace
from tests.audit.rooms import local_room

TABULAR = "tabular-survival-milestone"


@dataclass
class Measured:
    """One project: faults planted and named, false findings by solution, and the seconds of the exemplar."""

    project: str
    faults: int = 0
    missed: list[str] = field(default_factory=list)
    solutions: int = 0
    false: dict[str, list[str]] = field(default_factory=dict)
    gates: list[str] = field(default_factory=list)  # false findings of criteria that must pass
    seconds: float = 0.0
    cheap_s: float = 0.0
    unseen: list[str] = field(default_factory=list)


def measure(w: Workspace, id: str, opens: object, step: Progress) -> Measured:
    content = w.catalog.project_content(id)
    assert content is not None
    kept = {"check_lab": partial(judge_library, w)}
    gates = frozenset(one.id for one in w.catalog.project(id).rubric if one.gate)
    drafts, faults = read_drafts(content.folder), read_faults(content.folder)
    task = step.add_task(id, total=len(drafts) + len(faults))
    found = Measured(id, len(faults), solutions=len(drafts))

    def audit(draft: Draft, only: str = "") -> list[Finding]:
        inspection = Inspection(repository_of(draft), opens, content.folder, 1, dict(kept))  # type: ignore[arg-type]
        wanted = [one for one in content.criteria if only in ("", one.id)]
        findings = list(run_audit(inspection, wanted, gates))
        step.advance(task)
        return findings

    for name, draft in drafts.items():
        began = time.monotonic()
        findings = audit(draft)
        wrong = [one.criterion for one in findings if one.passed is False]
        if wrong:
            found.false[name] = wrong
        found.gates += [f"{name}: {one}" for one in wrong if one in gates]
        if not is_passed(findings):
            found.gates.append(f"{name} does not pass")
        if name == "exemplar":
            found.seconds = time.monotonic() - began
            cheap = {one.id for one in content.criteria if one.cheap}
            found.cheap_s = sum(one.seconds for one in findings if one.criterion in cheap)
            found.unseen = [one.criterion for one in findings if one.passed is None]
    for fault in faults:
        if not any(one.passed is False for one in audit(fault.plant(drafts["exemplar"]), fault.criterion)):
            found.missed.append(fault.name)
    return found


def rows(measured: list[Measured]) -> Iterator[Row]:
    planted = sum(one.faults for one in measured)
    missed = sum(len(one.missed) for one in measured)
    yield at_least("projects that can be audited", len(measured), 9)
    yield at_least("planted faults", planted, 60)
    yield at_least("share of them named by their criterion", (planted - missed) / max(planted, 1), 0.95)
    worst = max((len(wrong) for one in measured for wrong in one.false.values()), default=0)
    yield at_most("false findings on a good solution, at most", worst, 1)
    yield at_most("false findings of a criterion that must pass", sum(len(one.gates) for one in measured), 0)
    for one in measured:
        if one.project == TABULAR:
            yield at_most("audit of the tabular milestone (s)", one.seconds, 240)
            yield at_most("its cheap criteria (s)", one.cheap_s, 15)


def show(measured: list[Measured], found: list[Row]) -> None:
    console = Console()
    table = Table(
        "project", "faults named", "good solutions", "false findings", "exemplar (s)", "not looked at"
    )
    for one in measured:
        named = f"{one.faults - len(one.missed)} of {one.faults}"
        false = "; ".join(f"{name}: {', '.join(wrong)}" for name, wrong in one.false.items()) or "none"
        unseen = ", ".join(one.unseen) or "none"
        table.add_row(one.project, named, str(one.solutions), false, f"{one.seconds:.0f}", unseen)
        for name in one.missed:
            table.add_row("", f"missed: {name}")
    console.print(table)
    summary = Table("measure", "value", "target", "met")
    for row in found:
        summary.add_row(row.measure, f"{row.value:.4g}", row.target, "yes" if row.met else "no")
    console.print(summary)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("projects", nargs="*")
    parser.add_argument("--walls", action="store_true", help="in the engine's rooms")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with ExitStack() as opened:
        place = opened.enter_context(TemporaryDirectory(prefix="groundup-bench-"))
        w = opened.enter_context(open_workspace(init_workspace(Path(place, "groundup"))))
        ready = [id for id in w.catalog.projects if w.catalog.is_complete_project(id)]
        step = opened.enter_context(Progress(console=Console(stderr=True), transient=True))
        opens = w.engine.room if asked.walls else local_room
        measured = [measure(w, id, opens, step) for id in asked.projects or ready]
    found = list(rows(measured))
    if asked.json:
        print(json.dumps({"projects": [asdict(one) for one in measured], "rows": [asdict(r) for r in found]}))
    else:
        show(measured, found)


if __name__ == "__main__":
    main()
