"""Audits read back from evidence, and what of a record is published."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from groundup import portfolio
from groundup.portfolio import facts
from groundup.portfolio.numbers import headline, listed, words
from groundup.records import Finding, Outcome
from tests.portfolio.samples import COMMIT, HOME, VERSION, audit, findings


def read(**changes: Any) -> portfolio.Audited:
    return portfolio.audits([audit(**changes)])["heart"][0]


def test_an_audit_is_read_with_all_that_was_seen() -> None:
    found = read()
    assert (found.commit, found.version, found.tier, found.passed) == (COMMIT, VERSION, "A", True)
    assert [one.criterion for one in found.good] == ["held-out-metric", "leakage-probe", "tests-mutation"]
    assert [one.criterion for one in found.unseen] == ["dockerfile"]
    assert found.findings[0].gate and found.findings[0].numbers["auroc"] == 0.891


@pytest.mark.parametrize(
    "detail",
    [
        {}, {"findings": None}, {"findings": "x"}, {"findings": [None, 7, "x"]}, {"findings": [{}]},
        {"findings": [{"criterion": 7, "passed": "yes", "seen": None, "numbers": [1]}]},
        {"tier": None, "path": 7},
    ],
)  # fmt: skip
def test_a_record_with_parts_missing_is_read_as_far_as_it_goes(detail: dict[str, Any]) -> None:
    fact = replace(audit(), outcome=Outcome("failed", detail=detail))
    found = portfolio.audits([fact])["heart"][0]
    assert not found.passed
    assert all(one.passed is None and isinstance(one.seen, str) for one in found.findings)


def test_the_newest_that_passed_stands_for_a_project() -> None:
    rows = portfolio.audits([audit(days=5), audit(days=1, passed=False), audit(days=9)])["heart"]
    assert [one.passed for one in rows] == [False, True, True]
    assert portfolio.standing_audit(rows) == rows[1]
    assert portfolio.standing_audit(rows[:1]) == rows[0]
    assert portfolio.standing_audit([]) is None


def test_no_path_of_the_machine_is_published() -> None:
    other = HOME.replace("home", "Users").replace("ada", "eve")
    seen = f"In {HOME}/groundup/projects/heart/src/a.py, line 3; beside it {other}/key."
    fact = audit(findings=[{"criterion": "x", "seen": seen, "numbers": {"a": [f"{HOME}/x"]}}])
    text = json.dumps(portfolio.shown(fact))
    assert "In the repository/src/a.py, line 3; beside it ~/key." in text
    assert "ada" not in text and "eve" not in text and '"path"' not in text


def test_a_published_record_can_be_hashed_again_by_anyone() -> None:
    record = {**portfolio.shown(audit()), "sha256": portfolio.hash_of(audit())}
    again = json.loads(json.dumps(record))
    assert facts.is_whole(again)
    assert not facts.is_whole(again | {"result": "failed"})
    assert not facts.is_whole({name: value for name, value in again.items() if name != "sha256"})
    assert not facts.is_whole({"sha256": "", "n": 2**80})


def test_numbers_that_json_does_not_hold_everywhere_are_made_so() -> None:
    fact = audit(odd={"nan": float("nan"), "huge": 2**70, "half": "\ud800", "tuple": (1, 2)})
    assert portfolio.shown(fact)["detail"]["odd"] == {
        "nan": None,
        "huge": str(2**70),
        "half": "?",
        "tuple": [1, 2],
    }
    assert len(portfolio.hash_of(fact)) == 64


# --- numbers --------------------------------------------------------------------------------------


def test_the_headline_is_what_the_audit_measured_with_interval_and_baseline() -> None:
    found = headline(read().findings)
    assert found is not None
    assert (found.name, found.value, found.low, found.high, found.baseline) == (
        "AUROC", "0.891", "0.848", "0.928", "0.823",
    )  # fmt: skip


def test_without_a_number_there_is_no_headline() -> None:
    assert headline([Finding("readme", True, "There.", numbers={"sections": 6})]) is None
    assert headline([Finding("metric", None, "Not seen.", numbers={"auroc": 0.9})]) is None


def test_a_gate_goes_before_another_number() -> None:
    other = Finding("cv", True, "", numbers={"value": 0.5, "name": "f1", "interval": [0.4, 0.6]})
    gate = Finding("held-out-metric", True, "", gate=True, numbers={"accuracy": 0.75})
    first, second = headline([other, gate]), headline([other])
    assert first is not None and (first.name, first.value, first.low) == ("Accuracy", "0.750", "")
    assert second is not None and (second.name, second.low, second.high) == ("F1", "0.400", "0.600")


def test_numbers_are_listed_as_they_are_read() -> None:
    given = {
        "p": 0.62,
        "wall_s": 12.0,
        "ok": True,
        "range": [1, 2.5],
        "rows": [1, 2, 3],
        "tiny": 1.2e-9,
        "big": 12345,
    }
    assert listed(given) == (
        ("p", "0.620"), ("Wall, s", "12"), ("Ok", "yes"), ("Range", "1 to 2.500"), ("Tiny", "1.2e-09"),
        ("Big", "12\u202f345"),
    )  # fmt: skip
    assert words("held-out-metric") == "Held out metric"


# --- an audit that is run again -------------------------------------------------------------------


def again(**numbers: Any) -> dict[str, bool | None]:
    then = portfolio.findings_of({"detail": {"findings": findings()}})
    now = tuple(replace(one, numbers={**one.numbers, **numbers}) for one in then)
    return {check.name: check.passed for check in portfolio.compare(then, now)}


def test_the_same_audit_comes_out_the_same() -> None:
    assert again() == {
        "again: Held out metric": True, "again: Leakage probe": True, "again: Tests mutation": True,
        "again: Dockerfile": None,
    }  # fmt: skip


@pytest.mark.parametrize(("auroc", "same"), [(0.81, True), (0.96, True), (0.80, False), (0.97, False)])
def test_a_value_may_move_twice_as_far_as_its_interval_reaches(auroc: float, same: bool) -> None:
    assert again(auroc=auroc)["again: Held out metric"] is same


@pytest.mark.parametrize(("value", "same"), [(0.45, True), (0.55, True), (0.44, False), (0.56, False)])
def test_a_value_without_interval_may_move_by_a_tenth(value: float, same: bool) -> None:
    then = Finding("metric", True, "", numbers={"auprc": 0.5})
    now = Finding("metric", True, "", numbers={"auprc": value})
    assert portfolio.compare([then], [now])[0].passed is same


def test_what_scatters_or_is_of_the_machine_is_not_compared() -> None:
    assert again(baseline=0.5)["again: Held out metric"] is True
    assert again(p=0.03, wall_s=900)["again: Leakage probe"] is True


def test_an_interval_belongs_to_the_value_that_lies_in_it() -> None:
    """Numbers come back from storage in another order."""
    given = {"f1": 0.91, "high": 0.84, "keywords": 0.3, "low": 0.7, "recall": 0.78}
    found = headline([Finding("metric", True, "", numbers=given)])
    assert found is not None
    assert (found.name, found.value, found.low, found.high, found.baseline) == (
        "Recall", "0.780", "0.700", "0.840", "0.300",
    )  # fmt: skip
    alone = headline([Finding("metric", True, "", numbers={"f1": 0.91, "low": 0.1, "high": 0.2})])
    assert alone is not None and (alone.value, alone.low) == ("0.910", "")
    moved = Finding("metric", True, "", numbers=given | {"f1": 0.5, "recall": 0.8})
    assert portfolio.compare([Finding("metric", True, "", numbers=given)], [moved])[0].passed is True


def test_a_criterion_that_comes_out_otherwise_is_named() -> None:
    then = portfolio.findings_of({"detail": {"findings": findings()}})
    now = [replace(then[0], passed=False, seen="0.51 only."), replace(then[1], passed=None)]
    checks = portfolio.compare(then, now)
    assert [check.passed for check in checks] == [False, None, None, None]
    assert checks[0].seen == "It passed then and did not pass now. 0.51 only."
