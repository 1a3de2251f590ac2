"""Signed JSON: the vectors of the W3C, and everything that must not pass."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from groundup.portfolio.keys import Key, base58, from_base58, public_of
from groundup.portfolio.proofs import Broken, canonical, digest, read_json, signed, signer_of
from tests.portfolio.samples import AT, KEY, OTHER

# W3C vc-di-eddsa, appendix B.2 "Representation: eddsa-jcs-2022" (repository w3c/vc-di-eddsa,
# TestVectors/keyPair.json and TestVectors/eddsa-jcs-2022: signedJCS.json and sigHexJCS.txt of 369f0f00, whose
# proof names an https method; combinedHashJCS.txt of 0c5c862b, whose proof names the did:key).
# W3C Software and Document License.
VECTOR_PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
VECTOR_PRIVATE = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
VECTOR_CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"]
VECTOR: dict[str, Any] = {
    "@context": VECTOR_CONTEXT,
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
VECTOR_OPTIONS = {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-jcs-2022",
    "created": "2023-02-24T23:36:38Z",
    "verificationMethod": f"https://vc.example/issuers/5678#{VECTOR_PUBLIC}",
    "proofPurpose": "assertionMethod",
    "@context": VECTOR_CONTEXT,
}
VECTOR_DIGEST = (
    "66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db"
    "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19"
)
VECTOR_SIGNATURE = (
    "fc91dec6565f35fbe185a77352e7fc512f95d1904da305cfef32ab8135469301"
    "f5a72d4e7a58368fc6ffc497b44633993bac054e3bc1436e3c846db8f1544503"
)
VECTOR_VALUE = "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4"

DOCUMENT = {"name": "Ada", "numbers": [1, 0.5, -3e-7], "inner": {"é": None, "b": True}}


def test_the_vectors_of_the_w3c_come_out_to_the_byte() -> None:
    key = Key(from_base58(VECTOR_PRIVATE[1:])[2:])
    assert key.did == f"did:key:{VECTOR_PUBLIC}"
    of_hashes = VECTOR_OPTIONS | {"verificationMethod": f"{key.did}#{VECTOR_PUBLIC}"}
    assert digest(VECTOR, of_hashes).hex() == VECTOR_DIGEST
    signature = key.sign(digest(VECTOR, VECTOR_OPTIONS))
    assert signature.hex() == VECTOR_SIGNATURE
    assert "z" + base58(signature) == VECTOR_VALUE


def test_canonical_json_is_that_of_rfc_8785() -> None:
    numbers = "333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001"
    text = '{"numbers":[' + numbers + '],"literals":[null,true,false]}'
    assert canonical(json.loads(text)).decode() == (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}'
    )  # section 3.2.2


def test_what_is_signed_tells_its_signer() -> None:
    made = signed(DOCUMENT, KEY, AT)
    assert signer_of(made) == KEY.did
    assert made["proof"]["created"] == "2026-11-20T18:30:00Z"
    assert signed(DOCUMENT, KEY, AT) == made


def test_a_stranger_can_check_it_with_nothing_but_a_curve_and_a_hash() -> None:
    """Nothing of ours: the canonical form of this document is what json.dumps writes, sorted and dense."""
    made = signed({"b": 1, "a": "x"}, KEY, AT)
    proof = made.pop("proof")
    value = proof.pop("proofValue")

    def plain(one: object) -> bytes:
        return hashlib.sha256(json.dumps(one, sort_keys=True, separators=(",", ":")).encode()).digest()

    public = Ed25519PublicKey.from_public_bytes(public_of(proof["verificationMethod"].partition("#")[0]))
    public.verify(from_base58(value[1:]), plain(proof) + plain(made))


def change(path: tuple[str, ...], value: object) -> dict[str, Any]:
    made = json.loads(json.dumps(signed(DOCUMENT | {"@context": ["c"]}, KEY, AT)))
    inner = made
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    return made


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("name",), "Eve"),
        (("new",), 1),
        (("@context",), ["d"]),
        (("proof",), None),
        (("proof",), [signed(DOCUMENT, KEY, AT)["proof"]]),
        (("proof", "created"), "2020-01-01T00:00:00Z"),
        (("proof", "cryptosuite"), "eddsa-rdfc-2022"),
        (("proof", "type"), "Ed25519Signature2020"),
        (("proof", "proofPurpose"), "authentication"),
        (("proof", "verificationMethod"), f"{OTHER.did}#{OTHER.did[8:]}"),
        (("proof", "verificationMethod"), f"{KEY.did}#{OTHER.did[8:]}"),
        (("proof", "verificationMethod"), KEY.did),
        (("proof", "verificationMethod"), None),
        (("proof", "verificationMethod"), "https://vc.example/key"),
        (("proof", "proofValue"), ""),
        (("proof", "proofValue"), "z"),
        (("proof", "proofValue"), "z" + base58(bytes(64))),
        (("proof", "proofValue"), "z" + base58(bytes(63))),
        (("proof", "proofValue"), 7),
        (("proof", "new"), 1),
        (("proof", "@context"), ["d"]),
    ],
)
def test_any_change_is_found(path: tuple[str, ...], value: object) -> None:
    with pytest.raises(Broken):
        signer_of(change(path, value))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_changed_byte_either_changes_nothing_that_is_said_or_is_found(data: st.DataObject) -> None:
    made = signed(DOCUMENT, KEY, AT)
    raw = bytearray(json.dumps(made, indent=1).encode())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    try:
        found = read_json(bytes(raw))
        signer_of(found)
    except Broken:
        return
    assert found == made  # white space


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"7", b"{", b'{"a": 1, "a": 2}', b'{"a": NaN}', b'{"a": Infinity}', b"\xff{}",
        b'{"a":' + b"[" * 60 + b"]" * 60 + b"}", b"[" * 100_000, b" " * (2**20 + 1),
    ],
)  # fmt: skip
def test_what_is_no_plain_object_is_not_read(content: bytes) -> None:
    with pytest.raises(Broken):
        read_json(content)


@pytest.mark.parametrize("value", [2**60, float("nan"), "\ud800"])
def test_what_canonical_json_cannot_hold_is_broken_and_no_bug(value: object) -> None:
    made = signed(DOCUMENT, KEY, AT)
    with pytest.raises(Broken):
        signer_of(made | {"name": value})
