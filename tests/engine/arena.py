"""What the room does when it is asked: run code, run an attack, switch layers off.

Here the engine is opened, and what the attacks aim at: a file, a folder, servers, a process with a secret.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

from groundup.engine import Engine, walls, zygotes
from groundup.engine.walls import Wall
from groundup.records import LearnerError, Limits, Remote, Run, Submission, uuid7
from tests.engine.attacks import (
    ALWAYS,
    ATTACKS,
    BUBBLEWRAP,
    FOLDER,
    LANDLOCK,
    OTHER_USER,
    OWN,
    PRELUDE,
    RLIMITS,
    SECCOMP,
    USER_NAMESPACE,
    WATCHER,
    Attack,
)
from tests.engine.room import CANARY, ROOT

QUICK = Limits(wall_s=5.0, memory_mib=256, output_kib=64, disk_mib=16)
TIGHT = replace(QUICK, memory_mib=64)
UNLIMITED = Limits(wall_s=20.0, memory_mib=2**22, output_kib=64, disk_mib=2**20)
RIGHT = "def f(values): return sorted(values)"


@dataclass(frozen=True)
class Configuration:
    """Walls with some layers left out. `layers` are those that are on."""

    name: str
    layers: frozenset[str]

    def wall(self, root: bool) -> Wall:
        if BUBBLEWRAP in self.layers:
            return Wall("bubblewrap", True, drop=root, in_userns=not root)
        return Wall("no namespaces", False, drop=root, in_userns=False)

    def holds(self, root: bool) -> frozenset[str]:
        """With what takes the place of namespaces, and what is always there."""
        found = set(self.layers | ALWAYS)
        if BUBBLEWRAP not in self.layers:
            found |= {FOLDER, WATCHER} if RLIMITS in self.layers else {FOLDER}
        found |= {OTHER_USER} if self.wall(root).drop else set()
        found |= {USER_NAMESPACE} if self.wall(root).in_userns else set()
        return frozenset(found)

    @property
    def limits(self) -> Limits:
        return TIGHT if RLIMITS in self.layers else UNLIMITED

    def changed(self, plan: zygotes.Plan) -> zygotes.Plan:
        """The plan of a child, without the layers that are off."""
        return replace(
            plan,
            namespaces=OWN in self.layers,
            landlock=LANDLOCK in self.layers,
            seccomp=plan.seccomp if SECCOMP in self.layers else b"",
            disk_mib=self.limits.disk_mib,
            spare_tasks=plan.spare_tasks if RLIMITS in self.layers else None,
        )

    @contextlib.contextmanager
    def engine(self) -> Iterator[Engine]:
        def plan(**values: Any) -> zygotes.Plan:
            return self.changed(real(**values))

        real = zygotes.Plan
        wall = self.wall(os.geteuid() == 0)
        with (
            mock.patch.object(walls, "candidates", lambda: [wall]),
            mock.patch.object(zygotes, "Plan", plan),
            Engine(("core",)) as engine,
        ):
            engine.tier  # noqa: B018  # waits until it is warm, with the values above
            yield engine


EVERYTHING = frozenset({BUBBLEWRAP, OWN, LANDLOCK, SECCOMP, RLIMITS})
CONFIGURATIONS = [
    Configuration("all", EVERYTHING),
    Configuration("all but Landlock", EVERYTHING - {LANDLOCK}),
    Configuration("all but the child's own namespaces", EVERYTHING - {OWN}),
    Configuration("no namespaces at all", frozenset({LANDLOCK, SECCOMP, RLIMITS})),
    Configuration("all but seccomp", EVERYTHING - {SECCOMP}),
    Configuration("Landlock and rlimits", frozenset({LANDLOCK, RLIMITS})),
    Configuration("seccomp and rlimits", frozenset({SECCOMP, RLIMITS})),
    Configuration("rlimits inside bubblewrap", frozenset({BUBBLEWRAP, RLIMITS})),
    Configuration("bubblewrap alone", frozenset({BUBBLEWRAP})),
    Configuration("none", frozenset()),
]


# What is left where there are no namespaces, for an ordinary user.
LOWER_TIER = CONFIGURATIONS[3].holds(root=False)


# --- running code -------------------------------------------------------------------------------


def attempted(
    engine: Engine, source: str, *args: Any, limits: Limits = QUICK, **more: Any
) -> tuple[Run, Any]:
    """The Run, and what `f(*args)` gave (None if nothing)."""
    given: list[Any] = []
    files = {"mylib/attempt.py": source} | more.get("files", {})
    drive = more.get("drive", lambda remote: remote.call(None, "f", args))

    def keep(remote: Remote) -> None:
        given.append(drive(remote))

    submission = Submission(uuid7(), "mylib.attempt", files, limits=limits)
    run = engine.run(submission, keep)
    return run, given[-1] if given else None


def is_right(engine: Engine) -> bool:
    """Whether a right submission passes."""
    run, value = attempted(engine, RIGHT, [3, 1, 2])
    return run.status == "ok" and value == [1, 2, 3]


# --- what attacks aim at ------------------------------------------------------------------------


class Surroundings:
    """A secret file, an open folder, and servers that listen."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="aim-"))
        self.folder.chmod(0o755)
        open_folder = self.folder / "open"
        open_folder.mkdir()
        open_folder.chmod(0o777)
        self.canary = self.folder / "canary"
        self.canary.write_text(CANARY)
        self.canary.chmod(0o644)
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        unix = self.folder / "socket"
        self.unix, self.abstract = (socket.socket(socket.AF_UNIX) for _ in range(2))
        self.unix.bind(str(unix))
        unix.chmod(0o777)
        name = f"groundup-{uuid.uuid4().hex}"
        self.abstract.bind("\0" + name)
        for server in (self.unix, self.abstract):
            server.listen()
        self.here = {
            "canary": str(self.canary),
            "secret": CANARY,
            "ours": str(ROOT / "groundup/records.py"),
            "open folder": str(open_folder),
            "tcp": self.tcp.getsockname()[1],
            "udp": self.udp.getsockname()[1],
            "unix": str(unix),
            "abstract": name,
            "pid": os.getpid(),
            "program": os.path.realpath(sys.executable),
        }

    def close(self) -> None:
        for server in (self.tcp, self.udp, self.unix, self.abstract):
            server.close()


