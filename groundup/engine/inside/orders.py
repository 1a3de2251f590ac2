"""Orders to a room's porter and its answers: a header of plain JSON, a body of bytes, descriptors beside it.

Both ends are ours; what a project says never travels here but as the bytes of a body.
"""

from __future__ import annotations

import array
import json
import os
import socket
import struct
from collections.abc import Sequence
from typing import Any

HEAD = struct.Struct("<II")  # bytes of the header, bytes of the body
LARGEST_HEADER, LARGEST_BODY = 2**24, 2**28
MOST_DESCRIPTORS = 4
Message = tuple[dict[str, Any], bytes, list[int]]


def send(link: socket.socket, header: dict[str, Any], body: bytes = b"", fds: Sequence[int] = ()) -> None:
    """Raises OSError where the other side is gone."""
    text = json.dumps(header).encode()
    head = HEAD.pack(len(text), len(body)) + text
    beside = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))] if fds else []
    sent = link.sendmsg([head], beside)
    link.sendall(head[sent:])
    link.sendall(body)


def receive(link: socket.socket) -> Message:
    """The next message. Raises EOFError when the other side is gone, OSError when it takes too long."""
    first, fds, _, _ = socket.recv_fds(link, HEAD.size, MOST_DESCRIPTORS)
    for fd in fds:
        os.set_inheritable(fd, False)
    if not first:
        raise EOFError("the other side is gone")
    text_size, body_size = HEAD.unpack(first + _exactly(link, HEAD.size - len(first)))
    if text_size > LARGEST_HEADER or body_size > LARGEST_BODY:
        raise OSError("a message is larger than any that is sent")
    header = json.loads(_exactly(link, text_size))
    return header, _exactly(link, body_size), list(fds)


def _exactly(link: socket.socket, count: int) -> bytes:
    found = bytearray(count)
    view, at = memoryview(found), 0
    while at < count:
        got = link.recv_into(view[at:])
        if not got:
            raise EOFError("the other side went in the middle of a message")
        at += got
    return bytes(found)
