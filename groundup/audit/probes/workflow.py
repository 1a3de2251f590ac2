"""Does CI guard the repository: lint and test jobs in order, green on this commit and red on a planted fault?

ci_workflow(id="ci-workflow") -> Criterion          lint and test jobs, replayed on the commit and on faults
ci_evaluates(report, regress, id="ci-eval")         a job makes the report, and is red on a regression
shuffled_labels(table, label, seed) -> bytes        a regression for tables

What a replay passes over is said in the finding; what cannot be replayed is `unseen`.
"""

from __future__ import annotations

import fnmatch
import random
import re
from collections.abc import Callable, Mapping, Sequence

from groundup.audit.criteria import Criterion, NotThere, criterion, failed, passed, unseen
from groundup.audit.inspection import Inspection
from groundup.audit.probes.actions import Job, Workflow, problems, read_workflows
from groundup.audit.probes.mutants import source_files
from groundup.audit.probes.replays import INSTALLS, Replay, replay, replay_in_room
from groundup.records import Finding

WHY = "A green tick is believed. If nothing could have turned it red, it says nothing about the commit."
WHY_EVALUATED = "Code can be right and the model worse. Only a build that evaluates the model stops that."
LINTS = re.compile(r"\b(ruff|flake8|pylint|pyflakes|pycodestyle|black|mypy|pyright|pre-commit|isort)\b")
TESTS = re.compile(r"\b(pytest|unittest|tox|nox)\b|\bmake (test|check)\b")
SHIPS = re.compile(r"\b(docker|podman) push\b|\btwine upload\b|gh-action-pypi-publish|\bkubectl apply\b")
LINT_FAULT = "\nimport os as planted_by_the_audit\nplanted = [1 ,undefined_name_planted_by_the_audit]\n"
TEST_FAULT = '\nraise RuntimeError("planted by the audit")\n'


# --- the criterion ci-workflow ------------------------------------------------------------------


def ci_workflow(id: str = "ci-workflow", why: str = WHY) -> Criterion:
    """Lint and test jobs exist, in the right order, pass on this commit and fail on planted faults."""

    def look(inspection: Inspection) -> Finding:
        workflows = read_workflows(inspection)
        if found := [said for one in workflows for said in problems(one)]:
            return _linted(found)
        workflow, lint, test = _roles(inspection, workflows)
        if wrong := _wrong_order(workflow, lint, test):
            return failed(wrong, f"Write `needs: {lint}` under {test}, and what ships after the tests.")
        return _replayed(inspection, workflow, lint, test)

    return criterion(id, why=why)(look)


def _linted(found: list[str]) -> Finding:
    todo = (
        "Pin actions to a commit with the version in a comment, say `permissions: {contents: read}`, and "
        "hand strangers' text to scripts by `env:` alone."
    )
    more = f" ({len(found)} findings)" if len(found) > 1 else ""
    return failed(f"{found[0]}{more}.", todo, problems=found[:20])


def _roles(inspection: Inspection, workflows: Sequence[Workflow]) -> tuple[Workflow, str, str]:
    """The workflow with its lint job and its test job. Raises NotThere."""
    tests = _pattern_of_tests(inspection)
    for one in workflows:
        lint = next((name for name, job in one.jobs.items() if LINTS.search(_bare(job))), "")
        test = next((name for name, job in one.jobs.items() if tests.search(_bare(job))), "")
        if lint and test:
            return one, lint, test
    missing = (
        "tests" if not any(tests.search(_bare(j)) for w in workflows for j in w.jobs.values()) else "lints"
    )
    raise NotThere(
        f"No job of {', '.join(one.path for one in workflows)} {missing}.",
        "Add a job with a step `python -m ruff check .` and one with the test command of groundup.toml.",
    )


def _bare(job: Job) -> str:
    """What a job runs, without its installs: `pip install pytest` runs no test."""
    return "\n".join(line for line in job.script.splitlines() if not INSTALLS.search(line))


def _pattern_of_tests(inspection: Inspection) -> re.Pattern[str]:
    command = inspection.manifest.commands.get("test", "")
    return re.compile(f"{TESTS.pattern}|{re.escape(command)}") if command else TESTS


def _wrong_order(workflow: Workflow, lint: str, test: str) -> str:
    if lint != test and lint not in workflow.before(test):
        return f"{workflow.path}: {test} does not need {lint}, so they run side by side."
    for name, job in workflow.jobs.items():
        ships = SHIPS.search(job.script) or any(SHIPS.search(step.uses) for step in job.steps)
        if ships and name != test and test not in workflow.before(name):
            return f"{workflow.path}: {name} ships without waiting for {test}."
    return ""


