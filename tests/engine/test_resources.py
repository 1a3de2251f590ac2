"""Code under test cannot take more than it is given; a right submission passes after each (conftest)."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace

import pytest

from tests.engine.conftest import QUICK

SHORT = replace(QUICK, wall_s=0.5)
OVERTIME_S = 1.5  # a generous bound for a busy machine; the promise is 0.5


@pytest.mark.parametrize(
    "loop",
    [
        "while True: pass",
        "import time; time.sleep(60)",
        "import signal; [signal.signal(s, signal.SIG_IGN) for s in (2, 15)]\n    while True: pass",
        "import numpy as np\n    while True: np.linalg.svd(np.ones((200, 200)))",
        "import threading; threading.Event().wait()",
    ],
)
def test_endless_code_is_stopped_in_time(attempt, loop) -> None:
    begun = time.monotonic()
    run = attempt(f"def f():\n    {loop}", limits=SHORT)
    assert (run.status, run.fault.kind) == ("timeout", "Timeout")
    assert time.monotonic() - begun < SHORT.wall_s + OVERTIME_S


def test_code_that_stops_itself_does_not_stop_the_engine(attempt) -> None:
    run = attempt("import os, signal\ndef f(): os.kill(os.getpid(), signal.SIGSTOP)", limits=SHORT)
    assert run.status in ("timeout", "ok")  # the first process of a namespace cannot be stopped from inside


def test_an_endless_import_is_stopped(attempt) -> None:
    assert attempt("while True: pass", limits=SHORT).status == "timeout"


def test_a_timeout_tells_the_line(attempt) -> None:
    run = attempt("def f():\n    x = 0\n    while True:\n        x += 1", limits=SHORT)
    assert run.fault.path == "mylib/attempt.py"
    assert run.fault.line in (3, 4)


def test_swallowing_the_interrupt_gains_nothing(attempt) -> None:
    source = "def f():\n    try:\n        while True: pass\n    except BaseException: return 'done'"
    run = attempt(source, limits=SHORT)
    assert (run.status, attempt.value) == ("timeout", None)


def test_time_in_functions_of_the_check_is_not_counted(attempt) -> None:
    run = attempt("def f(g): return g()", lambda: time.sleep(0.7), limits=SHORT)
    assert run.status == "ok"


@pytest.mark.parametrize(
    "bomb",
    [
        "bytearray(2**34)",
        "[bytearray(2**20) for _ in range(10_000)]",
        "__import__('mmap').mmap(-1, 2**34)",
        "__import__('numpy').ones(2**31)",
        "'x' * 2**34",
    ],
)
def test_a_memory_bomb_is_a_memory_verdict(attempt, bomb) -> None:
    run = attempt(f"def f():\n    kept = {bomb}\n    return len(kept)")
    assert run.fault is not None
    assert run.status == "memory" or run.fault.kind == "OSError"  # mmap speaks of ENOMEM
    assert run.peak_mib < 300


@pytest.mark.parametrize(
    "count", ["os.fork()", "os.posix_spawn('/bin/true', ['true'], {})", "os.system('true')"]
)
def test_processes_cannot_be_made(attempt, count) -> None:
    source = f"""
    import os
    def f():
        made = 0
        for _ in range(1000):
            try: made += {count} == 0
            except OSError: pass
        return made
    """
    run = attempt(source)
    assert (run.status, attempt.value) == ("ok", 0)


def test_threads_are_few(attempt) -> None:
    source = """
    import threading
    def f():
        threading.stack_size(65536)
        stop, made = threading.Event(), 0
        try:
            for _ in range(5000):
                threading.Thread(target=stop.wait, daemon=True).start()
                made += 1
        except RuntimeError:
            pass
        return made
    """
    attempt(source)
    assert 4 <= attempt.value < 200


@pytest.mark.parametrize(
    "write", ["print('x' * 1000)", "os.write(1, b'x' * 1000)", "os.write(2, b'x' * 1000)"]
)
def test_an_output_flood_is_cut(attempt, write) -> None:
    run = attempt(f"import os\ndef f():\n    while True: {write}")
    assert run.status == "output"
    assert len(run.stdout) < 70_000
    assert run.stdout.endswith("[output stopped here]")


def test_the_disk_is_small(attempt) -> None:
    before = shutil.disk_usage("/tmp").free
    source = """
    import os
    def f():
        written, problem = 0, ""
        try:
            for number in range(100):
                with open(f"fill{number}", "wb") as file:
                    written += file.write(b"x" * 2**20)
        except OSError as error:
            problem = os.strerror(error.errno)
        return written, problem
    """
    run = attempt(source)
    assert run.status in ("ok", "output")
    if run.status == "ok":
        written, problem = attempt.value
        assert written <= 16 * 2**20
        assert problem
    assert abs(shutil.disk_usage("/tmp").free - before) < 64 * 2**20


def test_files_are_few(attempt, engine) -> None:
    if engine.tier != "A":
        pytest.skip("a limit on inodes needs mounts of its own")
    source = """
    def f():
        for number in range(100_000):
            try: open(f"n{number}", "w").close()
            except OSError: return number
    """
    attempt(source)
    assert attempt.value <= 2000


def test_open_files_are_few(attempt) -> None:
    source = """
    def f():
        kept = []
        try:
            while True: kept.append(open("/dev/null"))
        except OSError:
            return len(kept)
    """
    attempt(source)
    assert attempt.value < 256


def test_a_result_that_is_too_large_is_a_fault(attempt) -> None:
    run = attempt(
        "import numpy as np\ndef f(): return np.zeros(2**24)", limits=replace(QUICK, memory_mib=1024)
    )
    assert (run.status, run.fault.kind) == ("error", "ResultError")


def test_a_result_that_is_too_deep_is_a_fault(attempt) -> None:
    run = attempt("def f():\n    x = []\n    x.append(x)\n    return x")
    assert (run.status, run.fault.kind) == ("error", "ResultError")
