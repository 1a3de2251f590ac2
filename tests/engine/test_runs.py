"""A submission goes in, data comes out."""

from __future__ import annotations

import math
import time
from dataclasses import replace

import numpy as np
import pytest

from groundup.engine import Engine
from groundup.records import GroundupError, Handle, LearnerError, Limits, Remote, Rng, Run, Submission, uuid7
from tests.engine.conftest import QUICK

ROUND_TRIP = [
    None,
    True,
    0,
    -7,
    2**80,
    -(2**80),
    1.5,
    -0.0,
    math.inf,
    1 + 2j,
    "",
    "häl\ud800",
    b"\0raw",
    [],
    [1, [2.5]],
    (1, (2,)),
    {1: "a", (2, 3): [4]},
    {1, 2},
    frozenset([1]),
    [0.5] * 100,
    list(range(100)),
    slice(1, None, 2),
    ...,
]
ARRAYS = [
    np.arange(6).reshape(2, 3),
    np.arange(6).reshape(2, 3).T,
    np.zeros((0, 3)),
    np.array(2.5),
    np.array([True, False]),
    np.array([1 + 2j]),
    np.array(["a", "bcd"]),
    np.arange(3, dtype=">i4"),
    np.float32([1.5, np.nan]),
]


@pytest.mark.parametrize("value", ROUND_TRIP, ids=repr)
def test_plain_data_comes_back_as_it_went(attempt, value) -> None:
    run = attempt("def f(x): return x", value)
    assert run.status == "ok"
    assert attempt.value == value
    assert type(attempt.value) is type(value)


@pytest.mark.parametrize("value", ARRAYS, ids=repr)
def test_arrays_keep_shape_and_values(attempt, value) -> None:
    attempt("def f(x): return x", value)
    assert attempt.value.shape == value.shape
    assert attempt.value.dtype == value.dtype.newbyteorder("<")
    np.testing.assert_array_equal(attempt.value, value)


def test_arguments_are_seen_as_they_are_after_the_call(attempt) -> None:
    seen = []
    attempt("def f(x): x.append(4)", drive=lambda r: seen.append(r.call(None, "f", [[1]], echo=True)))
    assert seen == [(None, [[1, 4]])]


def test_objects_stay_inside_and_answer_through_handles(attempt) -> None:
    seen = {}

    def drive(remote: Remote) -> None:
        v = remote.call(None, "V", [3])
        seen["same"] = remote.call(v, "me") == v
        seen["sum"] = remote.get(remote.call(v, "__add__", [v]), "x")
        seen["handle"] = v

    attempt(
        """
        class V:
            def __init__(self, x): self.x = x
            def __add__(self, other): return V(self.x + other.x)
            def me(self): return self
        """,
        drive=drive,
    )
    assert (seen["same"], seen["sum"]) == (True, 6)
    assert seen["handle"] == Handle(seen["handle"].number, "V", False)


def test_functions_are_called_back_and_may_ask_again(attempt) -> None:
    seen = []

    def drive(remote: Remote) -> None:
        def twice(x: float) -> float:
            return remote.call(None, "double", [x])

        seen.append(remote.call(None, "apply", [twice, np.arange(3.0)]))

    attempt("def double(x): return 2 * x\ndef apply(g, x): return g(x) + 1", drive=drive)
    np.testing.assert_array_equal(seen[0], [1, 3, 5])


def test_an_error_of_a_lent_function_appears_where_it_was_called(attempt) -> None:
    def lent() -> None:
        raise KeyError("no")

    attempt("def f(g):\n    try: g()\n    except KeyError: return 'caught'", lent)
    assert attempt.value == "caught"


def test_generators_are_stepped_from_outside(attempt) -> None:
    seen = []

    def drive(remote: Remote) -> None:
        steps = remote.call(None, "f")
        seen.append(remote.call(steps, "__next__"))
        with pytest.raises(LearnerError) as error:
            remote.call(steps, "__next__")
        seen.append(error.value.fault.kind)

    attempt("def f(): yield 1", drive=drive)
    assert seen == [1, "StopIteration"]


def test_a_seeded_generator_is_made_inside(attempt) -> None:
    attempt("def f(rng): return rng.normal(size=3)", Rng(7))
    np.testing.assert_array_equal(attempt.value, np.random.default_rng(7).normal(size=3))


def test_packages_need_no_init_file(attempt) -> None:
    attempt(
        "from mylib.deep.down.numbers import one\ndef f(): return one",
        files={"mylib/deep/down/numbers.py": "one = 1"},
    )
    assert attempt.value == 1


def test_a_fault_names_file_line_and_the_learners_own_frames(attempt) -> None:
    run = attempt("import json\nclass Odd(ValueError): pass\n\ndef f():\n    raise Odd('so')")
    assert run.status == "error"
    assert (run.fault.kind, run.fault.message) == ("Odd", "so")
    assert (run.fault.path, run.fault.line) == ("mylib/attempt.py", 5)
    assert run.fault.bases[0] == "ValueError"
    assert run.fault.trace == "mylib/attempt.py, line 5, in f\n    raise Odd('so')\nOdd: so"


