"""Fresh run: does the one documented command work for a stranger, and make what the README names?

FRESH                                    the criterion `fresh-run`, 300 seconds
fresh_run(id="fresh-run", wall_s=300.0, why=WHY) -> Criterion
documented_command(inspection) -> str    what the README tells a stranger to run; raises NotThere
built(inspection) -> Built               the one run of an audit, kept for every criterion; raises NotThere
                                         where it did not come to a good end
attempt(inspection) -> Built             the same run, whatever came of it

check_lock(inspection) -> str            the lock file's name; raises NotThere on a line that pins nothing
what_went_wrong(ran, wall_s=300.0)       the rest of a sentence on a command; empty where it ended well

Built: .command, .ran (Ran), .outputs (path to content of all that the run made), .named (outputs that have to
be there), .record (Record, read; raises NotThere), .content(path) (bytes; raises NotThere).

Outputs are taken away before the run, so that a committed copy proves nothing; but for the outputs `card` and
`post`, which a person may write: these stay, and are kept as the run leaves them. Whether any of it says the
truth is for other criteria.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from groundup.audit.criteria import Criterion, NotThere, criterion, failed, passed, unseen
from groundup.audit.inspection import RUN_S, Inspection, Room
from groundup.audit.probes.record import Record, read_record, record_path
from groundup.audit.probes.sections import Fence, Section, code_spans, readme
from groundup.records import Finding, GroundupError, Ran

WHY = (
    "A reader gives a project five minutes. If the one command fails on their machine, nothing else is seen."
)
LOCKS = ("requirements.lock", "requirements.txt")
PIN = re.compile(r"[A-Za-z0-9][\w.-]*(\[[\w.,\s-]+\])?\s*===?\s*[^\s;*]+(\s*;[^#]*?)?(\s+--hash=\S+)*")
PREPARES = re.compile(
    r"(sudo )?(apt|apt-get|brew|conda|mamba|virtualenv|source|deactivate|cd|mkdir|export|set|git|pip3?)( |$)"
    r"|\. "
    r"|(python[\d.]*|py)( -\d[\d.]*)? -m (venv|virtualenv|pip|ensurepip)\b"
    r"|(uv|poetry|pipenv|pdm) (venv|sync|install|pip|lock|shell|add)\b"
    r"|\S*[\\/](activate|Activate)(\.\w+)?$"
)
SHELL = re.compile(r"&&|\|\||[|;<>]|\$[({\w]|^\w+=")
PATH = re.compile(r"[\w.-]+(/[\w.-]+)*\.[A-Za-z]\w{0,5}")
RUN_TITLES = ("Run", "Running", "Usage")
BY_HAND = ("card", "post")
INPUTS = ("data", "raw", "tests", ".venv", "venv")
PASSED_OVER = ("__pycache__", ".pytest_cache", ".ruff_cache", ".mypy_cache", ".ipynb_checkpoints", ".venv")
KEPT_EACH, KEPT_ALL = 32 * 2**20, 128 * 2**20  # bytes of outputs that stay in memory


@dataclass(frozen=True)
class Built:
    """What came of the documented command in a fresh room."""

    command: str
    ran: Ran
    outputs: Mapping[str, bytes] = field(repr=False)
    named: tuple[str, ...]
    record_path: str

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(path for path in self.named if not self.outputs.get(path))

    @property
    def record(self) -> Record:
        return read_record(self.outputs.get(self.record_path), self.record_path)

    def content(self, path: str) -> bytes:
        if path not in self.outputs:
            raise NotThere(
                f"`{self.command}` made no {path}.", f"Let the documented command write {path}, every time."
            )
        return self.outputs[path]


def fresh_run(id: str = "fresh-run", wall_s: float = RUN_S, why: str = WHY) -> Criterion:
    """The criterion, with the time that this project's run may take."""

    def look(inspection: Inspection) -> Finding:
        lock = check_lock(inspection)
        run = attempt(inspection, wall_s)
        if run.ran.ours:
            return unseen(f"`{run.command}` could not be run: our side broke. {tail(run.ran)}")
        if said := what_went_wrong(run.ran, wall_s):
            todo = "Do in an empty folder what the README says, with nothing but the lock file installed."
            return failed(f"`{run.command}` {said}", todo, wall_s=round(run.ran.wall_s, 1))
        if run.missing:
            return _not_made(run)
        made = f" and made {', '.join(run.named)}" if run.named else ""
        seen = f"`{run.command}` ended well after {run.ran.wall_s:.0f} s{made}, with what {lock} pins."
        return passed(seen, wall_s=round(run.ran.wall_s, 1), outputs=list(run.named))

    return criterion(id, why=why)(look)


