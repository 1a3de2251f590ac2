"""Frames: how plain data crosses the walls, in both directions.

A frame is two lengths, a JSON header and raw buffers. Promises: lengths, depth, dtypes and extents are
checked before anything of that size is allocated; what does not fit raises Malformed; no pickle, no object
arrays, no code. Not promised: that what arrives is true. The other side may send any well-formed frame.
"""

from __future__ import annotations

import json
import math
import re
import struct
from array import array
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

HEAD = struct.Struct("!II")  # length of the JSON header, length of all buffers
LONGEST_HEADER = 4 * 2**20
LONGEST_BUFFERS = 64 * 2**20
DEEPEST = 32
LARGEST_EXTENT = 2**31
MOST_AXES = 16
MOST_ALIKE = 64  # keys of one hash
LONGEST_INT = 16_384  # hexadecimal digits
ONE_PIECE = 2**16  # bytes of buffers that are copied behind the header, so that the reader wakes once
READ_AHEAD = 2**16
PACKED_FROM = 32  # lists of at least so many floats or ints travel as one buffer

DTYPES = frozenset(
    ["|b1", "|i1", "|u1", "<i2", "<i4", "<i8", "<u2", "<u4", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16"]
)
TEXT_DTYPE = re.compile(r"<U([1-9]\d{0,3})")
PYTHON_TYPES = (bool, int, float, complex, str, bytes, list, tuple, dict, set)
TYPES: dict[str, Any] = {kind.__name__: kind for kind in PYTHON_TYPES}
NUMPY_TYPES: dict[str, Any] = {
    "numpy." + kind.__name__: kind for kind in (np.dtype(text).type for text in sorted(DTYPES))
}
TYPE_NAMES = {kind: name for name, kind in (TYPES | NUMPY_TYPES).items()}
SAFE_INT = 2**53

Tree = Any  # what json.loads gives
Frame = tuple[dict[str, Any], list[bytes]]


class Malformed(Exception):
    """A frame, or a value for one, that breaks the format."""


def is_numeric(value: np.ndarray[Any, Any]) -> bool:
    """Whether an array travels as data: numbers, truth values or short text."""
    text = value.dtype.newbyteorder("<").str
    return text in DTYPES or TEXT_DTYPE.fullmatch(text) is not None


# --- values to trees ---------------------------------------------------------------------------


class Packer:
    """Turns values into JSON trees and collects their buffers.

    `leave` says what to send for an object that is not data (a handle, a callable).
    """

    def __init__(self, leave: Callable[[Any], Tree]) -> None:
        self.leave = leave
        self.buffers: list[bytes] = []

    def pack(self, value: Any, depth: int = 0) -> Tree:
        if depth > DEEPEST:
            raise Malformed(f"the value is nested more than {DEEPEST} levels deep")
        kind = type(value)
        if value is None or kind is bool or kind is str:
            return value
        packed = _PACKERS.get(kind)
        if packed is not None:
            return packed(self, value, depth)
        if isinstance(value, np.generic) and kind is not np.void:
            whole = np.asarray(value)
            return {**self._array(whole), "k": "scalar"} if is_numeric(whole) else self.leave(value)
        return self._other(value, depth)

    def _other(self, value: Any, depth: int) -> Tree:
        if isinstance(value, tuple) and hasattr(type(value), "_fields"):  # a namedtuple
            return self._items("tuple", tuple.__iter__(value), depth)
        if type(value).__module__ == "collections" and isinstance(value, dict):  # Counter, defaultdict
            return self._dict(value, depth)
        name = TYPE_NAMES.get(value) if isinstance(value, type) else None
        return {"k": "type", "v": name} if name else self.leave(value)

    def buffer(self, raw: bytes) -> int:
        self.buffers.append(raw)
        return len(self.buffers) - 1

    def _int(self, value: int, depth: int) -> Tree:
        if -SAFE_INT < value < SAFE_INT:
            return value
        digits = format(value, "x")
        if len(digits) > LONGEST_INT:
            raise Malformed(f"the integer has more than {LONGEST_INT} hexadecimal digits")
        return {"k": "int", "v": digits}

    def _float(self, value: float, depth: int) -> Tree:
        return value if math.isfinite(value) else {"k": "float", "v": repr(value)}

    def _complex(self, value: complex, depth: int) -> Tree:
        return {"k": "complex", "v": [repr(value.real), repr(value.imag)]}

    def _bytes(self, value: bytes | bytearray, depth: int) -> Tree:
        return {"k": "bytes", "b": self.buffer(bytes(value))}

    def _list(self, value: list[Any], depth: int) -> Tree:
        if len(value) >= PACKED_FROM:
            kinds = set(map(type, value))
            if kinds == {float}:
                return {"k": "floats", "b": self.buffer(array("d", value).tobytes())}
            if kinds == {int} and -SAFE_INT < min(value) <= max(value) < SAFE_INT:
                return {"k": "ints", "b": self.buffer(array("q", value).tobytes())}
        return [self.pack(item, depth + 1) for item in value]

    def _items(self, kind: str, items: Any, depth: int) -> Tree:
        return {"k": kind, "v": [self.pack(item, depth + 1) for item in items]}

    def _dict(self, value: dict[Any, Any], depth: int) -> Tree:
        pairs = [[self.pack(k, depth + 1), self.pack(v, depth + 1)] for k, v in dict.items(value)]
        return {"k": "dict", "v": pairs}

    def _array(self, value: np.ndarray[Any, Any], depth: int = 0) -> Tree:
        if not is_numeric(value):
            return self.leave(value)
        if value.ndim > MOST_AXES or max(value.shape, default=0) >= LARGEST_EXTENT:
            raise Malformed(f"the array has more than {MOST_AXES} axes, or too long a one")
        dtype = value.dtype.newbyteorder("<")
        raw = np.ascontiguousarray(value, dtype=dtype).tobytes()
        return {"k": "array", "d": dtype.str, "s": list(value.shape), "b": self.buffer(raw)}

    def _slice(self, value: slice, depth: int) -> Tree:
        return self._items("slice", (value.start, value.stop, value.step), depth)


_PACKERS: dict[type, Callable[[Packer, Any, int], Tree]] = {
    int: Packer._int,
    float: Packer._float,
    complex: Packer._complex,
    bytes: Packer._bytes,
    bytearray: Packer._bytes,
    list: Packer._list,
    tuple: lambda packer, value, depth: packer._items("tuple", value, depth),
    set: lambda packer, value, depth: packer._items("set", value, depth),
    frozenset: lambda packer, value, depth: packer._items("frozenset", value, depth),
    dict: Packer._dict,
    np.ndarray: Packer._array,
    slice: Packer._slice,
    type(Ellipsis): lambda packer, value, depth: {"k": "dots"},
}


# --- trees to values ---------------------------------------------------------------------------


class Unpacker:
    """Turns trees back into values. `special` makes what only one side knows: handle, callable, rng."""

    def __init__(self, buffers: list[bytes], special: Callable[[str, dict[str, Any]], Any]) -> None:
        self.buffers = buffers
        self.special = special
        self.used = 0

    def unpack(self, tree: Tree, depth: int = 0) -> Any:
        if depth > DEEPEST + 2:
            raise Malformed("nested too deep")
        if isinstance(tree, list):
            return [self.unpack(item, depth + 1) for item in tree]
        if not isinstance(tree, dict):
            return tree
        kind = tree.get("k")
        known = _UNPACKERS.get(kind) if isinstance(kind, str) else None
        try:
            return known(self, tree, depth) if known else self.special(str(kind), tree)
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise Malformed(f"bad {str(kind)[:20]}: {type(error).__name__}") from None

    def _items(self, tree: dict[str, Any], depth: int) -> list[Any]:
        if not isinstance(tree["v"], list):
            raise Malformed("items that are not a list")
        return [self.unpack(item, depth + 1) for item in tree["v"]]

    def _dict(self, tree: dict[str, Any], depth: int) -> dict[Any, Any]:
        pairs = [(self.unpack(k, depth + 1), self.unpack(v, depth + 1)) for k, v in tree["v"]]
        _check_spread([k for k, _ in pairs])
        return dict(pairs)

    def _members(self, tree: dict[str, Any], depth: int) -> list[Any]:
        items = self._items(tree, depth)
        _check_spread(items)
        return items

    def _buffer(self, tree: dict[str, Any]) -> bytes:
        """Each buffer is used once and in order, so a small header cannot multiply a large buffer."""
        if tree["b"] != self.used or not 0 <= self.used < len(self.buffers):
            raise Malformed("a buffer out of order")
        self.used += 1
        return self.buffers[self.used - 1]

    def _int(self, tree: dict[str, Any], depth: int) -> int:
        if len(tree["v"]) > LONGEST_INT + 1:
            raise Malformed("integer too long")
        return int(tree["v"], 16)

    def _float(self, tree: dict[str, Any], depth: int) -> float:
        return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[tree["v"]]

    def _complex(self, tree: dict[str, Any], depth: int) -> complex:
        real, imag = tree["v"]
        return complex(float(real), float(imag))

    def _packed(self, tree: dict[str, Any], depth: int) -> list[Any]:
        return array("d" if tree["k"] == "floats" else "q", self._buffer(tree)).tolist()

    def _array(self, tree: dict[str, Any], depth: int) -> np.ndarray[Any, Any]:
        """Writable, C-contiguous, little-endian; its bytes are exactly those of the buffer."""
        text, shape = tree["d"], tree["s"]
        wide = TEXT_DTYPE.fullmatch(text)
        if text not in DTYPES and not wide:
            raise Malformed("a dtype that is not allowed")
        if len(shape) > MOST_AXES or any(type(n) is not int or not 0 <= n < LARGEST_EXTENT for n in shape):
            raise Malformed("a shape that is not allowed")
        raw = self._buffer(tree)
        if math.prod(shape) * np.dtype(text).itemsize != len(raw):
            raise Malformed("shape and buffer disagree")
        if wide and len(raw) and int(np.frombuffer(raw, "<u4").max()) > 0x10FFFF:
            raise Malformed("text that is not Unicode")
        if text == "|b1" and len(raw) and int(np.frombuffer(raw, "|u1").max()) > 1:
            raise Malformed("a truth value that is neither 0 nor 1")
        return np.frombuffer(bytearray(raw), dtype=text).reshape(shape)

    def _scalar(self, tree: dict[str, Any], depth: int) -> Any:
        values = self._array(tree, depth)
        if values.shape != ():
            raise Malformed("a scalar with axes")
        return values[()]

    def _type(self, tree: dict[str, Any], depth: int) -> Any:
        return TYPES.get(tree["v"]) or NUMPY_TYPES[tree["v"]]


def _check_spread(keys: list[Any]) -> None:
    """Keys that share one hash take the square of their number to tell apart; numbers can be made so."""
    if len(keys) > MOST_ALIKE and max(Counter(map(hash, keys)).values()) > MOST_ALIKE:
        raise Malformed("keys that cannot be told apart in time")


_UNPACKERS: dict[str, Callable[[Unpacker, dict[str, Any], int], Any]] = {
    "int": Unpacker._int,
    "float": Unpacker._float,
    "complex": Unpacker._complex,
    "bytes": lambda unpacker, tree, depth: unpacker._buffer(tree),
    "floats": Unpacker._packed,
    "ints": Unpacker._packed,
    "tuple": lambda unpacker, tree, depth: tuple(unpacker._items(tree, depth)),
    "set": lambda unpacker, tree, depth: set(unpacker._members(tree, depth)),
    "frozenset": lambda unpacker, tree, depth: frozenset(unpacker._members(tree, depth)),
    "slice": lambda unpacker, tree, depth: slice(*unpacker._items(tree, depth)),
    "dict": Unpacker._dict,
    "array": Unpacker._array,
    "scalar": Unpacker._scalar,
    "type": Unpacker._type,
    "dots": lambda unpacker, tree, depth: ...,
}


# --- frames ------------------------------------------------------------------------------------

_to_json = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode


def frame(header: dict[str, Any], buffers: list[bytes]) -> list[bytes]:
    """The pieces of a frame, to be written one after the other; one piece where it is small."""
    header["buffers"] = [len(b) for b in buffers]
    text = _to_json(header).encode()
    total = sum(map(len, buffers))
    if len(text) > LONGEST_HEADER or total > LONGEST_BUFFERS:
        raise Malformed(f"the value is larger than {LONGEST_BUFFERS >> 20} MiB")
    pieces = [HEAD.pack(len(text), total) + text, *buffers]
    return pieces if total > ONE_PIECE else [b"".join(pieces)]


def lengths(head: bytes | bytearray) -> tuple[int, int]:
    header, total = HEAD.unpack(head)
    if header > LONGEST_HEADER or total > LONGEST_BUFFERS:
        raise Malformed("a frame that is too long")
    return header, total


def parse(header: bytes | bytearray, rest: bytes | memoryview) -> Frame:
    """Header and buffers of a frame whose lengths were checked."""
    try:
        message = json.loads(str(header, "utf-8"))
    except (ValueError, RecursionError):
        raise Malformed("a header that is not JSON") from None
    sizes = message.pop("buffers", None) if isinstance(message, dict) else None
    if not isinstance(sizes, list) or any(type(n) is not int or n < 0 for n in sizes):
        raise Malformed("a header without buffer lengths")
    if sum(sizes) != len(rest):
        raise Malformed("buffer lengths that do not add up")
    buffers, start = [], 0
    for size in sizes:
        buffers.append(bytes(rest[start : start + size]))
        start += size
    return message, buffers


class Inbox:
    """Frames out of a stream. `read(n)` waits for up to n bytes; none mean the end, and EOFError."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self.read = read
        self.pending = bytearray()

    def receive(self) -> Frame:
        self._fill(HEAD.size)
        header, total = lengths(self.pending[: HEAD.size])
        start, end = HEAD.size + header, HEAD.size + header + total
        self._fill(end)
        text = self.pending[HEAD.size : start]
        with memoryview(self.pending) as whole, whole[start:end] as rest:
            found = parse(text, rest)
        del self.pending[:end]
        return found

    def _fill(self, size: int) -> None:
        while len(self.pending) < size:
            piece = self.read(min(max(size - len(self.pending), READ_AHEAD), 2**20))
            if not piece:
                raise EOFError
            self.pending += piece
