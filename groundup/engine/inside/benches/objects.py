"""Git's objects by their id, from loose files and packs, as bytes.

Promises: every object that is read has the hash that it is filed under; nothing is unpacked beyond a limit; a
damaged store is said with a sentence. Not here: indexes of packs (a pack is read from its start), alternates
(they lead out of the folder), SHA-256.
"""

from __future__ import annotations

import hashlib
import re
import zlib

from .troubles import Trouble

MOST_UNPACKED = 48 * 2**20  # of one pack
LARGEST = 16 * 2**20  # of one object that is read whole
LOOSE = re.compile(r"objects/([0-9a-f]{2})/([0-9a-f]{38})")
KINDS = {1: "commit", 2: "tree", 3: "blob", 4: "tag"}
BY_OFFSET, BY_ID = 6, 7
Object = tuple[str, bytes]
Entry = tuple[int, str | int, bytes]  # kind; for a delta what it is based on; data


class Objects:
    def __init__(self, files: dict[str, bytes]) -> None:
        self.loose = {found[1] + found[2]: files[path] for path in files if (found := LOOSE.fullmatch(path))}
        self.packed: dict[str, Object] = {}
        self._read: dict[str, Object] = {}
        try:
            for path in sorted(files):
                if path.startswith("objects/pack/") and path.endswith(".pack"):
                    self.packed |= _unpacked(files[path], self)
        except (zlib.error, IndexError, ValueError) as error:
            raise Trouble(f"A pack of the repository is damaged ({error}): try `git fsck`.") from None

    def read(self, id: str) -> Object:
        """(kind, content). Raises Trouble for one that is not there, damaged or too large."""
        if id not in self._read:
            self._read[id] = self.packed[id] if id in self.packed else self._loosened(id)
        return self._read[id]

    def size(self, id: str) -> int:
        """Of the content in bytes; a large loose object is not unpacked for it."""
        if id in self.packed or id in self._read:
            return len(self.read(id)[1])
        return _headed(self._stored(id), id)[1]

    def _stored(self, id: str) -> bytes:
        if id not in self.loose:
            raise Trouble(f"The object {id[:7]} is missing from the repository: try `git fsck`.")
        return self.loose[id]

    def _loosened(self, id: str) -> Object:
        stored = self._stored(id)
        kind, size = _headed(stored, id)
        if size > LARGEST:
            raise Trouble(f"The object {id[:7]} is larger than {LARGEST >> 20} MiB.")
        try:
            whole = zlib.decompressobj().decompress(stored, size + 64)
        except zlib.error:
            whole = b""
        if hashlib.sha1(whole).hexdigest() != id:
            raise damaged(id)
        return kind, whole.partition(b"\0")[2]


def damaged(id: str) -> Trouble:
    return Trouble(f"The object {id[:7]} is damaged: try `git fsck`.")


def _headed(stored: bytes, id: str) -> tuple[str, int]:
    """(kind, size) that a loose object says of itself."""
    try:
        head = zlib.decompressobj().decompress(stored, 64).partition(b"\0")[0]
    except zlib.error:
        head = b""
    found = re.fullmatch(rb"(commit|tree|blob|tag) (\d{1,15})", head)
    if not found:
        raise damaged(id)
    return found[1].decode(), int(found[2])


# --- packs -----------------------------------------------------------------------------------------


def _unpacked(pack: bytes, store: Objects) -> dict[str, Object]:
    """Every object of a pack, by its id."""
    making = _Pack(_entries(pack), store)
    waiting = list(making.entries)
    while waiting:
        left = [at for at in waiting if not making.has_made(at)]
        if len(left) == len(waiting):
            raise Trouble("A pack of the repository is based on objects that are not in it: try `git fsck`.")
        waiting = left
    return {id: making.made[at] for id, at in making.places.items()}


class _Pack:
    """A pack while its objects are made: what lies at which offset, and under which id."""

    def __init__(self, entries: dict[int, Entry], store: Objects) -> None:
        self.entries, self.store = entries, store
        self.made: dict[int, Object] = {}
        self.places: dict[str, int] = {}
        self.room = MOST_UNPACKED

    def has_made(self, at: int) -> bool:
        """Make the object of one entry, unless what it is based on is still to come."""
        number, base, data = self.entries[at]
        if number in KINDS:
            found: Object = (KINDS[number], data)
        else:
            below = self._base(base)
            if below is None:
                return False
            found = (below[0], _patched(below[1], data))
        self.room -= len(found[1])
        if self.room <= 0:
            raise _too_large()
        self.made[at] = found
        self.places[_id(found)] = at
        return True

    def _base(self, base: int | str) -> Object | None:
        if isinstance(base, int):
            return self.made.get(base)
        if base in self.places:
            return self.made[self.places[base]]
        return self.store.read(base) if base in self.store.loose else None


def _id(found: Object) -> str:
    return hashlib.sha1(f"{found[0]} {len(found[1])}\0".encode() + found[1]).hexdigest()


def _entries(pack: bytes) -> dict[int, Entry]:
    """What lies at each offset, in order."""
    if pack[:4] != b"PACK":
        raise ValueError("it does not begin as a pack")
    count, at, room = int.from_bytes(pack[8:12], "big"), 12, MOST_UNPACKED
    found: dict[int, Entry] = {}
    for _ in range(count):
        begin = at
        number, at = (pack[at] >> 4) & 7, _past_number(pack, at)
        base: str | int = 0
        if number == BY_OFFSET:
            back, at = _offset(pack, at)
            base = begin - back
        elif number == BY_ID:
            base, at = pack[at : at + 20].hex(), at + 20
        inflating = zlib.decompressobj()
        data = inflating.decompress(memoryview(pack)[at:], room)
        room -= len(data)
        if room <= 0:
            raise _too_large()
        if not inflating.eof:
            raise ValueError("it ends too early")
        at = len(pack) - len(inflating.unused_data)
        found[begin] = (number, base, data)
    return found


def _too_large() -> Trouble:
    most = f"{MOST_UNPACKED >> 20} MiB"
    return Trouble(f"The repository unpacks to more than {most}: a large file is in one of its commits.")


def _past_number(data: bytes, at: int) -> int:
    """Behind a number whose bytes but the last have their highest bit set."""
    while data[at] & 0x80:
        at += 1
    return at + 1


def _offset(data: bytes, at: int) -> tuple[int, int]:
    value = data[at] & 0x7F
    while data[at] & 0x80:
        at += 1
        value = ((value + 1) << 7) | (data[at] & 0x7F)
    return value, at + 1


def _length(data: bytes, at: int) -> tuple[int, int]:
    value, shift = 0, 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if not data[at - 1] & 0x80:
            return value, at


def _patched(base: bytes, delta: bytes) -> bytes:
    """A delta: pieces of the base to copy, and pieces of its own."""
    _, at = _length(delta, 0)
    size, at = _length(delta, at)
    if size > LARGEST:
        raise _too_large()
    made = bytearray()
    while at < len(delta) and len(made) <= size:
        order = delta[at]
        at += 1
        if order & 0x80:
            values = [0] * 7
            for bit in range(7):
                if order & (1 << bit):
                    values[bit], at = delta[at], at + 1
            start = int.from_bytes(bytes(values[:4]), "little")
            length = int.from_bytes(bytes(values[4:]), "little") or 0x10000
            made += base[start : start + length]
        else:
            made += delta[at : at + order]
            at += order
    if len(made) != size:
        raise ValueError("a delta does not fit its base")
    return bytes(made)
