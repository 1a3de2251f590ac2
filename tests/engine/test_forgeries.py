"""A result cannot be forged: what counts is data that was asked for, and expected values are elsewhere."""

from __future__ import annotations

import json
import struct
from dataclasses import replace

import numpy as np
import pytest

from groundup.engine.inside import wire
from tests.engine.conftest import QUICK

HEAD = "import json, os, struct\n"


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


@pytest.mark.parametrize("name", BAD_FRAMES)
def test_a_malformed_frame_ends_the_run(attempt, name) -> None:
    run = attempt("import os\ndef f(frame):\n    os.write(3, frame)\n    os._exit(0)", BAD_FRAMES[name])
    assert (run.status, attempt.value) == ("crashed", None)
    assert run.fault.kind in ("Malformed", "Exit")


def test_a_forged_frame_is_only_data(attempt) -> None:
    """The learner's code may answer for itself; it still has to know what is expected."""
    frame = forged({"buffers": [], "ok": {"value": "passed"}})
    attempt("import os, time\ndef f(frame):\n    os.write(3, frame)\n    time.sleep(60)", frame)
    assert attempt.value == "passed"


def test_a_late_frame_cannot_answer_a_question_that_was_not_asked(attempt) -> None:
    seen = []

    def drive(remote) -> None:
        seen.append(remote.call(None, "f"))
        seen.append(remote.call(None, "g"))

    frame = forged({"buffers": [], "ok": {"value": "late"}})
    source = f"import os\ndef f():\n    os.write(3, {frame!r})\n    return 1\ndef g(): return 2"
    run = attempt(source, drive=drive)
    assert run.status in ("ok", "crashed")
    assert "late" in seen  # it came as an answer to f, and 1 as the answer to g: wrong data, nothing more
    assert seen != [1, 2]


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
def test_ending_the_process_is_never_success(attempt, source) -> None:
    run = attempt(source, limits=replace(QUICK, wall_s=2.0, memory_mib=64))
    assert run.status in ("crashed", "memory", "error", "timeout")
    assert attempt.value is None
    assert run.fault.message


def test_atexit_never_runs(attempt) -> None:
    run = attempt("import atexit\natexit.register(print, 'ran')\ndef f(): return 1")
    assert (run.status, run.stdout) == ("ok", "")


def test_an_object_that_equals_everything_stays_inside(attempt) -> None:
    run = attempt(
        "class All:\n    def __eq__(self, o): return True\n    __array__ = None\ndef f(): return All()"
    )
    assert run.status == "ok"
    assert attempt.value != 3
    assert attempt.value.type_name == "All"


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
def test_subclasses_and_object_arrays_do_not_come_out_as_data(attempt, made) -> None:
    attempt(made)
    assert type(attempt.value).__name__ == "Handle"


def test_patched_numpy_does_not_reach_the_trusted_side(attempt) -> None:
    attempt("import numpy as np\nnp.allclose = np.array_equal = lambda *a, **k: True\ndef f(): return [1.0]")
    assert not np.allclose(attempt.value, [2.0])


def test_nan_and_infinity_come_as_they_are(attempt) -> None:
    attempt("import numpy as np\ndef f(): return float('nan'), float('inf'), np.array([np.nan, -0.0])")
    nan, inf, values = attempt.value
    assert nan != nan
    assert inf > 1e308
    assert np.isnan(values[0]) and np.signbit(values[1])


def test_an_own_error_whose_str_raises_is_reported(attempt) -> None:
    run = attempt("class Bad(Exception):\n    def __str__(self): raise self\ndef f(): raise Bad")
    assert (run.status, run.fault.kind) == ("error", "Bad")


def test_the_encoder_inside_may_be_broken(attempt) -> None:
    run = attempt("from inside import wire\nwire.frame = lambda *a: [b'x' * 100]\ndef f(): return 1")
    assert run.status == "crashed"


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