@pytest.mark.parametrize(
    ("source", "kind", "line"),
    [
        ("x = 1\ndef f(:\n", "SyntaxError", 2),
        ("\n\nimport no_such_thing", "ModuleNotFoundError", 3),
        ("from mylib.other import x", "ModuleNotFoundError", 1),
        ("x = 1\n1 / 0", "ZeroDivisionError", 2),
        ("", "EmptyFile", None),
        ("# later\n", "EmptyFile", None),
        ("import sys\nsys.exit(0)", "SystemExit", 2),
        ("a = 1\0", "SyntaxError", 1),
        ("x = 1\n  y = 2", "IndentationError", 2),
    ],
)
def test_a_module_that_cannot_be_imported_is_an_error_with_its_line(attempt, source, kind, line) -> None:
    run = attempt(source)
    assert (run.status, run.fault.kind, run.fault.line) == ("error", kind, line)
    assert run.fault.message


def test_a_missing_module_says_which_file(attempt) -> None:
    run = attempt("x = 1", entry="mylib.elsewhere")
    assert run.status == "error"
    assert "mylib/elsewhere.py" in run.fault.message


def test_sys_exit_in_a_function_is_an_error(attempt) -> None:
    run = attempt("import sys\ndef f(): sys.exit(0)")
    assert (run.status, run.fault.kind) == ("error", "SystemExit")


def test_what_is_printed_is_kept(attempt) -> None:
    assert attempt("print('at import')\ndef f(): print('in call')").stdout == "at import\nin call\n"


def test_any_text_can_be_printed(attempt) -> None:
    assert attempt("print('∑ häl 日本')").stdout == "∑ häl 日本\n"


def test_files_that_are_too_large_are_an_error(attempt) -> None:
    run = attempt("x = 1\n" + "#" * 5_000_000)
    assert (run.status, run.fault.kind) == ("error", "TooLarge")


def test_other_exceptions_of_drive_pass_through(attempt) -> None:
    def drive(remote: Remote) -> None:
        raise LookupError("a bug of the check")

    with pytest.raises(LookupError):
        attempt("x = 1", drive=drive)


def test_a_value_that_is_not_plain_data_is_refused_before_it_is_sent(attempt) -> None:
    with pytest.raises(TypeError, match="object is not plain data"):
        attempt("def f(x): return x", object())


def test_only_the_packages_of_the_profile_are_there(engine: Engine, attempt) -> None:
    run = attempt("import sklearn")
    assert run.fault.kind == "ModuleNotFoundError"
    submission = Submission(uuid7(), "m", {"m.py": "import sklearn"}, profile="sci", limits=Limits())
    assert engine.run(submission, lambda remote: None).status == "ok"


def test_times_and_memory_are_those_of_the_code(attempt) -> None:
    run = attempt("import numpy as np\ndef f(): return float(np.ones(4_000_000).sum())")
    assert 25 < run.peak_mib < 60
    assert run.cpu_ms > 0
    assert 0 < run.wall_ms < 5000


def test_a_lab_may_name_further_packages_for_its_profile() -> None:
    source = "import jinja2\ndef f(): return jinja2.Template('{{ 6 * 7 }}').render()"
    with Engine(()) as engine:
        results: dict[str, Run] = {}
        answers: list[object] = []
        for profile in ("core", "core+jinja2"):
            submission = Submission(uuid7(), "m", {"m.py": source}, profile=profile)
            results[profile] = engine.run(submission, lambda remote: answers.append(remote.call(None, "f")))
    assert results["core"].fault is not None
    assert results["core"].fault.kind == "ModuleNotFoundError"
    assert (results["core+jinja2"].status, answers) == ("ok", ["42"])


def test_a_package_that_is_not_installed_is_named() -> None:
    submission = Submission(uuid7(), "m", {"m.py": ""}, profile="core+no-such-package")
    with Engine(()) as engine, pytest.raises(GroundupError, match="no-such-package"):
        engine.run(submission, lambda remote: None)


BEGUN = """
import time

def slow(seconds, value):
    time.sleep(seconds)
    return value

def fail():
    raise ValueError("no")
"""


def test_a_call_runs_while_we_do_something_else(attempt) -> None:
    spent: list[float] = []

    def drive(remote: Remote) -> None:
        finish = remote.begin(None, "slow", [0.3, 7], {})
        time.sleep(0.4)
        start = time.monotonic()
        assert finish() == 7
        spent.append(time.monotonic() - start)
        assert remote.call(None, "slow", [0, 8]) == 8

    assert attempt(BEGUN, drive=drive).status == "ok"
    assert spent[0] < 0.3  # less than the call itself takes: it had run meanwhile


def test_a_begun_call_has_its_faults_and_its_limits(attempt) -> None:
    def fails(remote: Remote) -> None:
        finish = remote.begin(None, "fail", [], {})
        with pytest.raises(LearnerError, match="no"):
            finish()

    def never_ends(remote: Remote) -> None:
        remote.begin(None, "slow", [60, 0], {})()

    assert attempt(BEGUN, drive=fails).status == "ok"
    assert attempt(BEGUN, drive=never_ends, limits=replace(QUICK, wall_s=0.3)).status == "timeout"


def test_waiting_for_slow_code_takes_no_processor_time(attempt) -> None:
    begun = time.process_time()
    run = attempt("import time\ndef f(): time.sleep(0.6)")
    assert run.status == "ok" and run.wall_ms > 500
    assert 1000 * (time.process_time() - begun) < run.wall_ms / 3
