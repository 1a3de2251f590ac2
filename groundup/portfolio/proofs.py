"""Signed JSON: W3C Data Integrity proofs with the suite eddsa-jcs-2022 (vc-di-eddsa, section 3.3).

What is signed is the JSON itself in its canonical form (RFC 8785), so no context is ever fetched and nothing
has to be expanded to check it: SHA-256 of the proof's options, SHA-256 of the document, and over both an
Ed25519 signature. Other suites are refused, and so is a proof whose key is not a did:key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import rfc8785

from groundup.portfolio.keys import Key, base58, from_base58, is_signed, public_of

SUITE = "eddsa-jcs-2022"
LARGEST = 2**20  # bytes of a signed document
DEEPEST = 40
Document = dict[str, Any]


class Broken(Exception):
    """What does not hold, in one sentence."""


def signed(document: Mapping[str, Any], key: Key, at: datetime) -> Document:
    """The document with a proof. Raises ValueError for what canonical JSON cannot hold."""
    options: Document = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": stamp(at),
        "verificationMethod": method_of(key.did),
        "proofPurpose": "assertionMethod",
    }
    if "@context" in document:
        options["@context"] = document["@context"]
    signature = key.sign(digest(document, options))
    return {**document, "proof": {**options, "proofValue": "z" + base58(signature)}}


def signer_of(document: Mapping[str, Any]) -> str:
    """The did:key that signed the document as it stands. Raises Broken."""
    proof = document.get("proof")
    if not isinstance(proof, dict):
        raise Broken("It carries no proof.")
    expected = {"type": "DataIntegrityProof", "cryptosuite": SUITE, "proofPurpose": "assertionMethod"}
    for name, value in expected.items():
        if proof.get(name) != value:
            raise Broken(f"Its proof has {name} {str(proof.get(name))[:60]!r}; only {value!r} is read here.")
    if "@context" in document and proof.get("@context") != document["@context"]:
        raise Broken("Its proof was made for another @context.")
    did = _did_in(proof)
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    try:
        held = is_signed(did, _signature_in(proof), digest(document, options))
    except (rfc8785.CanonicalizationError, ValueError) as error:
        raise Broken(f"It cannot be brought into its canonical form: {error}") from error
    if not held:
        raise Broken("The signature does not fit: something in it was changed after it was signed.")
    return did


def digest(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    """What is signed: the hash of the options, then that of the document without its proof."""
    bare = {name: value for name, value in document.items() if name != "proof"}
    return hashlib.sha256(canonical(options)).digest() + hashlib.sha256(canonical(bare)).digest()


def canonical(value: Any) -> bytes:
    """RFC 8785: the one spelling of this JSON."""
    return rfc8785.dumps(value)


def method_of(did: str) -> str:
    """The verification method of a did:key: its own key as a fragment."""
    return f"{did}#{did.rpartition(':')[2]}"


def stamp(at: datetime) -> str:
    """An instant as an XML Schema dateTimeStamp, in UTC and to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_json(content: bytes) -> Document:
    """An object, each of its names said once. Raises Broken."""
    if len(content) > LARGEST:
        raise Broken(f"It is larger than {LARGEST // 1024} kB.")
    try:
        found = json.loads(content.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse)
        _shallow(found, DEEPEST)
    except (ValueError, RecursionError) as error:
        raise Broken(f"It is not JSON that can be read: {error}") from error
    if not isinstance(found, dict):
        raise Broken("It is JSON, but no object.")
    return found


def _did_in(proof: Document) -> str:
    method = proof.get("verificationMethod")
    did = str(method).partition("#")[0]
    try:
        public_of(did)
    except ValueError as error:
        raise Broken(f"Its proof names a key that cannot be read: {error}") from error
    if method != method_of(did):
        raise Broken("Its proof names one key and means another.")
    return did


def _signature_in(proof: Document) -> bytes:
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value.startswith("z"):
        raise ValueError("its proof has no proofValue in base58")
    signature = from_base58(value[1:])
    if len(signature) != 64:
        raise ValueError(f"its signature has {len(signature)} bytes and not 64")
    return signature


def _once(pairs: list[tuple[str, Any]]) -> Document:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is there twice")
    return found


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def _shallow(value: Any, left: int) -> None:
    if not left:
        raise ValueError(f"it is nested deeper than {DEEPEST}")
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        _shallow(one, left - 1)
