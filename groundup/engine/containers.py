"""Containers: an image is built by the container engine of this machine, started, asked, and taken away.

find_containers() -> Containers | None               Podman or Docker, whichever answers
Containers.try_image(files, ...) -> BuiltImage       never raises for what the repository does

Promises: nothing of the repository runs outside the container engine; the started container has no network,
no capabilities, bounded memory and tasks, and is asked from inside; container and tag are gone afterwards.
Not promised: what the container engine itself does not. While it builds, RUN lines have its network and as
much disk as it gives them, so no image is built unless somebody asks for it. Layers stay in its cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import tarfile
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from groundup.records import BuiltImage

ENGINES = ("podman", "docker")
BUILD_S, FETCH_S, ASK_S, EXPORT_S = 900.0, 600.0, 60.0, 300.0
ANSWER_S = 30.0  # from its start until it answers
RETRIES = 3  # of a health check, as container engines do
TAIL = 65_536  # bytes of output that are kept
BOUNDS = ("--ulimit", "nofile=4096:4096", "--ulimit", "nproc=4096:4096")
LOCKED = (
    "--network", "none", "--cap-drop", "ALL", "--security-opt", "no-new-privileges",
    "--memory", "1g", "--pids-limit", "256", "--no-healthcheck", *BOUNDS,
)  # fmt: skip
NOT_FETCHED = re.compile(
    r"failure in name resolution|could not resolve|name or service not known|network is unreachable"
    r"|no such host|failed to establish a new connection|connection broken by|certificate verify failed"
    r"|dial tcp|tls handshake timeout|i/o timeout",
    re.IGNORECASE,
)
# How a RUN line ends that was never run: the OCI runtime could not make its container.
NOT_STARTED = re.compile(r"container create message from subprocess|OCI runtime create failed", re.IGNORECASE)
ENGINE_FAILED = re.compile(r"rlimit|cgroup|namespace|systemd|seccomp|apparmor|newuidmap", re.IGNORECASE)
# Runs inside: asks each port that anybody listens on, and prints the best status.
ASKS = """
import sys, urllib.error, urllib.request
ports = set()
for table in ("/proc/net/tcp", "/proc/net/tcp6"):
    try:
        rows = [line.split() for line in open(table)][1:]
    except OSError:
        continue
    ports |= {int(row[1].rpartition(":")[2], 16) for row in rows if row[3] == "0A"}
found = []
for port in sorted(ports):
    try:
        found.append(urllib.request.urlopen(f"http://127.0.0.1:{port}{sys.argv[1]}", timeout=5).status)
    except urllib.error.HTTPError as error:
        found.append(error.code)
    except OSError:
        pass
