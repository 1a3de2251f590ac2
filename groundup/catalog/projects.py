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
from pathlib import Path
from typing import Any

from groundup.audit import Draft, Fault, read_draft
from groundup.catalog.sources import import_source, read_text

PASSED_OVER = ("__pycache__", ".pytest_cache", ".ruff_cache")


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
