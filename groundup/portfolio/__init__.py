"""Evidence, audits and the learner's own texts in; the files of a site, and signed credentials, out."""

from groundup.portfolio.again import compare
from groundup.portfolio.badges import Achievement, check_credential, credential, evidence_bytes
from groundup.portfolio.checks import Check, Verified
from groundup.portfolio.facts import Audited, audits, findings_of, hash_of, is_whole, shown, standing_audit
from groundup.portfolio.figures import Picture, picture
from groundup.portfolio.handovers import handover, line_of
from groundup.portfolio.keys import SEED_BYTES, Key, public_of
from groundup.portfolio.manifest import NAME as MANIFEST
from groundup.portfolio.manifest import check_files, with_manifest
from groundup.portfolio.material import (
    Area,
    Author,
    Concept,
    Credential,
    Material,
    Module,
    Race,
    Shown,
    Text,
    Work,
)
from groundup.portfolio.numbers import headline
from groundup.portfolio.pages import check_pages
from groundup.portfolio.proofs import Broken, canonical, read_json, signer_of
from groundup.portfolio.prose import title_of
from groundup.portfolio.site import EVIDENCE, KEYS, build
from groundup.portfolio.views import slug_of

__all__ = [
    "EVIDENCE",
    "KEYS",
    "MANIFEST",
    "SEED_BYTES",
    "Achievement",
    "Area",
    "Audited",
    "Author",
    "Broken",
    "Check",
    "Concept",
    "Credential",
    "Key",
    "Material",
    "Module",
    "Picture",
    "Race",
    "Shown",
    "Text",
    "Verified",
    "Work",
    "audits",
    "build",
    "canonical",
    "check_credential",
    "check_files",
    "check_pages",
    "compare",
    "credential",
    "evidence_bytes",
    "findings_of",
    "handover",
    "hash_of",
    "headline",
    "is_whole",
    "line_of",
    "picture",
    "public_of",
    "read_json",
    "shown",
    "signer_of",
    "slug_of",
    "standing_audit",
    "title_of",
    "with_manifest",
]
