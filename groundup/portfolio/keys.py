"""Ed25519 keys and their names: a public key is written as a did:key, which says all there is to know of it.

Promises: a did:key is read in one spelling only. Chance comes from outside: a key is made from 32 bytes that
are handed in. Who a key belongs to is not known here, and not said by any of this.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"  # base58btc, of Bitcoin
PREFIX = b"\xed\x01"  # multicodec ed25519-pub, 0xed as a varint
DID = "did:key:"
SEED_BYTES = 32
LONGEST = 200  # characters of base58 that are read at all


@dataclass(frozen=True)
class Key:
    """A private key. It is not shown by repr."""

    seed: bytes = field(repr=False)

    @property
    def did(self) -> str:
        return did_of(self._private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)

    @property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def did_of(public: bytes) -> str:
    return f"{DID}z{base58(PREFIX + public)}"


def public_of(did: str) -> bytes:
    """The 32 bytes that a did:key names. Raises ValueError for any other name."""
    if not did.startswith(DID + "z"):
        raise ValueError(f"{did[:80]!r} is no did:key.")
    raw = from_base58(did.removeprefix(DID + "z"))
    if raw[:2] != PREFIX or len(raw) != len(PREFIX) + 32:
        raise ValueError(f"{did[:80]!r} names no Ed25519 key.")
    return raw[2:]


def is_signed(did: str, signature: bytes, message: bytes) -> bool:
    """Whether the key of that name made the signature. Raises ValueError where the name is none."""
    try:
        Ed25519PublicKey.from_public_bytes(public_of(did)).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def base58(raw: bytes) -> str:
    zeros = len(raw) - len(raw.lstrip(b"\0"))
    number, text = int.from_bytes(raw, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = ALPHABET[digit] + text
    return ALPHABET[0] * zeros + text


def from_base58(text: str) -> bytes:
    """Raises ValueError for anything that `base58` would not have written."""
    if len(text) > LONGEST or not set(text) <= set(ALPHABET):
        raise ValueError(f"{text[:80]!r} is not base58.")
    number = 0
    for character in text:
        number = number * 58 + ALPHABET.index(character)
    zeros = len(text) - len(text.lstrip(ALPHABET[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