FRESH: Criterion = fresh_run()


def _not_made(run: Built) -> Finding:
    path = run.missing[0]
    what = f"{path} is empty" if path in run.outputs else f"there is no {path}"
    todo = f"Let the command write {path}, or take it out of the README and of groundup.toml."
    others = f" (nor {', '.join(run.missing[1:])})" if len(run.missing) > 1 else ""
    return failed(f"`{run.command}` ended well, but afterwards {what}{others}.", todo)


def built(inspection: Inspection) -> Built:
    """The run, if it ended well. Raises NotThere."""
    run = attempt(inspection)
    if said := what_went_wrong(run.ran):
        raise NotThere(f"Nothing to look at: `{run.command}` {said}", "Mend the fresh run first.")
    return run


def attempt(inspection: Inspection, wall_s: float = RUN_S) -> Built:
    """The run, made once for an audit; the first caller's limit holds. Raises NotThere."""
    run = inspection.once("fresh run", lambda: _attempt(inspection, wall_s))
    if isinstance(run, NotThere):
        raise NotThere(run.seen, run.todo)
    return run


def _attempt(inspection: Inspection, wall_s: float) -> Built | NotThere:
    try:
        command = documented_command(inspection)
        named = named_outputs(inspection)
        stays = {inspection.manifest.outputs.get(name) for name in BY_HAND}
        files = {p: c for p, c in inspection.repository.files.items() if p not in named or p in stays}
        with inspection.opens(files) as room:
            ran = room.run(command, wall_s=wall_s)
            outputs = _outputs_of(room, ran, set(files) - stays)
        return Built(command, ran, outputs, named, record_path(inspection))
    except NotThere as missing:
        return missing
    except GroundupError as error:
        if error.code not in ("invalid", "not-found"):
            raise
        return NotThere(error.message, "See the brief: what groundup.toml and the lock file hold.")


def _outputs_of(room: Room, ran: Ran, before: Collection[str]) -> dict[str, bytes]:
    """What it made. Where it broke off, what cannot be read of that is not what is wrong with it."""
    try:
        return dict(_made(room, before))
    except GroundupError:
        if ran.ok:
            raise
        return {}


