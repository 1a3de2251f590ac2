"""Processes that use a store and may be killed at any of their system calls.

`Victims` starts one Python that imports everything once and then forks a child for each flow, so that a child
costs milliseconds. A child waits before its flow begins until it is released; strace may be attached in the
meantime and then kills it, or fails a system call, at the N-th one of a kind. What a child was told by the
store it writes down line by line, in a file that survives it.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from groundup.records import GroundupError
from groundup.storage import hold, open_store
from groundup.storage.schema import SCHEMA
from tests.storage.deeds import chosen, fact, question
from tests.storage.growing import grown

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0
PR_SET_PTRACER, ANYONE = 0x59616D61, -1
SYSCALLS = ("pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "rename")


# --- the side of the tests ---------------------------------------------------------------------


@dataclass
class Victim:
    """One child: `release` lets its flow begin, `told` is what it was told in the end."""

    pid: int
    folder: Path
    ended: Callable[[int], int | None]
    tracer: subprocess.Popen[str] | None = None
    trace: list[str] = field(default_factory=list)

    def attach(self, *, inject: str = "") -> Victim:
        """Have strace watch it, and do as `inject` says ("signal=SIGKILL:when=7")."""
        command = ["strace", "-f", "-p", str(self.pid), "-o", str(self.folder / "trace")]
        command += ["-e", "trace=" + ",".join(SYSCALLS)]  # it injects only what it traces
        if inject:
            command += ["-e", f"inject={inject}"]
        self.tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.tracer.stderr is not None
        line = self.tracer.stderr.readline()
        assert "attached" in line, line
        return self

    def release(self) -> None:
        """Let its flow begin; it is waiting, or just about to."""
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                os.close(os.open(self.folder / "go", os.O_WRONLY | os.O_NONBLOCK))
                return
            except OSError as error:
                if error.errno != errno.ENXIO or time.monotonic() > until:  # nobody reads yet
                    raise
            time.sleep(0.001)

    def released(self) -> Victim:
        self.release()
        return self

    def is_running(self) -> bool:
        return self.ended(self.pid) is None

    def wait(self) -> int:
        """Its exit status; negative: the signal that ended it."""
        until = time.monotonic() + PATIENCE_S
        while (status := self.ended(self.pid)) is None:
            assert time.monotonic() < until, "the flow did not end"
            time.sleep(0.002)
        if self.tracer is not None:
            self.tracer.communicate()
        return status

    def told(self) -> list[dict[str, Any]]:
        self.wait()
        return self.told_so_far()

    def told_so_far(self) -> list[dict[str, Any]]:
        lines = (self.folder / "told").read_text().splitlines()
        return [json.loads(line) for line in lines]

    def calls(self) -> list[tuple[str, int]]:
        """The watched system calls in order, each with its number among those of its name and thread:
        that is how strace counts. Of all threads, since each is where the flow may be killed."""
        self.wait()
        counts: Counter[tuple[str, str]] = Counter()
        found: dict[tuple[str, int], None] = {}
        for line in (self.folder / "trace").read_text().splitlines():
            thread, _, call = line.partition(" ")
            name, bracket, _ = call.strip().partition("(")
            if bracket and name in SYSCALLS:
                counts[thread, name] += 1
                found[name, counts[thread, name]] = None
        return list(found)


class Victims:
    """The Python that forks them; a context manager."""

    def __enter__(self) -> Victims:
        self._temporary = tempfile.TemporaryDirectory()
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.storage.victims"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._ends: dict[int, int] = {}
        self._started: list[int] = []
        self._news = threading.Condition()
        self._forked: set[int] = set()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._nursery.stdin is not None
        self._nursery.stdin.close()
        for pid in self._forked - self._ends.keys():  # a test that failed left them waiting
            os.kill(pid, signal.SIGKILL)
        self._nursery.wait(timeout=PATIENCE_S)
        self._listener.join()
        self._temporary.cleanup()

    def fork(self, flow: str, path: Path, *arguments: Any) -> Victim:
        folder = Path(tempfile.mkdtemp(dir=self._temporary.name))
        (folder / "told").touch()
        os.mkfifo(folder / "go")
        wanted = {"flow": flow, "path": str(path), "folder": str(folder), "arguments": arguments}
        assert self._nursery.stdin is not None
        with self._news:
            self._nursery.stdin.write(json.dumps(wanted) + "\n")
            self._nursery.stdin.flush()
            assert self._news.wait_for(lambda: self._started, PATIENCE_S), "no child was forked"
            victim = Victim(self._started.pop(), folder, self._ends.get)
        until = time.monotonic() + PATIENCE_S
        while not (folder / "waiting").exists():
            assert victim.is_running() and time.monotonic() < until, "the flow never came to wait"
            time.sleep(0.001)
        return victim

    def _listen(self) -> None:
        assert self._nursery.stdout is not None
        with self._nursery.stdout as lines:
            for line in lines:
                news = json.loads(line)
                with self._news:
                    if "started" in news:
                        self._started.append(news["started"])
                        self._forked.add(news["started"])
                    else:
                        self._ends[news["ended"]] = news["status"]
                    self._news.notify_all()


# --- the side of the victims -------------------------------------------------------------------


def nursery() -> None:
    """Fork a child for each line of standard input; say when one started and how one ended."""
    out = threading.Lock()

    def say(news: dict[str, int]) -> None:
        with out:
            sys.stdout.write(json.dumps(news) + "\n")
            sys.stdout.flush()

    def bury(pid: int) -> None:
        say({"ended": pid, "status": os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])})

    waiting: list[threading.Thread] = []
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _be_a_victim(json.loads(line))
        say({"started": pid})
        waiting.append(threading.Thread(target=bury, args=(pid,)))
        waiting[-1].start()
    for thread in waiting:
        thread.join()


def _be_a_victim(wanted: dict[str, Any]) -> None:
    """Never returns; a flow that raises leaves its traceback and status 70."""
    status = 70
    try:
        ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_ulong(ANYONE))  # strace is not an ancestor
        folder = Path(wanted["folder"])
        notes = os.open(folder / "told", os.O_WRONLY | os.O_APPEND)
        sys.stdin = open(os.devnull)  # noqa: SIM115  # the parent's lines are not ours; lives as long as we do

        def tell(note: dict[str, Any]) -> None:
            os.write(notes, json.dumps(note).encode() + b"\n")

        def wait() -> None:
            (folder / "waiting").touch()
            (folder / "go").read_bytes()

        FLOWS[wanted["flow"]](Path(wanted["path"]), tell, wait, *wanted["arguments"])
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


Tell = Callable[[dict[str, Any]], None]
Wait = Callable[[], None]


def hammer(path: Path, tell: Tell, wait: Wait, n: int) -> None:
    """Add one after another, and tell the seq of each."""
    with open_store(path) as store:
        wait()
        for _ in range(n):
            piece = fact(store.learner())
            tell({"id": piece.id, "seq": store.add(piece)})
            time.sleep(0.001)  # whoever waits for the lock looks again only now and then


def write_everything(path: Path, tell: Tell, wait: Wait) -> None:
    """Every kind of write there is, each told once it is acknowledged; then close."""
    store = open_store(path)
    learner = store.learner()
    wait()

    def add(_: int) -> None:
        piece = fact(learner)
        store.add(piece)
        tell({"added": piece.id})

    for number in range(3):
        add(number)
    for number in range(2):
        store.save_instance(learner, question(number))
        tell({"asked": f"q{number}"})
        piece = fact(learner)
        store.answer(f"q{number}", piece)
        tell({"added": piece.id, "closed": f"q{number}"})
    for hours in (3.0, 5.0):
        store.save_settings(learner, chosen(hours))
        tell({"hours": hours})
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, range(8)))
    rows = store.export_rows()
    for entry in rows["evidence"]:
        entry["id"] = f"imported {entry['id']}"
    rows["questions"] = []
    store.import_rows(rows)
    tell({"imported": [entry["id"] for entry in rows["evidence"]]})
    store.close()
    tell({"closed store": True})


def open_only(path: Path, tell: Tell, wait: Wait, scripts: str = "") -> None:
    """Make it, or upgrade it with the migrations in the folder `scripts` as well."""
    wait()
    with open_store(path, schema=grown(Path(scripts)) if scripts else SCHEMA) as store:
        tell({"opened": store.learner()})


def keep_trying(path: Path, tell: Tell, wait: Wait, n: int) -> None:
    """Add n times whatever happens, and tell what happened each time; then read."""
    store = open_store(path)
    learner = store.learner()
    wait()
    for _ in range(n):
        piece = fact(learner)
        try:
            store.add(piece)
            tell({"added": piece.id})
        except GroundupError as error:
            tell({"refused": piece.id, "code": error.code, "message": error.message})
    tell({"readable": store.count(learner)})
    store.close()


def try_to_open(path: Path, tell: Tell, wait: Wait) -> None:
    wait()
    try:
        open_store(path).close()
        tell({"opened": True})
    except GroundupError as error:
        tell({"code": error.code, "message": error.message})


def back_up(path: Path, tell: Tell, wait: Wait, to: str) -> None:
    with open_store(path) as store:
        wait()
        try:
            tell({"backup": str(store.backup(Path(to)))})
        except GroundupError as error:
            tell({"code": error.code, "message": error.message})


def hold_it(path: Path, tell: Tell, wait: Wait) -> None:
    """Hold the database as a server does, until it is killed."""
    with hold(path, "http://127.0.0.1:8000"):
        tell({"held": os.getpid()})
        wait()


def fork_while_open(path: Path, tell: Tell, wait: Wait) -> None:
    """A child of this one tries to go on with its parent's store, then to open another."""
    wait()
    store = open_store(path)
    store.add(fact(store.learner()))
    child = os.fork()
    if child == 0:
        for name, attempt in (("used", store.revision), ("opened", lambda: open_store(path))):
            try:
                attempt()
                tell({name: "nothing"})
            except RuntimeError as error:
                tell({name: type(error).__name__})
        del store
        os._exit(0)
    os.waitpid(child, 0)
    store.add(fact(store.learner()))
    store.close()
    tell({"parent": "fine"})


FLOWS: dict[str, Callable[..., None]] = {
    "hammer": hammer,
    "write everything": write_everything,
    "open": open_only,
    "keep trying": keep_trying,
    "try to open": try_to_open,
    "back up": back_up,
    "hold": hold_it,
    "fork while open": fork_while_open,
}

if __name__ == "__main__":
    nursery()
