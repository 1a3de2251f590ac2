"""How the criteria of a project are written, and what runs them one by one.

A criterion is a function of an Inspection that returns a Finding, made with `passed`, `failed` or `unseen`.
What the learner's repository does wrong is a finding; GroundupError and NotThere become one too. Any other
exception is a bug of ours and is not caught here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from groundup.audit.inspection import Inspection
from groundup.records import Finding, GroundupError

ENOUGH = 0.75  # of the criteria that are no gates


class NotThere(Exception):
    """Something that a criterion needs is missing or cannot be used; the sentence becomes what was seen."""

    def __init__(self, seen: str, todo: str = "") -> None:
        super().__init__(seen)
        self.seen = seen
        self.todo = todo


@dataclass(frozen=True)
class Criterion:
    """`cheap` ones run first: they look at files and run nothing. `why` is said with every finding.

    One that `builds` makes an image as well, where the inspection has a container engine.
    """

    id: str
    look: Callable[[Inspection], Finding]
    cheap: bool = False
    why: str = ""
    builds: bool = False


def criterion(
    id: str, *, cheap: bool = False, why: str = "", builds: bool = False
) -> Callable[[Callable[[Inspection], Finding]], Criterion]:
    """Make a function of (inspection) the criterion of this id."""
    return lambda function: Criterion(id, function, cheap, why, builds)


def passed(seen: str, **numbers: Any) -> Finding:
    """What was looked for is there. `seen` is one sentence with the figure in it."""
    return Finding("", True, seen, numbers=numbers)


def failed(seen: str, todo: str, **numbers: Any) -> Finding:
    """`seen` says what was found and where, `todo` the next thing to do."""
    return Finding("", False, seen, todo=todo, numbers=numbers)


def unseen(seen: str, **numbers: Any) -> Finding:
    """It could not be looked at here: no container engine, say. Neither passed nor failed."""
    return Finding("", None, seen, numbers=numbers)


def load_criteria(namespace: Mapping[str, Any]) -> tuple[Criterion, ...]:
    """The criteria of an audit.py, alone or in lists, in file order. Raises ValueError on a doubled id."""
    values = [
        one for value in namespace.values() for one in (value if type(value) in (list, tuple) else [value])
    ]
    found = tuple(dict.fromkeys(value for value in values if isinstance(value, Criterion)))
    ids = [one.id for one in found]
    if twice := next((id for id in ids if ids.count(id) > 1), None):
        raise ValueError(f"Two criteria are named {twice!r}.")
    return found


def run_audit(
    inspection: Inspection, criteria: Sequence[Criterion], gates: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """One finding for each criterion, the cheap ones first, as they are made."""
    for one in in_order(criteria, builds=inspection.containers is not None):
        began = time.monotonic()
        found = _look(inspection, one)
        yield replace(
            found,
            criterion=one.id,
            why=found.why or one.why,
            gate=one.id in gates,
            seconds=time.monotonic() - began,
        )


def in_order(criteria: Sequence[Criterion], *, builds: bool = False) -> list[Criterion]:
    """The cheap ones first, in the order of the file; with `builds`, images are built last."""
    return sorted(criteria, key=lambda c: 2 if builds and c.builds else not c.cheap)


def is_passed(findings: Sequence[Finding]) -> bool:
    """Every gate passed, and of the other criteria that could be looked at at least `ENOUGH`."""
    gates = [one.passed for one in findings if one.gate]
    others = [one.passed for one in findings if not one.gate and one.passed is not None]
    return all(gates) and sum(others) >= ENOUGH * len(others)


def _look(inspection: Inspection, one: Criterion) -> Finding:
    try:
        return one.look(inspection)
    except NotThere as missing:
        return failed(missing.seen, missing.todo)
    except GroundupError as error:
        if error.code == "environment":  # this machine's lack is not the learner's
            return unseen(error.message)
        if error.code not in ("invalid", "not-found"):
            raise
        return failed(
            error.message,
            "Name it in groundup.toml: [commands] are entry points, [outputs] the files that the run makes.",
        )
