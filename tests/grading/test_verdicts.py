"""Checks run, and what is said: one sentence a beginner understands for whatever can go wrong."""

import contextlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from groundup.grading import (
    Check,
    CheckResult,
    array,
    check,
    close,
    echo,
    equal,
    grade,
    item,
    load_checks,
    local_remote,
    probe,
    raises,
    stand_in,
    that,
    verdict,
)
from groundup.records import Diagnosis, Fault, Run, RunEnded, RunStatus

MODULE = "mylib/linalg/vectors.py"
SOURCE = """
def add(u, v):
    return [a + b for a, b in zip(u, v)]
def scale(c, v):
    raise NotImplementedError("task 2")
def broken(v):
    return v[100]
def endless(n):
    return endless(n)
def nothing(v):
    pass
def nan():
    return float("nan")
def pair(v):
    return 3.0
class Model:
    def fit(self, X):
        self.n = len(X)
"""


def results(*checks: Check, source: str = SOURCE) -> tuple[CheckResult, ...]:
    lab = stand_in(local_remote(source), MODULE)
    return grade("lab-vectors", checks, lab, np.random.default_rng(0))


def sentence(run: Any, source: str = SOURCE) -> str:
    (result,) = results(Check("holds", 1, run), source=source)
    assert not result.passed
    assert "\n" not in result.sentence
    return result.sentence


def test_a_failing_call_is_quoted_with_what_came_and_what_was_expected() -> None:
    def add(lab: Any, rng: Any) -> None:
        close(lab.add([1, 2], [3, 4]), [1, 2, 3, 4])

    assert sentence(add) == "`add([1, 2], [3, 4])` gave [4, 6]; expected [1, 2, 3, 4]."


def test_a_result_is_traced_to_its_call_even_after_other_calls() -> None:
    def add(lab: Any, rng: Any) -> None:
        first = lab.add([1], [1])
        lab.add([7], [7])
        equal(first, [3])

    assert sentence(add).startswith("`add([1], [1])` gave [2]")


def test_a_value_that_the_check_computed_is_told_as_coming_after_the_call() -> None:
    def add(lab: Any, rng: Any) -> None:
        close(sum(lab.add([1], [1])), 3)

    assert sentence(add) == "After `add([1], [1])`: got 2; expected 3."


def test_what_is_not_written_yet_names_its_task() -> None:
    told = sentence(lambda lab, rng: close(lab.scale(2, [1]), [2]))
    assert told == "Task 2 is not written yet: `scale` still raises NotImplementedError."


def test_not_written_yet_never_counts_as_a_promised_error() -> None:
    for kind in (Exception, RuntimeError, ValueError):
        told = sentence(lambda lab, rng, kind=kind: raises(kind, lab.scale, 2, [1]))
        assert "not written yet" in told
    (result,) = results(
        Check("", 1, lambda lab, rng: (raises(NotImplementedError, lab.scale, 2, []), None)[1])
    )
    assert result.passed


def test_a_missing_function_is_named_with_its_file() -> None:
    told = sentence(lambda lab, rng: raises(Exception, lab.dot, [1], [2]))
    assert told == "`dot` is not defined in mylib/linalg/vectors.py."


def test_an_exception_is_told_with_its_line() -> None:
    told = sentence(lambda lab, rng: lab.broken([1]))
    assert told == "`broken([1])` raised IndexError: list index out of range (line 7 of learner.py)."
    assert "calls itself without end" in sentence(lambda lab, rng: lab.endless(1))


def test_a_promised_error_that_does_not_come_says_what_came_instead() -> None:
    told = sentence(lambda lab, rng: raises(ValueError, lab.add, [1.0], [1.0, 2.0]))
    assert told == "`add([1.0], [1.0, 2.0])` returned [2.0]; it should raise ValueError."
    told = sentence(lambda lab, rng: raises(ValueError, lab.broken, [1]))
    assert told == "`broken([1])` raised IndexError: list index out of range; it should raise ValueError."


