"""A result cannot be forged: what counts is data that was asked for, and expected values are elsewhere."""

from __future__ import annotations

import ast
import json
import pickle
import struct
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import groundup.engine
from groundup import grading
from groundup.engine.inside import wire
from groundup.records import Handle
from tests.engine.arena import QUICK

WRITE_ALL = """
import os, time
def f(frame):
    while frame: frame = frame[os.write(3, frame):]
    time.sleep(60)
"""


def forged(content: object, rest: bytes = b"", **lengths: int) -> bytes:
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    return struct.pack("!II", lengths.get("header", len(text)), lengths.get("total", len(rest))) + text + rest


BAD_FRAMES = {
    "not JSON": forged(b"{nonsense"),
    "a pickle": forged(b"\x80\x04K*."),
    "no buffers": forged({"ok": {"value": 1}}),
    "endless header": forged(b"{}", header=2**31),
    "giant buffers": forged({"buffers": []}, total=2**31),
    "lengths that lie": forged({"buffers": [5], "ok": {}}, b"123"),
    "negative length": forged({"buffers": [-1, 1], "ok": {}}),
    "not an object": forged([1, 2]),
    "deep": forged(b"[" * 100_000),
    "giant shape": forged(
        {"buffers": [8], "ok": {"value": {"k": "array", "d": "<f8", "s": [2**30, 2**30], "b": 0}}},
        b"12345678",
    ),
    "object array": forged(
        {"buffers": [8], "ok": {"value": {"k": "array", "d": "|O", "s": [1], "b": 0}}}, b"12345678"
    ),
    "one buffer twice": forged(
        {"buffers": [1], "ok": {"value": [{"k": "bytes", "b": 0}, {"k": "bytes", "b": 0}]}}, b"1"
    ),
    "negative extent": forged(
        {"buffers": [0], "ok": {"value": {"k": "array", "d": "<f8", "s": [-1, 0], "b": 0}}}
    ),
    "odd float": forged({"buffers": [], "ok": {"value": {"k": "float", "v": "__import__('os')"}}}),
    "long integer": forged({"buffers": [], "ok": {"value": {"k": "int", "v": "f" * 100_000}}}),
    "unhashable key": forged({"buffers": [], "ok": {"value": {"k": "dict", "v": [[[], 1]]}}}),
    "unknown kind": forged({"buffers": [], "ok": {"value": {"k": "exec", "v": "1"}}}),
    "a call of what was not lent": forged({"buffers": [], "back": 7, "args": []}),
    "a call of a name": forged({"buffers": [], "back": "os.system", "args": ["true"]}),
    "no value": forged({"buffers": [], "ok": {}}),
    "wide text": forged(
        {"buffers": [4], "ok": {"value": {"k": "array", "d": "<U1", "s": [1], "b": 0}}}, b"\xff\xff\xff\xff"
    ),
}


# --- s18: nothing that comes back is executed -----------------------------------------------------------


class Payload:
    def __reduce__(self) -> tuple[object, ...]:
        return (exec, ("import sys; sys.modules['__main__'].pwned = True",))


@pytest.mark.parametrize("kind", ["bytes", "frame", "array"])
def test_s18_a_pickle_is_bytes_and_no_more(attacker, kind) -> None:
    """Stopped by: the format knows plain data alone."""
    pickled = pickle.dumps(Payload())
    frame = struct.pack("!II", len(pickled), 0) + pickled
    give = {"bytes": "return p", "frame": "os.write(3, p)", "array": "return np.array([p], dtype=object)"}
    source = f"import numpy as np, os\ndef f(p):\n    {give[kind]}"
    run = attacker(source, frame if kind == "frame" else pickled)
    assert attacker.value == pickled or run.status == "crashed" or type(attacker.value) is Handle
    assert not hasattr(sys.modules["__main__"], "pwned")


