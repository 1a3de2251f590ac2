"""Dockerfile: read as a reviewer would; whether it builds is asked by the probe `container`.

read_dockerfile(text) -> [Instruction]              continued lines joined, comments left out
bases_of(instructions) -> [image]                   that have to be there before it can be built
findings(inspection, private) -> [Trouble]          by severity: "high" fails, "low" is advice
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from itertools import groupby

from groundup.audit.criteria import NotThere
from groundup.audit.inspection import Inspection

PATH = "Dockerfile"
COMPOSE = ("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml")
VERSION = re.compile(r"\d+\.\d+")
ROOTS = ("root", "0")
SECRET_NAME = re.compile(r"(pass(word|wd)?|secret|token|api_?key|private_?key|credentials?)$", re.IGNORECASE)
SECRET_FILE = re.compile(r"\.env(\.\w+)?|id_(rsa|ed25519|ecdsa)|credentials(\.json)?")
SECRET_ENDINGS = (".key", ".p12", ".pfx", "key.pem")
HARMLESS_ENDINGS = (".example", ".sample", ".template", ".dist")
LARGEST = 32 * 1024  # characters of a file that is looked at
DEPENDENCIES = re.compile(r"\b(pip3?|uv|poetry|pdm|pipenv|conda|npm) (install|sync|wheel|ci)\b|\buv pip\b")
RULES = (
    "base pinned", "user not root", "health check", "no secret", "no private file",
    "dependencies before the source", "apt lists removed", "pip cache off", "ADD only for archives",
)  # fmt: skip


@dataclass(frozen=True)
class Instruction:
    name: str  # upper case
    text: str
    line: int

    @property
    def words(self) -> list[str]:
        return [word for word in self.text.replace("\t", " ").split(" ") if word]


@dataclass(frozen=True)
class Trouble:
    """`severity` is "high" or "low"; `said` one sentence without its end, `todo` what to do about it."""

    severity: str
    said: str
    todo: str


# --- reading ------------------------------------------------------------------------------------


def read_dockerfile(text: str) -> list[Instruction]:
    """Raises NotThere where nothing begins with FROM."""
    found: list[Instruction] = []
    ends: list[str] = []  # of here-documents that are open
    for number, line in _logical_lines(text):
        if ends:
            ends = ends[1:] if line == ends[0] else ends
            continue
        name, _, rest = line.partition(" ")
        found.append(Instruction(name.upper(), rest.strip(), number))
        ends = re.findall(r"<<-?[\"']?(\w+)", rest)
    if not any(one.name == "FROM" for one in found):
        raise NotThere(
            f"{PATH} has no FROM.", "Begin it with a pinned base image: FROM python:3.11.9-slim-bookworm."
        )
    return found


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Line number and text, continued lines joined; comments are left out, also between continued lines."""
    gathered, began = "", 0
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        began = began if gathered else number
        gathered = f"{gathered} {line.removesuffix(chr(92)).rstrip()}".strip()
        if not line.endswith(chr(92)):
            yield began, gathered
            gathered = ""
    if gathered:
        yield began, gathered


def stages(instructions: Sequence[Instruction]) -> list[list[Instruction]]:
    """The instructions of each stage, its FROM first; what comes before the first FROM is left out."""
    found: list[list[Instruction]] = []
    for one in instructions:
        if one.name == "FROM":
            found.append([])
        if found:
            found[-1].append(one)
    return found


def final_stage(instructions: Sequence[Instruction]) -> list[Instruction]:
    """What ends up in the image: the last stage, after the stages that it continues."""
    every = stages(instructions)
    chain = [every[-1]]
    while (earlier := _stage_named(every, _base(chain[0][0])[0])) is not None and earlier not in chain:
        chain.insert(0, earlier)
    return [one for stage in chain for one in stage]


def bases_of(instructions: Sequence[Instruction]) -> list[str]:
    """The images that it begins from or copies out of, but for its own stages."""
    defaults = _defaults(instructions)
    stages = {_base(one)[1] for one in instructions if one.name == "FROM"}
    begun = [_base(one)[0] for one in instructions if one.name == "FROM"]
    copied = [found for one in instructions for found in re.findall(r"(?:--from|,from)=([^\s,]+)", one.text)]
    images = dict.fromkeys(_filled(image, defaults) for image in begun + copied)
    return [image for image in images if image not in {*stages, "scratch", ""} and not image.isdigit()]


def _defaults(instructions: Sequence[Instruction]) -> dict[str, str]:
    return dict(one.text.split("=", 1) for one in instructions if one.name == "ARG" and "=" in one.text)


def _filled(image: str, defaults: Mapping[str, str]) -> str:
    return re.sub(r"\$\{?(\w+)(:-[^}]*)?\}?", lambda found: defaults.get(found[1], ""), image)


