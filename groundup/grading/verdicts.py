"""Runs the checks of a lab, and says what a Run means: one sentence for each failed check.

Never blames the learner for a fault of ours: an exception of a check's own code flies, and a Run that
failed on our side says so. One thing cannot be told apart by the exception alone: a check that is
written for a list and is given None. Where the learner has answered and an operation on data fails, the
check is not passed and the sentence says what came; with `strict`, as content is checked, it flies.
Never passes what was not checked: a lab is passed when its code ran to the
end and every one of its checks was run and passed.
"""

from __future__ import annotations

import dis
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from groundup.grading.checks import Check
from groundup.grading.preparing import Notes, Prepared
from groundup.grading.raised import CheckFailed, Missing, Raised, clean
from groundup.grading.standin import StandIn, begin_check, last_answered, module_of, stand_in
from groundup.records import CheckResult, Diagnosis, Fault, Remote, Run, RunEnded, Verdict

if TYPE_CHECKING:
    import numpy as np

NOT_REACHED = "Not checked: the run ended before this check."
EMPTY = "The file is empty: write the functions that the brief names, then save."
ENDED_HERE = "The run ended in this check."
TROUBLE = "Trouble"  # a bench could not go on, and says why in a sentence
LONGEST_TROUBLE = 600
UNUSABLE = (
    TypeError,
    AttributeError,
    LookupError,
    ValueError,
    ArithmeticError,
)  # what odd data makes Python raise
MEANINGS = {
    "RecursionError": "the function calls itself without end",
    "MemoryError": "it asked for more memory than there is",
    "UnboundLocalError": "a variable is used before it has a value",
    "IndentationError": "the spaces at the start of the line do not fit the lines around it",
    "TabError": "tabs and spaces are mixed",
}


def grade(
    lab_id: str,
    checks: Sequence[Check],
    remote: Remote | StandIn,
    rng: np.random.Generator,
    module: str = "",
    *,
    strict: bool = False,
    prepared: Prepared | None = None,
) -> tuple[CheckResult, ...]:
    """Every check in order, each with a generator of its own; a failing check stops no other.

    `prepared`: what was made ready of these checks with the seed of `rng`, before it has spawned anything.
    `lab_id` names the lab in an exception that flies from a check of ours.
    """
    lab = stand_in(remote, module)
    results: list[CheckResult] = []
    ended = False
    ready = prepared.notes if prepared is not None else (None,) * len(checks)
    for check, chance, notes in zip(checks, rng.spawn(len(checks)), ready, strict=True):
        if ended:
            results.append(CheckResult(check.name, check.task, False, NOT_REACHED))
            continue
        try:
            results.append(_result(lab, check, chance, strict, notes))
        except RunEnded:
            ended = True
            results.append(CheckResult(check.name, check.task, False, ENDED_HERE))
        except Exception as bug:
            bug.add_note(f"in the check {check.name!r} of {lab_id}: a bug of the check, not of the learner")
            raise
    return tuple(results)


def _result(
    lab: StandIn, check: Check, chance: np.random.Generator, strict: bool, notes: Notes | None
) -> CheckResult:
    begin_check(lab)
    try:
        if notes is not None:
            notes.play(lab)
        else:
            check.run(lab, chance)
    except CheckFailed as failed:
        return CheckResult(check.name, check.task, False, failed.sentence, failed.shown)
    except Missing as missing:
        return CheckResult(check.name, check.task, False, str(missing))
    except Raised as error:
        return CheckResult(check.name, check.task, False, told(error, check.task, module_of(lab)))
    except UNUSABLE as error:
        call = last_answered(lab)
        if strict or call is None or _is_raised_by(check, error):
            raise
        return CheckResult(check.name, check.task, False, _unusable(*call, error))
    return CheckResult(check.name, check.task, True)


def _is_raised_by(check: Check, error: Exception) -> bool:
    """Whether a `raise` in the file of the check raised it, and not an operation on data."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None or trace.tb_frame.f_code.co_filename != check.run.__code__.co_filename:
        return False
    return trace.tb_frame.f_code.co_code[trace.tb_lasti] == dis.opmap["RAISE_VARARGS"]


def _unusable(call: str, result: Any, error: Exception) -> str:
    from groundup.grading.comparing import described  # NumPy is loaded when a check first compares

    said = clean(str(error)).rstrip(".")
    return clean(f"`{call}` gave {described(result)}, and the check could not go on with that ({said}).", 600)


def told(error: Raised, task: int, module: str = "") -> str:
    """The learner's exception as a sentence."""
    if error.fault.kind == TROUBLE:
        return clean(error.fault.message, LONGEST_TROUBLE)
    if isinstance(error, NotImplementedError):
        named = re.fullmatch(r"\s*task (\d+)\s*", error.fault.message, re.IGNORECASE)
        name = re.match(r"[\w.]+(?=\()", error.call)
        what = f"`{name[0]}`" if name else f"`{error.call}`"
        return (
            f"Task {named[1] if named else task} is not written yet: {what} still raises NotImplementedError."
        )
    return f"`{error.call}` raised {_kind_and_message(error.fault)}{_place(error.fault, module)}."


