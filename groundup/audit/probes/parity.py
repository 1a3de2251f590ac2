"""Parity: does the API give each row the probability that the offline scorer gives it?

parity(rows, id="parity", n=200) -> Criterion     `rows(inspection)`: rows without labels

The rows go through `predict` of groundup.toml as one CSV, and one by one to [service] predict with the keys
of the JSON object in random order: a service that reads values by their place is found out.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from groundup.audit.criteria import Criterion, NotThere, criterion, failed, passed
from groundup.audit.inspection import Inspection, Room, Service
from groundup.audit.probes.fresh import built, what_went_wrong
from groundup.audit.probes.serving import post, probability_of, serving, told
from groundup.records import Finding

WHY = (
    "A model is chosen by its offline numbers. If the service computes something else, those numbers are "
    "about another model."
)
EQUAL = 1e-6
SCORE_S = 120.0
Row = Mapping[str, Any]


def parity(
    rows: Callable[[Inspection], Sequence[Row]], id: str = "parity", n: int = 200, why: str = WHY
) -> Criterion:
    """The criterion on the first `n` rows."""

    def look(inspection: Inspection) -> Finding:
        asked = rows(inspection)[:n]
        with inspection.room(built(inspection).outputs) as room:
            offline = scored_offline(inspection, room, asked)
            with serving(inspection, room) as service:
                online = scored_online(inspection, service, asked)
        return _finding(asked, offline, online)

    return criterion(id, why=why)(look)


def scored_offline(inspection: Inspection, room: Room, rows: Sequence[Row], model: str = "") -> list[float]:
    """What the documented scorer says of the rows. Raises NotThere."""
    model = model or inspection.manifest.output("model")
    data, out = "audit-rows.csv", "audit-scores.csv"
    room.write(data, as_csv(rows))
    room.remove(out)
    command = inspection.manifest.command("predict", model=model, data=data, out=out)
    ran = room.run(command, wall_s=SCORE_S)
    if said := what_went_wrong(ran, SCORE_S):
        raise NotThere(f"`{command}` {said}", "Let it score a CSV of rows without labels.")
    table = _table(command, room.read(out) or b"")
    if len(table) != len(rows) or not all(row.get("probability") for row in table):
        raise NotThere(
            f"`{command}` wrote {len(table)} rows with a probability for {len(rows)} rows of input.",
            "Write one line for each row, in the same order, with a column `probability`.",
        )
    try:
        return [float(row["probability"]) for row in table]
    except ValueError as error:
        raise NotThere(
            f"`{command}` wrote a probability that is no number: {error}.", "Write decimal numbers."
        ) from error


def _table(command: str, content: bytes) -> list[dict[str, str]]:
    try:
        return list(csv.DictReader(io.StringIO(content.decode("utf-8", errors="replace"))))
    except csv.Error as error:
        raise NotThere(f"`{command}` wrote no CSV: {error}.", "Write it with the csv module.") from error


def scored_online(inspection: Inspection, service: Service, rows: Sequence[Row]) -> list[float]:
    """What the service says of the rows, asked one by one. Raises NotThere."""
    path = told(inspection).predict
    rng = random.Random(inspection.seed)
    found = []
    for place, row in enumerate(rows):
        names = list(row)
        rng.shuffle(names)
        reply = post(service, path, {name: row[name] for name in names})
        found.append(probability_of(reply, f"POST {path} with row {place + 1}"))
    return found


def as_csv(rows: Sequence[Row]) -> bytes:
    """The rows with a header; numbers in their shortest exact form."""
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue().encode()


def _finding(rows: Sequence[Row], offline: Sequence[float], online: Sequence[float]) -> Finding:
    gaps = [abs(a - b) for a, b in zip(offline, online, strict=True)]
    worst = max(range(len(gaps)), key=gaps.__getitem__)
    numbers = {"rows": len(gaps), "largest_difference": gaps[worst]}
    if gaps[worst] <= EQUAL:
        how = f"differ by {gaps[worst]:.1e} at most" if gaps[worst] else "are equal to the last digit"
        return passed(f"{len(gaps)} rows scored offline and through the API {how}.", **numbers)
    apart = sum(gap > EQUAL for gap in gaps)
    return failed(
        f"{apart} of {len(gaps)} rows differ by more than {EQUAL:.0e}: row {worst + 1} is "
        f"{offline[worst]:.6f} offline and {online[worst]:.6f} through the API.",
        "Let both call one function that takes a row by the names of its fields and builds its features; "
        "never rely on the order of keys or columns.",
        **numbers,
    )
