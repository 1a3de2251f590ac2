"""Train and predict through the entry points that groundup.toml documents, inside a room.

train(inspection, room, data, seed=0)              -> path of the model file in the room
predict(inspection, room, data, model=path)        -> probabilities, shape (rows,)
evaluate(inspection, room, data, seed=0)           -> (record, folds): what the project's own evaluation says
fitted(inspection, name, train_data, tables, seed) -> Fitted: `.get(table name)` are probabilities; in a fresh
                                                      room, kept for all criteria under `name`
evaluated(inspection, name, data, seed)            -> Evaluated(record, folds), kept likewise

`data` is a Table (groundup.audit.probes.table). What a learner's program does wrong raises NotThere with a
sentence that names the command and the number. The rows to predict never carry the target: leave it out.
Nothing is compared with expected values here, and nothing of the room is imported or unpickled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundup.audit.criteria import NotThere
from groundup.audit.inspection import Inspection, Room
from groundup.audit.probes.table import Table, read_table
from groundup.records import GroundupError, Ran

FOLDER = "groundup-audit"  # in the room, for the files of the audit
COLUMN = "probability"
TRAIN_S = 180.0
PREDICT_S = 60.0
LARGEST = 64 * 2**20  # bytes of an answer
Floats = NDArray[np.float64]


def train(
    inspection: Inspection,
    room: Room,
    data: Table,
    *,
    seed: int = 0,
    name: str = "audit",
    wall_s: float = TRAIN_S,
) -> str:
    """Run [commands] train on these rows; the path of the model that it wrote."""
    path = f"{FOLDER}/{name}-train.csv"
    model = f"{FOLDER}/{name}{_suffix(inspection)}"
    room.write(path, data.to_csv())
    room.remove(model)
    ran = room.run(inspection.manifest.command("train", data=path, model=model, seed=seed), wall_s=wall_s)
    _check(ran, "train", wall_s)
    if room.read(model) is None:
        raise NotThere(
            "The command `train` ended well, but wrote no file at the path given as {model}.",
            "Write the fitted model to exactly the path in {model}, whatever it is called.",
        )
    return model


def predict(
    inspection: Inspection,
    room: Room,
    data: Table,
    *,
    model: str,
    name: str = "audit",
    column: str = COLUMN,
    wall_s: float = PREDICT_S,
) -> Floats:
    """Run [commands] predict on these rows; one probability for each, in their order."""
    path, out = f"{FOLDER}/{name}-rows.csv", f"{FOLDER}/{name}-out.csv"
    room.write(path, data.to_csv())
    room.remove(out)
    command = inspection.manifest.command("predict", data=path, model=model, out=out)
    _check(room.run(command, wall_s=wall_s), "predict", wall_s)
    return probabilities(_answer(room, out, "predict"), len(data), column)


def evaluate(
    inspection: Inspection,
    room: Room,
    data: Table,
    *,
    seed: int = 0,
    name: str = "audit",
    wall_s: float = TRAIN_S,
) -> tuple[dict[str, Any], Table]:
    """Run [commands] evaluate on these rows: the run record ({out}) and the out-of-fold rows ({folds}).

    The folds are a CSV with the columns row, fold and probability: see leakage.py.
    """
    path, out, folds = (f"{FOLDER}/{name}-{end}" for end in ("eval.csv", "record.json", "folds.csv"))
    room.write(path, data.to_csv())
    room.remove(out)
    room.remove(folds)
    command = inspection.manifest.command("evaluate", data=path, out=out, folds=folds, seed=seed)
    _check(room.run(command, wall_s=wall_s), "evaluate", wall_s)
    try:
        record = json.loads(_answer(room, out, "evaluate"))
    except (ValueError, RecursionError) as error:
        raise NotThere(
            f"What `evaluate` wrote as {{out}} is not JSON: {error}.", "Write the run record there."
        ) from error
    if not isinstance(record, dict):
        raise NotThere("What `evaluate` wrote as {out} is not a JSON object.", "Write the run record there.")
    return record, _table(_answer(room, folds, "evaluate", "{folds}"), "evaluate")


@dataclass(frozen=True)
class Fitted:
    """The predictions of one trained model, table by table, or the reason why there are none."""

    answers: Mapping[str, Floats | NotThere]

    def get(self, name: str) -> Floats:
        """The probabilities of a table. Raises the NotThere that prediction or training ended in."""
        answer = self.answers[name]
        if isinstance(answer, NotThere):
            raise answer
        return answer


def fitted(
    inspection: Inspection,
    name: str,
    train_data: Table,
    tables: Mapping[str, Table],
    *,
    seed: int = 0,
    column: str = COLUMN,
) -> Fitted:
    """Train once in a fresh room and predict each table with that model: once for every criterion that asks
    under `name`. A table that goes wrong is said by `get` of that table, and the others stand."""

    def make() -> Fitted:
        with inspection.room() as room:
            try:
                model = train(inspection, room, train_data, seed=seed)
            except NotThere as missing:
                return Fitted(dict.fromkeys(tables, missing))
            return Fitted({key: _try(inspection, room, rows, model, column) for key, rows in tables.items()})

    return inspection.once(f"fitted/{name}", make)


def _try(inspection: Inspection, room: Room, rows: Table, model: str, column: str) -> Floats | NotThere:
    try:
        return predict(inspection, room, rows, model=model, column=column)
    except NotThere as missing:
        return missing


@dataclass(frozen=True)
class Evaluated:
    """What the project's own evaluation says of the rows it was given, in a fresh room."""

    record: Mapping[str, Any]
    folds: Table


