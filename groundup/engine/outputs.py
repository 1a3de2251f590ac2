"""What a command prints, taken in as fast as it comes and kept within a bound: its beginning and its end."""

from __future__ import annotations

import contextlib
import os
import threading

AT_ONCE = 65_536


class Kept:
    """The first and the last half of what came. Thread-safe enough for one writer."""

    def __init__(self, most: int) -> None:
        self.half = most // 2
        self.head, self.tail, self.count = bytearray(), bytearray(), 0

    def add(self, part: bytes) -> None:
        self.count += len(part)
        room = self.half - len(self.head)
        if room > 0:
            self.head += part[:room]
            part = part[room:]
        self.tail += part
        if len(self.tail) > 2 * self.half:
            del self.tail[: len(self.tail) - self.half]

    def text(self) -> str:
        tail = bytes(self.tail[-self.half :])
        cut = self.count - len(self.head) - len(tail)
        middle = f"\n[... {cut} bytes left out ...]\n".encode() if cut > 0 else b""
        return (bytes(self.head) + middle + tail).decode(errors="replace")


class Outputs:
    """The two pipes of a command."""

    def __init__(self, out: int, err: int, most: int) -> None:
        self._kept = {out: Kept(most), err: Kept(most)}
        self.open_fds = [out, err]
        self._lock = threading.Lock()
        for fd in self.open_fds:
            os.set_blocking(fd, False)

    def take(self, fd: int) -> bool:
        """One part of what has come; False when no more can come."""
        try:
            part = os.read(fd, AT_ONCE)
        except BlockingIOError:
            return True
        with self._lock:
            self._kept[fd].add(part)
        return bool(part)

    def take_the_rest(self) -> None:
        """What is still in the pipes, for those that wrote have ended."""
        for fd in self.open_fds:
            with contextlib.suppress(BlockingIOError):
                while part := os.read(fd, AT_ONCE):
                    with self._lock:
                        self._kept[fd].add(part)

    def texts(self) -> tuple[str, str]:
        """Standard output and standard error."""
        with self._lock:
            out, err = (kept.text() for kept in self._kept.values())
        return out, err

    def close(self) -> None:
        while self.open_fds:
            os.close(self.open_fds.pop())
