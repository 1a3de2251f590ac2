"""Audit an exemplar, another solution or a planted fault of a project, without walls: for authors.

python -m tests.audit.try_project tabular-survival-milestone [exemplar | others/NAME | FAULT | faults]
"""

from __future__ import annotations

import sys
from pathlib import Path

from groundup.audit import load_criteria, run_audit
from groundup.catalog.projects import load_project_source, read_drafts, read_faults
from tests.audit.rooms import inspect

ROOT = Path(__file__).parents[2] / "content" / "projects"


def main(project: str, what: str = "exemplar") -> int:
    folder = ROOT / project
    faults = {fault.name: fault for fault in read_faults(folder)}
    if what == "faults":
        missed = [name for name, fault in faults.items() if not _names(folder, fault)]
        print(f"{len(faults) - len(missed)} of {len(faults)} faults named; missed: {missed}")
        return bool(missed)
    drafts = read_drafts(folder)
    draft = faults[what].plant(drafts["exemplar"]) if what in faults else drafts[what]
    findings = list(_audit(folder, draft))
    return any(found.passed is False for found in findings)


def _audit(folder, draft, only=None):
    criteria = load_criteria(load_project_source(folder / "audit.py"))
    wanted = [one for one in criteria if only is None or one.id == only]
    for found in run_audit(inspect(draft, folder), wanted):
        mark = {True: "passed", False: "FAILED", None: "unseen"}[found.passed]
        print(f"{mark} {found.criterion} ({found.seconds:.1f} s): {found.seen}", flush=True)
        if found.passed is False:
            print(f"       do: {found.todo}")
        yield found


def _names(folder, fault) -> bool:
    print(f"--- {fault.name}")
    found = list(_audit(folder, fault.plant(read_drafts(folder)["exemplar"]), fault.criterion))
    return any(one.passed is False for one in found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
