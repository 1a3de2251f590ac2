"""The `run:` steps of a workflow's job, replayed in a room.

A replay is not GitHub: `uses:` steps, installs and steps that need a container engine or a network are passed
over (the room has what the lock file pins), a matrix is run with its first values, and a step under an `if:`
that is not always(), success() or !cancelled() is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from groundup.audit.inspection import Inspection, Room
from groundup.audit.probes.actions import EXPRESSION, Job, Step, Workflow
from groundup.audit.probes.fresh import tail
from groundup.records import Ran

STEP_S = 240.0
INSTALLS = re.compile(r"\b(pip3?|uv|poetry|pipenv|pdm) (install|sync|add)\b|\bapt(-get)? ")
ELSEWHERE = re.compile(  # needs a container engine, a network or the repository's history
    r"\b(docker|podman|buildah|kaniko|kubectl|helm|pre-commit|npm|npx)\b|^[ \t]*(gh|git|curl|wget) ",
    re.MULTILINE,
)
PRELUDE = """\
pip() { :; }; pip3() { :; }; apt() { :; }; apt-get() { :; }; poetry() { [ "$1" != run ] || { shift; "$@"; }; }
sudo() { "$@"; }
uv() { case "$1" in run) shift; "$@";; esac; }
python() { if [ "${1-} ${2-}" = "-m pip" ]; then :; else command python "$@"; fi; }
python3() { python "$@"; }
"""


@dataclass(frozen=True)
class Replay:
    """`failed` names the step that ended the job, empty where it passed; `over` the steps passed over."""

    failed: str = ""
    said: str = ""
    ran: int = 0
    over: tuple[str, ...] = ()
    absent: str = ""  # a tool that a step installs and the lock file does not have


def replay(room: Room, job: Job) -> Replay:
    """Run the scripts of a job in a room, in order, until one fails."""
    over: list[str] = []
    ran = 0
    for step in job.steps:
        script = _script(step, job)
        if not script:
            over.append(step.name)
            continue
        result = _run(room, step, script)
        ran += 1
        if not result.ok and not step.goes_on and not job.goes_on:
            return Replay(step.name, _ended(result), ran, tuple(over), _absent(result, job))
    return Replay(ran=ran, over=tuple(over))


def _script(step: Step, job: Job) -> str:
    """The script with its expressions filled in; empty where the step is passed over."""
    lines = [line for line in step.text.splitlines() if line.strip()]
    if all(INSTALLS.search(line) for line in lines) or ELSEWHERE.search(step.text):
        return ""
    if step.condition and not re.search(r"\b(always|success)\(\)|!\s*cancelled\(\)", step.condition):
        return ""
    filled = EXPRESSION.sub(lambda found: _value(found[1].strip(), step, job), step.text)
    return "" if "${{" in filled else filled


def _value(expression: str, step: Step, job: Job) -> str:
    """What an expression is in the audit; an unknown one stays, and its step is passed over."""
    context, _, name = expression.partition(".")
    if context == "matrix":
        values = job.matrix.get(name)
        if isinstance(values, list) and values:
            return str(values[0])
    if context == "env" and name in step.env:
        return step.env[name]
    if context in ("github", "runner") and not name.startswith("event"):
        return "audit"
    return f"${{{{ {expression} }}}}"


def _run(room: Room, step: Step, script: str) -> Ran:
    enter = f"cd -- '{step.folder}'\n" if step.folder and "'" not in step.folder else ""
    room.write(".audit/step.sh", f"{PRELUDE}{enter}{script}\n".encode())
    for name in ("env", "output", "summary", "path"):
        room.write(f".audit/{name}", b"")
    told = {f"GITHUB_{name.upper()}": f".audit/{name}" for name in ("env", "output", "path")}
    known = {"CI": "true", "GITHUB_STEP_SUMMARY": ".audit/summary", **told}
    clear = {name: value for name, value in step.env.items() if "${{" not in value}
    # Without `shell:` GitHub runs bash -e, in which a pipe hides the failure of its first part.
    options = "-eo pipefail" if step.shell.startswith("bash") else "-e"
    return room.run(f"bash {options} .audit/step.sh", wall_s=STEP_S, env={**known, **clear})


def _ended(ran: Ran) -> str:
    if ran.status == "timeout":
        return f"was not done after {STEP_S:.0f} s"
    return f"ended with {ran.exit}: {tail(ran) or 'it said nothing'}"


def _absent(ran: Ran, job: Job) -> str:
    """A tool that is missing here because the workflow installs it beside the lock file."""
    said = f"{ran.stderr}\n{ran.stdout}"
    found = re.search(r"No module named '?([\w-]+)|([\w-]+): command not found", said)
    name = next(filter(None, found.groups()), "") if found else ""
    installs = [line for line in job.script.splitlines() if INSTALLS.search(line)]
    return name if name and any(re.search(rf"\b{re.escape(name)}\b", line) for line in installs) else ""


def replay_in_room(
    inspection: Inspection, workflow: Workflow, name: str, changes: Mapping[str, bytes] | None = None
) -> Replay:
    """One job in a fresh room; after the jobs that it needs where they hand it files."""
    job = workflow.jobs[name]
    handed = any("download-artifact" in step.uses for step in job.steps)
    with ExitStack() as rooms:
        room = rooms.enter_context(inspection.room(changes))
        for earlier in reversed(workflow.before(name)) if handed else ():
            replay(room, workflow.jobs[earlier])
        return replay(room, job)