def _base(instruction: Instruction) -> tuple[str, str]:
    """The image and the name of a stage."""
    words = [word for word in instruction.words if not word.startswith("--")]
    name = words[2] if len(words) > 2 and words[1].lower() == "as" else ""
    return (words[0] if words else ""), name


def _stage_named(every: Sequence[list[Instruction]], name: str) -> list[Instruction] | None:
    return next((stage for stage in every if name and _base(stage[0])[1] == name), None)


# --- looking ------------------------------------------------------------------------------------


def findings(inspection: Inspection, private: Collection[str]) -> list[Trouble]:
    """What is wrong, the high ones first. Raises NotThere where there is no Dockerfile."""
    if PATH not in inspection.repository.files:
        raise NotThere(
            f"There is no {PATH} at the top of the repository.", "Write one; the brief says what for."
        )
    text = inspection.text(PATH)
    if len(text) > LARGEST:
        raise NotThere(f"{PATH} is larger than 32 kB.", "Move what it does into scripts that it copies.")
    instructions = read_dockerfile(text)
    final = final_stage(instructions)
    found = [
        *_unpinned(instructions),
        *_root(final),
        *_no_health_check(inspection, final),
        *_secrets(inspection, instructions, final),
        *_private(inspection, final, private),
        *_late_dependencies(instructions),
        *_caches(instructions),
    ]
    return sorted(found, key=lambda one: one.severity != "high")


def _unpinned(instructions: Sequence[Instruction]) -> Iterator[Trouble]:
    names = {_base(one)[1] for one in instructions if one.name == "FROM"}
    defaults = _defaults(instructions)
    for one in (one for one in instructions if one.name == "FROM"):
        image = _filled(_base(one)[0], defaults)
        tag = image.rpartition("/")[2].partition(":")[2]
        if image in names or image == "scratch" or "@sha256:" in image or VERSION.search(tag):
            continue
        yield Trouble(
            "high",
            f"{PATH}, line {one.line}: the base {image or _base(one)[0]!r} is not pinned",
            "Name a version, best with its digest: python:3.11.9-slim-bookworm@sha256:...",
        )


def _root(final: Sequence[Instruction]) -> Iterator[Trouble]:
    users = [one for one in final if one.name == "USER"]
    name = users[-1].text.partition(":")[0].strip("\"'") if users else ""
    if not users and "nonroot" in _base(final[0])[0]:
        return
    if not users or name in ROOTS:
        where = f"line {users[-1].line}: USER {name}" if users else "there is no USER"
        yield Trouble(
            "high",
            f"{PATH}: the service runs as root ({where})",
            "Make a user and switch to it before CMD: RUN useradd --create-home app, then USER app.",
        )


def _no_health_check(inspection: Inspection, final: Sequence[Instruction]) -> Iterator[Trouble]:
    checks = [one for one in final if one.name == "HEALTHCHECK"]
    composed = any(re.search(r"^[ \t]+healthcheck:", inspection.text(path), re.MULTILINE) for path in COMPOSE)
    if not composed and (not checks or checks[-1].text.strip().upper() == "NONE"):
        yield Trouble(
            "high",
            f"{PATH} has no HEALTHCHECK, and no compose file has one",
            "Ask /healthz: HEALTHCHECK CMD python -c \"import urllib.request as u; u.urlopen('http://...')\".",
        )


def _secrets(
    inspection: Inspection, instructions: Sequence[Instruction], final: Sequence[Instruction]
) -> Iterator[Trouble]:
    for one in instructions:
        for name, value in re.findall(r"(\w+)=(\S+)", one.text) if one.name in ("ENV", "ARG") else ():
            if SECRET_NAME.search(name) and value.strip("\"'") and not value.startswith("$"):
                yield Trouble(
                    "high",
                    f"{PATH}, line {one.line}: {one.name} {name} writes a secret into the image",
                    "Hand it over when the container starts, or with RUN --mount=type=secret.",
                )
    for one in final:
        for path in _copied(inspection, one):
            if _is_secret_file(path):
                yield Trouble(
                    "high",
                    f"{PATH}, line {one.line}: {one.name} takes {path} into the image",
                    "Put it into .dockerignore, and hand it over when the container starts.",
                )
    for one in final:
        wanted = [word for word in _sources(one) if _is_secret_file(word)]
        if wanted and wanted[0] not in inspection.repository.files:
            yield Trouble(
                "high",
                f"{PATH}, line {one.line}: {one.name} takes {wanted[0]} into the image",
                "Hand secrets over when the container starts.",
            )


def _is_secret_file(path: str) -> bool:
    name = path.rpartition("/")[2]
    if name.endswith(HARMLESS_ENDINGS):
        return False
    return bool(SECRET_FILE.fullmatch(name)) or name.endswith(SECRET_ENDINGS)


