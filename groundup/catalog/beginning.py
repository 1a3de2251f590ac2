"""Begins a new concept: a commented skeleton, which `check` then guides to completion."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from groundup.catalog.catalog import load
from groundup.catalog.contract.outlines import ID
from groundup.records import GroundupError

ENDING = ".in"


def new_concept(root: Path, id: str) -> Path:
    """The new folder. Raises GroundupError("invalid") for a bad id or root, ("conflict") where it exists."""
    if not ID.fullmatch(id):
        raise GroundupError("invalid", f"{id!r} is no id: use lower-case words joined by hyphens.")
    if not root.is_dir():
        raise GroundupError("invalid", f"There is no content folder {root}. Make it first: mkdir {root}")
    folder = root / "concepts" / id
    if folder.exists():
        raise GroundupError(
            "conflict", f"{folder} is there already. Check it: groundup content check {folder}"
        )
    orders = [concept.place.order for concept in load([root]).concepts.values()]
    words = {
        "id": id,
        "title": id.replace("-", " ").capitalize(),
        "module": id.replace("-", "_"),
        "order": str(max(orders, default=0) + 1),
    }
    _fill(resources.files("groundup.catalog") / "skeleton", folder, words)
    return folder


def _fill(skeleton: Traversable, folder: Path, words: dict[str, str]) -> None:
    folder.mkdir(parents=True)
    for entry in skeleton.iterdir():
        if entry.is_dir():
            _fill(entry, folder / entry.name, words)
        elif entry.name.endswith(ENDING):
            text = Template(entry.read_text(encoding="utf-8")).substitute(words)
            (folder / entry.name.removesuffix(ENDING)).write_text(text, encoding="utf-8")
