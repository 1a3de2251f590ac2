"""The portfolio: what was gathered, built, signed, and written to a folder.

Promises: a folder that holds anything but an earlier portfolio is left as it is, nothing is written through a
link, and what an earlier build left is taken away. No private key, no answer and no path of a repository or a
home goes into the site.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from groundup import portfolio
from groundup.actions.credentials import key
from groundup.actions.gathering import BY, Clone, gather
from groundup.actions.library import library, time_lab
from groundup.records import GroundupError
from groundup.workspace import Workspace

SITE = "site"
Formula = Callable[[str, bool], str]


@dataclass(frozen=True)
class Published:
    """A portfolio that was written: where, which files, and what to know before it is shown to anyone."""

    path: str
    files: tuple[str, ...]
    projects: tuple[str, ...]
    signer: str
    notes: tuple[str, ...]


def publish(
    w: Workspace,
    to: Path | None = None,
    *,
    workflow: bool = False,
    timed: bool = False,
    clone: Clone | None = None,
    formula: Formula | None = None,
) -> Published:
    """Build the site into a folder that is empty or holds an earlier one. Raises GroundupError.

    `timed`: what can be timed of the library is timed first, about a second for each call. `clone` reads a
    repository (the engine's, where none is given). `formula` sets TeX, which is shown as it was written where
    nothing does.
    """
    target = (to.expanduser() if to else w.root / SITE).absolute()
    earlier = _earlier(target)
    for piece in library(w).built if timed else ():
        if piece.races:
            time_lab(w, piece.id)
    material, notes = gather(w, clone or w.engine.clone)
    files = portfolio.build(material, formula, workflow=workflow)
    signed = portfolio.with_manifest(files, key(w), w.clock(), BY)
    _write(target, signed, earlier)
    shown = tuple(work.id for work in material.works)
    return Published(str(target), tuple(sorted(signed)), shown, key(w).did, notes)


def _earlier(target: Path) -> set[str]:
    """The files of an earlier portfolio there, none where it is empty. Raises GroundupError("conflict")."""
    if not target.exists():
        return set()
    if target.is_symlink() or not target.is_dir():
        raise GroundupError("conflict", f"{target} is a file or a link: name a folder, with --to FOLDER.")
    entries = [entry.name for entry in target.iterdir() if entry.name not in (".git", "CNAME")]
    manifest = target / portfolio.MANIFEST
    if not entries:
        return set()
    try:
        document = portfolio.read_json(manifest.read_bytes())
        portfolio.signer_of(document)
        return {str(name) for name in document["files"]}
    except (OSError, portfolio.Broken, KeyError, TypeError) as error:
        raise GroundupError(
            "conflict", f"{target} holds something that is no portfolio: it is left as it is. Choose another."
        ) from error


def _write(target: Path, files: Mapping[str, bytes], earlier: set[str]) -> None:
    """The manifest last; what an earlier build wrote and this one does not is taken away."""
    try:
        for path, content in sorted(files.items(), key=lambda item: item[0] == portfolio.MANIFEST):
            place = _place(target, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            draft = place.with_name(place.name + ".writing")
            draft.write_bytes(content)
            draft.replace(place)
        for path in earlier - set(files):
            _place(target, path).unlink(missing_ok=True)
    except OSError as error:
        raise GroundupError("environment", f"Cannot write {target}: {error.strerror or error}.") from error


def _place(target: Path, path: str) -> Path:
    """Where a file goes. Raises GroundupError where a link on the way leads elsewhere."""
    place = target / path
    inside = place.parent.resolve().is_relative_to(target.resolve()) and ".." not in PurePosixPath(path).parts
    if not inside or place.is_symlink():
        raise GroundupError("conflict", f"{place} would be written through a link: take the link away.")
    return place
