"""A small CSV table of text cells, as probes change and hand it on: no types are guessed, nothing is lost.

`Table(columns, rows)` has `column(name)`, `numbers(name)` (NaN where a cell is no number), `without`, `only`,
`take`, `with_column` and `to_csv`. `read_table(bytes)` raises ValueError with a sentence. Missing cells are
empty text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> list[str]:
        """Raises KeyError with the name."""
        if name not in self.columns:
            raise KeyError(name)
        at = self.columns.index(name)
        return [row[at] for row in self.rows]

    def numbers(self, name: str) -> NDArray[np.float64]:
        """The column as floats; NaN where a cell is empty or no number."""
        return np.array([_number(cell) for cell in self.column(name)], dtype=float)

    def without(self, *names: str) -> Table:
        return self.only(*(name for name in self.columns if name not in names))

    def only(self, *names: str) -> Table:
        places = [self.columns.index(name) for name in names]
        return Table(tuple(names), tuple(tuple(row[at] for at in places) for row in self.rows))

    def take(self, places: Iterable[int]) -> Table:
        return Table(self.columns, tuple(self.rows[int(at)] for at in places))

    def with_column(self, name: str, cells: Sequence[object]) -> Table:
        """A column put in place of the one of that name, or added at the end. Cells are written by str()."""
        if len(cells) != len(self.rows):
            raise ValueError(f"{len(cells)} cells for {len(self.rows)} rows.")
        if name not in self.columns:
            rows = tuple((*row, str(cell)) for row, cell in zip(self.rows, cells, strict=True))
            return Table((*self.columns, name), rows)
        at = self.columns.index(name)
        rows = tuple(
            (*row[:at], str(cell), *row[at + 1 :]) for row, cell in zip(self.rows, cells, strict=True)
        )
        return Table(self.columns, rows)

    def to_csv(self) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return text.getvalue().encode()


def read_table(content: bytes, what: str = "The file") -> Table:
    """A CSV with one header line. Raises ValueError with what is wrong, beginning with `what`."""
    try:
        text = content.decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text)))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueError(f"{what} cannot be read as CSV: {error}.") from error
    lines = [line for line in lines if line]
    if not lines:
        raise ValueError(f"{what} is empty.")
    header = tuple(cell.strip() for cell in lines[0])
    for number, line in enumerate(lines[1:], 2):
        if len(line) != len(header):
            raise ValueError(f"{what} has {len(line)} cells in row {number} and {len(header)} in its header.")
    return Table(header, tuple(tuple(line) for line in lines[1:]))


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return float("nan")
