"""Missing cells and unseen categories: every row still gets a probability, and its own.

`with_missing(rows, columns)` and `with_unseen(rows, columns)` make the tables to predict; `handled(model,
names, ...)` looks at what came. What is filled in has to come from the training rows: a row with missing
cells is predicted alone and among others, and must not notice. Which filling is right is not judged.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from groundup.audit.criteria import failed, passed
from groundup.audit.probes.predicting import Fitted
from groundup.audit.probes.table import Table
from groundup.records import Finding

WHY = "In use, cells are empty and categories are new; a program that stops there stops a whole batch."
UNSEEN = "never seen before"
SAME = 1e-6


def with_missing(rows: Table, columns: Sequence[str]) -> Table:
    """One row for each column, with that cell empty; then two rows with all of these cells empty."""
    for k, name in enumerate(columns):
        cells = rows.column(name)
        for place in (k, len(columns), len(columns) + 1):
            cells[place] = ""
        rows = rows.with_column(name, cells)
    return rows.take(range(len(columns) + 2))


def with_unseen(rows: Table, columns: Sequence[str]) -> Table:
    """One row for each column, with a category in it that no training row has."""
    for k, name in enumerate(columns):
        cells = rows.column(name)
        cells[k] = UNSEEN
        rows = rows.with_column(name, cells)
    return rows.take(range(len(columns)))


def among(rows: Table, others: Table) -> Table:
    """The same rows in front of others, so that a mean or a mode over the batch would move."""
    return Table(rows.columns, (*rows.rows, *others.only(*rows.columns).rows))


def handled(model: Fitted, *, missing: str, unseen: str, mixed: str) -> Finding:
    """`missing` and `unseen` are tables of the model; `mixed` is `missing` in front of other rows.

    Raises the NotThere of a table that could not be predicted: it names the command and its last words.
    """
    alone = model.get(missing)
    together = model.get(mixed)[: len(alone)]
    strange = model.get(unseen)
    gap = float(np.max(np.abs(alone - together)))
    if gap > SAME:
        at = int(np.argmax(np.abs(alone - together)))
        return failed(
            f"A row with missing cells is given {alone[at]:.4f} alone and {together[at]:.4f} among "
            "others: what "
            "is filled in comes from the rows to predict and not from the training rows.",
            "Fit the imputer in `train`, save it with the model, and only call transform in `predict`.",
            gap=gap,
        )
    return passed(
        f"{len(alone)} rows with missing cells and {len(strange)} with unseen categories each have a "
        "probability "
        "in [0, 1], and what is filled in does not depend on the other rows.",
        rows=len(alone) + len(strange),
    )
