"""Does every honest verdict stay right and on time while others attack, and is nothing left behind?

    python -m benchmarks.soak [--minutes 30] [--json]

Rounds of 500 hostile submissions (tests/engine/attacks.py, tricks, endless code, floods, a fork server that
is killed) mixed among 500 honest ones, four at a time, until the time is over. Then: what was wrong, and
what leaked of processes, descriptors, files, control groups and memory.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import Progress

from groundup.engine import Engine
from groundup.grading import grade, stand_in, verdict
from groundup.records import CheckResult, Limits, Remote, Run, Submission, Verdict, uuid7
from tests.engine.arena import Surroundings, below, gets_through
from tests.engine.attacks import ATTACKS, Attack
from tests.engine.small_lab import CHECKS, SOLUTION, WRONG
from tests.engine.test_cheats import TRICKS

EACH = 500  # hostile submissions in a round, and as many honest ones
AT_ONCE = 4
LIMITS = Limits(wall_s=10.0, memory_mib=256)
SHORT = replace(LIMITS, wall_s=0.3)
GROWTH_MIB = 48.0
LATE_MS = 5000.0
SPARE_DESCRIPTORS = 8
SETTLE_S = 15.0
FLOODS = {
    "a flood of lines": "def mean(values):\n    while True: print('x' * 1000)",
    "a flood of bytes": "import os\ndef mean(values):\n    while True: os.write(1, b'x' * 65536)",
    "endless code": "def mean(values):\n    while True: pass",
    "endless sleep": "import time\ndef mean(values): time.sleep(3600)",
    "an endless import": "while True: pass",
    "noise on the wire": "import os\ndef mean(values):\n    while True: os.write(3, os.urandom(4096))",
    "half a frame": "import os\ndef mean(values):\n    os.write(3, b'\\0\\0\\0\\2')\n    os._exit(0)",
    "a crash": "import ctypes\ndef mean(values): ctypes.string_at(0)",
    "threads": "import threading, time\ndef mean(values):\n"
    "    for _ in range(90): threading.Thread(target=time.sleep, args=(9,)).start()",
}
HONEST = {  # source, and the checks that it passes
    "right": (SOLUTION, (True, True)),
    "right and talkative": ("print('hello')\n" + SOLUTION, (True, True)),
    "right and slow": (SOLUTION + "\nimport time\ntime.sleep(0.02)\n", (True, True)),
    "right with files": (SOLUTION + "\nopen('notes.txt', 'w').write('x' * 10_000)\n", (True, True)),
    "wrong": (WRONG, (False, False)),
    "half done": (SOLUTION + "\ndef fit(X, y): raise NotImplementedError('task 2')\n", (True, False)),
    "raises": (SOLUTION + "\ndef mean(values): return 1 / 0\n", (False, True)),
    "cannot be read": ("def mean(values:\n", (False, False)),
}


@dataclass
class Soak:
    """What was seen. `wrong` are honest verdicts that were not right, `breaches` attacks that got through."""

    rounds: int = 0
    honest: int = 0
    hostile: int = 0
    late: int = 0  # honest verdicts
    killed: int = 0  # fork servers that we killed in between
    wrong: Counter[str] = field(default_factory=Counter)
    breaches: Counter[str] = field(default_factory=Counter)
    leaks: dict[str, str] = field(default_factory=dict)
    times_ms: list[float] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not (self.late or self.wrong or self.breaches or self.leaks)

    def row(self) -> dict[str, object]:
        p50, p99, most = np.quantile(self.times_ms or [0.0], [0.5, 0.99, 1.0]).round(1)
        counts = {name: value for name, value in asdict(self).items() if name != "times_ms"}
        return {**counts, "p50_ms": float(p50), "p99_ms": float(p99), "longest_ms": float(most)}


class Ground:
    """An engine, what attacks aim at, and the work of one submission. Opened and closed."""

    def __init__(self) -> None:
        self.engine = Engine(("core",)).start()
        self.aims = Surroundings()
        self.seen = Soak()
        self._lock = threading.Lock()
        self._killed: list[object] = []

    def close(self) -> None:
        self.engine.close()
        self.aims.close()

    def honest(self, name: str) -> None:
        source, expected = HONEST[name]
        begun = time.perf_counter()
        found = self._judged(source, LIMITS)
        took_ms = 1000 * (time.perf_counter() - begun)
        got = tuple(check.passed for check in found.checks)
        is_right = got == expected and found.passed == all(expected) and not found.run.ours
        with self._lock:
            self.seen.honest += 1
            self.seen.times_ms.append(took_ms)
            self.seen.late += took_ms > LATE_MS
            if not is_right:
                self.seen.wrong[f"{name}: {found.run.status}, {found.sentence}"] += 1

    def hostile(self, name: str, act: Callable[[], bool]) -> None:
        got_through = act()
        with self._lock:
            self.seen.hostile += 1
            if got_through:
                self.seen.breaches[name] += 1

    def attack(self, attack: Attack) -> bool:
        server = self.engine._stations["core"].zygote
        return gets_through(self.engine, attack, self.aims) and server not in self._killed

    def trick(self, source: str) -> bool:
        found = self._judged(source, SHORT)
        return found.passed or found.run.ours

    def kill_fork_server(self) -> bool:
        """A fault of ours, in the middle of it all: nobody may notice."""
        zygote = self.engine._stations["core"].zygote
        with suppress(AttributeError):  # it is being replaced already
            self._killed.append(zygote)
            zygote.launcher.send_signal(signal.SIGKILL)  # type: ignore[union-attr]
            self.seen.killed += 1
        return False

    def _judged(self, source: str, limits: Limits) -> Verdict:
        results: list[CheckResult] = []
        seed = int.from_bytes(os.urandom(8))

        def drive(remote: Remote) -> None:
            results.clear()
            rng = np.random.default_rng(seed)
            results.extend(grade("small", CHECKS, stand_in(remote, "mylib/attempt.py"), rng))

        submission = Submission(uuid7(), "mylib.attempt", {"mylib/attempt.py": source}, limits=limits)
        run: Run = self.engine.run(submission, drive)
        return verdict("small", CHECKS, results, run, source=source)


def hostile_acts(ground: Ground, count: int, rng: random.Random) -> Iterator[Callable[[], None]]:
    """Everything hostile in a random order: attacks, tricks and floods, again where `count` is more."""
    names = [*ATTACKS, *TRICKS, *FLOODS]
    for name in rng.sample(names * (count // len(names) + 1), count):
        if name in ATTACKS:
            yield partial(ground.hostile, name, partial(ground.attack, ATTACKS[name]))
        else:
            trick = (TRICKS | FLOODS)[name]
            source = WRONG + "\n" + trick if "def mean" in trick else trick + "\n" + WRONG
            yield partial(ground.hostile, name, partial(ground.trick, source))


def one_round(ground: Ground, each: int, rng: random.Random, kills: int = 1) -> None:
    """`each` hostile and `each` honest submissions in random order, some at a time."""
    work: list[Callable[[], object]] = [*hostile_acts(ground, each, rng)]
    work += [partial(ground.honest, rng.choice(list(HONEST))) for _ in range(each)]
    work += [ground.kill_fork_server] * kills
    rng.shuffle(work)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(act) for act in work]:
            done.result()
    ground.seen.rounds += 1


# --- what is left ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Belongings:
    """What this process holds."""

    processes: int
    descriptors: int
    threads: int
    files: int
    memory_mib: float
    fork_servers_mib: float


def belongings(folder: str) -> Belongings:
    below = descendants()
    return Belongings(
        processes=len(below),
        descriptors=len(os.listdir("/proc/self/fd")),
        threads=threading.active_count(),
        files=sum(len(folders) + len(files) for _, folders, files in os.walk(folder)),
        memory_mib=resident_mib("self"),
        fork_servers_mib=sum(map(resident_mib, below)),
    )


def descendants() -> list[str]:
    return below(str(os.getpid()))


def resident_mib(pid: str) -> float:
    try:
        pages = int(Path("/proc", pid, "statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def leaks(before: Belongings, folder: str) -> dict[str, str]:
    """What there is more of than before, once used children had their time to end."""
    deadline = time.monotonic() + SETTLE_S
    while (found := _more(before, belongings(folder))) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


def _more(before: Belongings, after: Belongings) -> dict[str, str]:
    slack = {
        "descriptors": SPARE_DESCRIPTORS,
        "memory_mib": GROWTH_MIB,
        "fork_servers_mib": GROWTH_MIB,
    }
    pairs = {name: (value, getattr(after, name)) for name, value in vars(before).items()}
    return {name: f"{a:g}, then {b:g}" for name, (a, b) in pairs.items() if b > a + slack.get(name, 0)}


@contextmanager
def own_folder() -> Iterator[str]:
    """Temporary files of the engine in a folder that can be counted."""
    kept = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        os.chmod(folder, 0o755)
        tempfile.tempdir = folder
        try:
            yield folder
        finally:
            tempfile.tempdir = kept


def soaked(goes_on: Callable[[Soak], bool], each: int = EACH, seed: int = 0, kills: int = 1) -> Soak:
    """Rounds while `goes_on`, and what they showed."""
    rng, others = random.Random(seed), set(descendants())
    with own_folder() as folder:
        ground = Ground()
        try:
            for name in HONEST:
                ground.honest(name)  # all that is made once has been made
            before = belongings(folder)
            while goes_on(ground.seen):
                one_round(ground, each, rng, kills)
            ground.honest("right")
            ground.seen.leaks = leaks(before, folder)
            group = getattr(ground.engine._stations["core"].zygote, "group", None)
        finally:
            ground.close()
        if left := set(descendants()) - others:
            ground.seen.leaks["after closing"] = f"{len(left)} processes"
        if group is not None and any(path.exists() for path in group.folders):
            ground.seen.leaks["control groups"] = "are left"
    return ground.seen


def main() -> None:
    parser = argparse.ArgumentParser(description="Honest submissions among hostile ones, and what is left.")
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    end = time.monotonic() + 60 * wanted.minutes
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("Soaking", total=60 * wanted.minutes)

        def goes_on(seen: Soak) -> bool:
            progress.update(bar, completed=60 * wanted.minutes - (end - time.monotonic()))
            return seen.rounds == 0 or time.monotonic() < end

        seen = soaked(goes_on)
    text = (
        json.dumps(seen.row(), indent=1)
        if wanted.json
        else "\n".join(f"{k}: {v}" for k, v in seen.row().items())
    )
    print(text)
    sys.exit(0 if seen.passed else 1)


if __name__ == "__main__":
    main()