# --- running attacks ----------------------------------------------------------------------------


def gets_through(engine: Engine, attack: Attack, aims: Surroundings, limits: Limits = TIGHT) -> bool:
    """Whether the attack did what it set out to do."""
    if attack.proof:
        return PROOFS[attack.proof](engine, attack, aims, limits)
    run, value = attempted(engine, attack.source, aims.here, limits=limits)
    return run.status == "ok" and value is True


def _a_daemon_lives(engine: Engine, attack: Attack, aims: Surroundings, limits: Limits) -> bool:
    name = f"gu-{uuid.uuid4().hex[:8]}"
    attempted(engine, attack.source, aims.here | {"daemon": name}, limits=limits)
    time.sleep(0.2)
    return any(_text(path) == f"{name}\n" for path in Path("/proc").glob("[0-9]*/comm"))


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def _a_datagram_came(engine: Engine, attack: Attack, aims: Surroundings, limits: Limits) -> bool:
    attempted(engine, attack.source, aims.here, limits=limits)
    try:
        return aims.udp.recv(10, socket.MSG_DONTWAIT) == b"out"
    except BlockingIOError:
        return False


def _the_fork_server_is_gone(engine: Engine, attack: Attack, aims: Surroundings, limits: Limits) -> bool:
    fork_server = engine._stations["core"].zygote
    _, value = attempted(engine, attack.source, aims.here, limits=limits)
    return value is True or not fork_server.check_alive()


def _a_sibling_is_gone(engine: Engine, attack: Attack, aims: Surroundings, limits: Limits) -> bool:
    def meanwhile() -> None:
        attempted(engine, attack.source, aims.here, limits=limits)

    _, value = attempted(engine, "def f(g):\n    g()\n    return 'alive'", meanwhile, limits=limits)
    return value != "alive"


def _a_file_was_left(engine: Engine, attack: Attack, aims: Surroundings, limits: Limits) -> bool:
    attempted(engine, attack.source, aims.here, limits=limits)
    look = "import os\ndef f(): return os.path.exists('left')"
    return bool(attempted(engine, look, limits=limits)[1])


