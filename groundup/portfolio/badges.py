"""Open Badges 3.0: a credential (W3C Verifiable Credentials 2.0) for an audited project or a mastered stage.

The learner's own groundup issues it, with the learner's own key, and the credential says so: nobody vouches
for it, its numbers can be made again. It carries the hash of its evidence, which lies beside it in a file.
Not here: who a person is, revocation, and any look at a clock, a file or a network.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from groundup.portfolio.checks import Check
from groundup.portfolio.keys import Key
from groundup.portfolio.proofs import Broken, Document, canonical, signed, signer_of, stamp

# A credential names exactly these; what any other context would add to its meaning is refused unread.
CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",  # the type of SCHEMA
)
SCHEMA = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
SELF_ISSUED = (
    "Issued by the learner's own groundup with the learner's own key. No institution vouches for it; the "
    "audit can be run again by anyone: groundup verify."
)


@dataclass(frozen=True)
class Achievement:
    """What is certified. `slug` is unique among the learner's; `results` are (name, value) to be shown."""

    slug: str
    kind: str  # "Project" or "LearningProgram", of the achievement types of Open Badges
    name: str
    description: str
    criteria: str
    results: tuple[tuple[str, str], ...] = ()


def credential(
    achievement: Achievement,
    evidence: Mapping[str, Any],
    key: Key,
    at: datetime,
    *,
    learner: str = "",
    until: datetime | None = None,
) -> Document:
    """A signed credential for what `evidence` shows; the same input gives the same bytes."""
    content = evidence_bytes(evidence)
    issuer: Document = {"id": key.did, "type": ["Profile"], "name": learner or "A learner with groundup"}
    document: Document = {
        "@context": list(CONTEXTS),
        "id": f"urn:uuid:{_uuid(key.did, achievement.slug, content)}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement.name,
        "description": SELF_ISSUED,
        "issuer": issuer | {"description": SELF_ISSUED},
        "validFrom": stamp(at),
        "credentialSubject": _subject(achievement, key.did),
        "evidence": [_evidence(content, achievement)],
        "relatedResource": [
            {"id": urn_of(content), "digestSRI": sri(content), "mediaType": "application/json"}
        ],
        "credentialSchema": [SCHEMA],
    }
    if until is not None:
        document["validUntil"] = stamp(until)
    return signed(document, key, at)


def check_credential(
    document: Mapping[str, Any],
    now: datetime,
    *,
    evidence: bytes | None = None,
    issuers: frozenset[str] | None = None,
) -> tuple[str, tuple[Check, ...]]:
    """The key that signed it ("" where it does not hold), and what was checked.

    `evidence`: the bytes beside it; `issuers`: the keys that it is expected from, any where None.
    """
    try:
        signer = signer_of(document)
    except Broken as broken:
        return "", (Check("signature", False, str(broken)),)
    checks = [Check("signature", True, f"Signed by {signer}, and unchanged since.")]
    checks.append(_check_issuer(document, signer, issuers))
    checks.append(_check_form(document))
    checks.append(_check_time(document, now))
    checks.append(_check_evidence(document, evidence))
    return signer, tuple(checks)


def evidence_bytes(evidence: Mapping[str, Any]) -> bytes:
    """The evidence as it lies beside a credential: canonical JSON, so that the same facts have one hash."""
    return canonical(evidence)


