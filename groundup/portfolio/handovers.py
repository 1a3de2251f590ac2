"""Key rotation: an old and a new key agree, each with its signature, that both speak for the same learner.

Both have to sign. With the old one's word alone, anyone could hand over to the key of somebody else, and have
what they signed themselves taken for that person's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from groundup.portfolio.keys import Key
from groundup.portfolio.proofs import Broken, Document, signed, signer_of, stamp


def handover(old: Key, new: Key, at: datetime) -> Document:
    """`old` says that `new` follows it, and `new` says so too; made just before `old` is thrown away."""
    word = signed({"kind": "handover", "from": old.did, "to": new.did, "at": stamp(at)}, old, at)
    return signed({"format": 1, "kind": "succession", "word": word}, new, at)


def line_of(key: str, handovers: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The key and all that handed over to it, directly or through others; what is unsound counts not."""
    before: dict[str, set[str]] = {}
    for one in handovers:
        if pair := _agreed(one):
            before.setdefault(pair[1], set()).add(pair[0])
    found, left = {key}, [key]
    while left:
        fresh = before.get(left.pop(), set()) - found
        found |= fresh
        left += fresh
    return frozenset(found)


def _agreed(document: Mapping[str, Any]) -> tuple[str, str] | None:
    """The old key and the new one, where both have signed that."""
    word = document.get("word")
    if document.get("kind") != "succession" or not isinstance(word, dict) or word.get("kind") != "handover":
        return None
    old, new = str(word.get("from")), str(word.get("to"))
    try:
        return (old, new) if (signer_of(word), signer_of(document)) == (old, new) else None
    except Broken:
        return None
