"""The numbers of a finding, as a person reads them: a value with its interval and what it had to beat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from groundup.records import Finding

# Names that a value has in findings, the one to show first first; and what it is held against.
VALUES = (
    "auroc", "auprc", "recall", "f1", "accuracy", "balanced_accuracy", "rmse", "mae", "r2", "value", "score",
    "final", "metric",
)  # fmt: skip
SPELLED = {"auroc": "AUROC", "auprc": "AUPRC", "f1": "F1", "r2": "R²", "rmse": "RMSE", "mae": "MAE"}
UNITS = {"s": "s", "ms": "ms", "h": "h", "mib": "MiB"}
BASELINES = ("baseline", "rule", "keywords", "naive")
MOST = 24  # numbers of one finding that are listed


@dataclass(frozen=True)
class Headline:
    """The one number of a project. `low`, `high` and `baseline` are empty where the audit gave none."""

    name: str
    value: str
    low: str
    high: str
    baseline: str
    seen: str


@dataclass(frozen=True)
class Measured:
    """The value that a finding is about, with its interval if it has one."""

    name: str
    value: float
    low: float | None
    high: float | None


def measured(numbers: Mapping[str, Any]) -> Measured | None:
    """None where no number has a name that a value goes by.

    Evidence keeps no order of numbers, so an interval belongs to the first value that lies in it.
    """
    named = [name for name in VALUES if _is_number(numbers.get(name))]
    if not named:
        return None
    low, high = _interval(numbers)
    if low is not None and high is not None:
        inside = next((name for name in named if low <= numbers[name] <= high), None)
        if inside is not None:
            return Measured(inside, float(numbers[inside]), low, high)
    return Measured(named[0], float(numbers[named[0]]), None, None)


def headline(findings: Sequence[Finding]) -> Headline | None:
    """From what the audit measured itself; None where no finding has such a number."""
    ranked = sorted(findings, key=lambda one: (not one.gate, "metric" not in one.criterion))
    for one in ranked:
        found = measured(one.numbers) if one.passed is not None else None
        if found is not None:
            return _headline(one, found)
    return None


def _headline(one: Finding, found: Measured) -> Headline:
    numbers = one.numbers
    base = next((_number(numbers[key]) for key in BASELINES if _is_number(numbers.get(key))), "")
    stated = numbers.get("name")
    name = stated if found.name == "value" and isinstance(stated, str) else found.name
    low, high = ("" if end is None else _number(end) for end in (found.low, found.high))
    return Headline(words(name), _number(numbers[found.name]), low, high, base, one.seen)


def listed(numbers: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Each plain number or word of a finding, named; tables and lists are left to evidence.json."""
    pairs = []
    for name, value in numbers.items():
        if isinstance(value, bool):
            pairs.append((words(name), "yes" if value else "no"))
        elif _is_number(value):
            pairs.append((words(name), _number(value)))
        elif isinstance(value, str) and 0 < len(value) <= 60:
            pairs.append((words(name), value))
        elif isinstance(value, (list, tuple)) and len(value) == 2 and all(_is_number(one) for one in value):
            pairs.append((words(name), f"{_number(value[0])} to {_number(value[1])}"))
    return tuple(pairs[:MOST])


def words(name: str) -> str:
    """ "held-out-metric" -> "Held out metric", "wall_s" -> "Wall, s"."""
    bare, _, unit = name.rpartition("_")
    if bare and unit in UNITS:
        return f"{words(bare)}, {UNITS[unit]}"
    plain = name.replace("-", " ").replace("_", " ").strip()
    if len(plain) < 2 or plain in SPELLED:
        return SPELLED.get(plain, plain)
    return plain[:1].upper() + plain[1:]


def _interval(numbers: Mapping[str, Any]) -> tuple[float | None, float | None]:
    pair = numbers.get("interval")
    low, high = pair if isinstance(pair, (list, tuple)) and len(pair) == 2 else (None, None)
    low, high = numbers.get("low", low), numbers.get("high", high)
    return (float(low), float(high)) if _is_number(low) and _is_number(high) else (None, None)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value == value


def _number(value: Any) -> str:
    """Three digits after the point where it matters, none for whole numbers."""
    if isinstance(value, int) or (float(value).is_integer() and abs(value) < 1e15):
        return f"{int(value):,}".replace(",", "\u202f")
    return f"{value:.3f}" if 0.001 <= abs(value) < 1000 else f"{value:.3g}"
