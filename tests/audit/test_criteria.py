"""Criteria: what runs first, what becomes of what is missing, and when an audit is passed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from groundup.audit import (
    Draft,
    Inspection,
    NotThere,
    Step,
    criterion,
    failed,
    is_passed,
    load_criteria,
    passed,
    run_audit,
    unseen,
)
from groundup.records import Finding, GroundupError
from tests.audit.rooms import inspect

EMPTY = Draft((Step("Begin", datetime(2026, 1, 5, tzinfo=UTC), {"a.txt": b"a"}),))


def look_with(look: object) -> Finding:
    (found,) = run_audit(inspect(EMPTY), [criterion("one", why="It matters.")(look)])  # type: ignore[arg-type]
    return found


def test_the_cheap_criteria_come_first_and_each_says_why_it_matters() -> None:
    dear = criterion("dear", why="Because.")(lambda inspection: passed("ran"))
    cheap = criterion("cheap", cheap=True)(lambda inspection: failed("missing", "add it"))
    found = list(run_audit(inspect(EMPTY), [dear, cheap], frozenset({"dear"})))
    assert [(one.criterion, one.passed, one.why, one.gate) for one in found] == [
        ("cheap", False, "", False),
        ("dear", True, "Because.", True),
    ]


def test_what_is_missing_is_a_finding() -> None:
    def missing(inspection: Inspection) -> Finding:
        raise NotThere("There is no record.", "Write one.")

    found = look_with(missing)
    assert (found.passed, found.seen, found.todo) == (False, "There is no record.", "Write one.")
    assert look_with(lambda inspection: inspection.manifest and passed("")).seen.startswith(
        "There is no groundup.toml"
    )


def test_what_this_machine_lacks_is_not_the_learners_fault() -> None:
    def offline(inspection: Inspection) -> Finding:
        raise GroundupError("environment", "The package cannot be had here.")

    found = look_with(offline)
    assert found.passed is None and found.seen == "The package cannot be had here."


def test_a_bug_of_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        look_with(lambda inspection: 1 / 0)


def one(result: bool | None, gate: bool = False) -> Finding:
    return Finding("x", result, "", gate=gate)


@pytest.mark.parametrize(
    ("findings", "is_enough"),
    [
        ([one(True, gate=True)] + [one(True)] * 4, True),
        ([one(True, gate=True)] + [one(True)] * 3 + [one(False)], True),
        ([one(True, gate=True)] + [one(True)] * 2 + [one(False)], False),
        ([one(True, gate=True)] + [one(True)] * 3 + [one(None)], True),
        ([one(False, gate=True)] + [one(True)] * 9, False),
        ([one(None, gate=True)] + [one(True)] * 9, False),
    ],
)
def test_every_gate_and_three_quarters_of_the_rest_pass_an_audit(
    findings: list[Finding], is_enough: bool
) -> None:
    assert is_passed(findings) is is_enough


def test_the_criteria_of_a_file_are_found_in_order_and_have_names_of_their_own() -> None:
    first = criterion("first")(lambda inspection: unseen(""))
    second = criterion("second")(lambda inspection: unseen(""))
    assert load_criteria({"x": 3, "a": first, "more": [second, first]}) == (first, second)
    with pytest.raises(ValueError, match="Two criteria are named 'first'"):
        load_criteria({"a": first, "b": criterion("first")(lambda inspection: unseen("not it"))})