def sri(content: bytes) -> str:
    """A hash as Subresource Integrity writes it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()


def urn_of(content: bytes) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, sri(content))}"


def _uuid(did: str, slug: str, content: bytes) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{did} {slug} {sri(content)}")


def _subject(one: Achievement, did: str) -> Document:
    about = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'groundup {one.slug}')}"
    achievement: Document = {
        "id": about,
        "type": ["Achievement"],
        "achievementType": one.kind,
        "name": one.name,
        "description": one.description,
        "criteria": {"narrative": one.criteria},
    }
    subject: Document = {"id": did, "type": ["AchievementSubject"], "achievement": achievement}
    if one.results:
        ids = [f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{about} {name}')}" for name, _ in one.results]
        achievement["resultDescription"] = [
            {"id": id, "type": ["ResultDescription"], "name": name, "resultType": "Result"}
            for id, (name, _) in zip(ids, one.results, strict=True)
        ]
        subject["result"] = [
            {"type": ["Result"], "resultDescription": id, "value": value}
            for id, (_, value) in zip(ids, one.results, strict=True)
        ]
    return subject


def _evidence(content: bytes, one: Achievement) -> Document:
    return {
        "id": urn_of(content),
        "type": ["Evidence"],
        "name": f"Evidence of: {one.name}",
        "narrative": f"The file beside this credential. SHA-256: {hashlib.sha256(content).hexdigest()}",
    }


# --- checks ---------------------------------------------------------------------------------------


def _check_issuer(document: Mapping[str, Any], signer: str, issuers: frozenset[str] | None) -> Check:
    issuer = document.get("issuer")
    named = issuer.get("id") if isinstance(issuer, dict) else issuer
    if named != signer:
        return Check("issuer", False, f"It names {str(named)[:80]!r} as its issuer, but {signer} signed it.")
    if issuers is not None and signer not in issuers:
        return Check("issuer", False, f"{signer} issued it, which is not the key that was expected.")
    if issuers is None:
        seen = "Its issuer is the key that signed it. Whose key that is, no file can say."
        return Check("issuer", True, seen)
    return Check("issuer", True, "The key that was expected issued it.")


def _check_form(document: Mapping[str, Any]) -> Check:
    wrong = _fault_of(document)
    if wrong:
        return Check("form", False, wrong)
    return Check(
        "form", True, "It has the form of an Open Badges 3.0 credential, in contexts that are known."
    )


def _fault_of(document: Mapping[str, Any]) -> str:
    """What an Open Badges 3.0 credential has to have, and this has not."""
    if document.get("@context") != list(CONTEXTS):
        return "Its @context is not that of Open Badges 3.0 alone."
    if not {"VerifiableCredential", "OpenBadgeCredential"} <= set(_texts(document.get("type"))):
        return "Its type is not VerifiableCredential and OpenBadgeCredential."
    for name in ("id", "name", "validFrom"):
        if not isinstance(document.get(name), str):
            return f"It has no {name}."
    issuer, subject = document.get("issuer"), document.get("credentialSubject")
    if not isinstance(issuer, dict) or "Profile" not in _texts(issuer.get("type")):
        return "Its issuer is no Profile."
    if not isinstance(subject, dict) or "AchievementSubject" not in _texts(subject.get("type")):
        return "Its credentialSubject is no AchievementSubject."
    achievement = subject.get("achievement")
    if not isinstance(achievement, dict) or "Achievement" not in _texts(achievement.get("type")):
        return "Its subject has no Achievement."
    for name in ("id", "name", "description"):
        if not isinstance(achievement.get(name), str):
            return f"Its achievement has no {name}."
    if not isinstance(achievement.get("criteria"), dict):
        return "Its achievement has no criteria."
    return ""


def _check_time(document: Mapping[str, Any], now: datetime) -> Check:
    try:
        begins = _instant(document.get("validFrom"))
        ends = _instant(document["validUntil"]) if "validUntil" in document else None
    except ValueError as error:
        return Check("time", False, f"It says when it holds in a way that cannot be read: {error}")
    if begins > now:
        return Check("time", False, f"It holds from {stamp(begins)} on, which is still to come.")
    if ends is not None and ends <= now:
        return Check("time", False, f"It held until {stamp(ends)}.")
    return Check(
        "time", True, f"It holds since {stamp(begins)}" + (f", until {stamp(ends)}." if ends else ".")
    )


def _check_evidence(document: Mapping[str, Any], evidence: bytes | None) -> Check:
    related = _listed(document.get("relatedResource"))
    named = [one.get("digestSRI") for one in related if isinstance(one, dict)]
    if len(named) != 1:
        return Check("evidence", False, "It names no hash of its evidence.")
    if evidence is None:
        return Check(
            "evidence", None, f"Its evidence is not here, so that its hash {named[0]} was not compared."
        )
    if sri(evidence) != named[0]:
        return Check("evidence", False, "The evidence beside it is not what was signed: its hash is another.")
    return Check("evidence", True, f"The evidence beside it is what was signed: {named[0]}.")


def _instant(value: Any) -> datetime:
    at = datetime.fromisoformat(str(value))
    if at.tzinfo is None:
        raise ValueError(f"{value!r} has no zone")
    return at


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    values = [value] if isinstance(value, str) else _listed(value)
    return [one for one in values if isinstance(one, str)]
