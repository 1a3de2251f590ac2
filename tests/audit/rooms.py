"""A room without walls, for repositories that we wrote ourselves: probes are tested in it.

Only exemplars, starters and planted faults of this repository may be run here. Real ones go to the engine.
"""

from __future__ import annotations

import http.client
import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from groundup.audit import Draft, Inspection, repository_of
from groundup.records import Ran, Reply

ENVIRONMENT = {
    "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "TZ": "UTC",
}


class LocalRoom:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, command: str, *, wall_s: float = 300.0, env: Mapping[str, str] | None = None) -> Ran:
        began = time.monotonic()
        words = shlex.split(command)
        try:
            done = subprocess.run(
                words, cwd=self.folder, env=self._env(env), capture_output=True, text=True, timeout=wall_s
            )
        except subprocess.TimeoutExpired:
            return Ran("timeout", None, wall_s=time.monotonic() - began)
        except FileNotFoundError:
            return Ran("error", 127, stderr=f"{words[0]}: not found")
        status = "ok" if done.returncode == 0 else "error"
        return Ran(status, done.returncode, done.stdout, done.stderr, time.monotonic() - began)

    @contextmanager
    def serve(
        self, command: str, port: int, *, env: Mapping[str, str] | None = None
    ) -> Iterator[LocalService]:
        with tempfile.TemporaryFile() as log:
            server = subprocess.Popen(
                shlex.split(command), cwd=self.folder, env=self._env(env), stdout=log, stderr=log
            )
            try:
                yield LocalService(port, log)
            finally:
                server.terminate()
                server.wait(10)

    def write(self, path: str, content: bytes) -> None:
        place = self._inside(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

    def read(self, path: str) -> bytes | None:
        place = self._inside(path)
        return place.read_bytes() if place.is_file() else None

    def remove(self, path: str) -> None:
        self._inside(path).unlink(missing_ok=True)

    def paths(self) -> tuple[str, ...]:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return tuple(sorted(str(path.relative_to(self.folder)) for path in found))

    def _inside(self, path: str) -> Path:
        place = (self.folder / path).resolve()
        if not place.is_relative_to(self.folder.resolve()):
            raise ValueError(f"{path} leads out of the room.")
        return place

    def _env(self, more: Mapping[str, str] | None) -> dict[str, str]:
        home = str(self.folder.parent)
        return {**ENVIRONMENT, "HOME": home, "TMPDIR": home, **(more or {})}


class LocalService:
    def __init__(self, port: int, log: object) -> None:
        self.port = port
        self.log = log

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        *,
        timeout_s: float = 10.0,
    ) -> Reply:
        began = time.monotonic()
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout_s)
        try:
            link.request(method, path, body, dict(headers or {}))
            answer = link.getresponse()
            content = answer.read()
            seconds = time.monotonic() - began
            return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, content, seconds)
        except (OSError, http.client.HTTPException) as error:
            return Reply(0, {}, str(error).encode(), time.monotonic() - began)
        finally:
            link.close()

    def logs(self) -> str:
        os.lseek(self.log.fileno(), 0, 0)  # type: ignore[attr-defined]
        return self.log.read().decode(errors="replace")  # type: ignore[attr-defined]


@contextmanager
def local_room(files: Mapping[str, bytes]) -> Iterator[LocalRoom]:
    with tempfile.TemporaryDirectory(prefix="groundup-room-") as top:
        folder = Path(top, "project")
        folder.mkdir()
        room = LocalRoom(folder)
        for path, content in files.items():
            room.write(path, content)
        yield room


def inspect(draft: Draft, folder: Path = Path(), seed: int = 0) -> Inspection:
    """An inspection of a draft whose rooms have no walls."""
    return Inspection(repository_of(draft), local_room, folder, seed)
