"""Names a known mistake by what a submission does on fixed inputs.

A signature is what a module answers on the probes of its lab, rounded, as JSON. A mistake is named when
the submission agrees with it on every probe that tells the mistake from the solution, and differs from
the solution there. Otherwise there is no guess.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from groundup.grading.checks import Probe
from groundup.grading.raised import CheckFailed, Missing, Raised, clean
from groundup.grading.standin import StandIn, begin_check, is_stand_in, stand_in, type_name
from groundup.records import Diagnosis, Remote, RunEnded

Signature = dict[str, Any]  # probe name -> what was seen, as JSON

REL_TOL, ABS_TOL = 1e-6, 1e-9
KEPT_ENTRIES = 512  # of one probe's output
DEEPEST = 16


def watch_probes(probes: Sequence[Probe], remote: Remote | StandIn, module: str = "") -> Signature:
    """What the module answers on each probe. Never raises for anything that the learner's code does."""
    lab = stand_in(remote, module)
    seen: Signature = {}
    for probe in probes:
        begin_check(lab)
        try:
            seen[probe.name] = _seen(probe, lab)
        except RunEnded:
            seen.update({left.name: {"ended": True} for left in probes if left.name not in seen})
    return seen


def no_signature() -> Signature:
    """Of a module that could not be asked: agrees with nothing."""
    return {}


def _seen(probe: Probe, lab: StandIn) -> Any:
    try:
        return {"value": _encoded(probe.run(lab), 0)}
    except Missing:
        return {"missing": True}
    except Raised as error:
        return {"raised": clean(error.fault.kind, 60)}
    except CheckFailed:
        return {"failed": True}
    except RunEnded:
        raise
    except Exception as error:  # a probe only watches: its own trouble with odd data is part of what is seen
        return {"broke": type(error).__name__}


def diagnose(
    signature: Signature,
    solution_signature: Signature,
    mistakes: Mapping[str, tuple[Signature, str]],
    failed: Collection[str],
) -> Diagnosis | None:
    """The mistake that explains the submission, or None.

    `mistakes` maps an id to its signature and its explanation; `failed` names the failed checks, and where
    none failed nothing is diagnosed. Of several that fit, the one that explains most probes; if two explain
    equally many, none.
    """
    if not failed or agree(signature, solution_signature):
        return None
    ranked = sorted(
        ((_explained(signature, solution_signature, known), name) for name, (known, _) in mistakes.items()),
        reverse=True,
    )
    if not ranked or ranked[0][0] == (0, 0) or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    name = ranked[0][1]
    return Diagnosis(name, *split_explanation(mistakes[name][1]))


def agree(one: Signature, other: Signature) -> bool:
    """Whether two signatures are the same within tolerance."""
    return bool(one) and one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)


def _explained(signature: Signature, solution: Signature, mistake: Signature) -> tuple[int, int]:
    """(probes on which mistake and submission differ from the solution in the same way, all on which they
    agree); (0, 0) where the mistake does not fit."""
    telling = [name for name in mistake if name in solution and not same(mistake[name], solution[name])]
    for name in telling:
        if (
            name not in signature
            or not same(signature[name], mistake[name])
            or same(signature[name], solution[name])
        ):
            return (0, 0)
    agreeing = sum(name in signature and same(signature[name], mistake[name]) for name in mistake)
    return (len(telling), agreeing) if telling else (0, 0)


def split_explanation(explanation: str) -> tuple[str, str]:
    """(what the mistake does, the question after "Ask yourself:")."""
    text, _, question = explanation.partition("Ask yourself:")
    return _paragraphs(text), _paragraphs(question)


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))


# --- signatures ---------------------------------------------------------------------------------


def _encoded(value: Any, depth: int) -> Any:
    """Plain data as JSON: numbers in 12 digits; lists of numbers and arrays alike, with their shape."""
    from groundup.grading.comparing import array_of  # NumPy is loaded when there is something to compare

    if depth > DEEPEST:
        return {"deep": True}
    if is_stand_in(value):
        return {"object": type_name(value)}
    numbers = array_of(value)
    if numbers is not None and not isinstance(value, bool | int | float | complex):
        entries = [_number(x) for x in numbers.ravel()[:KEPT_ENTRIES].tolist()]
        return {"shape": list(numbers.shape), "entries": entries} if numbers.ndim else entries[0]
    if isinstance(value, list | tuple):
        return [_encoded(item, depth + 1) for item in value[:KEPT_ENTRIES]]
    if isinstance(value, dict):
        return {
            "dict": [
                [str(key), _encoded(item, depth + 1)] for key, item in list(value.items())[:KEPT_ENTRIES]
            ]
        }
    if isinstance(value, set | frozenset):
        return {"set": sorted(str(_number(item)) for item in value)[:KEPT_ENTRIES]}
    return _number(value)


def _number(value: Any) -> Any:
    """A leaf. What JSON cannot hold becomes text that says what it is."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if value.bit_length() <= 62 else {"integer": f"{value % 2**61}/{value.bit_length()}"}
    if isinstance(value, float):
        return float(f"{value:.12g}") if math.isfinite(value) else {"float": str(value)}
    if isinstance(value, complex):
        return {"complex": [_number(value.real), _number(value.imag)]}
    return (
        {"text": str(value)[:KEPT_ENTRIES]}
        if isinstance(value, str | bytes)
        else {"other": type(value).__name__}
    )


def same(one: Any, other: Any) -> bool:
    """Whether two encoded outputs agree: numbers within tolerance."""
    if _is_number(one) and _is_number(other):
        return math.isclose(one, other, rel_tol=REL_TOL, abs_tol=ABS_TOL)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return type(one) is type(other) and bool(one == other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
