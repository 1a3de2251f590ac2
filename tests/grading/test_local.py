"""A module without walls behaves as it does inside them."""

from __future__ import annotations

import sys

import pytest

from groundup.grading import local_remote
from groundup.records import LearnerError

DATACLASS = """
from dataclasses import dataclass, field

@dataclass(order=True)
class Point:
    x: float
    tags: list[str] = field(default_factory=list)

def far(x):
    return Point(x) > Point(1.0)
"""


def test_a_dataclass_can_be_made() -> None:
    assert local_remote(DATACLASS).call(None, "far", [2.0]) is True
    assert "learner" not in sys.modules


def test_no_future_of_ours_is_inherited() -> None:
    """Here annotations are text; in a learner's module without the import they are evaluated."""
    with pytest.raises(NameError, match="Missing"):
        local_remote("def f(x: Missing): return x")


def test_an_exception_of_the_module_is_a_fault() -> None:
    with pytest.raises(LearnerError) as raised:
        local_remote("def f(): return 1 / 0").call(None, "f")
    assert (raised.value.fault.kind, raised.value.fault.line) == ("ZeroDivisionError", 1)
