"""Take everything away and bring it back: one archive with the learner's records and their files.

The archive is a zip: `manifest.json` (format, version, sha256 of each member), `records.json` (evidence,
settings, questions) and `workspace/...` (every file that Git does not ignore) with `workspace.bundle`, the
Git history. Import merges: records are added once, files that differ are left as they are and named. An
archive is looked through before anything is written: one that is refused leaves no trace.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import stat
import subprocess
import zipfile
import zlib
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

# What it comes to when a zip is read that is damaged, or that we have not written.
NOT_OURS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,  # encrypted, compressed in another way, or nested without end
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
)


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
        raise GroundupError("environment", f"Cannot write {target}: {error.strerror or error}.") from error
    finally:
        with contextlib.suppress(OSError):  # a folder that is not there has no draft either
            draft.unlink(missing_ok=True)
    return target


def _write_members(w: Workspace, archive: zipfile.ZipFile, keep_out: set[Path]) -> None:
    hashes: dict[str, str] = {}

    def add(name: str, content: bytes) -> None:
        hashes[name] = hashlib.sha256(content).hexdigest()
        archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)

    add("records.json", _canonical(w.store.export_rows()))
    for path in workspace_files(w.root):
        if path.resolve() not in keep_out:
            _refuse_unfit(path)
            add(f"workspace/{path.relative_to(w.root).as_posix()}", path.read_bytes())
    bundle = _git_bundle(w)
    if bundle:
        add("workspace.bundle", bundle)
    manifest = {"format": FORMAT, "made_by": f"groundup {__version__}", "sha256": hashes}
    archive.writestr(zipfile.ZipInfo("manifest.json", EPOCH), _canonical(manifest))


def _refuse_unfit(path: Path) -> None:
    """What an import would refuse is better said now than when the original is gone."""
    if path.stat().st_size > LARGEST_MEMBER:
        size = LARGEST_MEMBER // 1024**2
        raise GroundupError(
            "invalid", f"{path} is larger than {size} MiB: name it in .gitignore, then export again."
        )
    if "\\" in path.name or any("\ud800" <= letter <= "\udfff" for letter in str(path)):
        raise GroundupError("invalid", f"{str(path)!a} has a name that an archive cannot hold: rename it.")


def _canonical(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def workspace_files(root: Path) -> list[Path]:
    """The learner's files: what Git tracks or would track; without Git, everything but our own folder."""
    listed = _listed_by_git(root)
    found = root.rglob("*") if listed is None else listed
    return sorted(path for path in found if _is_the_learners(path, root))


def _listed_by_git(root: Path) -> list[Path] | None:
    git = shutil.which("git")
    if git is None:
        return None
    listed = subprocess.run(
        [git, "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:
        return None
    names = {name for name in os.fsdecode(listed.stdout).split("\0") if name}
    inner = [path for name in names if name.endswith("/") for path in (root / name).rglob("*")]
    return [root / name for name in names] + inner  # a repository inside is listed as one folder


def _is_the_learners(path: Path, root: Path) -> bool:
    ours = {".git", STATE_FOLDER}.intersection(path.relative_to(root).parts)
    return path.is_file() and not path.is_symlink() and not ours


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
            names, records = _looked_through(archive, source)
            targets = _targets(w.root, names)
            added = w.store.import_rows(records)
            written, left = _restore_files(w.root, archive, targets)
            _restore_history(w, archive, names)
    except FileNotFoundError as error:
        raise GroundupError("not-found", f"There is no file {source}.") from error
    except (zipfile.BadZipFile, NotImplementedError) as error:  # the second: a version of zip beyond Python's
        raise _is_not_ours(source) from error
    except OSError as error:
        raise GroundupError("environment", f"Cannot import {source}: {error.strerror or error}.") from error
    return Imported(added, tuple(written), tuple(left))


def _looked_through(archive: zipfile.ZipFile, source: Path) -> tuple[list[str], Any]:
    """The names of all members and the records, after everything was found sound."""
    try:
        return _checked_names(archive), json.loads(archive.read("records.json"))
    except NOT_OURS as error:
        raise _is_not_ours(source) from error


def _is_not_ours(source: Path) -> GroundupError:
    return GroundupError("invalid", f"{source} is not an archive made by groundup export.")


def _checked_names(archive: zipfile.ZipFile) -> list[str]:
    """Names of the members, after sizes, paths and hashes were found sound."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > LARGEST_ARCHIVE:
        raise GroundupError("invalid", "The archive is larger than an export can be: refused.")
    for member in members:
        _refuse_bad_member(member)
    hashes = _manifest(archive)
    names = [m.filename for m in members if m.filename != "manifest.json"]
    if sorted(names) != sorted(hashes):
        raise GroundupError("invalid", "The archive's list of contents does not match what is in it.")
    for name in names:
        if hashlib.sha256(archive.read(name)).hexdigest() != hashes[name]:
            raise GroundupError("invalid", f"{name} in the archive is damaged.")
    return names


def _manifest(archive: zipfile.ZipFile) -> dict[str, str]:
    manifest = json.loads(archive.read("manifest.json"))
    if manifest.get("format") != FORMAT:
        raise GroundupError(
            "invalid",
            f"The archive has format {manifest.get('format')!r}; this groundup reads format {FORMAT}.",
        )
    return dict(manifest["sha256"])


def _refuse_bad_member(member: zipfile.ZipInfo) -> None:
    """Only plain files with plain relative names may come in, and none into Git's folder or ours."""
    name = member.filename
    parts = PurePosixPath(name).parts
    is_plain = "\\" not in name and "/".join(parts) == name
    is_ours = parts[:1] == ("workspace",) and any(p.casefold() in (".git", STATE_FOLDER) for p in parts)
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if not is_plain or ".." in parts or name.startswith("/") or is_ours or is_link:
        raise GroundupError("invalid", f"The archive holds {name!r}, which is refused.")
    if member.file_size > LARGEST_MEMBER:
        raise GroundupError("invalid", f"{name!r} in the archive is larger than an export can hold: refused.")


def _targets(root: Path, names: list[str]) -> dict[str, Path]:
    """Where each file of the workspace goes, by its name in the archive."""
    targets = {
        name: root / name.removeprefix("workspace/") for name in names if name.startswith("workspace/")
    }
    for path in targets.values():
        if not path.resolve().is_relative_to(root.resolve()):
            raise GroundupError(
                "invalid", f"{path.relative_to(root)} would leave the workspace through a link: refused."
            )
    return targets


def _restore_files(
    root: Path, archive: zipfile.ZipFile, targets: dict[str, Path]
) -> tuple[list[str], list[str]]:
    """(written, left): a file that differs is the learner's newer thought as likely as an older one."""
    written, left = [], []
    for name, path in targets.items():
        relative, content = path.relative_to(root).as_posix(), archive.read(name)
        if path.is_file() and path.read_bytes() == content:
            continue
        if path.exists() or any(above.exists() and not above.is_dir() for above in path.parents):
            left.append(relative)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(path.name + ".writing")
        draft.write_bytes(content)
        draft.replace(path)
        written.append(relative)
    return written, left


def _restore_history(w: Workspace, archive: zipfile.ZipFile, names: list[str]) -> None:
    """Fetch the history where this workspace has no commit of its own yet; files stay as they are."""
    git = shutil.which("git")
    if git is None or "workspace.bundle" not in names or not (w.root / ".git").exists():
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
