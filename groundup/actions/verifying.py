"""Verification of what others bring, or of one's own: a credential, or a portfolio with all its files.

Promises: files are read, and nothing is written, run or asked for; no workspace is needed. Where a clone is
given, the audit of it is run again, by what is handed in for that, and its numbers are compared.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from groundup import portfolio
from groundup.actions.auditing import Auditing, audit_project
from groundup.actions.credentials import FOLDER
from groundup.actions.projects import find_project, require_complete
from groundup.portfolio import Check, Verified
from groundup.records import Finding, GroundupError
from groundup.workspace import Workspace

__all__ = ["MANIFEST", "Again", "Check", "Reaudited", "Verified", "audited_again", "read_site", "verify"]

MANIFEST = portfolio.MANIFEST
LARGEST_SITE = 512 * 1024**2
MOST_FILES = 20_000
NOT_OF_THE_SITE = (".git", "CNAME")  # what a host wants at the top beside the site

# The seam to the audit: a clone's folder -> its project, its commit, and what is seen there now.
Again = Callable[[Path], "Reaudited"]


@dataclass(frozen=True)
class Reaudited:
    """An audit that was run again, and not kept."""

    project: str
    commit: str
    findings: tuple[Finding, ...]


def verify(
    path: Path,
    now: datetime,
    *,
    expected: str = "",
    evidence: Path | None = None,
    clone: Path | None = None,
    again: Again | None = None,
) -> Verified:
    """Check a credential, or a portfolio (its folder or its manifest), and nothing outside of it.

    `expected`: the did:key that it has to come from; `clone`: a repository whose audit is run again by
    `again` and compared. Needs no workspace. Raises GroundupError for what cannot be read at all.
    """
    path = path.expanduser().absolute()
    if path.name == MANIFEST:
        path = path.parent
    if path.is_dir():
        found, records = _verify_site(path, now, expected)
    else:
        found, records = _verify_credential(path, now, expected, evidence)
    if clone is not None and again is not None:
        found = _with(found, *_run_again(again(clone), records))
    return found


def audited_again(w: Workspace, clone: Path) -> Reaudited:
    """Every criterion, looked at again in the newest commit of a clone; nothing is kept of it."""
    project, _ = find_project(w, str(clone))
    all_of_them = tuple(one.id for one in require_complete(w, project).criteria)
    steps = list(audit_project(w, str(clone), only=all_of_them))
    commit = next(step.commit for step in steps if isinstance(step, Auditing))
    return Reaudited(project, commit, tuple(step for step in steps if isinstance(step, Finding)))


def _verify_site(folder: Path, now: datetime, expected: str) -> tuple[Verified, list[dict[str, Any]]]:
    files = read_site(folder)
    signer, checks = portfolio.check_files(files)
    found = Verified(f"Portfolio in {folder}", signer, checks)
    if not found.passed:
        return found, []
    issuers = _issuers(expected or signer, files)
    if expected:
        is_it = signer in issuers
        seen = "The key that was expected signed it." if is_it else f"{signer} signed it, not {expected}."
        found = _with(found, Check("signer", is_it, seen))
    records = _records(files[portfolio.EVIDENCE])
    found = _with(found, _check_records(records), portfolio.check_pages(files, records))
    for name in sorted(files):
        if name.startswith(FOLDER + "/") and not name.endswith(".evidence.json"):
            beside = files.get(name.removesuffix(".json") + ".evidence.json")
            found = _with(found, _as_one(name, files[name], beside, now, issuers))
    return found, records


def _verify_credential(
    path: Path, now: datetime, expected: str, evidence: Path | None
) -> tuple[Verified, list[dict[str, Any]]]:
    beside = evidence or path.with_name(path.name.removesuffix(".json") + ".evidence.json")
    content = _read(path)
    held = _read(beside) if evidence is not None or beside.is_file() else None
    try:
        document = portfolio.read_json(content)
    except portfolio.Broken as broken:
        return Verified(path.name, "", (Check("signature", False, str(broken)),)), []
    issuers = _issuers(expected, _keys_near(path)) if expected else None
    signer, checks = portfolio.check_credential(document, now, evidence=held, issuers=issuers)
    found = Verified(f"Credential {document.get('name', '')}".strip(), signer, checks)
    if held is None or not found.passed:
        return found, []
    records = _records(held)
    return _with(found, _check_records(records)) if records else found, records


def _as_one(name: str, content: bytes, beside: bytes | None, now: datetime, issuers: frozenset[str]) -> Check:
    """A credential of a portfolio in one line."""
    try:
        document = portfolio.read_json(content)
    except portfolio.Broken as broken:
        return Check(name, False, str(broken))
    _, checks = portfolio.check_credential(document, now, evidence=beside, issuers=issuers)
    wrong = [check.seen for check in checks if check.passed is False]
    if [check.name for check in checks if check.passed is False] == ["time"]:
        return Check(name, None, wrong[0])  # it has run out since; nothing was changed
    return Check(
        name, not wrong, wrong[0] if wrong else f"{document['name']}: signed, and its evidence fits."
    )


def _run_again(now: Reaudited, records: list[dict[str, Any]]) -> Iterator[Check]:
    """The audit of a clone beside what was published of that commit."""
    of_project = [one for one in records if one.get("kind") == "audit" and one.get("concept") == now.project]
    if not of_project:
        yield Check("again", False, f"Nothing was published of {now.project}, which is what the clone holds.")
        return
    fitting = next((one for one in of_project if one.get("name") == now.commit), None)
    if fitting is None:
        wanted = str(of_project[0].get("name"))
        seen = (
            f"The clone is at {now.commit[:12]}, the audit was of {wanted[:12]}: git checkout {wanted[:12]}"
        )
        yield Check("again", False, seen)
        return
    yield from portfolio.compare(portfolio.findings_of(fitting), now.findings)


def _records(content: bytes) -> list[dict[str, Any]]:
    """The records in an evidence.json, or the one in the evidence of a credential."""
    try:
        document = portfolio.read_json(content)
    except portfolio.Broken:
        return []
    listed = document.get("records", [document.get("audit")])
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _check_records(records: list[dict[str, Any]]) -> Check:
    wrong = [str(one.get("id"))[:60] for one in records if not portfolio.is_whole(one)]
    if wrong:
        return Check("records", False, f"The hash of {wrong[0]} is not that of what it says.")
    return Check("records", True, f"The hash of each of {len(records)} records is that of what it says.")


def _issuers(expected: str, files: Mapping[str, bytes]) -> frozenset[str]:
    """The expected key, and those that handed over to it."""
    try:
        listed = portfolio.read_json(files[portfolio.KEYS])["handovers"] if portfolio.KEYS in files else []
    except (portfolio.Broken, KeyError):
        listed = []
    return portfolio.line_of(expected, [one for one in listed if isinstance(one, dict)])


def _keys_near(path: Path) -> dict[str, bytes]:
    """keys.json beside a credential, or a folder above it, as in a portfolio."""
    for folder in path.parents[:2]:
        near = folder / portfolio.KEYS
        if near.is_file() and not near.is_symlink():
            return {portfolio.KEYS: _read(near)}
    return {}


def read_site(folder: Path) -> dict[str, bytes]:
    """Every file below it. What is no plain file stands there by name alone, and fits no hash."""
    found: dict[str, bytes] = {}
    size = 0
    for path in _walked(folder):
        name = path.relative_to(folder).as_posix()
        plain = stat.S_ISREG(path.lstat().st_mode)
        size += path.lstat().st_size if plain else 0
        if len(found) >= MOST_FILES or size > LARGEST_SITE:
            raise GroundupError("invalid", f"{folder} holds more than a portfolio does: it was not read.")
        found[name] = _read(path) if plain else b"no plain file"
    return found


def _walked(folder: Path) -> Iterator[Path]:
    for above, folders, names in os.walk(folder):
        if Path(above) == folder:
            folders[:] = [name for name in folders if name not in NOT_OF_THE_SITE]
            names = [name for name in names if name not in NOT_OF_THE_SITE]
        links = [name for name in folders if (Path(above) / name).is_symlink()]
        yield from (Path(above) / name for name in sorted([*names, *links]))


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_SITE:
            raise GroundupError("invalid", f"{path} is larger than anything that is verified here.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise GroundupError("not-found", f"There is no file {path}.") from error
    except OSError as error:
        raise GroundupError("environment", f"Cannot read {path}: {error.strerror or error}.") from error


def _with(found: Verified, *checks: Check) -> Verified:
    return Verified(found.what, found.signer, (*found.checks, *checks))
