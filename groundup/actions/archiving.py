"""Take everything away and bring it back: one archive with the learner's records and their files.

The archive is a zip: `manifest.json` (format, version, sha256 of each member), `records.json` (evidence,
settings, questions) and `workspace/...` (every file that Git does not ignore) with `workspace.bundle`, the Git history.
Import merges: records are added once, files that differ are left as they are and named.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from groundup import __version__
from groundup.records import GroundupError
from groundup.workspace import STATE_FOLDER, Workspace

FORMAT = 1
LARGEST_MEMBER = 256 * 1024**2
LARGEST_ARCHIVE = 2 * 1024**3
MOST_MEMBERS = 50_000
EPOCH = (2020, 1, 1, 0, 0, 0)  # one time for all members: the same records give the same bytes


@dataclass(frozen=True)
class Imported:
    """How many records were new, which files were written, and which differed and were left."""

    records: int
    written: tuple[str, ...]
    left: tuple[str, ...]


def export(w: Workspace, target: Path) -> Path:
    """Write the archive, whole or not at all. Raises GroundupError("environment")."""
    target = target.expanduser()
    draft = target.with_name(target.name + ".writing")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            _write_members(w, archive, keep_out={target.resolve(), draft.resolve()})
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise GroundupError("environment", f"Cannot write {target}: {error.strerror or error}.") from error
    return target


def _write_members(w: Workspace, archive: zipfile.ZipFile, keep_out: set[Path]) -> None:
    hashes: dict[str, str] = {}

    def add(name: str, content: bytes) -> None:
        hashes[name] = hashlib.sha256(content).hexdigest()
        archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)

    add("records.json", _canonical(w.store.export_rows()))
    for path in workspace_files(w.root):
        if path.resolve() not in keep_out:
            add(f"workspace/{path.relative_to(w.root).as_posix()}", path.read_bytes())
    bundle = _git_bundle(w)
    if bundle:
        add("workspace.bundle", bundle)
    manifest = {"format": FORMAT, "made_by": f"groundup {__version__}", "sha256": hashes}
    archive.writestr(zipfile.ZipInfo("manifest.json", EPOCH), _canonical(manifest))


def _canonical(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def workspace_files(root: Path) -> list[Path]:
    """The learner's files: what Git tracks or would track; without Git, everything but our own folder."""
    git = shutil.which("git")
    if git:
        listed = subprocess.run(
            [git, "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            capture_output=True,
            check=False,
        )
        if listed.returncode == 0:
            names = [name for name in listed.stdout.decode(errors="surrogateescape").split("\0") if name]
            return sorted(p for p in (root / name for name in names) if p.is_file() and not p.is_symlink())
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file() and not path.is_symlink() and STATE_FOLDER not in path.relative_to(root).parts
    )


def _git_bundle(w: Workspace) -> bytes:
    """The history as a bundle; empty where there is no Git or no commit yet."""
    git = shutil.which("git")
    if git is None or not (w.root / ".git").exists():
        return b""
    target = w.state_folder / "export.bundle"
    made = subprocess.run(
        [git, "-C", str(w.root), "bundle", "create", "-q", str(target), "--all"],
        capture_output=True,
        check=False,
    )
    try:
        return target.read_bytes() if made.returncode == 0 else b""
    finally:
        target.unlink(missing_ok=True)


def import_archive(w: Workspace, source: Path) -> Imported:
    """Merge an archive into this workspace; importing it twice changes nothing more."""
    try:
        with zipfile.ZipFile(source) as archive:
            names = _checked_names(archive)
            records = json.loads(archive.read("records.json"))
            added = w.store.import_rows(records)
            written, left = _restore_files(w.root, archive, names)
            _restore_history(w, archive, names)
    except FileNotFoundError as error:
        raise GroundupError("not-found", f"There is no file {source}.") from error
    except (zipfile.BadZipFile, json.JSONDecodeError, KeyError, UnicodeDecodeError) as error:
        raise GroundupError("invalid", f"{source} is not an archive made by groundup export.") from error
    except OSError as error:
        raise GroundupError("environment", f"Cannot import {source}: {error.strerror or error}.") from error
    return Imported(added, tuple(written), tuple(left))


def _checked_names(archive: zipfile.ZipFile) -> list[str]:
    """Names of the members, after sizes, paths and hashes were found sound; nothing is written before."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > LARGEST_ARCHIVE:
        raise GroundupError("invalid", "The archive is larger than an export can be: refused.")
    manifest = json.loads(archive.read("manifest.json"))
    if manifest.get("format") != FORMAT:
        raise GroundupError(
            "invalid",
            f"The archive has format {manifest.get('format')}; this groundup reads format {FORMAT}.",
        )
    hashes = manifest["sha256"]
    names = [m.filename for m in members if m.filename != "manifest.json"]
    if sorted(names) != sorted(hashes):
        raise GroundupError("invalid", "The archive's list of contents does not match what is in it.")
    for member in members:
        _refuse_bad_path(member)
        if member.filename in hashes:
            content = archive.read(member)
            if hashlib.sha256(content).hexdigest() != hashes[member.filename]:
                raise GroundupError("invalid", f"{member.filename} in the archive is damaged.")
    return names


def _refuse_bad_path(member: zipfile.ZipInfo) -> None:
    parts = PurePosixPath(member.filename).parts
    bad = (
        member.filename.startswith("/") or ".." in parts or "\\" in member.filename or "\0" in member.filename
    )
    inside_ours = parts[:1] == ("workspace",) and any(p in (".git", STATE_FOLDER) for p in parts)
    if bad or inside_ours or member.file_size > LARGEST_MEMBER:
        raise GroundupError("invalid", f"The archive holds {member.filename!r}, which is refused.")


def _restore_files(root: Path, archive: zipfile.ZipFile, names: list[str]) -> tuple[list[str], list[str]]:
    written, left = [], []
    for name in names:
        if not name.startswith("workspace/"):
            continue
        relative = name.removeprefix("workspace/")
        path, content = root / relative, archive.read(name)
        if not path.resolve().is_relative_to(root.resolve()):
            raise GroundupError("invalid", f"{relative} would leave the workspace through a link: refused.")
        if path.exists():
            if path.read_bytes() != content:
                left.append(relative)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(relative)
    return written, left


def _restore_history(w: Workspace, archive: zipfile.ZipFile, names: list[str]) -> None:
    """Fetch the history where this workspace has no commit of its own yet; files stay as they are."""
    git = shutil.which("git")
    if git is None or "workspace.bundle" not in names:
        return
    run = [git, "-C", str(w.root), "-c", "core.hooksPath=/dev/null"]
    if subprocess.run([*run, "rev-parse", "HEAD"], capture_output=True, check=False).returncode == 0:
        return
    bundle = w.state_folder / "import.bundle"
    bundle.write_bytes(archive.read("workspace.bundle"))
    try:
        heads = subprocess.run([*run, "bundle", "list-heads", str(bundle)], capture_output=True, check=False)
        listed = heads.stdout.decode(errors="replace").split()
        refs = [ref for ref in listed[1::2] if ref.startswith("refs/heads/")]
        if refs:
            subprocess.run(
                [*run, "fetch", "-q", str(bundle), "refs/heads/*:refs/heads/*", "--update-head-ok"],
                capture_output=True,
                check=False,
            )
            subprocess.run([*run, "reset", "-q"], capture_output=True, check=False)
    finally:
        bundle.unlink(missing_ok=True)