def verdict(
    lab_id: str,
    checks: Sequence[Check],
    results: Iterable[CheckResult],
    run: Run,
    diagnosis: Diagnosis | None = None,
    lent: Sequence[str] = (),
    *,
    source: str | None = None,
) -> Verdict:
    """What the Run and the results of its checks mean. `source` lets an empty file be told as one."""
    done = {result.name: result for result in results}
    judged = tuple(done.get(c.name) or CheckResult(c.name, c.task, False, NOT_REACHED) for c in checks)
    passed = run.status == "ok" and not run.ours and bool(judged) and all(r.passed for r in judged)
    sentence = _passed(judged, lent) if passed else _failed(judged, run, source)
    return Verdict(lab_id, passed, judged, None if passed else diagnosis, run, sentence, tuple(lent))


def _passed(judged: Sequence[CheckResult], lent: Sequence[str]) -> str:
    count = "The check passed." if len(judged) == 1 else f"All {len(judged)} checks passed."
    return count + (f" Lent for now: {', '.join(lent)}." if lent else "")


def _failed(judged: Sequence[CheckResult], run: Run, source: str | None) -> str:
    if run.ours:
        return "Our side broke, not your code: this attempt does not count. Try again."
    if source is not None and not source.strip():
        return EMPTY
    if run.status != "ok":
        return _sentence_for_run(run, judged)
    if not judged:
        return "This lab has no checks, so nothing is passed."
    return next(result.sentence for result in judged if not result.passed)


def _sentence_for_run(run: Run, judged: Sequence[CheckResult]) -> str:
    during = next((result.name for result in judged if result.sentence == ENDED_HERE), "")
    return RUN_SENTENCES[run.status](run, f' in the check "{during}"' if during else "")


def _error(run: Run, during: str) -> str:
    """The module could not be imported."""
    fault = run.fault
    if fault is not None and fault.kind == "EmptyFile":
        return EMPTY
    if fault is None:
        return f"Your code stopped{during} before it could be checked."
    if fault.kind == TROUBLE:
        return clean(fault.message, LONGEST_TROUBLE)
    if fault.kind in ("SyntaxError", "IndentationError", "TabError"):
        where = f" in line {fault.line}" if fault.line else ""
        return f"Python cannot read the file{where}: {_kind_and_message(fault)}."
    if fault.kind in ("ModuleNotFoundError", "ImportError"):
        return f"An import failed{_place(fault)}: {clean(fault.message)}."
    if fault.kind in ("SystemExit", "KeyboardInterrupt"):
        return f"Your code ended the program itself{_place(fault)}: take out exit() or sys.exit()."
    return f"The file could not be run to its end: {_kind_and_message(fault)}{_place(fault)}."


def _timeout(run: Run, during: str) -> str:
    spent = (
        f"was still running after {run.wall_ms / 1000:.0f} s"
        if run.wall_ms >= 1000
        else "did not finish in time"
    )
    return (
        f"Your code {spent}{during} and was stopped{_place(run.fault)}: "
        "look for a loop that never ends, or for far more steps than needed."
    )


def _memory(run: Run, during: str) -> str:
    used = f" ({run.peak_mib:.0f} MiB)" if run.peak_mib else ""
    return (
        f"Your code used more memory than it may{used}{during}: look for a list or array that keeps growing."
    )


def _output(run: Run, during: str) -> str:
    if run.fault is not None and run.fault.kind == "DiskLimit":
        return f"Your code wrote far too much to disk{during} and was stopped."
    return f"Your code printed far too much{during} and was stopped: take out the print in the loop."


def _refused(run: Run, during: str) -> str:
    if run.fault is not None and run.fault.message:
        return f"{clean(run.fault.message).rstrip('.')}{_place(run.fault)}."
    return "Your code uses something that this lab asks you to write yourself."


def _crashed(run: Run, during: str) -> str:
    message = (
        clean(run.fault.message).rstrip(".") if run.fault is not None else "Your code ended its own process"
    )
    return f"{message}{during}: it must return a value, not end or break the process it runs in."


RUN_SENTENCES: dict[str, Callable[[Run, str], str]] = {
    "error": _error,
    "timeout": _timeout,
    "memory": _memory,
    "output": _output,
    "refused": _refused,
    "crashed": _crashed,
}


def _kind_and_message(fault: Fault) -> str:
    message = clean(fault.message).rstrip(".")
    meaning = MEANINGS.get(fault.kind, "")
    return clean(fault.kind, 60) + (f": {message}" if message else "") + (f" ({meaning})" if meaning else "")


def _place(fault: Fault | None, module: str = "") -> str:
    if fault is None or not fault.line:
        return ""
    return f" (line {fault.line} of {clean(fault.path or module or 'your file', 120)})"