def _shared_memory_was_left(engine: Engine, attack: Attack, aims: Surroundings, limits: Limits) -> bool:
    attempted(engine, attack.source, aims.here, limits=limits)
    look = attack.source.replace("0o1666) < 0 and False", "0o666)") + "\n"
    remove = look.replace("return call(29", "number = call(29") + (
        "    if number >= 0: call(31, 195, number, 0, 0)  # IPC_RMID\n    return number >= 0\n"
    )
    return bool(attempted(engine, remove, aims.here, limits=limits)[1])


PROOFS: dict[str, Callable[[Engine, Attack, Surroundings, Limits], bool]] = {
    "a datagram came": _a_datagram_came,
    "a daemon lives": _a_daemon_lives,
    "the fork server is gone": _the_fork_server_is_gone,
    "a sibling is gone": _a_sibling_is_gone,
    "a file was left": _a_file_was_left,
    "shared memory was left": _shared_memory_was_left,
}


def together(engine: Engine, attacks: list[Attack], aims: Surroundings, limits: Limits) -> list[str]:
    """The names of those that get through, of attacks that can share a process."""
    through = []

    def drive(remote: Remote) -> None:
        for number, attack in enumerate(attacks):
            with contextlib.suppress(LearnerError):
                if remote.call(None, f"f{number}", [aims.here]) is True:
                    through.append(attack.name)

    source = PRELUDE + "".join(attack.named(f"f{number}") for number, attack in enumerate(attacks))
    run, _ = attempted(engine, source, limits=limits, drive=drive)
    if run.status != "ok":
        raise RuntimeError(f"An attack ended the process that it shared: {run}")
    return through


def breaches(name: str) -> dict[str, Any]:
    """Which attacks get through with the layers of a configuration, and the tier that is reported."""
    configuration = next(c for c in CONFIGURATIONS if c.name == name)
    alone = [attack for attack in ATTACKS.values() if attack.alone]
    shared = [attack for attack in ATTACKS.values() if not attack.alone]
    aims = Surroundings()
    with configuration.engine() as engine:
        through = together(engine, shared, aims, configuration.limits)
        right = is_right(engine)
        through += [a.name for a in alone if gets_through(engine, a, aims, configuration.limits)]
        tier = engine.tier
    aims.close()
    holds = configuration.holds(os.geteuid() == 0)
    return {"through": set(through), "right": right, "tier": tier, "holds": holds}


# --- the engine of the room, with every layer that there is --------------------------------------

_open: dict[str, Any] = {}


def engine() -> Engine:
    if "engine" not in _open:
        _open["engine"] = Engine(("core",)).start()
    return _open["engine"]


def aims() -> Surroundings:
    if "aims" not in _open:
        _open["aims"] = Surroundings()
    return _open["aims"]


def close() -> None:
    for opened in _open.values():
        opened.close()
    _open.clear()


def tier() -> str:
    return engine().tier


def run(source: str, args: tuple[Any, ...], more: dict[str, Any]) -> tuple[Run, Any]:
    return attempted(engine(), source, *args, **more)


def attacked(name: str) -> bool:
    """Whether an attack of the table gets through here."""
    return gets_through(engine(), ATTACKS[name], aims())


def still_right() -> bool:
    return is_right(engine())


def memory_mib() -> float:
    """What the supervisor's process holds now."""
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def running_processes() -> list[str]:
    """The processes below this one while a submission runs that does not end by itself."""
    found: list[str] = []

    def drive(remote: Remote) -> None:
        remote.call(None, "f", [lambda: found.extend(below(str(os.getpid())))])

    source = """
import threading, time
def f(g):
    threading.Thread(target=time.sleep, args=(60,)).start()
    g()
"""
    attempted(engine(), source, drive=drive)
    return found


def below(pid: str) -> list[str]:
    """The process ids of everything that a process started, and of what that started."""
    parents: dict[str, str] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[path.parent.name] = path.read_text().rpartition(")")[2].split()[1]
    found, waiting = [], [pid]
    while waiting:
        parent = waiting.pop()
        children = [child for child, above in parents.items() if above == parent]
        found += children
        waiting += children
    return found
