"""Evidence as a portfolio shows it: audits read back, and every record with its hash.

Promises: what is published of a record can be hashed again by whoever reads it; the paths of the repository
and of a home are taken out of it; a record with parts missing is read as far as it goes. Of answers
to questions hashes alone are published: a portfolio shows what stands, not every mistake on the way.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from groundup.portfolio.manifest import sha256
from groundup.portfolio.proofs import canonical
from groundup.records import Evidence, Finding

ELSEWHERE = "the repository"  # what is published in place of its path
LARGEST_WHOLE = 2**53 - 1  # beyond it, a number of JSON is no longer the same everywhere
HOME = re.compile(r"(?:/home|/Users)/[^/\s\"'`]+")


@dataclass(frozen=True)
class Audited:
    """One audit, as it was kept. `version`: hash of the audit that looked; `hash`: of the record shown."""

    project: str
    commit: str
    at: datetime
    passed: bool
    findings: tuple[Finding, ...]
    version: str
    tier: str
    hash: str

    @property
    def good(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.passed is True)

    @property
    def bad(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.passed is False)

    @property
    def unseen(self) -> tuple[Finding, ...]:
        """What could not be looked at."""
        return tuple(one for one in self.findings if one.passed is None)


def audits(evidence: Iterable[Evidence]) -> dict[str, tuple[Audited, ...]]:
    """Every audit by project, newest first."""
    found: dict[str, list[Audited]] = {}
    for fact in sorted((e for e in evidence if e.activity.kind == "audit"), key=lambda e: e.at, reverse=True):
        found.setdefault(fact.activity.concept, []).append(_audited(fact))
    return {project: tuple(rows) for project, rows in found.items()}


def standing_audit(rows: Iterable[Audited]) -> Audited | None:
    """Of a project's audits, newest first: the newest that passed, else the newest."""
    listed = list(rows)
    return next((one for one in listed if one.passed), listed[0] if listed else None)


def shown(fact: Evidence) -> dict[str, Any]:
    """The record as it is published, in plain JSON."""
    detail = dict(fact.outcome.detail)
    path = str(detail.pop("path", ""))
    activity = fact.activity
    return {
        "id": fact.id,
        "kind": activity.kind,
        "concept": activity.concept,
        "name": activity.name,
        "content": activity.content,
        "result": fact.outcome.result,
        "detail": _without(path, detail),
        "duration_s": round(float(fact.duration_s), 1),
        "at": fact.at.astimezone(UTC).isoformat(),
    }


def hash_of(fact: Evidence) -> str:
    """SHA-256 of the canonical JSON of what `shown` gives."""
    return _hash(shown(fact))


def is_whole(record: Mapping[str, Any]) -> bool:
    """Whether the sha256 of a published record is that of what it says."""
    bare = {name: value for name, value in record.items() if name != "sha256"}
    try:
        return record.get("sha256") == _hash(bare)
    except ValueError:  # no canonical form, so nothing that was published
        return False


def findings_of(record: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The findings in a published record, as far as they can be read."""
    detail = record.get("detail")
    rows = detail.get("findings") if isinstance(detail, Mapping) else None
    listed = rows if isinstance(rows, (list, tuple)) else ()
    return tuple(_finding(row) for row in listed if isinstance(row, Mapping))


def _hash(record: Mapping[str, Any]) -> str:
    return sha256(canonical(record))


def _audited(fact: Evidence) -> Audited:
    record = shown(fact)
    return Audited(
        project=fact.activity.concept,
        commit=fact.activity.name,
        at=fact.at,
        passed=fact.outcome.result == "passed",
        findings=findings_of(record),
        version=fact.activity.content,
        tier=str(record["detail"].get("tier", "")),
        hash=_hash(record),
    )


def _finding(row: Mapping[str, Any]) -> Finding:
    passed, numbers = row.get("passed"), row.get("numbers")
    return Finding(
        criterion=str(row.get("criterion", "")),
        passed=passed if isinstance(passed, bool) else None,
        seen=str(row.get("seen", "")),
        why=str(row.get("why", "")),
        todo=str(row.get("todo", "")),
        gate=row.get("gate") is True,
        numbers=numbers if isinstance(numbers, Mapping) else {},
    )


def _without(path: str, value: Any) -> Any:
    """The same without a place of the learner's machine in any text, and as canonical JSON can hold it."""
    if isinstance(value, str):
        whole = value.encode("utf-8", "replace").decode()
        return HOME.sub("~", whole.replace(path, ELSEWHERE) if len(path) > 1 else whole)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): _without(path, one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without(path, one) for one in value]
    return value
