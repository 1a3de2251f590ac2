"""What the portfolio lists: each repository as files, as a commit, as a kept audit, and as a run.

entries(inspection) -> tuple[Entry, ...]       the [[repositories]] of groundup.toml; raises NotThere
inner(inspection, entry) -> Inspection         the repository looked at alone, with rooms of just its files
kept_report(inspection, entry) -> Report       what `groundup project audit --json` printed; raises NotThere
unbound(inspection, entry) -> str              why these files are not the audited commit; else empty
ran(inspection, entry) -> Built                its documented command in a fresh room, once for an audit
record_of(inspection, entry) -> Record         its run record as committed

Files are bound to a commit as Git does it: the hash of the commit object is the commit, the object names a
tree, and that tree's hash comes out of the files. Nothing of Git is run for it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from groundup.audit import Inspection, NotThere
from groundup.audit.probes.fresh import Built, attempt
from groundup.audit.probes.record import Record, committed_record
from groundup.records import Commit, Repository

SHOWN = "[[repositories]] with name, title, kind, tree, commit, report, post, story and raw, as in the brief"
TEXTS = ("name", "title", "kind", "tree", "commit", "report", "post", "story")
LARGEST_REPORT = 2**20


@dataclass(frozen=True)
class Entry:
    """One listed repository. `tree` is its folder here; `commit` the file with the commit object."""

    name: str
    title: str
    kind: str
    tree: str
    commit: str
    report: str
    post: str
    story: str
    page: str
    cases: str
    raw: tuple[str, ...]
    executable: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """A kept audit. `findings` maps each criterion to (passed, what was measured)."""

    path: str
    project: str
    commit: str
    findings: Mapping[str, tuple[bool | None, Mapping[str, Any]]]

    @property
    def counted(self) -> tuple[int, int]:
        """Criteria that passed, and all of them."""
        return sum(passed is True for passed, _ in self.findings.values()), len(self.findings)


def entries(inspection: Inspection) -> tuple[Entry, ...]:
    """Raises NotThere."""
    listed = inspection.manifest.options.get("repositories", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise NotThere("groundup.toml: repositories is no list of tables.", f"Write {SHOWN}.")
    if not listed:
        raise NotThere("groundup.toml lists no repository.", f"Write {SHOWN}.")
    found = tuple(_entry(inspection, one, n) for n, one in enumerate(listed, 1))
    for what in ("name", "tree", "report"):
        values = [getattr(one, what) for one in found]
        if twice := next((value for value in values if values.count(value) > 1), ""):
            raise NotThere(f"groundup.toml lists the {what} {twice!r} twice.", "List each repository once.")
    return found


def _entry(inspection: Inspection, table: Mapping[str, Any], n: int) -> Entry:
    for name in TEXTS:
        if not isinstance(table.get(name), str) or not table[name].strip("/ "):
            raise NotThere(f"groundup.toml: repository {n} has no {name}.", f"Write {SHOWN}.")
    lists = {name: _texts(table, name, n) for name in ("raw", "executable")}
    page = table.get("page") or f"{inspection.manifest.outputs.get('page', '')}#{table['name']}"
    return Entry(
        **{name: table[name].strip("/ ") for name in TEXTS},
        page=str(page),
        cases=str(table.get("cases", "")),
        **lists,
    )


def _texts(table: Mapping[str, Any], name: str, n: int) -> tuple[str, ...]:
    value = table.get(name, [])
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise NotThere(f"groundup.toml: {name} of repository {n} is no list of texts.", f"Write {SHOWN}.")
    return tuple(value)


# --- a repository by itself ---------------------------------------------------------------------


def files_of(inspection: Inspection, entry: Entry) -> dict[str, bytes]:
    """Its files by their own paths. Raises NotThere."""
    top = f"{entry.tree}/"
    if large := next((path for path in inspection.repository.large if path.startswith(top)), ""):
        raise NotThere(f"{large} is too large to be looked at.", "Let the run make it, or fetch it.")
    files = inspection.repository.files
    found = {path.removeprefix(top): content for path, content in files.items() if path.startswith(top)}
    if "groundup.toml" not in found:
        what = "no groundup.toml at its top" if found else "no file in this repository"
        raise NotThere(
            f"{entry.tree} has {what}.",
            f"Put the audited commit there: git archive HEAD | tar -x -C .../{entry.tree}, then git add -f.",
        )
    return found


def inner(inspection: Inspection, entry: Entry) -> Inspection:
    """The repository as an audit of it alone would see it, with one commit and no history."""

    def make() -> Inspection:
        files = files_of(inspection, entry)
        ids = {path: hashlib.sha1(content).hexdigest() for path, content in files.items()}
        blobs = {ids[path]: (len(content), content) for path, content in files.items()}
        head = Commit(f"tree of {entry.name}", (), "", datetime(2000, 1, 1, tzinfo=UTC), "", ids)
        repository = Repository(head.id, files, {}, (head,), {}, blobs)
        return Inspection(repository, inspection.opens, inspection.folder, inspection.seed)

    return inspection.once(f"repository {entry.name}", make)


def ran(inspection: Inspection, entry: Entry) -> Built:
    """Raises NotThere where nothing could be run."""
    try:
        return attempt(inner(inspection, entry))
    except NotThere as missing:
        raise in_tree(entry, missing) from missing


def record_of(inspection: Inspection, entry: Entry) -> Record:
    """Raises NotThere."""
    try:
        return committed_record(inner(inspection, entry))
    except NotThere as missing:
        raise in_tree(entry, missing) from missing


def in_tree(entry: Entry, missing: NotThere) -> NotThere:
    """The same sentence, with the repository that it speaks of."""
    told = missing.seen if missing.seen.startswith(entry.tree) else f"{entry.tree}: {missing.seen}"
    return NotThere(told, missing.todo)


# --- the kept audit -----------------------------------------------------------------------------


def kept_report(inspection: Inspection, entry: Entry) -> Report:
    """Raises NotThere."""
    again = f"Make it anew: groundup project audit PATH --json > {entry.report}, and commit it as it is."
    content = inspection.repository.files.get(entry.report)
    if content is None or len(content) > LARGEST_REPORT:
        raise NotThere(f"There is no audit report {entry.report}.", again)
    try:
        table = json.loads(content.decode("utf-8-sig"))
        rows = {one["criterion"]: (one["passed"], dict(one["numbers"])) for one in table["findings"]}
        project, commit = table["project"], table["commit"]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise NotThere(f"{entry.report} is no report of an audit: {error!r}.", again) from error
    if not isinstance(project, str) or not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", str(commit)):
        raise NotThere(f"{entry.report} names no project or no commit.", again)
    return Report(entry.report, project, commit, rows)


def unbound(inspection: Inspection, entry: Entry) -> str:
    """The rest of a sentence that begins with the tree; raises NotThere where something is missing."""
    commit = kept_report(inspection, entry).commit
    content = inspection.repository.files.get(entry.commit)
    if content is None:
        raise NotThere(
            f"There is no commit object {entry.commit}.",
            f"In the audited repository: git cat-file commit {commit[:10]} > {entry.commit}",
        )
    new = "sha1" if len(commit) == 40 else "sha256"
    is_that = _hash(new, b"commit", content) == commit
    named = re.match(rb"tree ([0-9a-f]+)\n", content)
    if not is_that or not named:
        return f"is not bound to commit {commit[:10]}: {entry.commit} is not the object of that commit"
    if (tree := git_tree(files_of(inspection, entry), entry.executable, new)) != named[1].decode():
        return f"has the tree {tree[:10]}, and the audited commit {commit[:10]} has {named[1][:10].decode()}"
    return ""


def git_tree(files: Mapping[str, bytes], executable: Collection[str] = (), new: str = "sha1") -> str:
    """The hash that Git gives to a folder with these plain files."""
    return _tree(files, executable, new, "").hex()


def _tree(files: Mapping[str, bytes], executable: Collection[str], new: str, top: str) -> bytes:
    below: dict[str, dict[str, bytes]] = {}
    rows = []
    for path, content in files.items():
        name, slash, rest = path.partition("/")
        if slash:
            below.setdefault(name, {})[rest] = content
        else:
            mode = b"100755" if top + path in executable else b"100644"
            rows.append((name.encode(), mode, bytes.fromhex(_hash(new, b"blob", content))))
    for name, inside in below.items():
        rows.append((name.encode() + b"/", b"40000", _tree(inside, executable, new, f"{top}{name}/")))
    lines = (mode + b" " + name.removesuffix(b"/") + b"\0" + id for name, mode, id in sorted(rows))
    return bytes.fromhex(_hash(new, b"tree", b"".join(lines)))


def _hash(new: str, kind: bytes, content: bytes) -> str:
    return hashlib.new(new, kind + b" %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
