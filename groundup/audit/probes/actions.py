"""Workflows of GitHub Actions, read safely and linted: what a careful reviewer would not merge.

read_workflows(inspection) -> (Workflow, ...)       raises NotThere where there is none
read_workflow(path, text) -> Workflow               raises NotThere with what is wrong
problems(workflow) -> [str]                         unpinned actions, permissions, strangers' text in scripts

YAML is read with a safe loader, without aliases that could blow up. Nothing is run here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from groundup.audit.criteria import NotThere
from groundup.audit.inspection import Inspection

FOLDER = ".github/workflows/"
LARGEST = 64 * 1024
EXPRESSION = re.compile(r"\$\{\{([^{}]*)\}\}")
UNTRUSTED = re.compile(
    r"github\.head_ref|github\.event\.(issue|pull_request|discussion)\.(title|body|head\.(ref|label|repo\.\S+))"
    r"|github\.event\.(comment|review|review_comment)\.body|github\.event\.(head_commit|commits)\S*(message|author\S*)"
)
PINNED = re.compile(r"[0-9a-f]{40}")
OWN_TAGS = re.compile(r"(actions|github)/[\w./-]+@v\d+(\.\d+)*")


@dataclass(frozen=True)
class Step:
    """One step. `text` is its script, empty where it uses an action."""

    name: str
    text: str = ""
    uses: str = ""
    inputs: Mapping[str, Any] = field(default_factory=dict)
    env: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""
    condition: str = ""
    shell: str = ""
    goes_on: bool = False  # continue-on-error


@dataclass(frozen=True)
class Job:
    name: str
    needs: tuple[str, ...]
    steps: tuple[Step, ...]
    matrix: Mapping[str, Any]
    permissions: Any = None
    goes_on: bool = False

    @property
    def script(self) -> str:
        return "\n".join(step.text for step in self.steps)


@dataclass(frozen=True)
class Workflow:
    path: str
    triggers: tuple[str, ...]
    jobs: Mapping[str, Job]
    permissions: Any = None

    def before(self, name: str) -> tuple[str, ...]:
        """Every job that has to have passed before this one may begin."""
        found: dict[str, None] = {}
        todo = list(self.jobs[name].needs)
        while todo:
            one = todo.pop()
            if one in self.jobs and one not in found:
                found[one] = None
                todo.extend(self.jobs[one].needs)
        return tuple(found)


# --- reading ------------------------------------------------------------------------------------


def read_workflows(inspection: Inspection) -> tuple[Workflow, ...]:
    """Every workflow of the repository. Raises NotThere where there is none, or one cannot be read."""
    paths = [p for p in sorted(inspection.repository.files) if re.fullmatch(rf"{FOLDER}[^/]+\.ya?ml", p)]
    if not paths:
        raise NotThere(
            f"There is no workflow in {FOLDER}.",
            f"Write {FOLDER}ci.yml with a job that lints and a job that tests, on push and pull_request.",
        )
    return tuple(read_workflow(path, inspection.text(path)) for path in paths)


def read_workflow(path: str, text: str) -> Workflow:
    """Raises NotThere with what is wrong."""
    table = _read_yaml(path, text)
    jobs = table.get("jobs")
    if not isinstance(jobs, dict) or not jobs or not all(isinstance(one, dict) for one in jobs.values()):
        raise NotThere(f"{path} has no jobs.", "Give it `jobs:` with at least lint and test.")
    triggers = table.get("on", {})
    names = [triggers] if isinstance(triggers, str) else list(triggers or ())
    env, defaults = _texts(table.get("env")), _defaults(table, {})
    read = {str(name): _job(str(name), one, env, defaults) for name, one in jobs.items()}
    found = Workflow(path, tuple(map(str, names)), read, table.get("permissions"))
    for job in read.values():
        if unknown := [name for name in job.needs if name not in read]:
            raise NotThere(
                f"{path}: {job.name} needs {unknown[0]!r}, and there is no such job.", "Mend `needs:`."
            )
        if job.name in found.before(job.name):
            raise NotThere(f"{path}: {job.name} needs itself, over others.", "Break the circle of `needs:`.")
    return found


def _read_yaml(path: str, text: str) -> dict[str, Any]:
    if len(text) > LARGEST or re.search(r"(^|[\s\[,{:])\*[\w-]+\s*($|[,\]}\n])", text):
        raise NotThere(
            f"{path} is too large, or uses YAML aliases.", "Write each step out; it stays readable."
        )
    try:
        table = YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError, RecursionError) as error:
        shown = " ".join(str(error).split())[:160]
        raise NotThere(f"{path} is not YAML: {shown}.", "Check the indentation around that line.") from error
    if not isinstance(table, dict):
        raise NotThere(f"{path} holds no table.", "Begin it with `name:`, `on:` and `jobs:`.")
    return table


def _defaults(table: Mapping[str, Any], otherwise: Mapping[str, str]) -> dict[str, str]:
    """The working directory and the shell that `defaults:` gives to every step."""
    defaults = table.get("defaults")
    run = defaults.get("run") if isinstance(defaults, dict) else None
    given = run if isinstance(run, dict) else {}
    return {name: str(given.get(name, otherwise.get(name, ""))) for name in ("working-directory", "shell")}


def _job(name: str, table: Mapping[str, Any], env: Mapping[str, str], defaults: Mapping[str, str]) -> Job:
    needs = table.get("needs", ())
    strategy = table.get("strategy")
    matrix = strategy.get("matrix") if isinstance(strategy, dict) else None
    own = {**env, **_texts(table.get("env"))}
    defaults = _defaults(table, defaults)
    steps = table.get("steps")
    return Job(
        name,
        (needs,) if isinstance(needs, str) else tuple(map(str, needs or ())),
        tuple(_step(one, own, defaults) for one in steps if isinstance(one, dict))
        if isinstance(steps, list)
        else (),
        matrix if isinstance(matrix, dict) else {},
        table.get("permissions"),
        table.get("continue-on-error") is True,
    )


def _step(table: Mapping[str, Any], env: Mapping[str, str], defaults: Mapping[str, str]) -> Step:
    text, uses = str(table.get("run", "")), str(table.get("uses", ""))
    first = text.strip().splitlines()[0] if text.strip() else ""
    inputs = table.get("with")
    return Step(
        name=str(table.get("name") or uses or first)[:80],
        text=text,
        uses=uses,
        inputs=inputs if isinstance(inputs, dict) else {},
        env={**env, **_texts(table.get("env"))},
        folder=str(table.get("working-directory", defaults["working-directory"])),
        condition=str(table.get("if", "")),
        shell=str(table.get("shell", defaults["shell"])),
        goes_on=table.get("continue-on-error") is True,
    )


def _texts(table: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in table.items()} if isinstance(table, dict) else {}


# --- linting ------------------------------------------------------------------------------------


def problems(workflow: Workflow) -> list[str]:
    """Sentences without their end, each with the job and step it is about."""
    found = list(_permissions(workflow))
    for job in workflow.jobs.values():
        for step in job.steps:
            found += [f"{workflow.path}, job {job.name}: {said}" for said in _of_step(step)]
    if "pull_request_target" in workflow.triggers and _checks_out_head(workflow):
        found.append(
            f"{workflow.path} runs a stranger's code with your token: pull_request_target with its head"
        )
    return found


def _permissions(workflow: Workflow) -> Iterator[str]:
    every = [workflow.permissions, *(job.permissions for job in workflow.jobs.values())]
    if "write-all" in [one for one in every if isinstance(one, str)]:
        yield f"{workflow.path} gives its token every permission there is: write-all"
    elif workflow.permissions is None and any(job.permissions is None for job in workflow.jobs.values()):
        yield f"{workflow.path} does not say `permissions:`, so its token may have more than it needs"


def _of_step(step: Step) -> Iterator[str]:
    if step.uses and not _is_pinned(step.uses):
        yield f"`uses: {step.uses}` is not pinned to a commit"
    for expression in EXPRESSION.findall(step.text):
        if UNTRUSTED.search(expression):
            text = f"${{{{ {expression.strip()} }}}}"
            yield f"step {step.name!r} puts {text} into its script, and a stranger writes that text"


def _is_pinned(uses: str) -> bool:
    if uses.startswith("./"):
        return True
    if uses.startswith("docker://"):
        return "@sha256:" in uses
    reference = uses.rpartition("@")[2]
    return bool(PINNED.fullmatch(reference) or OWN_TAGS.fullmatch(uses))


def _checks_out_head(workflow: Workflow) -> bool:
    steps = [step for job in workflow.jobs.values() for step in job.steps]
    return any("checkout" in one.uses and "head" in str(one.inputs.get("ref", "")) for one in steps)
