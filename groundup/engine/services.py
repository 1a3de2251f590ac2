"""Requests to a server that runs in a room.

Promises: the porter, which is ours, makes each connection to the room's own loopback and hands it out, so no
answer of a project can lead a request anywhere else; every request ends within its time and its bound on
size, and is told as a Reply, never raised. Safe from many threads.
"""

from __future__ import annotations

import http.client
import select
import socket
import time
from collections.abc import Mapping
from typing import Any

from groundup.engine.outputs import Outputs
from groundup.engine.porters import Porter, Refused
from groundup.engine.zygotes import Infrastructure
from groundup.records import Reply

LARGEST_REPLY = 8 * 2**20
AT_ONCE = 65_536


class Unanswered(Exception):
    """Nothing came back; the message says why."""


class Service:
    """A server inside a room; see groundup.audit.inspection."""

    def __init__(self, porter: Porter, port: int, outputs: Outputs) -> None:
        self._porter, self._port, self._outputs = porter, port, outputs

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        *,
        timeout_s: float = 10.0,
    ) -> Reply:
        """One request on a connection of its own. Never raises: a reply of status 0 says what went wrong."""
        began = time.monotonic()
        link = _Connection(self._porter, self._port, began + timeout_s)
        try:
            return link.exchange(method, path, body, headers or {}, began)
        except (Unanswered, OSError, http.client.HTTPException, ValueError) as error:
            why = str(error) or type(error).__name__
            return Reply(0, {}, why.encode(errors="replace"), time.monotonic() - began)
        finally:
            link.close()

    def logs(self) -> str:
        """What it has printed so far, cut in the middle: standard output, then standard error."""
        return "".join(self._outputs.texts())


class _Connection(http.client.HTTPConnection):
    """HTTP over a connection that the porter made; the whole exchange has one deadline."""

    def __init__(self, porter: Porter, port: int, deadline: float) -> None:
        super().__init__("127.0.0.1", port)
        self._porter, self._deadline = porter, deadline

    def connect(self) -> None:
        try:
            _, _, given = self._porter.ask({"do": "connect", "port": self.port})
        except (Refused, Infrastructure) as error:
            raise Unanswered(f"no connection: {error}") from error
        sock = _Timed(given[0], self._deadline)
        self.sock = sock
        waiting = select.poll()
        waiting.register(sock, select.POLLOUT)
        if not waiting.poll(1000 * sock.left()):
            raise Unanswered("no connection in time")
        if code := sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            raise OSError(code, "no connection")
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(sock.left())

    def exchange(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str], began: float
    ) -> Reply:
        self.request(method, path, body or None, {"Connection": "close", **headers})
        answer = self.getresponse()
        content = self._content(answer)
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, named, content, time.monotonic() - began)

    def _content(self, answer: http.client.HTTPResponse) -> bytes:
        found = bytearray()
        while part := answer.read1(AT_ONCE):
            found += part
            if len(found) > LARGEST_REPLY:
                raise Unanswered(f"the answer is larger than {LARGEST_REPLY >> 20} MiB")
        if answer.length:
            raise Unanswered(f"the answer broke off, {answer.length} bytes before its end")
        return bytes(found)


class _Timed(socket.socket):
    """Receives until a deadline on the monotonic clock, however small the parts are that come."""

    def __init__(self, fd: int, deadline: float) -> None:
        super().__init__(fileno=fd)
        self.deadline = deadline

    def left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise Unanswered("no answer in time")
        return left

    def recv_into(self, *args: Any, **more: Any) -> int:
        self.settimeout(self.left())
        try:
            return super().recv_into(*args, **more)
        except TimeoutError:
            raise Unanswered("no answer in time") from None
