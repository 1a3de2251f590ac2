"""A small submission of our own, answered in the fork server and again by each spare child while it waits.

In the fork server it makes the interpreter specialise the code that every submission passes through. A fork
shares its memory until it is written to, so the first run of anything in a child pays for the copies: the
spare pays ahead. Promises: nothing of it is left but warm pages.
"""

from __future__ import annotations

import linecache
import sys
from typing import Any

from . import wire
from .answering import Answering

PATH, NAME = "rehearsal/piece.py", "rehearsal.piece"
SOURCE = '''
"""A module like those that come."""

import math
import numpy as np
from dataclasses import dataclass

@dataclass
class Scale:
    factor: float

    def fit(self, X, y=None):
        self.coef_ = np.asarray(X, dtype=float).mean(axis=0)
        return self

    def __add__(self, other):
        return Scale(self.factor + other.factor)

def solve(A, b):
    A, b = np.asarray(A, dtype=float), np.asarray(b, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"A must have two axes, not {A.ndim}")
    Q, R = np.linalg.qr(A)
    x = np.zeros(len(b))
    for i in reversed(range(len(b))):
        x[i] = (Q.T @ b - R @ x)[i] / R[i, i]
    return np.column_stack([np.ones(len(b)), x]), float(np.sum(x**2)), [math.sqrt(abs(v)) for v in x]

def refuse(values):
    try:
        return sum(values) / len(values)
    except ZeroDivisionError as error:
        raise ValueError("no values") from error
'''
LOAD: dict[str, Any] = {
    "op": "load",
    "id": "",
    "entry": NAME,
    "files": {PATH: SOURCE},
    "forbidden": [],
    "limits": None,
}
MATRIX = {"k": "array", "d": "<f8", "s": [2, 2], "b": 0}
BUFFER = bytes.fromhex("000000000000004000000000000000000000000000000040000000000000f03f")


class _Nowhere:
    """A connection whose one frame is a request, and whose answers nobody reads."""

    def __init__(self) -> None:
        self.waiting = b""

    def recv(self, size: int) -> bytes:
        piece, self.waiting = self.waiting[:size], self.waiting[size:]
        return piece

    def sendall(self, piece: bytes) -> None:
        self.last = piece


def rehearse(times: int = 1) -> None:
    """Load, call, fail and answer, as a submission would."""
    for _ in range(times):
        connection: Any = _Nowhere()
        desk = Answering(connection)
        _ask(desk, LOAD)
        _ask(desk, _call("solve", MATRIX, [1.0, 2.0]), [BUFFER])
        _ask(desk, _call("Scale", 2.0))
        _ask(desk, {"op": "get", "target": desk.numbers[id(desk.kept[-1])], "name": "factor"})
        _ask(desk, _call("refuse", []))
        sys.meta_path.pop(0)
        for name in (NAME, NAME.partition(".")[0]):
            del sys.modules[name]
        linecache.cache.pop(PATH, None)


def _call(name: str, *args: Any) -> dict[str, Any]:
    return {"op": "call", "target": None, "name": name, "args": list(args), "kwargs": {}, "echo": False}


def _ask(desk: Answering, request: dict[str, Any], buffers: list[bytes] | None = None) -> None:
    desk.connection.waiting = b"".join(wire.frame(dict(request), buffers or []))  # type: ignore[attr-defined]  # _Nowhere
    desk.answer(*desk.inbox.receive())