print("answered", min(found) if found else 0)
"""


@dataclass(frozen=True)
class Said:
    """How a command of the container engine ended: `code` None where it took too long."""

    code: int | None
    words: str

    @property
    def ok(self) -> bool:
        return self.code == 0

    @property
    def last(self) -> str:
        lines = [line.strip() for line in self.words.splitlines() if line.strip()]
        return " ".join(lines[-2:])[-300:]


@dataclass(frozen=True)
class Containers:
    """A container engine that answers. `name` is as people say it: "Podman 4.3.1"."""

    name: str
    program: str

    def try_image(
        self,
        files: Mapping[str, bytes],
        bases: Sequence[str],
        asks: str,
        unwanted: Mapping[str, bytes],
        *,
        build_s: float = BUILD_S,
        answer_s: float = ANSWER_S,
    ) -> BuiltImage:
        """Build `files` (with a Dockerfile at the top), start it without a network, and ask for `asks`.

        `bases`: images that it begins from, fetched first where this machine lacks them. `unwanted`: content
        by name, looked for in every file of the container. The container has `answer_s` seconds to answer.
        """
        tag = f"groundup-audit:{secrets.token_hex(8)}"
        try:
            for base in bases:
                if not self._has(base) and not (said := self._ask("pull", base, wall_s=FETCH_S)).ok:
                    return BuiltImage(self.name, "unable", f"{base}: {said.last}")
            built = self._build(files, tag, build_s)
            return built if built.state != "built" else self._try(tag, built, asks, unwanted, answer_s)
        except OSError as error:  # a full disk here, or the container engine is gone
            return BuiltImage(self.name, "unable", error.strerror or str(error))
        finally:
            with contextlib.suppress(OSError):
                self._ask("rmi", "--force", tag)

    def _has(self, image: str) -> bool:
        return self._ask("image", "inspect", image).ok

    def _build(self, files: Mapping[str, bytes], tag: str, wall_s: float) -> BuiltImage:
        # The health check is no part of an OCI image, which Podman makes unless told.
        form = ("--format", "docker") if Path(self.program).name == "podman" else ()
        began = time.monotonic()
        with _laid_out(files) as folder:
            said = self._ask("build", *form, *BOUNDS, "--tag", tag, folder, wall_s=wall_s)
        took = time.monotonic() - began
        if said.ok:
            return BuiltImage(self.name, "built", build_s=took)
        if said.code is None:
            return BuiltImage(self.name, "slow", build_s=took)
        ours = any(one.search(said.words) for one in (NOT_FETCHED, NOT_STARTED))
        return BuiltImage(self.name, "unable" if ours else "failed", said.last, build_s=took)

    def _try(
        self, tag: str, built: BuiltImage, asks: str, unwanted: Mapping[str, bytes], answer_s: float
    ) -> BuiltImage:
        name = tag.replace(":", "-")
        image = self._facts(tag)
        built = replace(built, size_mib=image.get("Size", 0) / 2**20)
        began = time.monotonic()
        try:
            started = self._ask("run", "--detach", "--name", name, *LOCKED, tag)
            if not started.ok:
                ours = started.code is None or ENGINE_FAILED.search(started.words) is not None
                return replace(built, state="unable" if ours else "ended", said=started.last)
            check = _check_of(image)
            state, said = self._listen(name, asks, check, began + answer_s)
            built = replace(built, state=state, said=said, answer_s=time.monotonic() - began)
            healthy = self._is_well(name, check) if check and state == "answered" else None
            return replace(built, healthy=healthy, holds=self._holds(name, unwanted))
        finally:
            self._ask("kill", name)  # at once: removing alone would wait for it to end
            self._ask("rm", "--force", "--volumes", name)

    def _listen(self, name: str, asks: str, check: tuple[str, ...], until: float) -> tuple[Any, str]:
        """ "answered", "silent" or "ended", and the last that was said. An image's own check speaks for it
        where no Python inside can ask."""
        said = Said(None, "")
        while True:
            if self._facts(name, "container").get("State", {}).get("Status") != "running":
                return "ended", self._ask("logs", name).last
            said = self._ask("exec", name, "python", "-c", ASKS, asks)
            if "answered 200" in said.words.splitlines():
                return "answered", ""
            if said.code in (126, 127) and check and self._ask("exec", name, *check).ok:
                return "answered", ""
            if time.monotonic() > until:
                return "silent", self._ask("logs", name).last or said.last
            time.sleep(0.2)

    def _is_well(self, name: str, check: tuple[str, ...]) -> bool:
        return any(self._ask("exec", name, *check).ok for _ in range(RETRIES))

    def _holds(self, name: str, unwanted: Mapping[str, bytes]) -> tuple[str, ...] | None:
        """The names of `unwanted` whose content a file of the container has; None where not all were seen."""
        if not unwanted:
            return ()
        sizes = {len(content) for content in unwanted.values()}
        hashes = {hashlib.sha256(content).digest(): path for path, content in unwanted.items()}
        found = set()
        with _running([self.program, "export", name], subprocess.DEVNULL) as exporting:
            guard = threading.Timer(EXPORT_S, _end, (exporting,))
            guard.start()
            try:
                assert exporting.stdout is not None
                with tarfile.open(fileobj=exporting.stdout, mode="r|") as layers:
                    for member in layers:
                        if member.isreg() and member.size in sizes:
                            content = layers.extractfile(member)
                            assert content is not None
                            found.add(hashes.get(hashlib.sha256(content.read()).digest()))
                while exporting.stdout.read(TAIL):
                    pass  # what pads the end
                whole = exporting.wait() == 0
            except tarfile.TarError:  # it was ended, or wrote something else
                whole = False
            finally:
                guard.cancel()
        held = tuple(sorted(path for path in found if path is not None))
        return held if whole or held else None

    def _facts(self, name: str, kind: str = "image") -> dict[str, Any]:
        """What the container engine knows of an image or a container; {} where it says nothing."""
        said = self._ask("inspect", "--type", kind, name)
        try:
            facts: dict[str, Any] = json.loads(said.words)[0]
        except (ValueError, LookupError, TypeError):
            return {}
        return facts

    def _ask(self, *words: str, wall_s: float = ASK_S) -> Said:
        return _ask([self.program, *words], wall_s)


def find_containers() -> Containers | None:
    """The first container engine that is installed and answers, within some seconds each."""
    for name in ENGINES:
        program = shutil.which(name)
        if program is None:
            continue
        told = "{{.Server.Version}}" if name == "docker" else "{{.Client.Version}}"
        said = _ask([program, "version", "--format", told], 15.0)
        if said.ok and (version := re.search(r"\d+\.\d+[\w.]*", said.words)):
            return Containers(f"{name.capitalize()} {version[0]}", program)
    return None


def _check_of(image: Mapping[str, Any]) -> tuple[str, ...]:
    """The words of an image's own health check; () where it has none."""
    places = (image.get("Config", {}).get("Healthcheck"), image.get("HealthCheck"), image.get("Healthcheck"))
    test = next((place.get("Test") for place in places if place), None) or []
    if test[:1] == ["CMD"]:
        return tuple(test[1:])
    return ("/bin/sh", "-c", test[1]) if test[:1] == ["CMD-SHELL"] else ()


@contextlib.contextmanager
def _laid_out(files: Mapping[str, bytes]) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="groundup-image-") as top:
        for path, content in files.items():
            place = Path(top, path).resolve()
            if not place.is_relative_to(Path(top).resolve()):
                raise ValueError(f"{path} leads out of the repository.")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            # A clone tells no modes, and the umask of this machine is nobody's mistake.
            place.chmod(0o755 if content.startswith((b"#!", b"\x7fELF")) else 0o644)
        for folder, _, _ in os.walk(top):
            os.chmod(folder, 0o755)
        yield top


def _ask(words: Sequence[str], wall_s: float) -> Said:
    with _running(words, subprocess.STDOUT) as process:
        late = threading.Event()

        def end() -> None:
            late.set()
            _end(process)

        guard = threading.Timer(wall_s, end)
        guard.start()
        tail = b""
        try:
            assert process.stdout is not None
            while part := os.read(process.stdout.fileno(), TAIL):
                tail = (tail + part)[-TAIL:]
            process.wait()
        finally:
            guard.cancel()
        return Said(None if late.is_set() else process.returncode, tail.decode(errors="replace"))


@contextlib.contextmanager
def _running(words: Sequence[str], stderr: int) -> Iterator[subprocess.Popen[bytes]]:
    """The container engine's client in a group of its own, ended with all its children."""
    with subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=stderr,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
