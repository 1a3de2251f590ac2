"""Credentials: the learner's key, and what is issued with it.

The key lies in the workspace's .groundup/keys, readable by its owner alone; exports and portfolios never hold
it. Whoever renews it keeps what was issued: the old key signs over to the new one before it is thrown away.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from groundup import __version__, portfolio
from groundup.actions.standing import standing
from groundup.portfolio import Achievement, Credential, Key, Verified
from groundup.records import Evidence, GroundupError
from groundup.workspace import Workspace

FOLDER, KEYS, CURRENT, HANDED_OVER = "credentials", "keys", "ed25519", "handovers.json"
STAGE = "stage-"


@dataclass(frozen=True)
class Issued:
    """A credential that was written, with the evidence beside it."""

    name: str
    path: str
    evidence: str
    issuer: str


@dataclass(frozen=True)
class Issuable:
    """What can be certified: `slug` is its file's name."""

    slug: str
    achievement: Achievement
    evidence: Mapping[str, Any]


# --- the key -------------------------------------------------------------------------------------


def key(w: Workspace) -> Key:
    """The learner's key, made when first asked for. Raises GroundupError("environment")."""
    path = _key_path(w)
    with w.lock:
        if not path.exists():
            _save_key(path, Key(secrets.token_bytes(portfolio.SEED_BYTES)))
        return _read_key(path)


def renew_key(w: Workspace) -> Key:
    """A new key. Both sign that it follows the old one, which is thrown away."""
    with w.lock:
        old, new = key(w), Key(secrets.token_bytes(portfolio.SEED_BYTES))
        signed = [*handovers(w), portfolio.handover(old, new, w.clock())]
        _replace(_key_path(w).with_name(HANDED_OVER), json.dumps(signed, indent=1).encode())
        _save_key(_key_path(w), new)
    return new


