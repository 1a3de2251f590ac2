"""An audit that is run again beside the one that was published: does it come out the same?

Every criterion has to come out as it did. The value that a finding is about (an AUROC, a recall) may lie
twice as far off as its published interval reaches, since an audit draws anew what it draws at random, and
both draws scatter; without an interval, a tenth. Baselines, times, counts and p-values are not compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from groundup.portfolio.checks import Check
from groundup.portfolio.numbers import measured, words
from groundup.records import Finding

CLOSE = 0.1  # of a value without an interval
REACH = 2.0  # the difference of two draws scatters by the square root of two; the rest is room for training
SAID = {True: "passed", False: "did not pass", None: "could not be seen"}


def compare(then: Sequence[Finding], now: Sequence[Finding]) -> tuple[Check, ...]:
    """One line for each criterion that was published; one that cannot be seen here is no failure."""
    found = {one.criterion: one for one in now}
    return tuple(_compared(one, found.get(one.criterion)) for one in then)


def _compared(then: Finding, now: Finding | None) -> Check:
    name = f"again: {words(then.criterion)}"
    if now is None:
        return Check(name, None, f"It {SAID[then.passed]} then; the audit here does not look at it.")
    if then.passed is None or now.passed is None:
        return Check(name, None, f"It {SAID[then.passed]} then and {SAID[now.passed]} now. {now.seen}")
    if then.passed != now.passed:
        return Check(name, False, f"It {SAID[then.passed]} then and {SAID[now.passed]} now. {now.seen}")
    if wrong := _differs(then.numbers, now.numbers):
        return Check(name, False, wrong)
    return Check(name, True, f"It {SAID[now.passed]} again. {now.seen}")


def _differs(then: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    old = measured(then)
    new = now.get(old.name) if old is not None else None
    if old is None or not isinstance(new, (int, float)):
        return ""
    below = above = CLOSE * abs(old.value)
    if old.low is not None and old.high is not None:
        below, above = REACH * (old.value - old.low), REACH * (old.high - old.value)
    low, high = old.value - below, old.value + above
    if low <= new <= high:
        return ""
    stated = f"{words(old.name)} was published as {old.value:.4g} and is {new:.4g} now"
    return f"{stated}: outside of {low:.4g} to {high:.4g}."