def _private(
    inspection: Inspection, final: Sequence[Instruction], private: Collection[str]
) -> Iterator[Trouble]:
    for one in final:
        if taken := sorted(set(_copied(inspection, one)) & set(private)):
            yield Trouble(
                "high",
                f"{PATH}, line {one.line}: {one.name} {one.text} takes {taken[0]} into the image",
                "Copy only what the service needs, and list the data in .dockerignore.",
            )


def _late_dependencies(instructions: Sequence[Instruction]) -> Iterator[Trouble]:
    for stage in stages(instructions):
        whole = next((one for one in stage if "." in _sources(one)), None)
        installs = [one.line for one in stage if _installs_dependencies(one)]
        # Dependencies first, then everything, then the project itself: the later install is a short one.
        if whole and installs and min(installs) > whole.line:
            yield Trouble(
                "high",
                f"{PATH}, line {whole.line}: everything is copied before the dependencies are installed, so "
                "each edit installs them again",
                "Copy the lock file alone, install, and copy the source after that.",
            )


def _installs_dependencies(one: Instruction) -> bool:
    """`pip install .` needs the source, and so may come after it."""
    return (
        one.name == "RUN"
        and bool(DEPENDENCIES.search(one.text))
        and not re.search(r"install .*(\s|^)\.(\s|$)", one.text)
    )


def _caches(instructions: Sequence[Instruction]) -> Iterator[Trouble]:
    for one in instructions:
        if (
            one.name == "RUN"
            and re.search(r"\bapt-get install\b", one.text)
            and "/var/lib/apt/lists" not in one.text
        ):
            yield Trouble(
                "low",
                f"{PATH}, line {one.line}: the lists of apt stay in the layer",
                "End this RUN with && rm -rf /var/lib/apt/lists/*.",
            )
        if (
            one.name == "RUN"
            and re.search(r"\bpip3? install\b", one.text)
            and not _without_cache(one, instructions)
        ):
            yield Trouble(
                "low", f"{PATH}, line {one.line}: pip keeps its cache in the layer", "Add --no-cache-dir."
            )
        if one.name == "ADD" and not re.search(r"\.(tar|tgz|gz|bz2|xz)\b", one.text):
            yield Trouble(
                "low", f"{PATH}, line {one.line}: ADD does more than it says", "Use COPY for plain files."
            )


def _without_cache(one: Instruction, instructions: Sequence[Instruction]) -> bool:
    told = any(other.name == "ENV" and "PIP_NO_CACHE_DIR" in other.text for other in instructions)
    return told or "--no-cache-dir" in one.text or "type=cache" in one.text


# --- what is copied -----------------------------------------------------------------------------


def _sources(one: Instruction) -> list[str]:
    """What a COPY or ADD takes from the context; nothing where it takes from another stage."""
    if one.name not in ("COPY", "ADD") or "--from=" in one.text:
        return []
    if one.text.lstrip().startswith("["):
        words = re.findall(r'"([^"]*)"', one.text)
    else:
        words = [word for word in one.words if not word.startswith("--")]
    return [_plain(word) for word in words[:-1]]


def _plain(path: str) -> str:
    return path.removeprefix("./").rstrip("/") or "."


def _copied(inspection: Inspection, one: Instruction) -> list[str]:
    """Files of the repository that a COPY takes, but for those that .dockerignore keeps out."""
    sources = _sources(one)
    rules = _ignored(inspection.text(".dockerignore")[:LARGEST])
    paths = [p for p in inspection.repository.files if any(_fits(p, source) for source in sources)]
    return [path for path in paths if not _is_out(path, rules)]


def _fits(path: str, source: str) -> bool:
    if source == "." or path == source or path.startswith(f"{source}/"):
        return True
    return "*" in source and any(fnmatchcase(one, source) for one in _with_parents(path))


def _ignored(text: str) -> list[tuple[bool, str]]:
    """(kept in, pattern) for each line, in order: the last one that fits decides."""
    lines = [line.strip() for line in text.splitlines()]
    rules = [line for line in lines if line and not line.startswith("#")]
    return [(one.startswith("!"), _plain(one.removeprefix("!").removeprefix("/"))) for one in rules]


def _is_out(path: str, rules: Sequence[tuple[bool, str]]) -> bool:
    out = False
    for kept, pattern in rules:
        if any(_matches(one, pattern) for one in _with_parents(path)):
            out = not kept
    return out


def _matches(path: str, pattern: str) -> bool:
    """As Docker does: a star stays within a part of the path, two stars stand for any number of parts."""
    parts, wanted = path.split("/"), [one for one, _ in groupby(pattern.split("/"))]

    @cache
    def fits(at: int, of: int) -> bool:
        if of == len(wanted):
            return at == len(parts)
        if wanted[of] == "**":
            return any(fits(further, of + 1) for further in range(at, len(parts) + 1))
        return at < len(parts) and fnmatchcase(parts[at], wanted[of]) and fits(at + 1, of + 1)

    return fits(0, 0)


def _with_parents(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[: n + 1]) for n in range(len(parts))]