def handovers(w: Workspace) -> tuple[Mapping[str, Any], ...]:
    """What earlier keys signed, oldest first."""
    path = _key_path(w).with_name(HANDED_OVER)
    if not path.is_file():
        return ()
    try:
        return tuple(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise GroundupError("environment", f"{path} is damaged: take it away, or bring it back.") from error


def _key_path(w: Workspace) -> Path:
    return w.state_folder / KEYS / CURRENT


def _read_key(path: Path) -> Key:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            seed = bytes.fromhex(file.read(200).decode("ascii").strip())
    except (OSError, ValueError) as error:
        raise GroundupError("environment", f"The key in {path} cannot be read: {error}.") from error
    if mode & 0o077:
        raise GroundupError("environment", f"{path} can be read by others: chmod 600 {path}")
    if len(seed) != portfolio.SEED_BYTES:
        raise GroundupError("environment", f"{path} holds no Ed25519 key.")
    return Key(seed)


def _save_key(path: Path, made: Key) -> None:
    """Whole or not at all, and never readable by anyone else, not even for a moment."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(path, (made.seed.hex() + "\n").encode("ascii"))
    except OSError as error:
        raise GroundupError("environment", f"Cannot write {path}: {error.strerror or error}.") from error


def _replace(path: Path, content: bytes) -> None:
    draft = path.with_name(path.name + ".writing")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


# --- issuing -------------------------------------------------------------------------------------


def issuable(w: Workspace) -> tuple[Issuable, ...]:
    """Every project whose newest audit passed, and every stage of which all core concepts are mastered."""
    facts = [fact for _, fact in w.store.evidence(w.store.learner())]
    return (*_projects(w, facts), *_stages(w, facts))


def issue(w: Workspace, what: str = "", *, days: int = 0, learner: str = "") -> tuple[Issued, ...]:
    """Write the credential of a project or a stage, or of all that can be certified, into credentials/.

    `days`: how long it holds, 0 for ever. Raises GroundupError.
    """
    found = issuable(w)
    chosen = [one for one in found if not what or one.slug in (f"project-{what}", STAGE + what)]
    if what and not chosen:
        raise GroundupError("conflict", _why_not(w, what))
    until = w.clock() + timedelta(days=days) if days else None
    return tuple(_issued(w, one, learner, until) for one in chosen)


def kept_credentials(w: Workspace) -> tuple[Credential, ...]:
    """What lies in credentials/, was issued by a key of the learner's and holds; nothing else is shown."""
    found = []
    own = portfolio.line_of(key(w).did, handovers(w))
    for path in sorted((w.root / FOLDER).glob("*.json")):
        if path.name.endswith(".evidence.json") or path.is_symlink():
            continue
        beside = path.with_name(path.name.removesuffix(".json") + ".evidence.json")
        with contextlib.suppress(OSError, portfolio.Broken):
            content, evidence = path.read_bytes(), beside.read_bytes()
            document = portfolio.read_json(content)
            signer, checks = portfolio.check_credential(document, w.clock(), evidence=evidence, issuers=own)
            if Verified("", signer, checks).passed:
                slug = portfolio.slug_of(path.name.removesuffix(".json"))
                found.append(Credential(slug, str(document["name"]), content, evidence))
    return tuple(found)


def _issued(w: Workspace, one: Issuable, learner: str, until: datetime | None) -> Issued:
    signer = key(w)
    document = portfolio.credential(
        one.achievement, one.evidence, signer, w.clock(), learner=learner, until=until
    )
    path = w.root / FOLDER / f"{one.slug}.json"
    beside = path.with_name(f"{one.slug}.evidence.json")
    try:
        path.parent.mkdir(exist_ok=True)
        beside.write_bytes(portfolio.evidence_bytes(one.evidence))
        path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise GroundupError("environment", f"Cannot write {path}: {error.strerror or error}.") from error
    return Issued(one.achievement.name, str(path), str(beside), signer.did)


def _projects(w: Workspace, facts: Sequence[Evidence]) -> Iterator[Issuable]:
    records = {portfolio.hash_of(fact): fact for fact in facts if fact.activity.kind == "audit"}
    for id, audits in portfolio.audits(facts).items():
        seen = audits[0]
        if not seen.passed or id not in w.catalog.projects:
            continue
        title = w.catalog.project(id).title
        achievement = Achievement(
            slug=f"project-{id}",
            kind="Project",
            name=f"Audited project: {title}",
            description=f"{title}, at commit {seen.commit}, passed the audit of groundup.",
            criteria="\n".join(
                f"- {one.criterion}{' (must pass)' if one.gate else ''}: {one.seen}" for one in seen.good
            ),
            results=_results(seen),
        )
        evidence = {
            "format": 1,
            "made_by": f"groundup {__version__}",
            "audit": {**portfolio.shown(records[seen.hash]), "sha256": seen.hash},
        }
        yield Issuable(achievement.slug, achievement, evidence)


def _results(seen: portfolio.Audited) -> tuple[tuple[str, str], ...]:
    counted = ("Criteria passed", f"{len(seen.good)} of {len(seen.findings)}")
    found = portfolio.headline(seen.findings)
    if found is None:
        return (counted,)
    interval = (("Interval", f"{found.low} to {found.high}"),) if found.low else ()
    return ((found.name, found.value), *interval, counted)


def _stages(w: Workspace, facts: Sequence[Evidence]) -> Iterator[Issuable]:
    now = standing(w)
    for stage in w.catalog.stages:
        ids = _core(w, stage.id)
        if not ids or any(now.mastery[id].state != "mastered" for id in ids):
            continue
        titles = [w.catalog.concept(id).title for id in ids]
        achievement = Achievement(
            slug=STAGE + stage.id,
            kind="LearningProgram",
            name=f"Mastered stage: {stage.title}",
            description=stage.summary or stage.title,
            criteria="Mastered by evidence, each of: " + "; ".join(titles) + ".",
            results=(("Concepts mastered", str(len(ids))),),
        )
        concepts = {
            id: {
                "known": f"{now.mastery[id].known:.3f}",
                "evidence": sorted(portfolio.hash_of(f) for f in facts if f.activity.concept == id),
            }
            for id in ids
        }
        evidence = {
            "format": 1,
            "made_by": f"groundup {__version__}",
            "stage": stage.id,
            "content": str(w.catalog.version),
            "concepts": concepts,
        }
        yield Issuable(achievement.slug, achievement, evidence)


def _core(w: Workspace, stage: str) -> list[str]:
    """What the stage asks of everybody; a concept that cannot be taught yet keeps it from being mastered."""
    return [
        id for id, one in w.catalog.concepts.items() if one.node.stage == stage and one.place.tier == "core"
    ]


def _why_not(w: Workspace, what: str) -> str:
    if what in w.catalog.projects:
        return f"The newest audit of {what} has not passed, or there is none: groundup project audit {what}"
    if any(stage.id == what for stage in w.catalog.stages):
        now = standing(w)
        left = [w.catalog.concept(id).title for id in _core(w, what) if now.mastery[id].state != "mastered"]
        rest = f", and {len(left) - 3} more" if len(left) > 3 else ""
        return f"The stage {what} is not mastered yet: {', '.join(left[:3])}{rest}."
    return f"There is neither a project nor a stage called {what!r}."
