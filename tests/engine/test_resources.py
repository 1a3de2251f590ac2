"""Code under test cannot take more than it is given, as root and as an ordinary user.

The attacks that a layer stops are in attacks.py, which names the layers; here they meet all of them. What
the supervisor stops (time and output) no layer can be blamed for: it is always there.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import replace

import pytest

from tests.engine import arena
from tests.engine.arena import QUICK
from tests.engine.attacks import of

SHORT = replace(QUICK, wall_s=0.5)
OVERTIME_S = 1.5  # a generous bound for a busy machine; the promise is 0.5
GROWTH_MIB = 32


# --- processes and threads: seccomp refuses the call, RLIMIT_NPROC counts ---------------------------


@pytest.mark.parametrize("name", of("s02"))
def test_s02_processes_and_threads_are_bounded(contained, name) -> None:
    """Stopped by seccomp (processes) and rlimits (both)."""
    assert contained(name)


@pytest.mark.parametrize(
    "count", ["os.fork()", "os.posix_spawn('/bin/true', ['true'], {})", "os.system('true')"]
)
def test_s02_a_fork_bomb_makes_no_process(attacker, count) -> None:
    """Stopped by seccomp."""
    source = f"""
    import os
    def f():
        made = 0
        for _ in range(10_000):
            try: made += {count} == 0
            except OSError: pass
        return made
    """
    run = attacker(source)
    assert (run.status, attacker.value) == ("ok", 0)


def test_s02_some_threads_are_there(attacker) -> None:
    """The limit leaves what ordinary code needs."""
    source = """
    import threading
    def f():
        stop, made = threading.Event(), 0
        threading.stack_size(65536)
        for _ in range(64):
            threading.Thread(target=stop.wait, daemon=True).start()
            made += 1
        return made
    """
    attacker(source)
    assert attacker.value == 64


# --- memory: RLIMIT_AS ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", of("s03"))
def test_s03_memory_is_bounded(contained, name) -> None:
    """Stopped by rlimits (what is mapped), seccomp (files in memory) and own mounts (shared memory)."""
    assert contained(name)


@pytest.mark.parametrize(
    "bomb",
    [
        "bytearray(2**34)",
        "[bytearray(2**20) for _ in range(10_000)]",
        "__import__('mmap').mmap(-1, 2**34)",
        "__import__('numpy').ones(2**31)",
        "'x' * 2**34",
        "list(range(10**10))",
        "bin(1 << 2**33)",
    ],
)
def test_s03_a_memory_bomb_is_a_memory_verdict(room, attacker, bomb) -> None:
    """Stopped by rlimits; neither the machine nor the supervisor grows with it."""
    before = room.ask(arena.memory_mib)
    run = attacker(f"def f():\n    kept = {bomb}\n    return len(kept)")
    assert run.fault is not None
    assert run.status == "memory" or run.fault.kind == "OSError"  # mmap speaks of ENOMEM
    assert run.peak_mib < QUICK.memory_mib + GROWTH_MIB
    assert room.ask(arena.memory_mib) - before < GROWTH_MIB


# --- time: the supervisor's monotonic clock ---------------------------------------------------------

ENDLESS = {
    "a loop": "while True: pass",
    "sleep": "import time; time.sleep(60)",
    "signals ignored": "import signal; signal.signal(2, signal.SIG_IGN)\n    while True: pass",
    "signals blocked": "import signal; signal.pthread_sigmask(0, range(1, 65))\n    while True: pass",
    "compiled code": "sum(range(10**12))",
    "linear algebra": "import numpy as np\n    while True: np.linalg.svd(np.ones((200, 200)))",
    "a thread waits": "import threading; threading.Event().wait()",
    "interrupts swallowed": "while True:\n        try:\n            while True: pass\n"
    "        except BaseException: pass",
    "half a frame": "import os\n    os.write(3, bytes([0, 0, 0, 2, 3, 0, 0, 0]) + b'{}')\n"
    "    while True: os.write(3, b'x')",
    "a regular expression": "import re; re.match('(a+)+$', 'a' * 40 + 'b')",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_s04_endless_code_is_stopped_in_time(attacker, name) -> None:
    """Stopped by the supervisor: SIGINT, then SIGKILL through the pidfd."""
    begun = time.monotonic()
    run = attacker(f"def f():\n    {ENDLESS[name]}", limits=SHORT)
    assert (run.status, run.fault.kind) == ("timeout", "Timeout")
    assert time.monotonic() - begun < SHORT.wall_s + OVERTIME_S


def test_s04_code_that_stops_itself_does_not_stop_the_engine(attacker) -> None:
    """Stopped by the supervisor; the first process of a namespace cannot even be stopped from inside."""
    run = attacker("import os, signal\ndef f(): os.kill(os.getpid(), signal.SIGSTOP)", limits=SHORT)
    assert run.status in ("timeout", "ok")


def test_s04_an_endless_import_is_stopped(attacker) -> None:
    """Stopped by the supervisor: the clock runs from the first byte of the submission."""
    assert attacker("while True: pass", limits=SHORT).status == "timeout"


def test_s04_swallowing_the_interrupt_gains_nothing(attacker) -> None:
    """Stopped by the supervisor: an answer that comes in the time of grace is not one."""
    source = "def f():\n    try:\n        while True: pass\n    except BaseException: return 'done'"
    run = attacker(source, limits=SHORT)
    assert (run.status, attacker.value) == ("timeout", None)


def lend_slowly(remote) -> object:
    return remote.call(None, "f", [lambda: time.sleep(0.02)])


def lend_once(remote) -> object:
    return remote.call(None, "f", [lambda: time.sleep(0.7)])


@pytest.mark.parametrize(
    "source",
    [
        "def f(g):\n    while True: g()",
        """
        import os, struct, threading
        def f(g):
            text = b'{"back": 0, "args": [], "buffers": []}'
            calls = 1000 * (struct.pack("!II", len(text), 0) + text)
            def swallow():
                while True: os.read(3, 2**20)
            threading.Thread(target=swallow).start()
            while True:
                left = calls
                while left: left = left[os.write(3, left):]
        """,
    ],
    ids=["calls", "forged calls"],
)
def test_s04_calling_our_functions_without_end_is_stopped(attacker, source) -> None:
    """Stopped by the supervisor: what is lent may take a few times the limit, and no more."""
    begun = time.monotonic()
    run = attacker(source, limits=replace(QUICK, wall_s=0.2), drive=lend_slowly)
    assert run.status == "timeout"
    assert time.monotonic() - begun < 4 * 0.2 + OVERTIME_S


def test_s04_time_in_functions_of_the_check_is_not_counted(attacker) -> None:
    run = attacker("def f(g): return g()", limits=SHORT, drive=lend_once)
    assert run.status == "ok"


def test_s04_a_clock_that_is_set_changes_nothing(attempt, monkeypatch) -> None:
    """The supervisor's clock is monotonic: a day more on the machine's clock is no time at all."""
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 86_400)
    assert attempt("import time\ndef f():\n    time.sleep(0.05)\n    return 1", limits=SHORT).status == "ok"


def test_a_timeout_tells_the_line(attacker) -> None:
    run = attacker("def f():\n    x = 0\n    while True:\n        x += 1", limits=SHORT)
    assert run.fault.path == "mylib/attempt.py"
    assert run.fault.line in (3, 4)


# --- output: the supervisor's limit -----------------------------------------------------------------


@pytest.mark.parametrize(
    "write",
    [
        "print('x' * 1000)",
        "os.write(1, b'x' * 1000)",
        "os.write(2, b'x' * 1000)",
        "sys.stderr.write('x' * 10**6)",
    ],
)
def test_s06_an_output_flood_is_cut(room, attacker, write) -> None:
    """Stopped by the supervisor: read up to the limit, then the run ends."""
    before = room.ask(arena.memory_mib)
    run = attacker(f"import os, sys\ndef f():\n    while True: {write}")
    assert run.status == "output"
    assert len(run.stdout) < 70_000
    assert run.stdout.endswith("[output stopped here]")
    assert room.ask(arena.memory_mib) - before < 16


# --- disk: a tmpfs of one's own, RLIMIT_FSIZE; without namespaces, a watcher --------------------------


@pytest.mark.parametrize("name", of("s07"))
def test_s07_the_disk_is_bounded(contained, name) -> None:
    """Stopped by own mounts (size, inodes), rlimits (one file), and where there are none by the watcher."""
    assert contained(name)


def test_s07_the_disk_of_this_machine_is_not_used(room, attacker) -> None:
    """Stopped by own mounts: what is written lies in memory, and is gone with the process."""
    before = shutil.disk_usage("/tmp").free
    source = """
    def f():
        written = 0
        try:
            for number in range(100):
                with open(f"fill{number}", "wb") as file: written += file.write(b"x" * 2**20)
        except OSError:
            return written
    """
    run = attacker(source)
    assert run.status == "output" or attacker.value <= QUICK.disk_mib * 2**20
    assert abs(shutil.disk_usage("/tmp").free - before) < 64 * 2**20


def test_s07_open_files_are_few(attacker) -> None:
    """Stopped by rlimits."""
    source = """
    def f():
        kept = []
        try:
            while True: kept.append(open("/dev/null"))
        except OSError:
            return len(kept)
    """
    attacker(source)
    assert attacker.value < 256


# --- answers: the format's limits -------------------------------------------------------------------


def test_a_result_that_is_too_large_is_a_fault(attacker) -> None:
    run = attacker(
        "import numpy as np\ndef f(): return np.zeros(2**24)", limits=replace(QUICK, memory_mib=1024)
    )
    assert (run.status, run.fault.kind) == ("error", "ResultError")


def test_a_result_that_is_too_deep_is_a_fault(attacker) -> None:
    run = attacker("def f():\n    x = []\n    x.append(x)\n    return x")
    assert (run.status, run.fault.kind) == ("error", "ResultError")


def hand_it_twice(remote) -> object:
    half = remote.call(None, "f")
    return remote.call(None, "g", [half, half])


def test_an_answer_that_is_too_large_to_be_handed_back_is_the_codes_fault(attacker) -> None:
    source = "import numpy as np\ndef f(): return np.zeros(5_000_000)\ndef g(a, b): return 1"
    run = attacker(source, drive=hand_it_twice)
    assert (run.status, run.fault.kind) == ("error", "TooLarge")


def lend_growth(remote) -> object:
    return remote.call(None, "f", [lambda n: [0.5] * n])


def test_a_function_of_the_check_that_is_made_to_give_too_much_raises_inside(attacker) -> None:
    source = "def f(g):\n    try: g(9_000_000)\n    except RuntimeError as error: return str(error)"
    run = attacker(source, drive=lend_growth)
    assert run.status == "ok"
    assert "larger than" in attacker.value
