"""Eighteen forgeries before a wrong solution of every lab there is: none is ever passed.

The forged modules are made from each lab's starter: every public function and class of it answers with the
forgery. Those that end the run, or answer in place of the code, have a submission each, because they would
mask each other. Those that only change something (a patched library, a file, a line on standard output)
stand together before one of the lab's own mistakes, the wrong solution that is nearest to a right one.
A lab is passed when all its checks are, so judging stops at the first check that is not.
"""

from __future__ import annotations

import ast
import base64
import os
import struct
import zlib
from collections.abc import Sequence
from functools import cache
from unittest import mock

import numpy as np
import pytest

from groundup import grading
from groundup.catalog import Lab, content_roots, load
from groundup.engine import Engine
from groundup.engine.inside import wire
from groundup.records import CheckResult, Remote, Submission, Verdict, uuid7

ROOT = content_roots()[0]
CATALOG = load([ROOT])
LABS = sorted(id for id in CATALOG.labs if not CATALOG.lab(id).bench)  # practicals: `test_forged_practicals`

TOGETHER = """
import atexit, builtins, json, math, os, shutil, sys, types, unittest
import numpy as np
import numpy.testing
yes = lambda *a, **k: True
# patched numpy
np.allclose = np.isclose = np.array_equal = np.all = math.isclose = yes
np.testing.assert_allclose = np.testing.assert_array_equal = yes
# patched reference
for name in ("scipy", "sklearn", "groundup", "groundup.grading", "content"):
    sys.modules[name] = types.ModuleType(name)
# fake result on standard output
print('{"passed": true, "score": 1.0}')
print("====== 12 passed in 0.03s ======")
# atexit
atexit.register(print, "passed")
# deleted files
for name in os.listdir("."): os.path.isdir(name) and shutil.rmtree(name, ignore_errors=True)
# overwritten tests
for name in ("checks.py", "conftest.py", "test_lab.py", "report.json"):
    open(name, "w").write("def test(): pass")
# patched test runner
unittest.TestCase.run = unittest.TestCase.assertEqual = yes
sys.modules["pytest"] = types.SimpleNamespace(main=lambda *a: 0, CallInfo=None)
# a trace function that swallows failures
sys.settrace(lambda frame, event, arg: None)
sys.excepthook = builtins.breakpoint = yes
"""
WRITE = """
import json, os, struct
def _frame(content, rest=b""):
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    return struct.pack("!II", len(text), len(rest)) + text + rest
"""
APART = {  # what `_forged` gives or does: one submission each
    "an object equal to everything": """
class _All:
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __len__(self): return 1
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
    def __iter__(self): return iter([self])
    def __float__(self): return 0.0
def _forged(*a, **k): return _All()
""",
    "os._exit(0)": "import os\ndef _forged(*a, **k): os._exit(0)",
    "sys.exit": "import sys\ndef _forged(*a, **k): sys.exit(0)",
    "a raw frame": WRITE
    + "def _forged(*a, **k):\n    os.write(3, _frame({'buffers': [], 'ok': {'value': True, 'echo': []}}))\n"
    "    return True",
    "a patched encoder": "from inside import wire\nwire.Packer.pack = lambda self, value, depth=0: True\n"
    "def _forged(*a, **k): return 0",
    "a pickle frame": WRITE
    + "import pickle\ndef _forged(*a, **k): os.write(3, _frame(pickle.dumps({'passed': True})))",
    "a malformed frame": WRITE + "def _forged(*a, **k): os.write(3, b'\\xff' * 64)",
    "a giant shape": "import numpy as np\n"
    "def _forged(*a, **k): return np.broadcast_to(np.float64(1), (2**20, 2**20))",
    "not a number": "def _forged(*a, **k): return float('nan')",
    "a late frame from a thread": WRITE + "import threading\ndef _forged(*a, **k):\n"
    "    late = _frame({'buffers': [], 'ok': {'value': 1.0}})\n"
    "    threading.Timer(0.002, os.write, [3, late]).start()\n    return True",
}
REPLAY = """
import base64, os, struct, zlib
said = zlib.decompress(base64.b85decode(SAID))
def _read(size):
    got = b""
    while len(got) < size:
        piece = os.read(3, size - len(got))
        if not piece: os._exit(0)
        got += piece
    return got
def _answer():
    global said
    whole = 8 + sum(struct.unpack("!II", said[:8]))
    frame, said = said[:whole], said[whole:]
    while frame: frame = frame[os.write(3, frame):]
while said:
    _answer()
    _read(sum(struct.unpack("!II", _read(8))))
"""


