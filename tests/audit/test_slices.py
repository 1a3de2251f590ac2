"""Slices are complete, and what they say is computed again."""

from __future__ import annotations

import numpy as np
import pytest

from groundup.audit import NotThere
from groundup.audit.probes import slices
from groundup.audit.probes.metric import auroc, bootstrap
from groundup.audit.probes.table import Table
from tests.audit.toy import rows

DATA = rows(200)
P = 1 / (1 + np.exp(-(DATA.numbers("a") - 55) / 5))
FOLDS = Table(
    ("row", "fold", "probability"), tuple((str(k), str(k % 4), repr(float(P[k]))) for k in range(200))
)
PARTS = (
    {"column": "c", "equals": "red"},
    {"column": "c", "equals": "blue"},
    {"column": "b", "below": 20},
    {"column": "b", "from": 20},
    {"column": "b", "from": 18, "below": 22},
)


def entry(part, **changes):
    named = {"name": f"{part}", **part}
    inside = slices.members(named, DATA)
    y, p = DATA.numbers("y")[inside], P[inside]
    said = bootstrap(auroc, y, p, seed=1, times=200)
    return named | {"n": int(inside.sum()), "value": said.value, "low": said.low, "high": said.high} | changes


def look(*entries):
    return slices.slices_agree({"slices": list(entries)}, FOLDS, DATA, "y", at_least=len(entries))


def test_slices_that_say_what_the_rows_say_pass():
    found = look(*(entry(part) for part in PARTS))
    assert found.passed and "5 of them computed again" in found.seen


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"n": 7}, "says n = 7"),
        ({"value": 0.9, "low": 0.6, "high": 0.99}, "says 0.9000"),
        ({"low": 0.0, "high": 1.0}, "has the interval 0.000 to 1.000"),
    ],
)
def test_what_differs_is_named(changes, says):
    found = look(entry(PARTS[0], **changes))
    assert found.passed is False and says in found.seen


def test_a_narrow_interval_is_too_good():
    one = entry(PARTS[0])
    found = look(one | {"low": one["value"] - 0.005, "high": one["value"] + 0.005})
    assert found.passed is False and "a 95 % interval of these" in found.seen


def test_a_slice_without_a_column_is_only_read():
    found = look({"name": "first half", "n": 5, "value": 0.5, "low": 0.4, "high": 0.6})
    assert found.passed and "1 name no column" in found.seen


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (None, 'no list "slices"'),
        ([entry(PARTS[0])], "has 1 slices; 2"),
        ([{"name": "x", "n": 3}, {"name": "y"}], "'x' has no value, low, high"),
        ([entry(PARTS[0], value=None), entry(PARTS[1])], "n is|has n"),
        ([entry(PARTS[0], low=0.999, high=1.0), entry(PARTS[1])], "outside its interval"),
    ],
)
def test_what_is_not_complete_is_said(table, says):
    with pytest.raises(NotThere, match=says.replace("'", ".")):
        slices.complete_slices({"slices": table}, 2)


def test_a_column_that_does_not_exist_is_said():
    with pytest.raises(NotThere, match="do not have"):
        slices.members({"name": "x", "column": "z", "equals": "1"}, DATA)


def test_the_worst_slice_is_the_lowest_that_has_a_value():
    table = [{"name": "a", "value": None}, {"name": "b", "value": 0.7}, {"name": "c", "value": 0.6}]
    assert slices.worst_slice(table)["name"] == "c"
    assert slices.worst_slice(table, higher_is_better=False)["name"] == "b"
    with pytest.raises(NotThere, match="No slice"):
        slices.worst_slice(table[:1])