def test_only_the_learners_own_exception_counts_as_a_promised_error() -> None:
    def ours(lab: Any, rng: Any) -> None:
        raises(ZeroDivisionError, lambda: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        results(Check("ours", 1, ours))


def test_changed_arguments_are_noticed() -> None:
    def in_place(lab: Any, rng: Any) -> None:
        _, after = echo(lab.add, [1], [2])
        equal(after[0], [1], "`add` changed its first argument in place")

    (result,) = results(Check("not in place", 1, in_place))
    assert result.passed
    source = "def add(u, v):\n    u.append(0)\n    return u"
    assert "in place: got [1, 0]; expected [1]." in sentence(in_place, source)


@pytest.mark.parametrize(
    "run",
    [
        lambda lab, rng: 1 / 0,
        lambda lab, rng: undefined_name,  # type: ignore[name-defined]  # noqa: F821 - the bug that is meant
        lambda lab, rng: None.x,  # type: ignore[attr-defined]  # the bug that is meant
        lambda lab, rng: that([1], "not a bool"),
        lambda lab, rng: equal(1.0, float("nan")),
        lambda lab, rng: echo(len, [1]),
    ],
)
def test_a_bug_in_a_check_flies_and_names_the_check(run: Any) -> None:
    with pytest.raises(Exception) as caught:
        results(Check("buggy", 1, run))
    assert not isinstance(caught.value, AssertionError)
    assert "'buggy' of lab-vectors" in caught.value.__notes__[0]


def test_a_raise_in_a_check_flies_whatever_the_learner_answered() -> None:
    def buggy(lab: Any, rng: Any) -> None:
        lab.add([1], [1])
        raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        results(Check("buggy", 1, buggy))


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (lambda lab, rng: lab.nothing([1]).shape, "`nothing([1])` gave None (is a `return` missing?)"),
        (lambda lab, rng: dict([lab.pair([1])]), "`pair([1])` gave 3.0, and the check could not go on"),
        (lambda lab, rng: lab.Model().fit([1]).n, "`Model().fit([1])` gave None"),
        (lambda lab, rng: lab.Model() == 1, "`Model()` gave an object of type Model"),
        (
            lambda lab, rng: that(lab.nothing(1), "holds"),
            "gave None (is a `return` missing?); expected True or",
        ),
        (
            lambda lab, rng: that(np.array(lab.add([1], [1])) == 2, "x"),
            "could not go on with that (that() takes",
        ),
        (lambda lab, rng: close(lab.pair(1), lab.nan()), "(The expected value holds NaN: pass nan_ok=True"),
        (lambda lab, rng: close(lab.pair(1), lab.Model()), "(The expected value is a stand-in object"),
        (lambda lab, rng: 1 / (lab.pair(1) - 3), "could not go on with that (float division by zero)"),
        (lambda lab, rng: item(lab.add([1], [1]), "x"), "expected a dict with the key 'x'"),
        (lambda lab, rng: item(lab.add([1], [1]), 1), "expected at least 2 values"),
        (lambda lab, rng: array(lab.nothing(1), (2, None)), "expected an array of shape (2, any)"),
        (lambda lab, rng: array(lab.add([1], [1]), (2,)), "gave shape (1,); expected an array of shape (2)"),
    ],
)
def test_data_of_another_kind_than_expected_fails_politely(run: Any, told: str) -> None:
    assert told in sentence(run)


def test_the_same_flies_when_content_is_checked_strictly() -> None:
    with pytest.raises(AttributeError):
        checks = [Check("odd", 1, lambda lab, rng: lab.nothing([1]).shape)]
        grade("l", checks, local_remote(SOURCE), np.random.default_rng(0), strict=True)


def test_a_failing_check_stops_no_other_and_each_has_its_own_generator() -> None:
    drawn = []

    def draws(lab: Any, rng: Any) -> None:
        drawn.append(rng.normal())
        that(len(drawn) == 2, "the second one")

    outcome = results(Check("a", 1, draws), Check("b", 1, draws), Check("c", 1, draws))
    assert [result.passed for result in outcome] == [False, True, False]
    assert len(set(drawn)) == 3
    before = list(drawn)
    drawn.clear()
    results(Check("a", 1, draws), Check("b", 1, draws), Check("c", 1, draws))
    assert drawn == before


