"""What a complete project's folder holds, read: brief, starter, audit, exemplar, other solutions, faults.

brief.md              what to do, and how
starter/              the repository that `project start` makes
audit.py              one criterion for each line of the rubric
exemplar/             an excellent solution; exemplar.history.toml its commits, exemplar.history/NAME/
                      the earlier versions that a commit names
others/NAME/          independent good solutions, with others/NAME.history.toml
faults.py             FAULTS: edits of the exemplar, each with the criterion that has to name it
data/                 small tables with their licence; data.py makes or fetches the rest
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from groundup.audit import Criterion, Draft, Fault, load_criteria, read_draft
from groundup.catalog.sources import hash_files, import_source, read_text
from groundup.records import GroundupError

PASSED_OVER = ("__pycache__", ".pytest_cache", ".ruff_cache")
NEEDED = ("brief.md", "audit.py", "starter")


@dataclass(frozen=True)
class ProjectContent:
    """A complete project: what it says, what it begins with, and how it is looked at.

    `content` is the hash of everything that an audit rests on.
    """

    folder: Path
    brief: str
    criteria: tuple[Criterion, ...]
    content: str

    def starter(self) -> dict[str, bytes]:
        return read_files(self.folder / "starter")

    def exemplar(self) -> dict[str, bytes]:
        return read_files(self.folder / "exemplar")


def is_complete(folder: Path) -> bool:
    """Whether it can be started and audited; else it is outlined."""
    return all((folder / name).exists() for name in NEEDED)


def read_project(folder: Path) -> ProjectContent:
    """Raises GroundupError("content") when its Python cannot be used."""
    audit = folder / "audit.py"
    try:
        criteria = load_criteria(load_project_source(audit))
    except ValueError as error:
        raise GroundupError("content", f"{audit}: {error}") from error
    rests_on = [audit, *folder.glob("*.py"), *(p for p in folder.glob("data/*") if p.is_file())]
    return ProjectContent(folder, read_text(folder / "brief.md"), criteria, hash_files(set(rests_on), folder))


def load_project_source(path: Path) -> dict[str, Any]:
    """The namespace of audit.py, data.py or faults.py. Raises GroundupError("content")."""
    return import_source(path)


def read_files(folder: Path) -> dict[str, bytes]:
    """Path to content of every file below `folder`."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    kept = (path for path in found if not set(path.parts) & set(PASSED_OVER))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in kept}


def read_drafts(folder: Path) -> dict[str, Draft]:
    """ "exemplar" and "others/NAME", with their histories."""
    places = [folder / "exemplar", *sorted(path for path in folder.glob("others/*") if path.is_dir())]
    return {
        place.relative_to(folder).as_posix(): _read_draft(place)
        for place in places
        if place.is_dir() and not place.name.endswith(".history")
    }


def read_faults(folder: Path) -> tuple[Fault, ...]:
    path = folder / "faults.py"
    return tuple(load_project_source(path)["FAULTS"]) if path.is_file() else ()


def _read_draft(place: Path) -> Draft:
    history = read_text(place.with_name(f"{place.name}.history.toml"))
    earlier: Mapping[str, dict[str, bytes]] = {
        path.name: read_files(path) for path in place.with_name(f"{place.name}.history").glob("*")
    }
    return read_draft(read_files(place), history, earlier)