def _replayed(inspection: Inspection, workflow: Workflow, lint: str, test: str) -> Finding:
    over: dict[str, None] = {}
    for name in dict.fromkeys((lint, test)):
        result = replay_in_room(inspection, workflow, name)
        if stop := _not_green(workflow, name, result):
            return stop
        over |= dict.fromkeys(result.over)
    sources = source_files(inspection)
    if not sources:
        raise NotThere(
            "There is no source file to plant a fault in.", "Put your code into modules, not tests/."
        )
    for name, fault, what in ((lint, LINT_FAULT, "an undefined name"), (test, TEST_FAULT, "an exception")):
        changes = {path: inspection.repository.files[path] + fault.encode() for path in sources}
        if not replay_in_room(inspection, workflow, name, changes).failed:
            return failed(
                f"{workflow.path}: {name} stays green with {what} planted in {len(sources)} source files.",
                "Let its steps fail: no `|| true`, no continue-on-error, no pipe without `shell: bash`; and "
                "let them look at the source and run the tests.",
            )
    seen = f"{workflow.path}: {lint} and {test} pass on this commit and fail on planted faults"
    return passed(f"{seen}; {len(over)} steps were passed over in the replay.", passed_over=list(over))


def _not_green(workflow: Workflow, name: str, result: Replay) -> Finding | None:
    if result.absent:
        return unseen(
            f"{workflow.path}: {name} installs {result.absent} beside the lock file, so its step "
            f"{result.failed!r} cannot be replayed. Pin {result.absent} in the lock file."
        )
    if result.failed:
        return failed(
            f"{workflow.path}: step {result.failed!r} of {name} fails on this commit: it {result.said}",
            "Run this step in a fresh clone and mend what it says, then commit.",
        )
    if not result.ran:
        return unseen(f"{workflow.path}: no step of {name} can be replayed here.")
    return None


# --- the criterion ci-eval ----------------------------------------------------------------------


def ci_evaluates(
    report: Callable[[Inspection], str],
    regress: Callable[[Inspection], Mapping[str, bytes]],
    id: str = "ci-eval",
    why: str = WHY_EVALUATED,
) -> Criterion:
    """A job makes and uploads `report`, and fails with the files of `regress` in place of the committed."""

    def look(inspection: Inspection) -> Finding:
        path = report(inspection)
        workflow, name = _evaluating(read_workflows(inspection), path)
        with inspection.room() as room:
            room.remove(path)
            result = replay(room, workflow.jobs[name])
            made = room.read(path)
        if stop := _not_green(workflow, name, result):
            return stop
        if not made:
            return failed(
                f"{workflow.path}: {name} uploads {path}, but its steps do not make it.",
                "Let the job run the evaluation, so that the report is of this commit.",
            )
        if not replay_in_room(inspection, workflow, name, regress(inspection)).failed:
            return failed(
                f"{workflow.path}: {name} stays green though the labels were shuffled.",
                "Let the evaluation end with a status other than 0 below a floor that you chose beforehand.",
            )
        return passed(f"{workflow.path}: {name} makes {path} and fails when the labels are shuffled.")

    return criterion(id, why=why)(look)


def _evaluating(workflows: Sequence[Workflow], path: str) -> tuple[Workflow, str]:
    """The job that uploads the report. Raises NotThere."""
    for workflow in workflows:
        for name, job in workflow.jobs.items():
            uploads = [step for step in job.steps if "upload-artifact" in step.uses]
            if any(_covers(str(step.inputs.get("path", "")), path) for step in uploads):
                return workflow, name
    raise NotThere(
        f"No job uploads {path}, the evaluation that groundup.toml names.",
        "Add a job that evaluates the model and ends with actions/upload-artifact for the report.",
    )


def _covers(patterns: str, path: str) -> bool:
    bare = [one.strip().removeprefix("./").rstrip("/") for one in patterns.splitlines() if one.strip()]
    return any(path == one or path.startswith(f"{one}/") or fnmatch.fnmatch(path, one) for one in bare)


def shuffled_labels(table: bytes, label: str, seed: int) -> bytes:
    """A CSV with the values of its label column in another order. Raises NotThere without that column."""
    head, *lines = table.decode("utf-8", errors="replace").splitlines() or [""]
    names = head.split(",")
    if label not in names:
        raise NotThere(f"The table has no column {label!r}.", "Keep the columns of the table you were given.")
    rows = [line.split(",") for line in lines]
    if any(len(row) != len(names) for row in rows):
        raise NotThere(f"A row of the table has not {len(names)} values.", "Keep the table you were given.")
    values = [row[names.index(label)] for row in rows]
    random.Random(seed).shuffle(values)
    for row, value in zip(rows, values, strict=True):
        row[names.index(label)] = value
    return "\n".join([head, *(",".join(row) for row in rows), ""]).encode()