def evaluated(inspection: Inspection, name: str, data: Table, *, seed: int = 0) -> Evaluated:
    """`evaluate` in a fresh room, once for every criterion that asks under `name`. Raises NotThere."""

    def make() -> Evaluated | NotThere:
        with inspection.room() as room:
            try:
                return Evaluated(*evaluate(inspection, room, data, seed=seed))
            except NotThere as missing:
                return missing

    found = inspection.once(f"evaluated/{name}", make)
    if isinstance(found, NotThere):
        raise found
    return found


def probabilities(content: bytes, n: int, column: str = COLUMN) -> Floats:
    """The column of an answer, checked: `n` rows, finite, in [0, 1]. Raises NotThere."""
    table = _table(content, "predict")
    if column not in table.columns:
        raise NotThere(
            f"The answer of `predict` has no column {column!r}; it has {', '.join(table.columns)[:200]}.",
            f"Name the column of the answer {column!r}.",
        )
    if len(table) != n:
        raise NotThere(
            f"`predict` was given {n} rows and answered {len(table)}.",
            "Write one row for each row of {data}, in the same order, also where cells are missing.",
        )
    found = table.numbers(column)
    bad = np.flatnonzero(~np.isfinite(found))
    if len(bad):
        cell = table.column(column)[bad[0]]
        raise NotThere(
            f"`predict` answered {cell!r} in row {bad[0] + 1}: no finite number in {len(bad)} of {n} rows.",
            "Every row needs a probability, also one with missing cells.",
        )
    out = np.flatnonzero((found < 0) | (found > 1))
    if len(out):
        raise NotThere(
            f"`predict` answered {found[out[0]]:g} in row {out[0] + 1}; outside [0, 1]: {len(out)} of {n}.",
            "Write the probability of the positive class, not a score or a margin.",
        )
    return found


def last_words(ran: Ran, longest: int = 300) -> str:
    """What a command said last, in one line, fit to be quoted."""
    lines = [line.strip() for line in (ran.stderr or ran.stdout).splitlines() if line.strip()]
    return lines[-1][:longest] if lines else "nothing was printed"


def _check(ran: Ran, command: str, wall_s: float) -> None:
    if ran.ok:
        return
    if ran.ours:
        raise GroundupError("environment", f"The command `{command}` could not be run: our side broke.")
    if ran.status in ("timeout", "memory", "output"):
        limit = f"{wall_s:g} s" if ran.status == "timeout" else ran.status
        raise NotThere(
            f"The command `{command}` of groundup.toml was ended at its limit ({limit}).",
            "Run it yourself and make it need less: fewer settings to try, smaller models.",
        )
    raise NotThere(
        f"The command `{command}` of groundup.toml ended with status {ran.exit}: {last_words(ran)}",
        f"Run `{command}` by hand on a CSV of your own in a fresh clone, and mend what it says.",
    )


def _suffix(inspection: Inspection) -> str:
    """Libraries look at how a file is called: `.joblib`, `.json`."""
    return PurePosixPath(inspection.manifest.outputs.get("model", "")).suffix or ".model"


def _answer(room: Room, path: str, command: str, place: str = "{out}") -> bytes:
    content = room.read(path)
    if content is None:
        raise NotThere(
            f"The command `{command}` ended well, but wrote no file at the path given as {place}.",
            f"Write the answer to exactly the path in {place}.",
        )
    if len(content) > LARGEST:
        raise NotThere(f"The answer of `{command}` is larger than 64 MiB.", "Write only what is asked for.")
    return content


def _table(content: bytes, command: str) -> Table:
    try:
        return read_table(content, f"The answer of `{command}`")
    except ValueError as error:
        raise NotThere(str(error), "Write a CSV with one header line.") from error