def _made(room: Room, files: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """New files, as far as they fit."""
    left = KEPT_ALL
    for path in room.paths():
        if path in files or path.endswith(".pyc") or set(PurePosixPath(path).parts) & set(PASSED_OVER):
            continue
        content = room.read(path)
        if content is not None and len(content) <= min(KEPT_EACH, left):
            left -= len(content)
            yield path, content


def what_went_wrong(ran: Ran, wall_s: float = RUN_S) -> str:
    """The rest of a sentence that begins with the command; empty where all went well."""
    if ran.ok and ran.wall_s <= wall_s:
        return ""
    if ran.status == "timeout" or ran.ok:
        return f"was not done after {wall_s:.0f} s."
    if ran.status in ("memory", "output", "refused"):
        said = {"memory": "needed more memory than it may have", "output": "wrote more than it may"}
        return f"{said.get(ran.status, 'was refused')} and was ended. {tail(ran)}".strip()
    return f"ended with exit status {ran.exit}: {tail(ran) or 'it said nothing'}"


def tail(ran: Ran, most: int = 300) -> str:
    """The last lines of what it said, in one line: where an exception names itself."""
    said = (ran.stderr.strip() or ran.stdout.strip()).splitlines()
    lines = [line.strip() for line in said if line.strip(" ~^")]
    return " / ".join(lines[-2:])[-most:]


# --- what is documented -------------------------------------------------------------------------


def documented_command(inspection: Inspection) -> str:
    """The last command of the first fenced block under Run, if groundup.toml says the same.

    Raises NotThere.
    """
    path, section = _run_section(inspection)
    if not section.fences:
        raise NotThere(
            f"{path}: the section {section.title!r} (line {section.line}) has no fenced block.",
            "Put the one command between ``` lines, after those that install.",
        )
    command = command_in(section.fences[0])
    if not command:
        raise NotThere(
            f"{path}, line {section.fences[0].line}: the first block under Run prepares and runs nothing.",
            "End it with the one command that makes the results.",
        )
    if SHELL.search(command):
        raise NotThere(
            f"{path}: `{command}` needs a shell, and there is none in the audit.",
            "Put what it does into one script or module: `python -m name.run`.",
        )
    declared = inspection.manifest.command("run")
    if _words(declared) != _words(command):
        raise NotThere(
            f"{path} tells a stranger to run `{command}`, but groundup.toml runs `{declared}`.",
            "Write the same command in both places.",
        )
    return shlex.join(_words(declared))


def command_in(fence: Fence) -> str:
    """The last line that runs something, without prompt and comment."""
    text = re.sub(r"\\\n\s*", " ", fence.content)
    lines = (re.sub(r"\s+#.*", "", line).strip() for line in text.splitlines())
    bare = [re.sub(r"^(\$|>|%|\([\w.-]+\) ?\$) ", "", line).strip() for line in lines]
    runs = [line for line in bare if line and not line.startswith(("#", "REM ")) and not PREPARES.match(line)]
    return runs[-1] if runs else ""


def named_outputs(inspection: Inspection) -> tuple[str, ...]:
    """The files that the run has to make: those of groundup.toml, then what the README names besides."""
    declared = list(inspection.manifest.outputs.values())
    folders = {path.partition("/")[0] for path in declared if "/" in path} - set(INPUTS)
    named = [path for path in _readme_paths(inspection) if _is_output(inspection, path, folders)]
    return tuple(dict.fromkeys([*declared, *named]))


def _is_output(inspection: Inspection, path: str, folders: set[str]) -> bool:
    top = path.partition("/")[0]
    if top in INPUTS or path in LOCKS:
        return False
    return top in folders or ("/" in path and path not in inspection.repository.files)


def _readme_paths(inspection: Inspection) -> list[str]:
    """Paths in backticks that the README names as made: under Run before a second command, and in Outputs."""
    _, run = _run_section(inspection)
    end = run.fences[1].line if len(run.fences) > 1 else 10**9
    spans = [span for block in run.blocks if block.line < end for span in code_spans(block.text)]
    outputs = readme(inspection).section("Outputs")
    spans += outputs.spans if outputs else ()
    return [span.removeprefix("./") for span in spans if PATH.fullmatch(span.removeprefix("./"))]


def _run_section(inspection: Inspection) -> tuple[str, Section]:
    page = readme(inspection)
    section = next(filter(None, (page.section(title) for title in RUN_TITLES)), None)
    if section is None:
        raise NotThere(
            f"{page.path} has no section Run.",
            "Add `## Run` with the one command that makes the results, in a fenced block.",
        )
    return page.path, section


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise NotThere(f"`{command}` cannot be split into words: {error}.", "Close its quotes.") from error
    if words and re.fullmatch(r"(\S*/)?python[\d.]*|py", words[0]):
        words[0] = "python"
    return words


# --- the lock file ------------------------------------------------------------------------------


def check_lock(inspection: Inspection) -> str:
    """The name of the lock file, all of whose lines are pins. Raises NotThere."""
    name = next((name for name in LOCKS if name in inspection.repository.files), "")
    if not name:
        raise NotThere(
            "There is no requirements.lock at the top of the repository.",
            "Write one line name==version for all that is installed: `pip freeze > requirements.lock`.",
        )
    for number, line in _requirements(inspection.text(name)):
        if not PIN.fullmatch(line):
            raise NotThere(
                f"{name}, line {number}: `{line[:80]}` pins no version.",
                "Write it as name==version, so that the run of next year installs the same.",
            )
    return name


def _requirements(text: str) -> Iterator[tuple[int, str]]:
    """Line number and requirement: continued lines joined, comments and empty lines left out."""
    gathered, began = "", 0
    for number, raw in enumerate(text.splitlines(), 1):
        line = re.sub(r"(^|\s)#.*", "", raw).strip()
        began = began if gathered else number
        gathered = f"{gathered} {line.removesuffix(chr(92)).strip()}".strip()
        if line.endswith("\\"):
            continue
        if gathered:
            yield began, gathered
        gathered = ""
