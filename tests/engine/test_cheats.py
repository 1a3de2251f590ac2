"""A wrong solution with a trick in front is not passed, as root and as an ordinary user.

What stops all of them: the verdict is reached in another process, from data that was asked for, by checks
whose inputs are drawn afresh and whose expected values were never inside. The same tricks in front of a
wrong solution of every lab are in test_forged_labs.py.
"""

from __future__ import annotations

import signal

import numpy as np
import pytest

from tests.engine import arena, small_lab
from tests.engine.small_lab import SOLUTION, WRONG

TRICKS = {
    "g01 skipped": "import unittest\ndef mean(values): raise unittest.SkipTest('later')",
    "g01 ended kindly": "import sys\ndef mean(values): sys.exit(0)",
    "g01 interrupted": "def mean(values): raise KeyboardInterrupt",
    "g01 stopped": "def mean(values): raise StopIteration(0)",
    "g01 ended at import": "import sys\nsys.exit(0)",
    "g02 left in the function": "import os\ndef mean(values): os._exit(0)",
    "g02 left by a signal": "import os, signal\ndef mean(values): os.kill(os.getpid(), signal.SIGKILL)",
    "g02 left by a thread": "import os, threading\nthreading.Timer(0.005, os._exit, [0]).start()\n"
    "def mean(values):\n    import time\n    time.sleep(1)",
    "g03 left at import": "import os\nos._exit(0)",
    "g04 equals everything": "class All:\n    def __eq__(self, other): return True\n"
    "    def __sub__(self, other): return 0\n    def __array__(self, *a, **k): raise AttributeError\n"
    "    def __float__(self): return 0.0\n    __rsub__ = __sub__\ndef mean(values): return All()",
    "g04 a float that equals everything": "class All(float):\n    def __eq__(self, other): return True\n"
    "    def __hash__(self): return 0\ndef mean(values): return All(1)",
    "g04 not a number": "def mean(values): return float('nan')",
    "g04 not implemented": "def mean(values): return NotImplemented",
    "g05 patched comparisons": "import math, numpy as np, numpy.testing as t\n"
    "np.allclose = np.isclose = np.array_equal = math.isclose = lambda *a, **k: True\n"
    "t.assert_allclose = t.assert_array_equal = lambda *a, **k: None",
    "g05 patched runner": "import sys, types, unittest\nunittest.TestCase.run = lambda *a: None\n"
    "for name in ('pytest', '_pytest.runner', 'groundup', 'groundup.grading'):\n"
    "    sys.modules[name] = types.SimpleNamespace(CallInfo=None, grade=lambda *a: ())",
    "g05 patched builtins": "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.all = lambda x: True\n"
    "builtins.isinstance = lambda *a: True",
    "g05 a trace that swallows": "import sys\ndef trace(frame, event, arg):\n    return trace\n"
    "sys.settrace(trace)\nsys.excepthook = lambda *a: None",
    "g05 patched footer": "from inside import answering\n"
    "answering.Answering._footer = lambda self: {'used': [0, 0], 'passed': True, 'status': 'ok'}",
    "g06 said on standard output": "print('2 passed in 0.01s')\nprint('{\"passed\": true, \"score\": 1.0}')",
    "g06 said at exit": "import atexit, os\natexit.register(print, 'passed')\natexit.register(os._exit, 0)",
    "g06 a result file": "import json\nfor n in ('report.json', 'reward.txt', 'junit.xml'):\n"
    "    open(n, 'w').write(json.dumps({'passed': True}))",
}
FILES_IN_THE_WAY = {
    "conftest.py": "def pytest_runtest_makereport(item, call): call.excinfo = None",
    "sitecustomize.py": "import numpy\nnumpy.allclose = lambda *a: True",
    "tests/test_lab.py": "def test_all(): pass",
    "groundup/grading/checks.py": "def close(*a, **k): pass",
    "groundup/__init__.py": "",
    "inside/wire.py": "def frame(*a): return [b'']",
    "inside/__init__.py": "",
    "numpy/__init__.py": "allclose = lambda *a: True",
    "json.py": "def loads(text): return {'ok': {'value': 1}}",
}


def tricks(case: str) -> list[str]:
    return [name for name in TRICKS if name.startswith(case)]


def assert_not_passed(room, name: str) -> None:
    """With the trick comes a wrong solution, so a trick that fails gains nothing."""
    trick = TRICKS[name]
    source = WRONG + "\n" + trick if "def mean" in trick else trick + "\n" + WRONG
    found = room.ask(small_lab.judged, source)
    assert not any(result.passed for result in (found, *found.checks))
    assert found.sentence
    assert not found.run.ours


@pytest.mark.parametrize("name", tricks("g01"))
def test_g01_skipping_is_not_passing(room, name) -> None:
    """Stopped by: a check that raised is a check that failed, whatever it raised."""
    assert_not_passed(room, name)


@pytest.mark.parametrize("name", tricks("g02"))
def test_g02_ending_the_process_is_not_passing(room, name) -> None:
    """Stopped by: no verdict is read from an exit status."""
    assert_not_passed(room, name)


@pytest.mark.parametrize("name", tricks("g03"))
def test_g03_ending_the_process_at_import_is_not_passing(room, name) -> None:
    """Stopped by: a run that ended before its checks passed none."""
    assert_not_passed(room, name)


@pytest.mark.parametrize("name", tricks("g04"))
def test_g04_what_equals_everything_equals_nothing(room, name) -> None:
    """Stopped by: objects stay inside, and only plain data is compared."""
    assert_not_passed(room, name)