EXECUTING = {"pickle", "_pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "torch"}
TRUSTED = [*Path(groundup.engine.__file__).parent.glob("*.py"), Path(wire.__file__)]


@pytest.mark.parametrize("path", TRUSTED, ids=lambda path: path.name)
def test_s18_the_trusted_side_has_nothing_that_executes_data(path) -> None:
    tree = ast.parse(path.read_text())
    imported = {a.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imported |= {(n.module or "").split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    called = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    assert not imported & EXECUTING
    assert not called & {"eval", "exec", "compile", "__import__"}
    assert "allow_pickle=True" not in path.read_text()


# --- s19: forged answers ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BAD_FRAMES)
def test_s19_a_malformed_frame_ends_the_run(attacker, name) -> None:
    """Stopped by: lengths, depth, dtypes and extents are checked before anything is allocated."""
    run = attacker("import os\ndef f(frame):\n    os.write(3, frame)\n    os._exit(0)", BAD_FRAMES[name])
    assert (run.status, attacker.value) == ("crashed", None)
    assert run.fault.kind in ("Malformed", "Exit")


def test_s19_a_forged_frame_is_only_data(attacker) -> None:
    """The learner's code may answer for itself; it still has to know what is expected."""
    frame = forged({"buffers": [], "ok": {"value": "passed"}})
    attacker("import os, time\ndef f(frame):\n    os.write(3, frame)\n    time.sleep(60)", frame)
    assert attacker.value == "passed"


def ask_twice(remote) -> object:
    return [remote.call(None, "f"), remote.call(None, "g")]


def test_s19_a_second_answer_is_wrong_data_and_no_more(attacker) -> None:
    """Stopped by: what is compared is compared with what was asked for."""
    frame = forged({"buffers": [], "ok": {"value": "late"}})
    source = f"import os\ndef f():\n    os.write(3, {frame!r})\n    return 1\ndef g(): return 2"
    run = attacker(source, drive=ask_twice)
    assert run.status in ("ok", "crashed")
    assert attacker.value in (["late", 1], None)


def test_s19_what_is_sent_after_the_last_answer_is_never_read(attacker) -> None:
    """Stopped by: a frame is read when a question was asked."""
    frame = forged({"buffers": [], "refused": {}, "fault": {"kind": "X"}})
    attacker(
        f"import os, threading\ndef f():\n"
        f"    threading.Timer(0, os.write, [3, {frame!r}]).start()\n    return 1"
    )
    assert attacker.value in (1, None)


@pytest.mark.parametrize("used", [[10**400, 1], [float("1e999"), -1], ["1", None], [[1], {}], "x", [1]])
def test_s19_a_forged_account_is_only_a_number(attacker, used) -> None:
    """Stopped by: what a child says that it used is a finite number or nothing."""
    frame = forged({"buffers": [], "ok": {"value": 1}, "used": used})
    run = attacker("import os, time\ndef f(frame):\n    os.write(3, frame)\n    time.sleep(60)", frame)
    assert attacker.value == 1
    assert 0 <= run.cpu_ms < 1e13 and 0 <= run.peak_mib < 1e13


ALIKE = [n * (2**61 - 1) for n in range(1, 60_000)]  # whole numbers of one hash


@pytest.mark.parametrize("kind", ["set", "frozenset", "dict"])
def test_s19_keys_made_to_collide_cost_no_time(attacker, kind) -> None:
    """Stopped by: keys are looked at before they are put in order, which would take their number squared."""
    value = {"k": kind, "v": [[n, 0] for n in ALIKE] if kind == "dict" else ALIKE}
    begun = time.monotonic()
    run = attacker(WRITE_ALL, forged({"buffers": [], "ok": {"value": value}}))
    assert run.fault.kind == "Malformed"
    assert time.monotonic() - begun < QUICK.wall_s + 3


def test_s19_halves_of_characters_do_not_reach_the_page(attacker) -> None:
    """Stopped by: text that cannot be written down is replaced where it comes in."""
    run = attacker("def f(): raise ValueError('\\ud800 half')")
    assert run.fault.message == "? half"
    frame = forged({"buffers": [], "fault": dict.fromkeys(("kind", "message", "path", "trace"), "\udfff")})
    run = attacker(WRITE_ALL, frame)
    assert "".join((run.fault.kind, run.fault.message, run.fault.path, run.fault.trace)).encode()


@pytest.mark.parametrize(
    "source",
    [
        "import os\ndef f(): os._exit(0)",
        "import os\nos._exit(0)",
        "import ctypes\ndef f(): ctypes.string_at(0)",
        "import os\ndef f(): os.abort()",
        "import sys\ndef f():\n    sys.setrecursionlimit(10**9)\n    g = lambda n: g(n + 1)\n    g(0)",
        "import os\ndef f(): os.close(3)",
    ],
)
def test_s19_ending_the_process_is_never_an_answer(attacker, source) -> None:
    run = attacker(source, limits=replace(QUICK, wall_s=2.0, memory_mib=64))
    assert run.status in ("crashed", "memory", "error", "timeout")
    assert attacker.value is None
    assert run.fault.message


def test_atexit_never_runs(attacker) -> None:
    run = attacker("import atexit\natexit.register(print, 'ran')\ndef f(): return 1")
    assert (run.status, run.stdout) == ("ok", "")


def test_s20_an_object_that_equals_everything_stays_inside(attacker) -> None:
    run = attacker(
        "class All:\n    def __eq__(self, o): return True\n    __array__ = None\ndef f(): return All()"
    )
    assert run.status == "ok"
    assert attacker.value != 3
    assert attacker.value.type_name == "All"


@pytest.mark.parametrize(
    "made",
    [
        "class N(float):\n    def __eq__(self, o): return True\ndef f(): return N(1)",
        "class N(list):\n    def __eq__(self, o): return True\ndef f(): return N([1])",
        "import numpy as np\nclass N(np.ndarray):\n    def __eq__(self, o): return True\n"
        "def f(): return np.ones(2).view(N)",
        "import numpy as np\ndef f(): return np.array([object()])",
    ],
)
def test_s20_subclasses_and_object_arrays_do_not_come_out_as_data(attacker, made) -> None:
    attacker(made)
    assert type(attacker.value).__name__ == "Handle"


def test_g05_patched_numpy_does_not_reach_the_trusted_side(attacker) -> None:
    attacker("import numpy as np\nnp.allclose = np.array_equal = lambda *a, **k: True\ndef f(): return [1.0]")
    assert not np.allclose(attacker.value, [2.0])


def test_s20_nan_and_infinity_come_as_they_are(attacker) -> None:
    attacker("import numpy as np\ndef f(): return float('nan'), float('inf'), np.array([np.nan, -0.0])")
    nan, inf, values = attacker.value
    assert nan != nan
    assert inf > 1e308
    assert np.isnan(values[0]) and np.signbit(values[1])


def test_an_own_error_whose_str_raises_is_reported(attacker) -> None:
    run = attacker("class Bad(Exception):\n    def __str__(self): raise self\ndef f(): raise Bad")
    assert (run.status, run.fault.kind) == ("error", "Bad")


def test_s19_the_encoder_inside_may_be_broken(attacker) -> None:
    run = attacker("from inside import wire\nwire.frame = lambda *a: [b'x' * 100]\ndef f(): return 1")
    assert run.status == "crashed"


PATHOLOGICAL = {
    "not a number": "float('nan')",
    "nans": "np.full(3, np.nan)",
    "infinity": "float('-inf')",
    "the largest": "1.7976931348623157e308",
    "the smallest": "5e-324",
    "minus zero": "-0.0",
    "a huge integer": "10**4000",
    "an integer beyond the format": "10**40_000",
    "a huge shape": "np.broadcast_to(np.float64(0), (2**20, 2**20))",
    "no entries, huge axes": "np.zeros((0, 2**40))",
    "many axes": "np.zeros((1,) * 32)",
    "objects": "np.array([1, None, 'x'])",
    "a record": "np.zeros(2, dtype=[('a', float)])",
    "dates": "np.array(['2026-01-01'], dtype='M8[D]')",
    "halves": "np.float16(65504)",
    "long doubles": "np.longdouble(1)",
    "complex": "complex('nan+infj')",
    "an array that asks": "type('T', (), {'__array__': lambda s, *a, **k: np.zeros(3)})()",
    "masked": "np.ma.masked_array([1.0, 2.0], [True, False])",
    "a matrix": "np.matrix([[1.0]])",
    "text": "'1.0'",
    "a truth": "np.True_",
    "foreign order": "np.array([1.0], dtype='>f8')",
    "negative strides": "np.arange(3.0)[::-1]",
}


def compared(value: object) -> list[str]:
    """The names of comparisons with ordinary numbers that it passes."""
    checks = {
        "one": lambda: grading.close(value, 1.0),
        "zeros": lambda: grading.close(value, np.zeros(3)),
        "seven": lambda: grading.equal(value, 7),
    }
    passed = []
    for name, check in checks.items():
        try:
            check()
        except grading.CheckFailed:
            continue
        passed.append(name)
    return passed


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_s20_pathological_values_are_plain_data_or_stay_inside(attacker, name) -> None:
    """Stopped by: a fixed list of types; comparison on the trusted side, where NaN is no number."""
    run = attacker(f"import numpy as np\ndef f(): return {PATHOLOGICAL[name]}")
    value = attacker.value
    if run.status != "ok":
        assert run.fault.kind in ("ResultError", "MemoryError")
        return
    assert type(value) in (bool, int, float, complex, str, np.ndarray, Handle) or isinstance(
        value, np.generic
    )
    if type(value) is not Handle:
        assert compared(value) == []


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"[]", b'{"buffers": [1e9]}', b'{"buffers": "x"}', b'{"buffers": [true]}']
)
def test_headers_are_checked(text) -> None:
    with pytest.raises(wire.Malformed):
        wire.parse(text, b"")


def test_lengths_are_checked_before_anything_is_read() -> None:
    with pytest.raises(wire.Malformed):
        wire.lengths(wire.HEAD.pack(wire.LONGEST_HEADER + 1, 0))
    with pytest.raises(wire.Malformed):
        wire.lengths(wire.HEAD.pack(1, wire.LONGEST_BUFFERS + 1))
