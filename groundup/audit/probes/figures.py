"""Numbers as they are printed in a text, and whether they are the values of a run record.

numbers_in(text, line) -> list[Printed]    decimal numbers, percentages and whole numbers, with their lines
shown(value, printed) -> bool              whether a printed number is the value, to its last digit
grid_of(block) -> Grid | None               a table or list as labelled rows of numbers
misprints(grid, record) -> Iterator[Misprint]

A number in a table belongs to a value of the record when its row is named as a model, a slice or another
named entry there, and its column is headed as that value or gives it in most of the other rows. Only then it
can be wrong. What names nothing in the record (other people's results, sizes, dates) is left alone.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from groundup.audit.probes.record import Record
from groundup.audit.probes.sections import Block

NUMBER = re.compile(
    r"(?<![A-Za-z0-9./])([-+\u2212\u2013]?)(\d{1,3}(?:[,\u202f]\d{3})+|\d+)(?:\.(\d+))?([ \u202f\u00a0]?%)?"
    r"(?![A-Za-z0-9/]|-[A-Za-z]|\.\d)"
)
NOISE = re.compile(
    r"!\[[^\]]{0,200}\]\([^)]{0,500}\)|\]\([^)]{0,500}\)|<!--.{0,2000}?-->|https?://[^\s)]+"
    r"|</?[A-Za-z][^<>]{0,500}>",
    re.DOTALL,
)
ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+", re.MULTILINE)
ELSEWHERE = re.compile(
    r"\b(published|paper|literature|before|previous|earlier|old|target|goal|human|share|diff\w*)\b"
)


@dataclass(frozen=True)
class Printed:
    """A number as it stands there: 90.2 % is 0.902 with `unit` 0.001, the weight of its last digit."""

    text: str
    value: float
    unit: float
    line: int

    @property
    def is_decimal(self) -> bool:
        return "." in self.text or "%" in self.text


def numbers_in(text: str, line: int = 1) -> list[Printed]:
    """Images, the addresses of links and comments are passed over; 3-fold, 1.9.1 and v2 are no numbers."""
    bare = NOISE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return [_printed(found, bare, line) for found in NUMBER.finditer(bare)]


def _printed(found: re.Match[str], text: str, line: int) -> Printed:
    whole, digits = re.sub(r"\D", "", found[2]), found[3] or ""
    scale = 0.01 if found[4] else 1.0
    negative = found[1] in ("-", "\u2212", "\u2013")
    return Printed(
        found[0],
        float(f"{'-' if negative else ''}{whole}.{digits or 0}") * scale,
        10.0 ** -len(digits) * scale,
        line + text.count("\n", 0, found.start()),
    )


def shown(value: float, printed: Printed) -> bool:
    """Rounded at the last digit, or cut off there where that changes less than a hundredth.

    The sign may be left to the words.
    """
    if printed.value < 0 < value:
        return False
    return _same(abs(value) / printed.unit, round(abs(printed.value) / printed.unit))


def _same(steps: float, wanted: int) -> bool:
    slack = 0.01
    return abs(steps - wanted) <= 0.5 + slack or (steps >= 100 and math.floor(steps + slack) == wanted)


# --- named entries of the record ----------------------------------------------------------------

Values = Mapping[str, float]  # key ("slices.value", "models.folds.mean") to value


def entries(record: Record) -> dict[str, Values]:
    """Every table of the record that has a name, by that name: its numbers, and what is read off lists."""
    found: dict[str, dict[str, float]] = {}
    _gather(record.table, "", found)
    return {name: values for name, values in found.items() if values}


def _gather(value: Any, at: str, found: dict[str, dict[str, float]]) -> None:
    if isinstance(value, dict):
        if isinstance(value.get("name"), str):
            found.setdefault(plain(value["name"]), {}).update(_values(value, at))
        for key, one in value.items():
            _gather(one, f"{at}.{key}" if at else key, found)
    elif isinstance(value, list):
        for one in value:
            _gather(one, at, found)


def _values(table: Mapping[str, Any], at: str) -> dict[str, float]:
    values: dict[str, float] = {}
    for key, value in table.items():
        place = f"{at}.{key}" if at else key
        if isinstance(value, dict):
            values |= _values(value, place)
        elif isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            values[place] = float(value)
        elif isinstance(value, list):
            values |= {f"{place}.{name}": one for name, one in _read_off(value).items()}
    return values


def _read_off(values: Sequence[Any]) -> dict[str, float]:
    """What is commonly said of a list of numbers."""
    if len(values) < 2 or not all(type(v) in (int, float) and abs(v) < 1e100 for v in values):
        return {}
    spread = statistics.stdev(values)
    return {
        "mean": statistics.fmean(values),
        "sd": spread,
        "population sd": statistics.pstdev(values),
        "se": spread / math.sqrt(len(values)),
        "least": min(values),
        "most": max(values),
        "median": statistics.median(values),
        **{str(n): float(value) for n, value in enumerate(values[:50])},
    }


def plain(text: str) -> str:
    """A label without markup, case and punctuation: `**Random_Forest**` is "random forest"."""
    return " ".join(re.sub(r"[*`_~-]+|\[|\]\([^)]*\)|\]", " ", text).lower().split())


# --- rows of numbers ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """`cells` maps (column, place in the cell) to the number there."""

    label: str
    line: int
    cells: Mapping[tuple[int, int], Printed]


@dataclass(frozen=True)
class Grid:
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def grid_of(block: Block) -> Grid | None:
    """A table, or a list whose entries begin with a label; None where it is neither."""
    if block.kind == "table":
        lines = block.text.splitlines()
        heads = tuple(plain(cell) for cell in _cells(lines[0]))
        return Grid(heads, tuple(_row(_cells(text), block.line + n) for n, text in enumerate(lines[2:], 2)))
    if block.kind == "list":
        starts = [found.end() for found in ITEM.finditer(block.text)]
        items = [block.text[a:b] for a, b in zip(starts, [*starts[1:], None], strict=True)]
        lines_at = [block.line + block.text.count("\n", 0, start) for start in starts]
        return Grid((), tuple(_item(text, line) for text, line in zip(items, lines_at, strict=True)))
    return None


def _cells(line: str) -> list[str]:
    return re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))


def _row(cells: list[str], line: int) -> Row:
    found = {
        (column, n): printed
        for column, cell in enumerate(cells[1:], 1)
        for n, printed in enumerate(numbers_in(cell, line))
    }
    return Row(plain(cells[0]), line, found)


def _item(text: str, line: int) -> Row:
    label, _, rest = text.partition(next(iter(re.findall(r"[:(,=\u2013\u2014]", text)), "\n"))
    return Row(plain(label), line, {(1, n): printed for n, printed in enumerate(numbers_in(rest, line))})


# --- what does not belong -----------------------------------------------------------------------


@dataclass(frozen=True)
class Misprint:
    label: str
    printed: Printed
    key: str
    value: float


def misprints(grid: Grid, record: Record) -> Iterator[Misprint]:
    """The numbers that belong to a value of the record and are another."""
    known = entries(record)
    metric = plain(record.text("metric.name")) if record.has("metric.name") else ""
    rows = [(row, known[row.label]) for row in grid.rows if row.label in known]
    for place in sorted({place for row, _ in rows for place in row.cells}):
        head = grid.heads[place[0]] if place[0] < len(grid.heads) else ""
        if not ELSEWHERE.search(head):
            here = [(row.label, row.cells[place], values) for row, values in rows if place in row.cells]
            yield from _odd_ones(here, head if place[1] == 0 else "", metric)


def _odd_ones(here: Sequence[tuple[str, Printed, Values]], head: str, metric: str) -> Iterator[Misprint]:
    keys = sorted({key for _, _, values in here for key in values})
    named = [key for key in keys if _is_headed(key, head, metric)]
    belongs = named if len(named) == 1 else _by_majority(here, keys)
    for label, printed, values in here:
        wanted = {key: values[key] for key in belongs if key in values}
        if wanted and not any(shown(value, printed) for value in wanted.values()):
            key = next(iter(wanted))
            yield Misprint(label, printed, key, wanted[key])


def _is_headed(key: str, head: str, metric: str) -> bool:
    last = key.rpartition(".")[2]
    return bool(head) and (head == plain(last) or (last == "value" and head == metric))


def _by_majority(here: Sequence[tuple[str, Printed, Values]], keys: Sequence[str]) -> list[str]:
    """The keys whose values most of the rows print, and at least two do."""
    fits = {
        key: sum(key in values and shown(values[key], printed) for _, printed, values in here) for key in keys
    }
    best = max(fits.values(), default=0)
    return [key for key in keys if fits[key] == best] if best >= 2 and 2 * best > len(here) else []