@pytest.mark.parametrize("name", tricks("g05"))
def test_g05_patching_the_judge_patches_somebody_else(room, name) -> None:
    """Stopped by: checks, comparisons and verdict are in a process that has never imported the code."""
    assert_not_passed(room, name)


@pytest.mark.parametrize("name", tricks("g06"))
def test_g06_saying_that_it_passed_is_not_passing(room, name) -> None:
    """Stopped by: neither output nor files are read for a verdict."""
    assert_not_passed(room, name)


def test_the_solution_is_passed_whatever_it_prints_and_patches(room) -> None:
    """The tricks that change nothing but their own process take nothing from a right solution either."""
    assert room.ask(small_lab.judged, SOLUTION).passed
    for name in (
        "g05 patched comparisons",
        "g05 patched runner",
        "g05 a trace that swallows",
        "g06 said on standard output",
        "g06 said at exit",
        "g06 a result file",
    ):
        found = room.ask(small_lab.judged, TRICKS[name] + "\n" + SOLUTION)
        assert found.passed, (name, found.sentence)


def test_g06_files_in_the_way_of_ours_are_not_read(room) -> None:
    """Stopped by: a mapping of sources is put before one process's imports, and there is no other process."""
    assert not room.ask(small_lab.judged, WRONG, FILES_IN_THE_WAY).passed
    assert room.ask(small_lab.judged, SOLUTION, FILES_IN_THE_WAY).passed


HUNT = """
import os, sys
def found():
    frames, frame = set(), sys._getframe()
    while frame:
        frames.add(frame.f_code.co_filename)
        frame = frame.f_back
    files = [os.path.join(p, n) for base in sys.path + ["/"] for p, _, names in os.walk(base)
             for n in names if n in ("checks.py", "solution.py", "test_cheats.py", "arena.py")]
    modules = [name for name in sys.modules if name.startswith(("groundup", "tests", "content"))]
    return sorted(f for f in frames if "grading" in f or "checks" in f), files, modules
def mean(values):
    return found()
"""


def hunted() -> object:
    _, value = arena.attempted(arena.engine(), HUNT.replace("def mean(values)", "def f()"))
    return value


def test_g07_there_is_no_check_and_no_expected_value_to_be_found(room) -> None:
    """Stopped by own mounts: neither content nor checks are there, on disk or in memory."""
    frames, files, modules = room.ask(hunted)
    assert (frames, modules) == ([], [])
    ours = [path for path in files if "groundup" in path or "content" in path or "tests/engine" in path]
    assert ours == []


def memorised(times: int) -> list[bool]:
    """Answers of one attempt, written down and given in the next ones."""
    values = [float(v) for v in np_values(0)]
    table = WRONG + f"\ndef mean(values): return {sum(values) / len(values)!r}"
    return [small_lab.judged(table).checks[0].passed for _ in range(times)]


def np_values(seed: int) -> list[float]:
    rng = np.random.default_rng(seed).spawn(len(small_lab.CHECKS))[0]
    return list(rng.normal(size=7))


def test_g08_answers_of_an_earlier_attempt_are_worth_nothing(room) -> None:
    """Stopped by inputs that are drawn afresh; with the same seed the written-down answer would pass."""
    table = WRONG + f"\ndef mean(values): return {sum(np_values(0)) / 7!r}"
    assert room.ask(small_lab.judged, table, None, 0).checks[0].passed
    assert room.ask(memorised, 20) == [False] * 20


def stale() -> list[bool]:
    """A right submission and a wrong one in turns, under one id."""
    passed = []
    for source in (SOLUTION, WRONG) * 5:
        passed.append(small_lab.judged(source, {"mylib/result.json": '{"passed": true}'}).passed)
    return passed


def test_g09_no_verdict_is_one_of_earlier_code(room) -> None:
    """Stopped by one process each: there is no result file, and nothing is kept."""
    assert room.ask(stale) == [True, False] * 5


def repeated(source: str, times: int) -> set[tuple[object, ...]]:
    found = set()
    for _ in range(times):
        verdict = small_lab.judged(source, seed=3)
        found.add((verdict.passed, tuple(verdict.checks), verdict.run.status, verdict.run.stdout))
    return found


@pytest.mark.parametrize("source", [SOLUTION, WRONG, "print({'b', 'a'}, hash('x'))\n" + WRONG])
def test_g10_the_same_code_and_inputs_have_the_same_verdict(room, source) -> None:
    assert len(room.ask(repeated, source, 20)) == 1


def broken(times: int) -> list[tuple[bool, bool, str]]:
    """The fork server is killed in the middle of the first try, and again in the middle of the second."""
    found = []
    for both in [True, False] * times:
        tries = []

        def drive(remote, tries=tries, both=both) -> object:
            tries.append(remote.call(None, "mean", [[1.0, 2.0]]))
            if both or len(tries) == 1:
                arena.engine()._stations["core"].zygote.launcher.send_signal(signal.SIGKILL)
            return remote.call(None, "slow")

        source = SOLUTION + "\ndef slow():\n    import time\n    time.sleep(0.2)\n    return 7"
        run, value = arena.attempted(arena.engine(), source, drive=drive)
        found.append((run.ours, value == 7, run.fault.message if run.fault else ""))
    return found


def test_g12_faults_of_ours_are_never_the_learners(room) -> None:
    """A fork server that dies once costs nothing; twice, the run is ours and says so."""
    for twice, once in zip(*[iter(room.ask(broken, 1))] * 2, strict=True):
        assert (twice[0], twice[1]) == (True, False)
        assert "does not count" in twice[2]
        assert once == (False, True, "")
