"""The run record: what a run wrote down about itself, read safely.

read_record(content, path) -> Record     raises NotThere where it is missing, no JSON, or no table
committed_record(inspection) -> Record   the copy in the repository; the one that a run makes: fresh.built

A Record reads one place at a time ("metric.value", "slices.2.low") and raises NotThere with a sentence that
names file and place: .number .whole .text .truth .numbers .texts .rows .inner .has .leaves .metric .baseline

Nothing is guessed: a text that looks like a number is a text. NaN and infinities are no numbers here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from groundup.audit.criteria import NotThere
from groundup.audit.inspection import Inspection

PLACE = "results/record.json"  # where groundup.toml says nothing else
LARGEST = 4 * 2**20
MISSING = object()


@dataclass(frozen=True)
class Figure:
    """A named number; `low` and `high` bound its interval where there is one."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Record:
    """A table of the record. `path` is the file, `at` the place of this table in it ("" is the whole)."""

    path: str
    table: Mapping[str, Any]
    at: str = ""

    def has(self, place: str) -> bool:
        return _found(self.table, place) is not MISSING

    def number(self, place: str) -> float:
        value = self._at(place)
        if not _is_number(value):
            raise self._wrong(place, value, "a finite number")
        return float(value)

    def whole(self, place: str) -> int:
        value = self._at(place)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(place, value, "a whole number")
        return value

    def text(self, place: str) -> str:
        value = self._at(place)
        if not isinstance(value, str):
            raise self._wrong(place, value, "text")
        return value

    def truth(self, place: str) -> bool:
        value = self._at(place)
        if not isinstance(value, bool):
            raise self._wrong(place, value, "true or false")
        return value

    def numbers(self, place: str) -> tuple[float, ...]:
        values = self._list(place)
        for n, value in enumerate(values):
            if not _is_number(value):
                raise self._wrong(f"{place}.{n}", value, "a finite number")
        return tuple(float(value) for value in values)

    def texts(self, place: str) -> tuple[str, ...]:
        values = self._list(place)
        for n, value in enumerate(values):
            if not isinstance(value, str):
                raise self._wrong(f"{place}.{n}", value, "text")
        return tuple(values)

    def rows(self, place: str) -> tuple[Record, ...]:
        """A list of tables, each of them a Record."""
        values = self._list(place)
        for n, value in enumerate(values):
            if not isinstance(value, dict):
                raise self._wrong(f"{place}.{n}", value, "a table")
        return tuple(Record(self.path, value, self._place(f"{place}.{n}")) for n, value in enumerate(values))

    def inner(self, place: str) -> Record:
        """The table at a place."""
        value = self._at(place)
        if not isinstance(value, dict):
            raise self._wrong(place, value, "a table")
        return Record(self.path, value, self._place(place))

    def metric(self) -> Figure:
        """The headline metric with its interval."""
        value, low, high = (self.number(f"metric.{name}") for name in ("value", "low", "high"))
        if not low <= value <= high:
            raise NotThere(
                f"{self.path}: metric {value:.6g} is outside its own interval {low:.6g} to {high:.6g}.",
                "Compute value and interval from the same rows and write both in the same run.",
            )
        return Figure(self.text("metric.name"), value, low, high)

    def baseline(self) -> Figure:
        return Figure(self.text("baseline.name"), self.number("baseline.value"))

    def leaves(self) -> Iterator[tuple[str, float]]:
        """Every finite number with its place, in file order."""
        yield from _leaves(self.table, self.at)

    def _at(self, place: str) -> Any:
        value = _found(self.table, place)
        if value is MISSING:
            raise NotThere(
                f"{self.path} has no {self._place(place)}.",
                f"Let the run write {self._place(place)} to {self.path}; the brief says what it holds.",
            )
        return value

    def _list(self, place: str) -> Sequence[Any]:
        value = self._at(place)
        if not isinstance(value, list):
            raise self._wrong(place, value, "a list")
        return value

    def _place(self, place: str) -> str:
        return f"{self.at}.{place}" if self.at else place

    def _wrong(self, place: str, value: object, wanted: str) -> NotThere:
        shown = repr(value)
        shown = shown if len(shown) <= 40 else f"{shown[:37]}..."
        return NotThere(
            f"{self.path}: {self._place(place)} is {shown} and not {wanted}.",
            f"Let the run write {wanted} at {self._place(place)}.",
        )


def read_record(content: bytes | None, path: str = PLACE) -> Record:
    """Raises NotThere with what is wrong, in one sentence."""
    if content is None:
        raise NotThere(
            f"There is no run record {path}.",
            f"Let the documented command write what it measured to {path}, as the brief describes.",
        )
    if len(content) > LARGEST:
        raise NotThere(f"{path} is larger than 4 MiB.", "Keep the run record to figures; put rows elsewhere.")
    try:
        table = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotThere(f"{path} is no JSON: {error}.", "Write it with json.dump.") from error
    if not isinstance(table, dict):
        raise NotThere(f"{path} holds no table at its top.", 'Begin it with {"seed": ..., "metric": ...}.')
    return Record(path, table)


def record_path(inspection: Inspection) -> str:
    """Where the run record is written, as groundup.toml says."""
    return inspection.manifest.outputs.get("record", PLACE)


def committed_record(inspection: Inspection) -> Record:
    """The run record as it lies in the repository. Raises NotThere."""
    path = record_path(inspection)
    return read_record(inspection.repository.files.get(path), path)


def _found(value: Any, place: str) -> Any:
    for part in place.split("."):
        if isinstance(value, dict):
            value = value.get(part, MISSING)
        elif isinstance(value, list) and part.isdecimal():
            value = value[int(part)] if int(part) < len(value) else MISSING
        else:
            return MISSING
    return value


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < 10**300 and math.isfinite(value)


def _leaves(value: Any, at: str) -> Iterator[tuple[str, float]]:
    if _is_number(value):
        yield at, float(value)
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inner:
        yield from _leaves(one, f"{at}.{name}" if at else str(name))
