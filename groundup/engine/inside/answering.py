"""The child's side of the conversation: takes requests, runs the learner's code, sends plain data back.

Objects that are not data stay here under a number. Functions lent by the other side are called back.
Promises nothing to the other side but well-formed frames; the walls do not depend on this file.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import random
import resource
import socket
import sys
import zlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np

from . import faults, forbidden, importer, lockdown, wire

MOST_CALLABLES = 100
PEAK_UNIT = 1024.0 if sys.platform == "linux" else 1024.0**2  # what ru_maxrss counts in, per MiB


class Answering:
    """One child's objects and its place in the conversation."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.inbox = wire.Inbox(connection.recv)
        self.kept: list[Any] = []
        self.numbers: dict[int, int] = {}
        self.own: set[str] = set()
        self.is_busy = False
        self.guard: forbidden.Guard | None = None
        self.module: ModuleType | None = None
        self.space_before = lockdown.address_space()
        self.count_from_here()
        self.requests: dict[str, Callable[[dict[str, Any], list[bytes]], dict[str, Any]]] = {
            "load": self._load,
            "get": self._get,
            "call": self._call,
        }

    # --- frames

    def serve(self) -> dict[str, Any]:
        """Answer requests until the answer to a call of ours comes; that one is returned."""
        while True:
            message, buffers = self.inbox.receive()
            if message["op"] in ("result", "raise"):
                return {**message, "buffers": buffers}
            self.answer(message, buffers)

    def send(self, message: dict[str, Any], buffers: list[bytes]) -> None:
        for piece in wire.frame(message, buffers):
            self.connection.sendall(piece)

    def interrupted(self, *_: object) -> None:
        """SIGINT: the supervisor's last word before it kills. Between requests there is nothing to stop."""
        if self.is_busy:
            raise KeyboardInterrupt

    def answer(self, message: dict[str, Any], buffers: list[bytes]) -> None:
        packer = wire.Packer(self.leave)
        try:
            self.is_busy = True
            trees = {k: packer.pack(v) for k, v in self.requests[message["op"]](message, buffers).items()}
            pieces = wire.frame({"ok": trees, **self._footer()}, packer.buffers)
        except wire.Malformed as error:
            fault = {"kind": "ResultError", "message": f"The result cannot be handed over: {error}."}
            pieces = wire.frame({"fault": fault, **self._footer()}, [])
        except BaseException as error:  # SystemExit and KeyboardInterrupt of the learner's code as well
            pieces = wire.frame({"fault": faults.fault_of(error, self.own), **self._footer()}, [])
        self.is_busy = False
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        for piece in pieces:
            self.connection.sendall(piece)

    def limit_use(self, limits: dict[str, int]) -> None:
        """Memory on top of what the fork brought along, and processor time from now on."""
        lockdown.limit_use(self.space_before + limits["memory_mib"] * 2**20, limits["cpu_s"])

    def count_from_here(self) -> None:
        """What was used before is not the learner's."""
        self.cpu_before, self.peak_before = _used()

    def _footer(self) -> dict[str, Any]:
        """What the code has used so far, and the refusal if a forbidden name was touched."""
        cpu, peak = _used()
        footer: dict[str, Any] = {"used": [cpu - self.cpu_before, max(0.0, peak - self.peak_before)]}
        if self.guard is not None and self.guard.seen:
            footer["refused"] = self.guard.seen
        return footer

    # --- values

    def leave(self, value: Any) -> wire.Tree:
        """Keep an object here and send its number; the same object has the same number."""
        number = self.numbers.get(id(value))
        if number is None:
            number = self.numbers[id(value)] = len(self.kept)
            self.kept.append(value)
        name = type(value).__name__
        if isinstance(value, np.ndarray):
            name = f"{name} of {value.dtype.name}"
        return {"k": "handle", "n": number, "t": name[:80], "c": callable(value)}

    def _special(self, kind: str, tree: dict[str, Any]) -> Any:
        if kind == "handle":
            return self.kept[tree["n"]]
        if kind == "rng":
            return np.random.default_rng(tree["v"])
        if kind == "callable":
            return self._lent(tree["n"], tree["t"])
        raise wire.Malformed(f"unknown kind {kind}")

    def _lent(self, number: int, name: str) -> Callable[..., Any]:
        """A function of the other side, as one that the learner's code can call."""

        def lent(*args: Any) -> Any:
            packer = wire.Packer(self.leave)
            tree = packer.pack(list(args))
            self.send({"back": number, "args": tree}, packer.buffers)
            answer = self.serve()
            if answer["op"] == "raise":
                kind = getattr(builtins, answer["kind"], None)
                is_error = isinstance(kind, type) and issubclass(kind, Exception)
                raise (kind if is_error else RuntimeError)(answer["message"])  # type: ignore[misc]  # checked above
            return wire.Unpacker(answer["buffers"], self._special).unpack(answer["value"])

        lent.__name__ = lent.__qualname__ = name
        return lent

    # --- requests

    def seed(self, seed: int) -> None:
        """A fork starts with its parent's generators; every child shall have its own."""
        random.seed(seed)
        np.random.seed(seed)
        if "torch" in sys.modules:
            sys.modules["torch"].manual_seed(seed)

    def _load(self, message: dict[str, Any], buffers: list[bytes]) -> dict[str, Any]:
        files, entry = message["files"], message["entry"]
        limits = message["limits"]
        self.seed(zlib.crc32(message["id"].encode()))
        self.own = set(files)
        self.guard = forbidden.Guard(message["forbidden"], entry.replace(".", "/") + ".py")
        shelf = importer.Files(files, self._prepare)
        if limits is not None:  # a rehearsal has none
            self.limit_use(limits)
        self.count_from_here()
        importer.install(shelf)
        self.module = load_entry(shelf, entry, self.guard)
        return {"callables": self._callables()}

    def _callables(self) -> dict[str, Any]:
        """The module's public functions and classes, so that nobody has to ask for each of them."""
        public = [(name, v) for name, v in vars(self.module).items() if name[:1] != "_"]
        return dict([(name, value) for name, value in public if callable(value)][:MOST_CALLABLES])

    def _prepare(self, module: ModuleType, path: str) -> None:
        if self.guard is not None and path == self.guard.path:
            self.guard.prepare(module)

    def _get(self, message: dict[str, Any], buffers: list[bytes]) -> dict[str, Any]:
        return {"value": getattr(self._target(message["target"]), message["name"])}

    def _call(self, message: dict[str, Any], buffers: list[bytes]) -> dict[str, Any]:
        unpacker = wire.Unpacker(buffers, self._special)
        args = [unpacker.unpack(tree) for tree in message["args"]]
        kwargs = {name: unpacker.unpack(tree) for name, tree in message["kwargs"].items()}
        target = self._target(message["target"])
        function = target if message["name"] is None else getattr(target, message["name"])
        result = function(*args, **kwargs)
        return {"value": result, "echo": args} if message["echo"] else {"value": result}

    def _target(self, number: int | None) -> Any:
        return self.module if number is None else self.kept[number]


def load_entry(shelf: importer.Files, entry: str, guard: forbidden.Guard) -> ModuleType:
    """Import the module under test. Refused and every exception of its own pass through."""
    path = shelf.path_of(entry)
    if path is None:
        raise ModuleNotFoundError(f"There is no module {entry}: the file {guard.path} is missing.")
    guard.path = path
    if "\0" in shelf.sources[path]:
        line = shelf.sources[path].partition("\0")[0].count("\n") + 1
        raise SyntaxError("the file contains a zero byte", (path, line, 0, ""))
    if all(line.lstrip()[:1] in ("", "#") for line in shelf.sources[path].splitlines()):
        raise EmptyFile(f"{path} is empty: nothing is defined in it yet.")
    if guard.forbidden:
        tree = ast.parse(shelf.sources[path], path)
        found = forbidden.first_use(tree, guard.forbidden)
        if found:
            guard.refuse(*found)
        shelf.trees[path] = tree
    return importlib.import_module(entry)


class EmptyFile(Exception):
    """The file under test has no statement in it."""


def _used() -> tuple[float, float]:
    """Processor time in ms and peak memory in MiB of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return 1000 * (used.ru_utime + used.ru_stime), used.ru_maxrss / PEAK_UNIT