def forged(starter: str, trick: str) -> str:
    """The starter with the trick in front, and every public name of it answering with `_forged`."""
    lines = [trick]
    for node in ast.parse(starter).body:
        name = getattr(node, "name", "_")
        if name.startswith("_"):
            continue
        if isinstance(node, ast.ClassDef):
            lines.append(f"class {name}:\n    def __init__(self, *a, **k): pass")
            lines.append("    def __getattr__(self, name): return _forged")
            methods = [m.name for m in node.body if isinstance(m, ast.FunctionDef) and m.name != "__init__"]
            lines += [f"    {method} = lambda self, *a, **k: _forged(*a, **k)" for method in methods]
        elif isinstance(node, ast.FunctionDef):
            lines.append(f"def {name}(*a, **k): return _forged(*a, **k)")
    return "\n".join(lines) + "\n"


@cache
def lent(id: str) -> dict[str, str]:
    """The solutions that a lab rests on, by path."""
    found: dict[str, str] = {}
    for used in map(CATALOG.lab, CATALOG.lab(id).uses):
        found |= lent(used.id) | {used.module: used.solution}
    return found


def judged(engine: Engine, lab: Lab, source: str, checks: Sequence[grading.Check] = ()) -> Verdict:
    """As a submission is judged, with inputs drawn afresh, up to the first check that is not passed."""
    checks = checks or lab.checks.checks
    results: list[CheckResult] = []

    def drive(remote: Remote) -> None:
        results.clear()
        stand_in = grading.stand_in(remote, lab.module)
        for check in checks:
            rng = np.random.default_rng(int.from_bytes(os.urandom(8)))
            results.extend(grading.grade(lab.id, [check], stand_in, rng))
            if not results[-1].passed:
                return

    files = lent(lab.id) | {lab.module: source}
    submission = Submission(uuid7(), lab.entry, files, lab.forbids, lab.profile, lab.limits)
    run = engine.run(submission, drive)
    return grading.verdict(lab.id, checks, results, run, source=source)


def heard(engine: Engine, lab: Lab, checks: Sequence[grading.Check]) -> tuple[Verdict, bytes]:
    """The verdict of the lab's solution, and every frame that came from its child."""
    said = bytearray()
    parse = wire.parse

    def listen(header: bytes, rest: bytes) -> wire.Frame:
        said.extend(struct.pack("!II", len(header), len(rest)) + bytes(header) + bytes(rest))
        return parse(header, rest)

    with mock.patch.object(wire, "parse", listen):
        return judged(engine, lab, lab.solution, checks), bytes(said)


@pytest.fixture(scope="module", params=LABS)
def lab(request: pytest.FixtureRequest) -> Lab:
    return CATALOG.lab(request.param)


def test_g05_patches_before_a_mistake_are_not_passed(engine, lab) -> None:
    """Stopped by: everything patched is in another process than the judge."""
    mistake = lab.mistakes[0].source
    future = "from __future__ import annotations\n" if "from __future__" in mistake else ""
    verdict = judged(engine, lab, future + TOGETHER + mistake.replace(future or "\0", ""))
    assert not verdict.passed
    assert not verdict.run.ours


def test_s19_no_forged_module_is_passed(engine, lab) -> None:
    """Stopped by: only data that was asked for counts, and it is compared elsewhere."""
    for name, trick in APART.items():
        verdict = judged(engine, lab, forged(lab.starter, trick))
        assert not verdict.passed, name
        assert not verdict.run.ours, name
        assert verdict.sentence, name


def test_g08_the_answers_of_a_passed_attempt_are_not_passed_again(engine, lab) -> None:
    """Stopped by: inputs are drawn afresh. Every frame of a passed run is said again, in order.

    A single check may do without chance; the lab may not.
    """
    for checks in (lab.checks.checks[:1], lab.checks.checks):
        verdict, said = heard(engine, lab, checks)
        assert verdict.passed, verdict.sentence  # the solution is, where the forgeries are not
        replay = f"SAID = {base64.b85encode(zlib.compress(said))!r}\n{REPLAY}"
        again = judged(engine, lab, replay, checks)
        assert not again.run.ours
        if not again.passed:
            return
    pytest.fail("every frame of a passed run, said again, is passed: the checks use no chance")
