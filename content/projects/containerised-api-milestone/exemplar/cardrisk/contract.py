"""Rows against the contract: the good ones go on, the bad ones are set aside with the rules they broke."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cardrisk.schema import Payment

LARGEST_QUARANTINE = 10 * 2**20  # bytes; a flood of bad rows must not fill the disk


@dataclass(frozen=True)
class Checked:
    """`good` and `bad` keep the place of each row in the batch."""

    good: tuple[tuple[int, Payment], ...]
    bad: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def broken(self) -> dict[str, int]:
        return dict(Counter(rule for _, rules in self.bad for rule in rules))


def broken_rules(error: ValidationError) -> tuple[str, ...]:
    """ "field: rule" for everything that is wrong with a row; the value itself is never repeated."""
    found = [
        f"{'.'.join(map(str, one['loc'])) or 'row'}: {one['msg']}"
        for one in error.errors(include_input=False)
    ]
    return tuple(dict.fromkeys(found))


def check(rows: Iterable[Any]) -> Checked:
    good, bad = [], []
    for place, row in enumerate(rows):
        try:
            good.append((place, Payment.model_validate(row)))
        except ValidationError as error:
            bad.append((place, broken_rules(error)))
    return Checked(tuple(good), tuple(bad))


def quarantine(folder: Path, rows: Sequence[Any], checked: Checked) -> int:
    """Append the bad rows with their rules to quarantine.jsonl; the number kept, 0 once it is full."""
    path = folder / "quarantine.jsonl"
    if not checked.bad or (path.exists() and path.stat().st_size > LARGEST_QUARANTINE):
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        for place, rules in checked.bad:
            file.write(json.dumps({"rules": rules, "row": rows[place]}) + "\n")
    return len(checked.bad)