class Dying:
    """A Remote that ends at a certain call."""

    def __init__(self, at: int) -> None:
        self.left = at
        self.inner = local_remote(SOURCE)

    def get(self, target: Any, name: str) -> Any:
        return self.inner.get(target, name)

    def call(self, *args: Any, **kwargs: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            raise RunEnded
        return self.inner.call(*args, **kwargs)


def adding(name: str) -> Check:
    return Check(name, 1, lambda lab, rng: equal(lab.add([1], [1]), [2]))


def test_after_the_run_ended_nothing_more_is_passed() -> None:
    checks = [adding(name) for name in "abc"]
    outcome = grade("l", checks, Dying(1), np.random.default_rng(0))
    assert [result.passed for result in outcome] == [True, False, False]
    told = verdict("l", checks, outcome, Run("timeout", wall_ms=10_000))
    assert not told.passed
    assert 'still running after 10 s in the check "b" and was stopped' in told.sentence
    assert "Not checked" in told.checks[2].sentence


def test_a_check_that_swallows_everything_cannot_hide_the_end_of_the_run() -> None:
    def swallowing(lab: Any, rng: Any) -> None:
        with contextlib.suppress(RunEnded):
            lab.add([1], [1])

    checks = [Check("a", 1, swallowing)]
    outcome = grade("l", checks, Dying(0), np.random.default_rng(0))
    assert not verdict("l", checks, outcome, Run("crashed")).passed


@pytest.mark.parametrize(
    ("status", "fault", "told"),
    [
        (
            "error",
            Fault("SyntaxError", "expected ':'", line=3),
            "cannot read the file in line 3: SyntaxError: ex",
        ),
        (
            "error",
            Fault("IndentationError", "unexpected indent", line=2),
            "the spaces at the start of the line",
        ),
        (
            "error",
            Fault("ModuleNotFoundError", "No module named 'foo'", "m.py", 1),
            "An import failed (line 1 of m.py): No",
        ),
        (
            "error",
            Fault("NameError", "name 'x' is not defined", "m.py", 9),
            "could not be run to its end: NameE",
        ),
        ("error", Fault("SystemExit", "0"), "ended the program itself"),
        ("error", None, "stopped before it could be checked"),
        ("timeout", None, "a loop that never ends"),
        ("memory", None, "more memory than it may"),
        ("output", None, "printed far too much"),
        ("output", Fault("DiskLimit", "m"), "wrote far too much to disk"),
        ("error", Fault("EmptyFile", "m.py is empty"), "The file is empty"),
        (
            "crashed",
            Fault("Crash", "The code crashed Python itself (Aborted)."),
            "crashed Python itself (Aborted):",
        ),
        (
            "refused",
            Fault("Forbidden", "numpy.linalg is not allowed.", "m.py", 4),
            "numpy.linalg is not allowed (line 4 of m.py).",
        ),
        ("refused", None, "asks you to write yourself"),
        ("crashed", None, "ended its own process"),
    ],
)
def test_each_end_of_a_run_has_its_sentence(status: RunStatus, fault: Fault | None, told: str) -> None:
    result = verdict("l", [adding("a")], (), Run(status, fault=fault))
    assert told in result.sentence
    assert not result.passed
    assert result.checks == (CheckResult("a", 1, False, "Not checked: the run ended before this check."),)


def passed(names: Sequence[str]) -> list[CheckResult]:
    return [CheckResult(name, 1, True) for name in names]


def test_a_lab_is_passed_only_when_every_check_was_run_and_the_run_was_ok() -> None:
    checks = [adding(name) for name in "ab"]
    assert verdict("l", checks, passed("ab"), Run("ok")).passed
    assert not verdict("l", checks, passed("a"), Run("ok")).passed
    assert not verdict("l", checks, passed("ab"), Run("crashed")).passed
    assert not verdict("l", checks, passed("ab"), Run("ok", ours=True)).passed
    assert not verdict("l", [], [], Run("ok")).passed


def test_a_passed_lab_has_no_diagnosis_and_names_what_was_lent() -> None:
    told = verdict("l", [adding("a")], passed("a"), Run("ok"), Diagnosis("m", "no"), ["lab-x"])
    assert told.diagnosis is None
    assert told.sentence == "The check passed. Lent for now: lab-x."


def test_an_empty_file_and_our_own_failure_are_told_as_such() -> None:
    checks = [adding("a")]
    assert "file is empty" in verdict("l", checks, (), Run("ok"), source=" \n").sentence
    assert "does not count" in verdict("l", checks, (), Run("crashed", ours=True), source="").sentence


def test_checks_and_probes_load_in_the_order_of_the_file() -> None:
    @check("first", task=2)
    def one(lab: Any, rng: Any) -> None: ...

    @check("second")
    def two(lab: Any, rng: Any) -> None: ...

    @probe
    def small(lab: Any) -> None: ...

    loaded = load_checks({"b": one, "some": [two], "again": one, "p": small, "x": 1})
    assert [(c.name, c.task) for c in loaded.checks] == [("first", 2), ("second", 1)]
    assert [p.name for p in loaded.probes] == ["small"]
    with pytest.raises(ValueError, match="'first'"):
        load_checks({"a": one, "b": check("first")(lambda lab, rng: None)})
    with pytest.raises(ValueError, match="Two probes are named '<lambda>'"):
        load_checks({"probes": [probe(lambda lab: 1), probe(lambda lab: 2)]})


def test_that_takes_a_bool() -> None:
    that(np.bool_(True), "")
    with pytest.raises(TypeError, match="takes a bool"):
        that([1], "")  # type: ignore[arg-type]  # the mistake that is meant


def test_what_the_learners_code_says_cannot_draw_on_the_page() -> None:
    source = "def f():\n    raise ValueError('\\x1b[31mred\\x1b[0m\\n' * 1000)"
    told = sentence(lambda lab, rng: lab.f(), source)
    assert told.isprintable()
    assert len(told) < 500
